// Growth: the same steps in the same order as assembly/buckets/grow.ts, always as if in place.

import { assign, floor, INFINITY, max } from '../../../basics/builtins.js'
import {
  EMPTY_REST,
  LOAD_FACTOR_DENOMINATOR,
  LOAD_FACTOR_NUMERATOR,
  LONGEST_CHAIN,
  MAX_B,
  MIN_TOPHASH,
  BUCKET_SLOTS as SLOTS,
} from '../../../generated/constants.js'
import type { Scalar } from '../../../kinds/kind.js'
import { mixEntropy, nextWords } from '../hash.js'
import type { TwinKey } from '../wires.js'
import { type BucketLayout, Buckets, chainAt, NONE, topHash } from './layout.js'

/** The greatest count at which 2^B buckets are not over the load factor. */
export function loadLimit(B: number): number {
  return B === 0 ? SLOTS : (LOAD_FACTOR_NUMERATOR * 2 ** B) / LOAD_FACTOR_DENOMINATOR
}

function bucketsFor(n: number): number {
  let B = 0
  while (B < MAX_B && n > loadLimit(B)) B++
  return B
}

/** An initialised overflow bucket, not linked anywhere. */
function takeOverflow(t: BucketLayout): number {
  let bucket = t.free
  if (bucket === NONE) {
    if (t.extraUsed === t.extra.next.length) {
      t.extra = new Buckets(t.keyWire, t.valueWire, max(1, 2 * t.extraUsed), t.extra)
    }
    bucket = t.extraUsed++
  } else {
    t.free = t.extra.next[bucket]!
  }
  initBucket(t.extra, bucket)
  return bucket
}

function initBucket(buckets: Buckets, place: number): void {
  buckets.tops.fill(EMPTY_REST, place * SLOTS, place * SLOTS + SLOTS)
  buckets.next[place] = NONE
}

/** Links a new overflow bucket behind the last one of a chain. */
export function appendOverflow(t: BucketLayout, inExtra: boolean, last: number): number {
  const bucket = takeOverflow(t)
  const buckets = inExtra ? t.extra : t.main
  buckets.next[last] = bucket
  t.noverflow++
  return bucket
}

function allocateArray(t: BucketLayout, B: number): boolean {
  try {
    t.main = new Buckets(t.keyWire, t.valueWire, 2 ** B)
  } catch {
    return false
  }
  t.allocated = true
  t.B = B
  t.mask = 2 ** B - 1
  t.limit = loadLimit(B)
  return true
}

/** Called when an insert finds `count >= limit`. False if there is no memory for a first array. */
export function makeRoom(t: BucketLayout): boolean {
  if (!t.allocated) {
    const B = bucketsFor(t.hint)
    return allocateArray(t, B) || (B !== 0 && allocateArray(t, 0))
  }
  if (!startGrowth(t, t.count + 1 > loadLimit(t.B) ? t.B + 1 : t.B)) {
    const limit = loadLimit(t.B)
    t.limit = t.count < limit ? limit : t.count + max(SLOTS, t.count >>> 4)
  }
  return true
}

function startGrowth(t: BucketLayout, B: number): boolean {
  if (B > MAX_B) return false
  if (B !== t.B) {
    try {
      t.main = new Buckets(t.keyWire, t.valueWire, 2 ** B, t.main)
    } catch {
      return false
    }
  }
  t.growing = true
  t.oldmask = t.mask
  t.mask = 2 ** B - 1
  t.B = B
  t.nevacuate = 0
  t.limit = INFINITY
  return true
}

/** Evacuates the next two old buckets. Precondition: the table is growing. */
export function growWork(t: BucketLayout): void {
  evacuate(t)
  if (t.growing) evacuate(t)
}

/** What is in a slot. No value: a set. */
type Entry = [top: number, key: TwinKey, value: Scalar | undefined]

/** A chain that entries are appended to. */
class Destination {
  inExtra = false
  used = 0
  place: number

  constructor(place: number) {
    this.place = place
  }

  append(t: BucketLayout, top: number, key: TwinKey, value: Scalar | undefined): void {
    if (this.used === SLOTS) {
      this.place = appendOverflow(t, this.inExtra, this.place)
      this.inExtra = true
      this.used = 0
    }
    writeEntry(this.inExtra ? t.extra : t.main, this.place * SLOTS + this.used++, top, key, value)
  }
}

function writeEntry(buckets: Buckets, slot: number, top: number, key: TwinKey, value: Scalar | undefined): void {
  buckets.tops[slot] = top
  buckets.keys[slot] = key
  if (buckets.values !== undefined) buckets.values[slot] = value!
}

function evacuate(t: BucketLayout): void {
  const index = t.nevacuate
  const newbit = t.mask ^ t.oldmask
  const entries: Entry[] = []
  const from = t.main
  collect(from, index, entries)
  let overflow = from.next[index]!
  while (overflow !== NONE) {
    collect(t.extra, overflow, entries)
    const next = t.extra.next[overflow]!
    t.extra.next[overflow] = t.free
    t.free = overflow
    t.noverflow--
    overflow = next
  }
  const x = new Destination(index)
  initBucket(t.main, index)
  const y = new Destination(index | newbit)
  if (newbit !== 0) initBucket(t.main, index | newbit)
  for (const [top, key, value] of entries) {
    const destination = (t.hash(key) & newbit) !== 0 ? y : x
    destination.append(t, top, key, value)
  }
  t.nevacuate++
  if (index === t.oldmask) finishGrowth(t)
}

