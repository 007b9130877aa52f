// What is in a table of buckets. What assembly/buckets/table.ts says about terms, lookup, insert, delete and iteration holds
// here; buckets are places in typed arrays instead of addresses.
//
// The buckets of the array are places 0 to 2^B - 1 of `main`, overflow buckets are places of `extra`, and `next` links a
// bucket to its overflow bucket. A slot is one number: 8 * place + index in `main`, or its complement less one in `extra`.

import { Int32Array, isArray, Uint8Array } from '../../../basics/builtins.js'
import { MIN_TOPHASH, BUCKET_SLOTS as SLOTS } from '../../../generated/constants.js'
import type { Column } from '../../../kinds/kind.js'
import { TwinTable } from '../table.js'
import { type Keys, type KeyWire, keysFor, type ValueWire, valuesFor } from '../wires.js'

/** In place of a bucket: there is none. */
export const NONE = -1

/** Buckets side by side. */
export class Buckets {
  readonly tops: Uint8Array
  readonly keys: Keys
  readonly values: Column | undefined
  /** The overflow bucket of each, a place in `extra` or NONE. */
  readonly next: Int32Array

  constructor(key: KeyWire, value: ValueWire, n: number, from?: Buckets) {
    this.tops = new Uint8Array(n * SLOTS)
    this.keys = keysFor(key, n * SLOTS)
    this.values = valuesFor(value, n * SLOTS)
    this.next = new Int32Array(n).fill(NONE)
    if (from === undefined) return
    this.tops.set(from.tops)
    if (isArray(this.keys)) for (let i = 0; i < from.keys.length; i++) this.keys[i] = from.keys[i]
    else this.keys.set(from.keys as Column)
    this.values?.set(from.values!)
    this.next.set(from.next)
  }

  get bytes(): number {
    const keys = isArray(this.keys) ? 8 * this.keys.length : this.keys.byteLength
    return this.tops.byteLength + keys + (this.values?.byteLength ?? 0) + this.next.byteLength
  }
}

/** A table as its growth and its iterations see it. */
export abstract class BucketLayout extends TwinTable {
  /** A new key that finds `count >= limit` takes the slow path. */
  limit = 0
  B = 0
  mask = 0
  growing = false
  oldmask = 0
  nevacuate = 0
  noverflow = 0
  /** Whether there is an array; else `main` is one empty bucket that is never written. */
  allocated = false
  main: Buckets
  extra: Buckets
  /** Recycled places of `extra`, linked by `next`, and how many were ever used. */
  free = NONE
  extraUsed = 0

  constructor(key: KeyWire, value: ValueWire, hint: number, random: Uint32Array) {
    super(key, value, hint, random)
    this.main = new Buckets(key, value, 1)
    this.extra = new Buckets(key, value, 0)
  }

  /** One without entries, with the words and the generator of this one. */
  abstract emptyCopy(hint: number): BucketLayout

  /** Forgets entries and arrays. */
  setEmpty(): void {
    this.count = 0
    this.limit = 0
    this.B = 0
    this.mask = 0
    this.growing = false
    this.oldmask = 0
    this.nevacuate = 0
    this.noverflow = 0
    this.allocated = false
    this.main = new Buckets(this.keyWire, this.valueWire, 1)
    this.extra = new Buckets(this.keyWire, this.valueWire, 0)
    this.free = NONE
    this.extraUsed = 0
  }
}

/** The head of the chain that hash `h` lives in, a place in `main`. */
export function homeOf(t: BucketLayout, h: number): number {
  if (t.growing) {
    const index = h & t.oldmask
    if (index >= t.nevacuate) return index
  }
  return h & t.mask
}

/** The head of the chain of bucket `index`, or NONE if its entries are still in the old bucket of a lower index. */
export function chainAt(t: BucketLayout, index: number): number {
  if (t.growing && index > t.oldmask && (index & t.oldmask) >= t.nevacuate) return NONE
  return index
}

/** The buckets of a chain, head first. */
export function chainOf(t: BucketLayout, head: number): [Buckets, number][] {
  const chain: [Buckets, number][] = [[t.main, head]]
  for (let next = t.main.next[head]!; next !== NONE; next = t.extra.next[next]!) chain.push([t.extra, next])
  return chain
}

export function topHash(h: number): number {
  const top = h >>> 24
  return top < MIN_TOPHASH ? top + MIN_TOPHASH : top
}
