/** The grid that takes minutes, and the parts of it that are asked for by name. */

import { rowOf, type SpeedCell } from '../common/rows.js'
import {
  BOTH_LAYOUTS,
  cell,
  collectionCell,
  DUEL,
  type Grid,
  heapRow,
  latencyCell,
  memoryCell,
  memorySweep,
  merged,
  TEN_MILLION,
  TRIO,
} from './cells.js'
import type { Layout } from './floor.js'
import { LARGEST } from './sizes.js'
import { swissCells } from './swiss-floors.js'

/** About 4 MB of text. */
export const WORDS = 500_000

/** The rows of the table of floors of buckets. All contestants where it is cheap; large ones are a duel. */
const floorRows = (): SpeedCell[] => [
  cell(rowOf('get', 8)),
  cell(rowOf('get', 100)),
  cell(rowOf('get', 1_000)),
  cell(rowOf('get', 10_000)),
  cell(rowOf('get', 100_000)),
  cell(rowOf('get', 1_000_000)),
  cell(rowOf('get', TEN_MILLION), DUEL),
  cell(rowOf('has', 1_000_000, { hit: 'miss' }), DUEL),
  cell(rowOf('build', 1_000_000)),
  cell(rowOf('build', TEN_MILLION), DUEL),
  cell(rowOf('get', 1_000_000, { values: 'any' }), DUEL),
  cell(rowOf('get', 1_000, { key: 'float64' })),
  cell(rowOf('get', 1_000_000, { key: 'float64' }), DUEL),
  cell(rowOf('get', 1_000, { key: 'bigint64' })),
  cell(rowOf('get', 1_000_000, { key: 'bigint64' }), DUEL),
  cell(rowOf('iterate', 1_000_000), DUEL),
  cell(rowOf('for-each', 1_000_000), DUEL),
  cell(rowOf('create', 8)),
  ...otherKeyRows(),
  ...manyRows(),
]

/** Many keys a call. */
export const manyRows = (): SpeedCell[] => [
  ...[1_000, 100_000, 1_000_000, TEN_MILLION].map(n => cell(rowOf('get-many', n), DUEL)),
  cell(rowOf('get-many', 1_000_000, { key: 'float64' }), DUEL),
  cell(rowOf('get-many', 1_000_000, { key: 'bigint64' }), DUEL),
  cell(rowOf('increment-many', 1_000_000), DUEL),
  cell(rowOf('index-many', 1_000_000, { key: 'uint32' }), DUEL),
  cell(rowOf('join-many', 1_000_000), DUEL),
]

const otherKeyRows = (): SpeedCell[] => [
  cell(rowOf('get', 1_000, { key: 'string-fresh' }), DUEL),
  cell(rowOf('get', 1_000_000, { key: 'string-fresh' }), DUEL),
  cell(rowOf('get', 1_000, { key: 'string' }), DUEL),
  cell(rowOf('get', 1_000_000, { key: 'string' }), DUEL),
  cell(rowOf('build', 1_000_000, { key: 'string-fresh' }), DUEL),
  cell(rowOf('get', 1_000, { key: 'bytes16' }), DUEL),
  cell(rowOf('get', 1_000_000, { key: 'bytes16' }), DUEL),
  cell(rowOf('increment', WORDS, { key: 'words', order: 'text' }), DUEL),
  cell(rowOf('get', 1_000, { key: 'hash-int32' }), TRIO),
  cell(rowOf('get', 1_000_000, { key: 'hash-int32' }), TRIO),
]

/** One row of each remaining operation. */
const otherRows = (): SpeedCell[] => [
  cell(rowOf('get', 1_000, { hit: 'miss' }), DUEL),
  cell(rowOf('get', 1_000_000, { hit: 'miss' }), DUEL),
  cell(rowOf('has', 1_000), DUEL),
  cell(rowOf('set-new', 1_000), DUEL),
  cell(rowOf('set-new', 1_000_000), DUEL),
  cell(rowOf('set-existing', 1_000), DUEL),
  cell(rowOf('set-existing', 1_000_000), DUEL),
  cell(rowOf('delete', 1_000_000), DUEL),
  cell(rowOf('churn', 1_000), DUEL),
  cell(rowOf('churn', 1_000_000), DUEL),
  cell(rowOf('increment', 1_000), DUEL),
  cell(rowOf('increment', 1_000_000), DUEL),
  cell(rowOf('clone', 1_000_000), DUEL),
  cell(rowOf('build', 1_000), DUEL),
  cell(rowOf('build-capacity', 1_000_000), DUEL),
  heapRow(),
]

/** How memory and the collector's work grow with n. */
const smallSweeps = () => ({
  memory: [memorySweep('int32', 3_200_000, 4, 1)],
  collection: [100_000, 1_000_000, 4_000_000].map(n => collectionCell(1, 'int32', n)),
})

/** What the floors of buckets need besides. */
const samplesOfBuckets = () => ({
  latency: [latencyCell(DUEL, 3)],
  memory: [memoryCell('string12', 1_000_000)],
  collection: [collectionCell(1)],
})

/** All of it, or only what the floors need: those of one layout, or of both. */
export const smallGrid = (floors: boolean | Layout): Grid => {
  const others = floors === 'swiss' ? undefined : samplesOfBuckets()
  const sweeps = floors === false ? smallSweeps() : undefined
  return {
    name: 'small',
    rounds: 3,
    budget: { warmupMs: 30, timeMs: 50 },
    speed: merged([
      ...(floors === 'swiss' ? [] : floorRows()),
      ...(floors === false ? otherRows() : []),
      ...(floors === 'buckets' ? [] : swissCells()),
    ]),
    latency: others?.latency ?? [],
    memory: [
      memoryCell('int32', 1_000_000, floors === 'buckets' ? DUEL : BOTH_LAYOUTS),
      ...(others?.memory ?? []),
      ...(sweeps?.memory ?? []),
    ],
    collection: [...(others?.collection ?? []), ...(sweeps?.collection ?? [])],
  }
}

/** Single inserts up to n only; `Map` takes part while it can. */
export const latencyGrid = (n: number): Grid => ({
  ...smallGrid(true),
  speed: [],
  latency: [latencyCell(n < LARGEST ? BOTH_LAYOUTS : ['simd', 'swiss'], 5, n)],
  memory: [],
  collection: [],
})
