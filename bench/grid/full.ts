/** The grid that takes hours. */

import {
  type Hit,
  type Key,
  NUMBER_KEYS,
  type Op,
  ORDERS,
  type Order,
  rowOf,
  VALUES,
  type Values,
} from '../common/rows.js'
import {
  cell,
  collectionCell,
  DUEL,
  EVERYONE,
  type Grid,
  heapRow,
  latencyCell,
  memoryCell,
  memorySweep,
  merged,
  TEN_MILLION,
  TRIO,
} from './cells.js'
import { manyRows, WORDS } from './small.js'
import { swissCells } from './swiss-floors.js'

/** Where `Map` has ended long ago. */
const FIFTY_MILLION = 50_000_000

const fullSweeps = () => ({
  memory: [...NUMBER_KEYS, 'string12' as const].map(key => memorySweep(key, 12_800_000, 8, 3)),
  collection: (['int32', 'string12'] as const).flatMap(key =>
    [10_000, 100_000, 300_000, 1_000_000, 3_000_000, TEN_MILLION].map(n => collectionCell(3, key, n)),
  ),
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
    (['get', 'build'] as const).flatMap(op => OTHER_SIZES.map(n => cell(rowOf(op, n, { key }), DUEL))),
  ),
  ...OTHER_SIZES.map(n => cell(rowOf('get', n, { key: 'hash-int32' }), TRIO)),
  cell(rowOf('increment', WORDS, { key: 'words', order: 'text' }), DUEL),
]

const fullRows = () => [
  ...NUMBER_KEYS.map(key => cell(rowOf('create', 8, { key }))),
  ...NUMBER_KEYS.flatMap(key => VALUES.flatMap(values => ORDERS.flatMap(order => fullRowsOf(key, values, order)))),
  ...fullRowsOfOtherKeys(),
  ...manyRows(),
  heapRow(),
  ...swissCells(),
]

export const fullGrid = (): Grid => ({
  name: 'full',
  rounds: 3,
  budget: { warmupMs: 60, timeMs: 150 },
  speed: merged(fullRows()),
  latency: [latencyCell(EVERYONE, 5), latencyCell(['simd', 'swiss'], 5, FIFTY_MILLION)],
  memory: [
    ...NUMBER_KEYS.flatMap(key => [1_000_000, 8_000_000].map(n => memoryCell(key, n, EVERYONE, 3))),
    memoryCell('string12', 1_000_000, DUEL, 3),
    ...fullSweeps().memory,
  ],
  collection: [collectionCell(3), ...fullSweeps().collection],
})