function collect(buckets: Buckets, place: number, entries: Entry[]): void {
  for (let slot = place * SLOTS; slot < place * SLOTS + SLOTS; slot++) {
    const top = buckets.tops[slot]!
    if (top >= MIN_TOPHASH) entries.push([top, buckets.keys[slot]!, buckets.values?.[slot]])
  }
}

function finishGrowth(t: BucketLayout): void {
  t.growing = false
  t.oldmask = 0
  t.nevacuate = 0
  t.limit = loadLimit(t.B)
}

/** As many overflow buckets as buckets: the next insert will repack. */
export function noteOverflow(t: BucketLayout): void {
  if (!t.growing && t.noverflow >= 2 ** t.B && t.count < loadLimit(t.B)) t.limit = 0
}

/** Appends an entry whose key is not in the table. */
function appendEntry(t: BucketLayout, key: TwinKey, value: Scalar | undefined): void {
  const h = t.hash(key)
  let place = h & t.mask
  let inExtra = false
  for (;;) {
    const buckets = inExtra ? t.extra : t.main
    for (let slot = place * SLOTS; slot < place * SLOTS + SLOTS; slot++) {
      if (buckets.tops[slot]! < MIN_TOPHASH) {
        writeEntry(buckets, slot, topHash(h), key, value)
        t.count++
        return
      }
    }
    const next = buckets.next[place]!
    place = next === NONE ? appendOverflow(t, inExtra, place) : next
    inExtra = true
  }
}

/** A table with the entries and words of `t` in 2^B buckets, or undefined when memory is out. */
function copyTable(t: BucketLayout, B: number): BucketLayout | undefined {
  const copy = t.emptyCopy(t.hint)
  return copyEntries(t, copy, B) ? copy : undefined
}

/** Gives an empty table 2^B buckets and the entries of `t`. */
function copyEntries(t: BucketLayout, copy: BucketLayout, B: number): boolean {
  copy.generation = t.generation
  copy.formerWords = t.formerWords
  if (!allocateArray(copy, B)) return false
  const entries: Entry[] = []
  for (let index = 0; index <= t.mask; index++) {
    const head = chainAt(t, index)
    if (head === NONE) continue
    collect(t.main, head, entries)
    for (let next = t.main.next[head]!; next !== NONE; next = t.extra.next[next]!) collect(t.extra, next, entries)
    for (const [, key, value] of entries) appendEntry(copy, key, value)
    entries.length = 0
  }
  return true
}

export function cloneTable(t: BucketLayout): BucketLayout | undefined {
  return t.count === 0 ? t.emptyCopy(0) : copyTable(t, bucketsFor(t.count))
}

function rebuild(t: BucketLayout, B: number): boolean {
  const copy = copyTable(t, B)
  if (copy === undefined) return false
  replace(t, copy)
  return true
}

/** The most buckets of a chain that chance makes: as assembly/buckets/layout.ts says. */
export function longestChain(t: BucketLayout): number {
  return LONGEST_CHAIN - 1 + max(1, floor(t.count / 2 ** (t.growing ? t.B - 1 : t.B) / 4))
}

/** Draws another hash, in one go: the twin has no need to divide the work. False when memory is out. */
export function rehash(t: BucketLayout): boolean {
  const copy = t.emptyCopy(t.hint)
  mixEntropy(copy.random)
  nextWords(copy.random, copy.words)
  if (!copyEntries(t, copy, bucketsFor(t.count + 1))) return false
  t.formerWords = [...t.formerWords, t.words.slice()]
  t.words.set(copy.words)
  t.random.set(copy.random)
  replace(t, copy)
  return true
}

/** Gives a table the arrays of a copy. */
function replace(t: BucketLayout, copy: BucketLayout): void {
  const { B, growing, oldmask, nevacuate, noverflow, limit, mask, main, extra, free, extraUsed } = copy
  assign(t, { B, growing, oldmask, nevacuate, noverflow, limit, mask, main, extra, free, extraUsed })
}

export function reserveTable(t: BucketLayout, n: number): boolean {
  const B = bucketsFor(n)
  if (!t.allocated) {
    const hinted = bucketsFor(t.hint)
    return (hinted > B && allocateArray(t, hinted)) || allocateArray(t, B)
  }
  return B <= t.B || rebuild(t, B)
}

export function clearTable(t: BucketLayout): void {
  t.setEmpty()
  t.hint = 0
  t.reseed()
}

export function shrinkTable(t: BucketLayout): boolean {
  if (t.count === 0) {
    clearTable(t)
    return true
  }
  const B = bucketsFor(t.count)
  if (B === t.B && !t.growing && t.noverflow === 0) return true
  return rebuild(t, B)
}
