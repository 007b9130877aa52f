/** What a grid is made of: rows and samples, and who takes part in them. */

import { HOMES, type Implementation } from '../common/implementations.js'
import { type Key, type Row, rowName, rowOf, type SpeedCell } from '../common/rows.js'
import type { LatencySpec } from '../latency/spec.js'
import type { CollectionSpec, MemorySpec } from '../memory/spec.js'
import type { Budget } from '../speed/task.js'

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

export const EVERYONE: readonly Implementation[] = ['Map', 'simd', 'swiss', 'swar', 'twin']

export const DUEL: readonly Implementation[] = ['Map', 'simd']

export const BOTH_LAYOUTS: readonly Implementation[] = [...DUEL, 'swiss']

/** A `HashMap` has a second rival: the class made for its keys. */
export const TRIO: readonly Implementation[] = [...DUEL, 'typed']

export const TEN_MILLION = 10_000_000

export const cell = (row: Row, implementations: readonly Implementation[] = EVERYONE): SpeedCell => ({
  row,
  implementations,
})

/** A row that several ask for is measured once, by everybody whom one of them wants. */
export const merged = (cells: readonly SpeedCell[]): SpeedCell[] => {
  const byName = new Map<string, SpeedCell>()
  for (const { row, implementations } of cells) {
    const others = byName.get(rowName(row))?.implementations ?? []
    byName.set(rowName(row), cell(row, [...new Set([...others, ...implementations])]))
  }
  return [...byName.values()]
}

/** What a map pays for a memory of its own, and others for it. */
export const heapRow = () => cell(rowOf('get-heap', 1_000), ['Map', ...HOMES])

export const latencyCell = (
  implementations: readonly Implementation[],
  runs: number,
  n = TEN_MILLION,
): SampleCell<LatencySpec> => ({
  job: { key: 'int32', n, liveObjects: 3_000_000 },
  implementations,
  runs,
})

export const memoryCell = (key: Key, n: number, implementations = DUEL, runs = 1): SampleCell<MemorySpec> => ({
  job: { key, n, points: 16 },
  implementations,
  runs,
})

/** Over several doublings, with as many points in each. */
export const memorySweep = (key: Key, to: number, points: number, runs: number): SampleCell<MemorySpec> => {
  const n = 100_000
  return { job: { key, n, to, points: points * Math.log2(to / n) }, implementations: DUEL, runs }
}

export const collectionCell = (runs: number, key: Key = 'string12', n = 5_000_000): SampleCell<CollectionSpec> => ({
  job: { key, n },
  implementations: DUEL,
  runs,
})
