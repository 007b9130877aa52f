/** Which rows are measured, by whom, how often. Every decision about a run's duration is in this file. */
import type {
  Budget,
  CollectionSpec,
  Hit,
  Implementation,
  Key,
  LatencySpec,
  MemorySpec,
  Op,
  Order,
  Row,
  Values,
} from '../common/rows.js'
import { NUMBER_KEYS, ORDERS, usualHit, VALUES } from '../common/rows.js'

export interface SpeedCell {
  row: Row
  implementations: readonly Implementation[]
}

export interface SampleCell<Spec> {
  job: Spec
  implementations: readonly Implementation[]
  /** Processes for each implementation. */
  runs: number
}

export interface Grid {
  name: 'small' | 'full'
  rounds: number
  budget: Budget
  speed: SpeedCell[]
  latency: SampleCell<LatencySpec>[]
  memory: SampleCell<MemorySpec>[]
  collection: SampleCell<CollectionSpec>[]
}

const row = (op: Op, n: number, more: Partial<Row> = {}): Row => ({
  op,
  key: 'int32',
  values: 'int32',
  order: 'random',
  hit: usualHit(op),
  n,
  ...more,
})

const EVERYONE: readonly Implementation[] = ['Map', 'simd', 'swar', 'twin']

const DUEL: readonly Implementation[] = ['Map', 'simd']

/** A `HashMap` has a second rival: the class made for its keys. */
const TRIO: readonly Implementation[] = [...DUEL, 'typed']

const TEN_MILLION = 10_000_000

/** About 4 MB of text. */
const WORDS = 500_000

/** The rows of the table of floors. All contestants where it is cheap; large ones are a duel. */
const floorRows = (): SpeedCell[] => [
  cell(row('get', 8)),
  cell(row('get', 100)),
  cell(row('get', 1_000)),
  cell(row('get', 10_000)),
  cell(row('get', 100_000)),
  cell(row('get', 1_000_000)),
  cell(row('get', TEN_MILLION), DUEL),
  cell(row('has', 1_000_000, { hit: 'miss' }), DUEL),
  cell(row('build', 1_000_000)),
  cell(row('build', TEN_MILLION), DUEL),
  cell(row('get', 1_000_000, { values: 'any' }), DUEL),
  cell(row('get', 1_000, { key: 'float64' })),
  cell(row('get', 1_000_000, { key: 'float64' }), DUEL),
  cell(row('get', 1_000, { key: 'bigint64' })),
  cell(row('get', 1_000_000, { key: 'bigint64' }), DUEL),
  cell(row('iterate', 1_000_000), DUEL),
  cell(row('for-each', 1_000_000), DUEL),
  cell(row('create', 8)),
  ...otherKeyRows(),
  ...manyRows(),
]

/** Many keys a call. */
const manyRows = (): SpeedCell[] => [
  ...[1_000, 100_000, 1_000_000, TEN_MILLION].map(n => cell(row('get-many', n), DUEL)),
  cell(row('get-many', 1_000_000, { key: 'float64' }), DUEL),
  cell(row('get-many', 1_000_000, { key: 'bigint64' }), DUEL),
  cell(row('increment-many', 1_000_000), DUEL),
  cell(row('index-many', 1_000_000, { key: 'uint32' }), DUEL),
  cell(row('join-many', 1_000_000), DUEL),
]

const otherKeyRows = (): SpeedCell[] => [
  cell(row('get', 1_000, { key: 'string-fresh' }), DUEL),
  cell(row('get', 1_000_000, { key: 'string-fresh' }), DUEL),
  cell(row('get', 1_000, { key: 'string' }), DUEL),
  cell(row('get', 1_000_000, { key: 'string' }), DUEL),
  cell(row('build', 1_000_000, { key: 'string-fresh' }), DUEL),
  cell(row('get', 1_000, { key: 'bytes16' }), DUEL),
  cell(row('get', 1_000_000, { key: 'bytes16' }), DUEL),
  cell(row('increment', WORDS, { key: 'words', order: 'text' }), DUEL),
  cell(row('get', 1_000, { key: 'hash-int32' }), TRIO),
  cell(row('get', 1_000_000, { key: 'hash-int32' }), TRIO),
]

