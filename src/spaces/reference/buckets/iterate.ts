// Iteration of a table of buckets, with the promises of assembly/buckets/iterate.ts: places are (class, reversed added bits).

import { floor, log2 } from '../../../basics/builtins.js'
import { BUCKET_SLOTS, MIN_TOPHASH } from '../../../generated/constants.js'
import type { StagePlace } from '../../engine.js'
import { reverse, stageEntry, type TwinTable } from '../table.js'
import type { TwinKey } from '../wires.js'
import { type BucketLayout, chainAt, homeOf, NONE } from './layout.js'

/** Entries that a staging aims at. */
const STAGE_CAPACITY = 64

export function stage(t: BucketLayout, cursor: StagePlace<TwinTable>): void {
  const { bits, start } = cursor
  const classMask = 2 ** bits - 1
  if (cursor.done === 0 && cursor.sub === 0) cursor.rehashes = t.formerWords.length
  if (cursor.rehashes !== t.formerWords.length) {
    stageAll(cursor, t)
    return
  }
  while (cursor.done <= classMask && cursor.count < STAGE_CAPACITY) {
    const index = (start + cursor.done) & classMask
    const least = cursor.sub
    const h = (index | (bits === 32 ? 0 : reverse(least) << bits)) >>> 0
    const old = t.growing && (h & t.oldmask) >= t.nevacuate
    const width = old ? log2(t.oldmask + 1) : t.B
    const filtering = width < bits || (least !== 0 && least % 2 ** (32 - (width - bits)) !== 0)
    const isInside = (key: TwinKey) => {
      const keyHash = t.hash(key)
      return (keyHash & classMask) === index && reverse(keyHash >>> bits) >= least
    }
    stageChain(cursor, t, homeOf(t, h), filtering ? isInside : undefined)
    if (width <= bits) {
      cursor.sub = 0
      cursor.done++
    } else {
      const step = 2 ** (32 - (width - bits))
      cursor.sub = floor(least / step) * step + step
      if (cursor.sub === 2 ** 32) {
        cursor.sub = 0
        cursor.done++
      }
    }
  }
}

/** The hash has changed since the iteration began: all that is left at once, by the words of then. */
function stageAll(cursor: StagePlace<TwinTable>, t: BucketLayout): void {
  const { bits, start, done, sub, rehashes } = cursor
  const words = t.formerWords[rehashes]!
  const isLeft = (key: TwinKey) => {
    const h = t.rules.hash(words, key)
    const classes = (h - start) & (2 ** bits - 1)
    return classes > done || (classes === done && reverse(bits === 32 ? 0 : h >>> bits) >= sub)
  }
  for (let index = 0; index <= t.mask; index++) {
    const head = chainAt(t, index)
    if (head !== NONE) stageChain(cursor, t, head, isLeft)
  }
  cursor.done = 2 ** bits
  cursor.sub = 0
}

function stageChain(
  place: StagePlace<TwinTable>,
  t: BucketLayout,
  head: number,
  isInside?: (key: TwinKey) => boolean,
): void {
  let buckets = t.main
  for (let at = head; at !== NONE; buckets = t.extra) {
    place.staging.reserve((place.count + BUCKET_SLOTS) * (4 << place.shift))
    for (let slot = at * BUCKET_SLOTS; slot < at * BUCKET_SLOTS + BUCKET_SLOTS; slot++) {
      if (buckets.tops[slot]! < MIN_TOPHASH) continue
      const key = buckets.keys[slot]!
      if (isInside === undefined || isInside(key)) stageEntry(place, key, buckets.values?.[slot])
    }
    at = buckets.next[at]!
  }
}
