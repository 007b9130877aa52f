// A table of the twin: Go's map in plain TypeScript. What assembly/buckets/table.ts says about terms, lookup, insert, delete
// and iteration holds here; buckets are places in typed arrays instead of addresses. It needs no Wasm.
//
// The buckets of the array are places 0 to 2^B - 1 of `main`, overflow buckets are places of `extra`, and `next` links a
// bucket to its overflow bucket. A slot is one number: 8 * place + index in `main`, or its complement less one in `extra`.

import { asIntN, Int32Array, isArray, NAN, Uint8Array, Uint32Array } from '../../basics/builtins.js'
import { MIN_TOPHASH, BUCKET_SLOTS as SLOTS } from '../../generated/constants.js'
import type { Column } from '../../kinds/kind.js'
import { BYTES_WORDS, type HashWords, hash32, hash64, hashBytes, nextWords, PLAIN_WORDS } from './hash.js'

/** In place of a bucket: there is none. */
export const NONE = -1

/** A key, as it is given or stored. */
export type TwinKey = number | bigint | string | Uint8Array

/** Of keys that are no scalars, undefined where there is none. */
type Keys = Column | (TwinKey | undefined)[]
type ArrayOf<T> = new (length: number) => T

/** How keys and values cross, as in the Wasm build: u32 -> i32 and so on. */
export type KeyWire = 'u32' | 'f64' | 'i64' | 'string' | 'bytes'
export type ValueWire = 'none' | 'u32' | 'f32' | 'f64' | 'i64'

const KEY_ARRAYS: Record<KeyWire, ArrayOf<Keys>> = {
  u32: Int32Array,
  f64: Float64Array,
  i64: BigInt64Array,
  string: Array,
  bytes: Array,
}
const VALUE_ARRAYS: Record<ValueWire, ArrayOf<Column> | undefined> = {
  none: undefined,
  u32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
  i64: BigInt64Array,
}

/** Buckets side by side. */
export class Buckets {
  readonly tops: Uint8Array
  readonly keys: Keys
  readonly values: Column | undefined
  /** The overflow bucket of each, a place in `extra` or NONE. */
  readonly next: Int32Array

  constructor(key: KeyWire, value: ValueWire, n: number, from?: Buckets) {
    this.tops = new Uint8Array(n * SLOTS)
    this.keys = new KEY_ARRAYS[key](n * SLOTS)
    const array = VALUE_ARRAYS[value]
    this.values = array && new array(n * SLOTS)
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

export abstract class TwinTable {
  count = 0
  /** A new key that finds `count >= limit` takes the slow path. */
  limit = 0
  B = 0
  mask = 0
  growing = false
  oldmask = 0
  nevacuate = 0
  noverflow = 0
  generation = 0
  /** The words of before each rehash, oldest first: iterations that began then go by them. */
  formerWords: HashWords[] = []
  /** Whether there is an array; else `main` is one empty bucket that is never written. */
  allocated = false
  main: Buckets
  extra: Buckets
  /** Recycled places of `extra`, linked by `next`, and how many were ever used. */
  free = NONE
  extraUsed = 0
  /** Entries announced by the caller, for the first array. */
  hint: number
  readonly keyWire: KeyWire
  readonly valueWire: ValueWire
  /** State of the generator of hash words, and the words. */
  readonly random: Uint32Array
  readonly words: HashWords

  constructor(key: KeyWire, value: ValueWire, hint: number, random: Uint32Array) {
    this.keyWire = key
    this.valueWire = value
    this.hint = hint
    this.random = random
    this.words = new Uint32Array(key === 'string' || key === 'bytes' ? BYTES_WORDS : PLAIN_WORDS)
    this.main = new Buckets(key, value, 1)
    this.extra = new Buckets(key, value, 0)
  }

  /** The key as it is stored. */
  abstract encode(key: TwinKey): TwinKey
  /** A new key for keeping. */
  own(key: TwinKey): TwinKey {
    return key
  }
  /** 32 bits of seeded hash of an encoded key. */
  abstract hash(key: TwinKey): number
  /** Whether two encoded keys are the same. */
  same(a: TwinKey, b: TwinKey): boolean {
    return a === b
  }

  /** Draws new words. Precondition: no entry. */
  reseed(): void {
    nextWords(this.random, this.words)
    this.generation++
  }

  /** The hash with other words. */
  hashWith(words: HashWords, key: TwinKey): number {
    const now = this.words.slice()
    this.words.set(words)
    try {
      return this.hash(key)
    } finally {
      this.words.set(now)
    }
  }

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

class Int32Table extends TwinTable {
  encode(key: number): number {
    return key | 0
  }
  hash(key: number): number {
    return hash32(this.words, key)
  }
}

const floatBits = new Float64Array(1)
const wordsOfFloat = new Uint32Array(floatBits.buffer)
const bigIntBits = new BigInt64Array(1)
const wordsOfBigInt = new Uint32Array(bigIntBits.buffer)

class Float64Table extends TwinTable {
  encode(key: number): number {
    return key + 0
  }
  hash(key: number): number {
    floatBits[0] = key === key ? key : NAN
    return hash64(this.words, wordsOfFloat[0]!, wordsOfFloat[1]!)
  }
  override same(a: number, b: number): boolean {
    return a === b || (a !== a && b !== b)
  }
}

class BigInt64Table extends TwinTable {
  encode(key: bigint): bigint {
    return asIntN(64, key)
  }
  hash(key: bigint): number {
    bigIntBits[0] = key
    return hash64(this.words, wordsOfBigInt[0]!, wordsOfBigInt[1]!)
  }
}

class StringTable extends TwinTable {
  encode(key: string): string {
    return key
  }
  hash(key: string): number {
    const n = key.length
    const narrow = new Uint8Array(n)
    for (let i = 0; i < n; i++) {
      const c = key.charCodeAt(i)
      if (c > 255) return hashBytes(this.words, wideBytes(key), true)
      narrow[i] = c
    }
    return hashBytes(this.words, narrow, false)
  }
}

/** Two bytes a character, little-endian. */
function wideBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length)
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    bytes[2 * i] = c
    bytes[2 * i + 1] = c >>> 8
  }
  return bytes
}

class BytesTable extends TwinTable {
  encode(key: Uint8Array): Uint8Array {
    return key
  }
  override own(key: Uint8Array): Uint8Array {
    return new Uint8Array(key)
  }
  hash(key: Uint8Array): number {
    return hashBytes(this.words, key, false)
  }
  override same(a: Uint8Array, b: Uint8Array): boolean {
    if (a.length !== b.length) return false
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
    return true
  }
}

const TABLES = { u32: Int32Table, f64: Float64Table, i64: BigInt64Table, string: StringTable, bytes: BytesTable }

export function newTable(key: KeyWire, value: ValueWire, hint: number, random: Uint32Array): TwinTable {
  return new TABLES[key](key, value, hint, random)
}

/** The head of the chain that hash `h` lives in, a place in `main`. */
export function homeOf(t: TwinTable, h: number): number {
  if (t.growing) {
    const index = h & t.oldmask
    if (index >= t.nevacuate) return index
  }
  return h & t.mask
}

/** The head of the chain of bucket `index`, or NONE if its entries are still in the old bucket of a lower index. */
export function chainAt(t: TwinTable, index: number): number {
  if (t.growing && index > t.oldmask && (index & t.oldmask) >= t.nevacuate) return NONE
  return index
}

export function topHash(h: number): number {
  const top = h >>> 24
  return top < MIN_TOPHASH ? top + MIN_TOPHASH : top
}