/** One row of each remaining operation. */
const otherRows = (): SpeedCell[] => [
  cell(row('get', 1_000, { hit: 'miss' }), DUEL),
  cell(row('get', 1_000_000, { hit: 'miss' }), DUEL),
  cell(row('has', 1_000), DUEL),
  cell(row('set-new', 1_000), DUEL),
  cell(row('set-new', 1_000_000), DUEL),
  cell(row('set-existing', 1_000), DUEL),
  cell(row('set-existing', 1_000_000), DUEL),
  cell(row('delete', 1_000_000), DUEL),
  cell(row('churn', 1_000), DUEL),
  cell(row('churn', 1_000_000), DUEL),
  cell(row('increment', 1_000), DUEL),
  cell(row('increment', 1_000_000), DUEL),
  cell(row('clone', 1_000_000), DUEL),
  cell(row('build', 1_000), DUEL),
  cell(row('build-capacity', 1_000_000), DUEL),
]

const cell = (row: Row, implementations: readonly Implementation[] = EVERYONE): SpeedCell => ({
  row,
  implementations,
})

const latencyCell = (
  implementations: readonly Implementation[],
  runs: number,
  n = TEN_MILLION,
): SampleCell<LatencySpec> => ({
  job: { key: 'int32', n, liveObjects: 3_000_000 },
  implementations,
  runs,
})

/** Where `Map` has ended long ago. */
const FIFTY_MILLION = 50_000_000

const memoryCell = (key: Key, n: number, implementations = DUEL, runs = 1): SampleCell<MemorySpec> => ({
  job: { key, n, points: 16 },
  implementations,
  runs,
})

/** Over several doublings, with as many points in each. */
const memorySweep = (key: Key, to: number, points: number, runs: number): SampleCell<MemorySpec> => {
  const n = 100_000
  return { job: { key, n, to, points: points * Math.log2(to / n) }, implementations: DUEL, runs }
}

const collectionCell = (runs: number, key: Key = 'string12', n = 5_000_000): SampleCell<CollectionSpec> => ({
  job: { key, n },
  implementations: DUEL,
  runs,
})

/** How memory and the collector's work grow with n. */
const smallSweeps = () => ({
  memory: [memorySweep('int32', 3_200_000, 4, 1)],
  collection: [100_000, 1_000_000, 4_000_000].map(n => collectionCell(1, 'int32', n)),
})

const fullSweeps = () => ({
  memory: [...NUMBER_KEYS, 'string12' as const].map(key => memorySweep(key, 12_800_000, 8, 3)),
  collection: (['int32', 'string12'] as const).flatMap(key =>
    [10_000, 100_000, 300_000, 1_000_000, 3_000_000, TEN_MILLION].map(n => collectionCell(3, key, n)),
  ),
})

export const smallGrid = (floorsOnly: boolean): Grid => ({
  name: 'small',
  rounds: 3,
  budget: { warmupMs: 30, timeMs: 50 },
  speed: [...floorRows(), ...(floorsOnly ? [] : otherRows())],
  latency: [latencyCell(DUEL, 3)],
  memory: [
    memoryCell('int32', 1_000_000),
    memoryCell('string12', 1_000_000),
    ...(floorsOnly ? [] : smallSweeps().memory),
  ],
  collection: [collectionCell(1), ...(floorsOnly ? [] : smallSweeps().collection)],
})

/** Single inserts up to n only; `Map` takes part while it can. */
export const latencyGrid = (n: number): Grid => ({
  ...smallGrid(true),
  speed: [],
  latency: [latencyCell(n < LARGEST ? DUEL : ['simd'], 5, n)],
  memory: [],
  collection: [],
})

const FULL_SIZES = [8, 100, 1_000, 10_000, 100_000, 1_000_000, TEN_MILLION]

