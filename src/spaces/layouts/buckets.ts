// Buckets of 8 slots in chains, as Go had them up to 1.23: what can be seen of such a table.

import { max } from '../../basics/builtins.js'
import type { Layout } from './layout.js'

export interface Stats {
  /** Entries. */
  size: number
  /** log2 of the number of buckets. */
  B: number
  buckets: number
  /** Overflow buckets linked into chains. */
  overflowBuckets: number
  /** Entries per bucket. */
  loadFactor: number
  /** Whether a growth, or a rehash, is under way. */
  growing: boolean
  /** Old buckets evacuated by the growth or the rehash under way. */
  evacuated: number
  /** How often a new hash was drawn because more keys fell together than chance allows: whoever chose them meant it. */
  rehashes: number
  /** Bytes held, header included. */
  bytes: number
}

export interface InspectedSlot {
  tophash: number
  key: unknown
  /** Absent in sets. */
  value?: unknown
}

/** One bucket of a chain: 8 slots, `null` where empty, with the tophash bytes beside them. */
export interface InspectedBucket {
  tophashes: number[]
  slots: (InspectedSlot | null)[]
}

/** A table bucket by bucket. While it doubles, an old bucket that is not evacuated yet stands at its own index only. */
export interface Inspection {
  size: number
  B: number
  growing: boolean
  evacuated: number
  chains: { index: number; buckets: InspectedBucket[] }[]
  /** During a rehash, what is left of the table that it was, with another hash. */
  formerChains?: { index: number; buckets: InspectedBucket[] }[]
}

export interface Seen {
  stats: Stats
  inspection: Inspection
}

const NO_STATS: Stats = {
  size: 0,
  B: 0,
  buckets: 0,
  overflowBuckets: 0,
  loadFactor: 0,
  growing: false,
  evacuated: 0,
  rehashes: 0,
  bytes: 0,
}

function sumOf(all: readonly Stats[]): Stats {
  const sum = { ...NO_STATS }
  for (const one of all) {
    sum.size += one.size
    sum.B = max(sum.B, one.B)
    sum.buckets += one.buckets
    sum.overflowBuckets += one.overflowBuckets
    sum.growing ||= one.growing
    sum.evacuated += one.evacuated
    sum.rehashes += one.rehashes
    sum.bytes += one.bytes
  }
  sum.loadFactor = sum.size / (sum.buckets || 1)
  return sum
}

export const BUCKETS: Layout<Stats, Inspection> = {
  name: 'buckets',
  entry: 'tophash',
  noStats: () => ({ ...NO_STATS }),
  noInspection: () => ({ size: 0, B: 0, growing: false, evacuated: 0, chains: [] }),
  slotsOf: ({ chains, formerChains = [] }) =>
    [...chains, ...formerChains].flatMap(chain => chain.buckets.flatMap(bucket => bucket.slots)),
  sumOf,
}
