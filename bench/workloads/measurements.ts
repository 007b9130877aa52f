/** Rows of the One Billion Row Challenge: `name;-12.3\n`, normally distributed around the mean of a random station. */
import { Sfc64 } from './sfc64.js'
import { STATIONS } from './stations.js'

const DEVIATION = 10

/** The challenge's limits. */
const MOST = 999

const SEED = 1_000_000_000n

/** Of Box and Muller's two numbers, one: rows must not come in pairs. */
const gaussian = (rng: Sfc64) => Math.sqrt(-2 * Math.log(1 - rng.unit())) * Math.cos(2 * Math.PI * rng.unit())

/** Tenths of a degree. */
const measure = (mean: number, rng: Sfc64) => {
  const tenths = Math.round((mean + DEVIATION * gaussian(rng)) * 10)
  return Math.min(MOST, Math.max(-MOST, tenths))
}

const LONGEST_NUMBER = 6

/** Writes `-12.3\n`. Returns the place behind it. */
const writeTenths = (bytes: Uint8Array, at: number, tenths: number) => {
  let rest = tenths
  if (rest < 0) {
    bytes[at++] = 0x2d
    rest = -rest
  }
  if (rest >= 100) bytes[at++] = 0x30 + Math.floor(rest / 100)
  bytes[at++] = 0x30 + (Math.floor(rest / 10) % 10)
  bytes[at++] = 0x2e
  bytes[at++] = 0x30 + (rest % 10)
  bytes[at++] = 0x0a
  return at
}

/** The same rows each time: the number of a station, and tenths of a degree. */
export const eachMeasurement = (rows: number, act: (station: number, tenths: number) => void) => {
  const rng = new Sfc64(SEED)
  for (let row = 0; row < rows; row++) {
    const station = rng.below(STATIONS.length)
    act(station, measure(STATIONS[station]!.mean, rng))
  }
}

export const makeMeasurements = (rows: number): Buffer => {
  const names = STATIONS.map(({ name }) => Buffer.from(`${name};`))
  const longest = Math.max(...names.map(name => name.length)) + LONGEST_NUMBER
  let bytes = Buffer.allocUnsafeSlow(Math.max(longest, rows * 17))
  let at = 0
  eachMeasurement(rows, (station, tenths) => {
    if (at + longest > bytes.length) bytes = Buffer.concat([bytes], 2 * bytes.length)
    at += names[station]!.copy(bytes, at)
    at = writeTenths(bytes, at, tenths)
  })
  return bytes.subarray(0, at)
}