const FULL_OPS: [Op, Hit][] = [
  ['get', 'hit'],
  ['get', 'miss'],
  ['has', 'hit'],
  ['has', 'miss'],
  ['set-new', '-'],
  ['set-existing', '-'],
  ['delete', '-'],
  ['churn', '-'],
  ['increment', '-'],
  ['iterate', '-'],
  ['for-each', '-'],
  ['clone', '-'],
  ['build', '-'],
  ['build-capacity', '-'],
]

/** Counting needs numbers. */
const isPossible = (op: Op, values: Values) => op !== 'increment' || values === 'int32'

/** The usual kind of row, at every size; of 10 M floats and BigInts only what says most, as each takes minutes. */
const usualSizes = (key: Key, op: Op) =>
  key === 'int32' || op === 'get' || op === 'build' ? FULL_SIZES : FULL_SIZES.filter(n => n < TEN_MILLION)

/** Other orders and values: one size that fits the cache, and one that does not. */
const UNUSUAL_SIZES = [1_000, 1_000_000]

const fullRowsOf = (key: Key, values: Values, order: Order) => {
  const isUsual = values === 'int32' && order === 'random'
  return FULL_OPS.filter(([op]) => isPossible(op, values)).flatMap(([op, hit]) =>
    (isUsual ? usualSizes(key, op) : UNUSUAL_SIZES).map(n =>
      cell({ op, key, values, order, hit, n }, isUsual ? EVERYONE : DUEL),
    ),
  )
}

const OTHER_SIZES = FULL_SIZES.filter(n => n < TEN_MILLION)

const fullRowsOfOtherKeys = () => [
  ...(['string', 'string-fresh', 'bytes16'] as const).flatMap(key =>
    (['get', 'build'] as const).flatMap(op => OTHER_SIZES.map(n => cell(row(op, n, { key }), DUEL))),
  ),
  ...OTHER_SIZES.map(n => cell(row('get', n, { key: 'hash-int32' }), TRIO)),
  cell(row('increment', WORDS, { key: 'words', order: 'text' }), DUEL),
]

const fullRows = () => [
  ...NUMBER_KEYS.map(key => cell(row('create', 8, { key }))),
  ...NUMBER_KEYS.flatMap(key => VALUES.flatMap(values => ORDERS.flatMap(order => fullRowsOf(key, values, order)))),
  ...fullRowsOfOtherKeys(),
  ...manyRows(),
]

export const fullGrid = (): Grid => ({
  name: 'full',
  rounds: 3,
  budget: { warmupMs: 60, timeMs: 150 },
  speed: fullRows(),
  latency: [latencyCell(EVERYONE, 5), latencyCell(['simd'], 5, FIFTY_MILLION)],
  memory: [
    ...NUMBER_KEYS.flatMap(key => [1_000_000, 8_000_000].map(n => memoryCell(key, n, EVERYONE, 3))),
    memoryCell('string12', 1_000_000, DUEL, 3),
    ...fullSweeps().memory,
  ],
  collection: [collectionCell(3), ...fullSweeps().collection],
})

/** `Map` ends at 2^24 entries; a doubling from 10 M is cut short there. */
const LARGEST = 16_000_000

/** Where a size costs a second and more to prepare, a worker measures one, and the rounds share the doubling out. */
const ONE_SIZE_FROM = 500_000

const POINTS = 3

/**
 * The numbers of entries behind a row: a doubling from n on, since a table just grown is another table than a full one.
 * Tiny maps are exactly as large as they say, `set-new` walks a doubling by itself, and a text has the words it has.
 */
export const sizesOf = (row: Row, round: number, rounds: number, exact: boolean): number[] => {
  const { op, n } = row
  if (exact || n < 64 || op === 'set-new' || row.key === 'words') return [n]
  const at = (share: number) => Math.min(LARGEST, Math.round(n * 2 ** share))
  if (n >= ONE_SIZE_FROM) return [at(round / rounds)]
  return Array.from({ length: POINTS }, (_, i) => at(i / POINTS))
}
