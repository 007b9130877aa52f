/**
 * martinus/map_benchmark, RandomDistinct2: counts random integers of which 5, 25, 50 or all but 100 % are different, and
 * adds up every count on its way. At the published 50 million a `Map` is too small for the last two.
 */
import { dispose } from '../common/library.js'
import { type CountingMap, mapOf } from './keys.js'
import { Sfc64 } from './sfc64.js'
import { type Clock, type Workload, workload } from './workload.js'

const PUBLISHED_N = 50_000_000

/** Numbers below n divided by this, or, for 0, all of 32 bits; and the published sums. */
const CASES: [percent: number, divisor: number, sum: number][] = [
  [5, 20, 549_985_352],
  [25, 4, 149_979_034],
  [50, 2, 249_981_806],
  [100, 0, 50_291_811],
]

/** The published sum of the third case still holds that of the second: it is not set to zero in between. */
const CARRIED: Record<number, number> = { 50: 149_979_034 }

interface Input {
  n: number
  bound: number
  /** One generator serves the cases one after another. */
  skip: number
}

const KEYS = 65_536

const eachChunk = ({ n, bound, skip }: Input, act: (keys: Int32Array) => void) => {
  const rng = new Sfc64(123n)
  rng.skip(skip)
  const keys = new Int32Array(KEYS)
  for (let first = 0; first < n; first += KEYS) {
    const chunk = keys.subarray(0, Math.min(KEYS, n - first))
    for (let i = 0; i < chunk.length; i++) {
      if (bound > 0) chunk[i] = rng.below(bound)
      else {
        rng.next()
        chunk[i] = rng.low
      }
    }
    act(chunk)
  }
}

const countInMap = (map: Map<number, number>, keys: Int32Array) => {
  let sum = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    const count = (map.get(key) ?? 0) + 1
    map.set(key, count)
    sum = (sum + count) | 0
  }
  return sum
}

const count = (map: CountingMap, keys: Int32Array) => {
  let sum = 0
  for (let i = 0; i < keys.length; i++) sum = (sum + map.increment(keys[i]!)) | 0
  return sum
}

/** A count that went up to c has added 1 + 2 + ... + c. */
const sumOfCounts = (counts: Int32Array) => {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum = (sum + (counts[i]! * (counts[i]! + 1)) / 2) | 0
  return sum
}

const sumEach = <M extends Map<any, number>>(
  map: M,
  input: Input,
  clock: Clock,
  countKeys: (map: M, keys: Int32Array) => number,
) => {
  let sum = 0
  eachChunk(input, keys => {
    sum = (sum + clock.time('', () => countKeys(map, keys))) | 0
  })
  dispose(map)
  return answerOf(sum)
}

const sumMany = (map: CountingMap, input: Input, clock: Clock) => {
  eachChunk(input, keys => clock.time('', () => map.incrementMany(keys)))
  const sum = clock.time('', () => sumOfCounts(map.toArrays().values))
  dispose(map)
  return answerOf(sum)
}

const answerOf = (sum: number) => `sum ${sum}`

/** Sorted, equal numbers stand together. */
const sumBySorting = (input: Input) => {
  const all = new Int32Array(input.n)
  let at = 0
  eachChunk(input, keys => {
    all.set(keys, at)
    at += keys.length
  })
  all.sort()
  let sum = 0
  for (let i = 0, count = 0; i < all.length; i++) {
    count = i > 0 && all[i] === all[i - 1] ? count + 1 : 1
    sum = (sum + count) | 0
  }
  return answerOf(sum)
}

export const randomDistinct: Workload[] = CASES.map(([percent, divisor, sum], at) =>
  workload<Input>({
    name: `map_benchmark/RandomDistinct2/${percent} %`,
    unit: 'counts',
    n: 10_000_000,
    smoke: 100_000,
    prepare: n => ({ n, bound: divisor === 0 ? 0 : Math.floor(n / divisor), skip: at * n }),
    forms: {
      Map: (input, clock) => sumEach(new Map(), input, clock, countInMap),
      single: (input, clock, library) => sumEach(mapOf(library, 'int32'), input, clock, count),
      many: (input, clock, library) => sumMany(mapOf(library, 'int32'), input, clock),
    },
    expected: sumBySorting,
    published: [{ n: PUBLISHED_N, answer: answerOf(sum - (CARRIED[percent] ?? 0)) }],
  }),
)
