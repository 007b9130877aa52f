/** Which rows are measured, by whom, how often. Every decision about a run's duration is in this file. */
import type { Budget, Hit, Implementation, Key, LatencySpec, MemorySpec, Op, Order, Row, Values } from './rows.js'
import { IMPLEMENTATIONS, KEYS, ORDERS, VALUES } from './rows.js'

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
}

const row = (op: Op, n: number, more: Partial<Row> = {}): Row => ({
  op,
  key: 'int32',
  values: 'int32',
  order: 'random',
  hit: op === 'get' || op === 'has' ? 'hit' : '-',
  n,
  ...more,
})

const DUEL: readonly Implementation[] = ['Map', 'simd']

const TEN_MILLION = 10_000_000

/** The rows of the table of floors. All four contestants where it is cheap; large ones are a duel. */
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

const cell = (row: Row, implementations: readonly Implementation[] = IMPLEMENTATIONS): SpeedCell => ({
  row,
  implementations,
})

const latencyCell = (implementations: readonly Implementation[], runs: number): SampleCell<LatencySpec> => ({
  job: { key: 'int32', n: TEN_MILLION, liveObjects: 3_000_000 },
  implementations,
  runs,
})

const memoryCell = (key: Key, n: number, implementations = DUEL, runs = 1): SampleCell<MemorySpec> => ({
  job: { key, n, points: 16 },
  implementations,
  runs,
})

export const smallGrid = (floorsOnly: boolean): Grid => ({
  name: 'small',
  rounds: 3,
  budget: { warmupMs: 30, timeMs: 50 },
  speed: [...floorRows(), ...(floorsOnly ? [] : otherRows())],
  latency: [latencyCell(DUEL, 3)],
  memory: [memoryCell('int32', 1_000_000)],
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

/** Counting needs numbers; the rest of the grid is dense. */
const isPossible = (op: Op, values: Values) => op !== 'increment' || values === 'int32'

const fullRows = () => {
  const cells = KEYS.map(key => cell(row('create', 8, { key })))
  const add = (key: Key, values: Values, order: Order) => {
    for (const [op, hit] of FULL_OPS) {
      if (!isPossible(op, values)) continue
      for (const n of FULL_SIZES) cells.push(cell({ op, key, values, order, hit, n }))
    }
  }
  for (const key of KEYS) for (const values of VALUES) for (const order of ORDERS) add(key, values, order)
  return cells
}

export const fullGrid = (): Grid => ({
  name: 'full',
  rounds: 5,
  budget: { warmupMs: 100, timeMs: 250 },
  speed: fullRows(),
  latency: [latencyCell(IMPLEMENTATIONS, 5)],
  memory: KEYS.flatMap(key => [1_000_000, 8_000_000].map(n => memoryCell(key, n, IMPLEMENTATIONS, 3))),
})

/** `Map` ends at 2^24 entries; a doubling from 10 M is cut short there. */
const LARGEST = 16_000_000

/** A sample of these costs as much as building the table, so a worker measures one size and the rounds share them out. */
const isOneSize = ({ op, n }: Row) =>
  n >= 5_000_000 || (n >= 500_000 && (op === 'build' || op === 'build-capacity' || op === 'delete' || op === 'clone'))

const POINTS = 3

/**
 * The numbers of entries behind a row: a doubling from n on, since a table just grown is another table than a full one.
 * Tiny maps are exactly as large as they say, and `set-new` walks a doubling by itself.
 */
export const sizesOf = (row: Row, round: number, rounds: number, exact: boolean): number[] => {
  const { op, n } = row
  if (exact || n < 64 || op === 'set-new') return [n]
  const at = (share: number) => Math.min(LARGEST, Math.round(n * 2 ** share))
  if (isOneSize(row)) return [at(round / rounds)]
  return Array.from({ length: POINTS }, (_, i) => at(i / POINTS))
}
