/**
 * martinus/map_benchmark, RandomInsertErase: each step sets one random key and deletes another, under masks that let the
 * map settle at sizes from a handful to millions. No form for many keys: each step depends on the one before.
 */
import { dispose } from '../common/library.js'
import { type Column, KeyMaker, mapOf } from './keys.js'
import { Sfc64 } from './sfc64.js'
import { type Clock, type Workload, workload } from './workload.js'

const SEED = 123n

/** Steps whose keys are made at once, outside the clock. */
const STEPS = 32_768

/** Masks, steps and the published number of keys that were there to be deleted. */
const CASES: [bigint, number, number][] = [
  [0x0000_0000_0000_0fffn, 100_000_000, 50_004_640],
  [0x00f0_0000_0000_0000n, 100_000_000, 51_606_619],
  [0x0000_00ff_0000_00ffn, 100_000_000, 49_984_422],
  [0x0000_000f_0000_000fn, 100_000_000, 50_093_276],
  [0xf000_000f_0000_0000n, 100_000_000, 50_096_606],
  [0x0000_ffff_0000_0000n, 100_000_000, 49_987_113],
  [0xf00f_0f0f_f0f0_0f00n, 30_000_000, 1_558_700],
]

interface Input {
  n: number
  mask: bigint
}

const eachChunk = ({ n, mask }: Input, act: (keys: Column, first: number) => void) => {
  const maker = new KeyMaker(mask)
  const rng = new Sfc64(SEED)
  const keys = maker.column(2 * STEPS)
  for (let first = 0; first < n; first += STEPS) {
    const chunk = keys.subarray(0, 2 * Math.min(STEPS, n - first))
    act(maker.fill(rng, chunk), first)
  }
}

const steps = (map: Map<any, number>, keys: Column, first: number) => {
  let erased = 0
  for (let i = 0; i < keys.length; i += 2) {
    map.set(keys[i]!, first + (i >> 1))
    if (map.delete(keys[i + 1]!)) erased++
  }
  return erased
}

const runOn = (map: Map<any, number>, input: Input, clock: Clock) => {
  let erased = 0
  eachChunk(input, (keys, first) => {
    erased += clock.time('', () => steps(map, keys, first))
  })
  dispose(map)
  return `${erased} deleted`
}

/** The bits under the mask, side by side: small numbers, for which a set of bits needs no hashing. */
const compactor = (mask: bigint) => {
  const places = Array.from({ length: 64 }, (_, i) => i).filter(i => (mask >> BigInt(i)) & 1n)
  const inLow = places.filter(i => i < 32)
  const inHigh = places.filter(i => i >= 32).map(i => i - 32)
  return {
    values: 2 ** places.length,
    compact: (low: number, high: number) => {
      let bits = 0
      for (const i of inLow) bits = (bits << 1) | ((low >>> i) & 1)
      for (const i of inHigh) bits = (bits << 1) | ((high >>> i) & 1)
      return bits
    },
  }
}

const countByBits = ({ n, mask }: Input) => {
  const { values, compact } = compactor(mask)
  const present = new Uint8Array(values)
  const rng = new Sfc64(SEED)
  let erased = 0
  for (let i = 0; i < n; i++) {
    rng.next()
    present[compact(rng.low, rng.high)] = 1
    rng.next()
    const other = compact(rng.low, rng.high)
    erased += present[other]!
    present[other] = 0
  }
  return `${erased} deleted`
}

const hex = (mask: bigint) =>
  mask
    .toString(16)
    .padStart(16, '0')
    .replace(/(.{8})/, '$1_')

export const randomInsertErase: Workload[] = CASES.map(([mask, n, erased]) =>
  workload<Input>({
    name: `map_benchmark/RandomInsertErase/${hex(mask)}`,
    unit: 'steps',
    n: 5_000_000,
    smoke: 50_000,
    prepare: n => ({ n, mask }),
    forms: {
      Map: (input, clock) => runOn(new Map(), input, clock),
      single: (input, clock, library) => runOn(mapOf(library, new KeyMaker(mask).kind), input, clock),
    },
    expected: countByBits,
    published: [{ n, answer: `${erased} deleted` }],
  }),
)
