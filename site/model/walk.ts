// A lookup step by step, as assembly/buckets/table.ts does it: hash, bucket, tophash, match of a group, keys, overflow
// buckets.

import { EMPTY_REST, BUCKET_SLOTS as SLOTS } from '../../src/generated/constants.js'
import type { GroupMatcher } from '../../src/group.js'
import type { InspectedBucket } from '../../src/spaces/layouts/buckets.js'
import { topOf } from './feed.js'
import type { Key } from './keys.js'
import type { Snapshot } from './snapshot.js'

/** While a table grows, a bucket that was not evacuated yet is the old one. */
export interface Choice {
  oldB: number
  oldIndex: number
  newIndex: number
  evacuated: number
  isOld: boolean
}

export type Step =
  | { kind: 'hash'; key: Key; hash: number }
  | { kind: 'bucket'; hash: number; B: number; index: number; choice: Choice | undefined }
  | { kind: 'tophash'; hash: number; top: number }
  | { kind: 'match'; link: number; tophashes: number[]; top: number; mask: number }
  | { kind: 'compare'; link: number; slot: number; key: Key; found: Key; equal: boolean }
  | { kind: 'end'; link: number; reason: 'empty-rest' | 'no-overflow' }
  | { kind: 'follow'; link: number }
  | { kind: 'result'; key: Key; place: Place | undefined; value: number | undefined; probes: Probes }

/** Where an entry is: bucket of the array, place in its chain (0 is the bucket itself), slot. */
export interface Place {
  index: number
  isOld: boolean
  link: number
  slot: number
}

export interface Probes {
  buckets: number
  compares: number
}

export interface Walk {
  key: Key
  index: number
  isOld: boolean
  steps: Step[]
  place: Place | undefined
  probes: Probes
}

const NO_BUCKET: InspectedBucket = { tophashes: new Array(SLOTS).fill(EMPTY_REST), slots: new Array(SLOTS).fill(null) }

/** The walk of `key` through a table; `first` and `next` of tophash/group walk the mask. */
export function walkOf(snapshot: Snapshot, key: Key, group: GroupMatcher & MaskWalk): Walk {
  const h = snapshot.keys.hash(snapshot.words, key)
  const top = topOf(h)
  const { index, choice } = home(snapshot, h)
  const isOld = choice?.isOld === true
  const steps: Step[] = [
    { kind: 'hash', key, hash: h },
    { kind: 'bucket', hash: h, B: snapshot.stats.B, index, choice },
    { kind: 'tophash', hash: h, top },
  ]
  const chain = snapshot.inspection.chains.find(c => c.index === index)?.buckets ?? [NO_BUCKET]
  const search = searchChain(chain, key, top, group, steps)
  const place = search.slot < 0 ? undefined : { index, isOld, link: search.link, slot: search.slot }
  const value = place && (chain[place.link]!.slots[place.slot]!.value as number)
  const probes = { buckets: search.link + 1, compares: search.compares }
  steps.push({ kind: 'result', key, place, value, probes })
  return { key, index, isOld, steps, place, probes }
}

export interface MaskWalk {
  first(mask: number): number
  next(mask: number): number
}

function home({ inspection, stats, oldB }: Snapshot, h: number): { index: number; choice: Choice | undefined } {
  const newIndex = h & (2 ** stats.B - 1)
  if (!inspection.growing) return { index: newIndex, choice: undefined }
  const oldIndex = h & (2 ** oldB - 1)
  const { evacuated } = inspection
  const isOld = oldIndex >= evacuated
  return { index: isOld ? oldIndex : newIndex, choice: { oldB, oldIndex, newIndex, evacuated, isOld } }
}

interface Search {
  link: number
  /** -1 if the key is not there. */
  slot: number
  compares: number
}

function searchChain(
  chain: InspectedBucket[],
  key: Key,
  top: number,
  group: GroupMatcher & MaskWalk,
  steps: Step[],
): Search {
  let compares = 0
  for (let link = 0; ; link++) {
    const { tophashes, slots } = chain[link]!
    const mask = group.matchTopHash(Uint8Array.from(tophashes), top)
    steps.push({ kind: 'match', link, tophashes, top, mask })
    for (let rest = mask; rest !== 0; rest = group.next(rest)) {
      const slot = group.first(rest)
      const found = slots[slot]!.key as Key
      compares++
      steps.push({ kind: 'compare', link, slot, key, found, equal: found === key })
      if (found === key) return { link, slot, compares }
    }
    const isLast = tophashes[SLOTS - 1] === EMPTY_REST
    if (isLast || link + 1 === chain.length) {
      steps.push({ kind: 'end', link, reason: isLast ? 'empty-rest' : 'no-overflow' })
      return { link, slot: -1, compares }
    }
    steps.push({ kind: 'follow', link: link + 1 })
  }
}
