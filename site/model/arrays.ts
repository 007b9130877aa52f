// The bucket arrays as they are drawn: one, or two while the table grows. In memory a doubled array usually begins where
// the old one does, so that `inspect` shows one array; which of its buckets are still old ones follows from `evacuated`.

import type { InspectedBucket } from '../../src/spaces/layouts/buckets.js'
import type { Snapshot } from './snapshot.js'

/** `old`: not evacuated yet. `evacuated`: its entries have moved. `waiting`: its entries are still in an old bucket. */
export type CellState = 'live' | 'old' | 'evacuated' | 'waiting'

/** One bucket of an array with its overflow chain. */
export interface Cell {
  index: number
  state: CellState
  buckets: InspectedBucket[]
  /** Where the entries of an evacuated bucket went, or the old bucket that a waiting one waits for. */
  others: number[]
}

export interface Arrays {
  old: Cell[] | undefined
  main: Cell[]
  /** Whether the old array has as many buckets as the new one. */
  sameSize: boolean
}

export function arraysOf({ inspection, oldB, stats }: Snapshot): Arrays {
  const chains = new Map(inspection.chains.map(chain => [chain.index, chain.buckets]))
  const at = (index: number) => chains.get(index) ?? []
  if (!inspection.growing) {
    const main = inspection.chains.map(({ index, buckets }): Cell => ({ index, state: 'live', buckets, others: [] }))
    return { old: undefined, main, sameSize: false }
  }
  const { evacuated } = inspection
  const oldCount = 2 ** oldB
  const sameSize = oldB === stats.B
  const old = Array.from({ length: oldCount }, (_, index): Cell => {
    if (index >= evacuated) return { index, state: 'old', buckets: at(index), others: [] }
    return { index, state: 'evacuated', buckets: [], others: sameSize ? [index] : [index, index + oldCount] }
  })
  const main = Array.from({ length: stats.buckets }, (_, index): Cell => {
    const from = index % oldCount
    if (from < evacuated) return { index, state: 'live', buckets: at(index), others: [] }
    return { index, state: 'waiting', buckets: [], others: [from] }
  })
  return { old, main, sameSize }
}

/** Entries of a chain. */
export function entriesIn(buckets: readonly InspectedBucket[]): number {
  let n = 0
  for (const { slots } of buckets) for (const slot of slots) if (slot !== null) n++
  return n
}
