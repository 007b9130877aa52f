/** The results file: what is in it, and how numbers of several rounds become one. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CollectionTimes, Implementation, Key, LatencyProfile, MemoryPoint, Row } from '../common/rows.js'
import type { Stamp } from '../common/stamp.js'

export interface SpeedResult extends Row {
  name: string
  implementation: Implementation
  /** Median of the rounds. */
  nsPerOp: number
  /** One number a round, a mean over that round's sizes. */
  rounds: number[]
  sizes: number[][]
  /** How many times as fast as `Map` in the same round: median, least, greatest. */
  speed?: number
  speedRange?: [number, number]
}

export interface LatencyResult {
  name: string
  implementation: Implementation
  key: Key
  n: number
  liveObjects: number
  /** Nanoseconds, medians over the runs. */
  map: LatencyProfile
  idle: LatencyProfile
  /** Third-longest insert less the third-longest turn of the same loop without a map; median over the runs. */
  excess: number
  runs: { map: LatencyProfile; idle: LatencyProfile }[]
}

export interface MemoryResult {
  name: string
  implementation: Implementation
  key: Key
  n: number
  /** Of a growth over more than one doubling, the end. */
  to?: number
  worst: number
  mean: number
  /** Of the run with the median mean. */
  points: MemoryPoint[]
}

export interface CollectionResult extends CollectionTimes {
  name: string
  implementation: Implementation
  key: Key
  n: number
  /** Milliseconds that the map adds; the times are medians over the runs. */
  excess: number
  runs: CollectionTimes[]
}

export interface Failure {
  name: string
  error: string
}

export interface Results extends Stamp {
  grid: 'small' | 'full'
  rows: SpeedResult[]
  latency: LatencyResult[]
  memory: MemoryResult[]
  collection: CollectionResult[]
  failures: Failure[]
}

export const median = (numbers: readonly number[]) => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length

const PROFILE_FIELDS = ['p50', 'p90', 'p99', 'p999', 'p9999', 'p99999', 'thirdLongest', 'max'] as const

export const medianProfile = (profiles: readonly LatencyProfile[]) =>
  Object.fromEntries(
    PROFILE_FIELDS.map(field => [field, median(profiles.map(p => p[field]))]),
  ) as unknown as LatencyProfile

type Rounds = Pick<SpeedResult, 'rounds'>

interface Comparison {
  value: number
  range: [number, number]
}

/** A round is compared with the other's same round only, as the machine may change in between. */
export const compare = (result: Rounds, other: Rounds): Comparison => {
  const ratios = result.rounds.map((ns, round) => other.rounds[round]! / ns)
  return { value: median(ratios), range: [Math.min(...ratios), Math.max(...ratios)] }
}

/** Fills in `speed`. */
export const compareWithMap = (results: SpeedResult[]) => {
  const map = results.find(r => r.implementation === 'Map')
  if (!map) return
  for (const result of results) {
    const { value, range } = compare(result, map)
    result.speed = value
    result.speedRange = range
  }
}

/** Written beside and renamed, so that an interrupted run leaves a whole file. */
export const save = (file: string, results: object) => {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.tmp`, `${onShortLines(JSON.stringify(results, round, 1))}\n`)
  renameSync(`${file}.tmp`, file)
}

/** A list of numbers on one line: a results file is read by people too. */
const onShortLines = (json: string) => json.replace(/\[[^[\]{}]*\]/g, list => list.replace(/\s+/g, ' '))

const round = (_key: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)

/** Older files lack what was not measured then. */
export const read = (file: string): Results => ({ collection: [], ...JSON.parse(readFileSync(file, 'utf8')) })

/** Where a run was made, in one line. */
export const describe = ({ tophash, commit, node, cpu, cores, memoryGiB, date, command }: Stamp) => {
  const version = commit ? `${tophash} (${commit})` : tophash
  return `tophash ${version}, Node ${node}, ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${date}, \`${command}\``
}
