// A table of buckets in figures, and bucket by bucket.

import { arrayFrom } from '../../../basics/builtins.js'
import { BUCKET_SLOTS, MIN_TOPHASH } from '../../../generated/constants.js'
import type { InspectedBucket, InspectedSlot, Inspection, Stats } from '../../layouts/buckets.js'
import type { Shown } from '../table.js'
import { type BucketLayout, type Buckets, chainAt, chainOf, NONE } from './layout.js'

export function statsOf(t: BucketLayout): Stats {
  const { B, count, growing, nevacuate, noverflow, allocated } = t
  return {
    size: count,
    B,
    buckets: allocated ? 2 ** B : 0,
    overflowBuckets: noverflow,
    loadFactor: count / 2 ** B,
    growing,
    evacuated: nevacuate,
    rehashes: t.formerWords.length,
    bytes: allocated ? t.main.bytes + t.extra.bytes : 0,
  }
}

export function inspectBuckets(t: BucketLayout, shown: Shown): Inspection {
  const { B, count, growing, nevacuate, allocated } = t
  const inspection: Inspection = { size: count, B, growing, evacuated: nevacuate, chains: [] }
  for (let index = 0; allocated && index < 2 ** B; index++) {
    const head = chainAt(t, index)
    if (head === NONE) continue
    const buckets = chainOf(t, head).map(([inside, place]) => inspectBucket(inside, place, shown))
    inspection.chains.push({ index, buckets })
  }
  return inspection
}

function inspectBucket(buckets: Buckets, place: number, shown: Shown): InspectedBucket {
  const first = place * BUCKET_SLOTS
  const tophashes = arrayFrom(buckets.tops.subarray(first, first + BUCKET_SLOTS))
  const slots = tophashes.map((tophash, i) => {
    if (tophash < MIN_TOPHASH) return null
    const slot: InspectedSlot = { tophash, key: shown.key(buckets.keys[first + i]!) }
    if (shown.value !== undefined) slot.value = shown.value(buckets.values![first + i]!)
    return slot
  })
  return { tophashes, slots }
}
