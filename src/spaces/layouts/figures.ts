// What maps and sets, whichever space they are in, know of a layout beside its tables: what is told where there is none, and
// of several.

import { max } from '../../basics/builtins.js'
import { type InspectedSlot, type Inspection, type Layout, NO_STATS, type Stats } from '../engine.js'
import { NO_SWISS_STATS, type SwissInspection, type SwissSlot, type SwissStats } from './swiss.js'

export interface Figures<S extends { size: number }, I, Slot extends { value?: unknown }> {
  /** Of no table. */
  readonly noStats: S
  /** Of no table. */
  noInspection(): I
  /** The slots of an inspection that hold an entry. */
  slotsOf(inspection: I): Slot[]
  /** Of several tables that hold entries of one map of `size`. */
  sum(all: readonly S[], size: number): S
}

const isFull = <Slot>(slot: Slot | null): slot is Slot => slot !== null
const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

const buckets: Figures<Stats, Inspection, InspectedSlot> = {
  noStats: NO_STATS,
  noInspection: () => ({ size: 0, B: 0, growing: false, evacuated: 0, chains: [] }),
  slotsOf: ({ chains, formerChains = [] }) =>
    [...chains, ...formerChains].flatMap(chain => chain.buckets.flatMap(bucket => bucket.slots)).filter(isFull),
  sum(all, size) {
    const buckets = total(all.map(one => one.buckets))
    return {
      size,
      B: max(0, ...all.map(one => one.B)),
      buckets,
      overflowBuckets: total(all.map(one => one.overflowBuckets)),
      loadFactor: total(all.map(one => one.size)) / (buckets || 1),
      growing: all.some(one => one.growing),
      evacuated: total(all.map(one => one.evacuated)),
      rehashes: total(all.map(one => one.rehashes)),
      bytes: total(all.map(one => one.bytes)),
    }
  },
}

const swiss: Figures<SwissStats, SwissInspection, SwissSlot> = {
  noStats: NO_SWISS_STATS,
  noInspection: () => ({ size: 0, depth: 0, tables: [] }),
  slotsOf: ({ tables }) => tables.flatMap(table => table.groups.flatMap(group => group.slots)).filter(isFull),
  sum(all, size) {
    const groups = total(all.map(one => one.groups))
    return {
      size,
      depth: max(0, ...all.map(one => one.depth)),
      tables: total(all.map(one => one.tables)),
      groups,
      loadFactor: total(all.map(one => one.size)) / (groups || 1),
      rehashes: total(all.map(one => one.rehashes)),
      bytes: total(all.map(one => one.bytes)),
    }
  },
}

/**
 * The figures of a layout. Whoever asks takes them for those of buckets, as the classes are declared: with `layout: 'swiss'`
 * they are a SwissStats and a SwissInspection.
 */
export function figuresOf(layout: Layout): Figures<Stats, Inspection, InspectedSlot> {
  return layout === 'swiss' ? (swiss as unknown as typeof buckets) : buckets
}
