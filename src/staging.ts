// Where a cursor keeps the entries that were staged for it: raw bytes, seen through typed arrays.
//
// An entry is 8 bytes if key and value take 4 at most (key, value), else 16: the key at byte 0, the value at byte 8.
// Buffers are used again, since most iterations are short and a typed array is dear to make.

import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, UINT32 } from './options.js'

/** Entries that a staging has room for at first, as many as a crossing brings. */
const CAPACITY = 128
const MOST_BYTES = 16
/** Buffers that are kept for later iterations. */
const KEPT = 8

export class Staging {
  bytes!: Uint8Array
  ints!: Int32Array
  floats32!: Float32Array
  floats!: Float64Array
  bigInts!: BigInt64Array
  bigUints!: BigUint64Array

  constructor() {
    this.#view(new ArrayBuffer(CAPACITY * MOST_BYTES))
  }

  #view(buffer: ArrayBuffer): void {
    this.bytes = new Uint8Array(buffer)
    this.ints = new Int32Array(buffer)
    this.floats32 = new Float32Array(buffer)
    this.floats = new Float64Array(buffer)
    this.bigInts = new BigInt64Array(buffer)
    this.bigUints = new BigUint64Array(buffer)
  }

  /** Makes room for `n` bytes in all. Only a chain that is too long for a crossing needs more than there is. */
  reserve(n: number): void {
    if (n <= this.bytes.length) return
    const before = this.bytes
    this.#view(new ArrayBuffer(2 * n))
    this.bytes.set(before)
  }

  /** The scalar in 4-byte word `word`, an even one for 8-byte scalars, as a value kind reads it. */
  read(word: number, kind: number): any {
    switch (kind) {
      case UINT32:
        return this.ints[word]! >>> 0
      case FLOAT32:
        return this.floats32[word]
      case FLOAT64:
        return this.floats[word >>> 1]
      case BIGINT64:
        return this.bigInts[word >>> 1]
      case BIGUINT64:
        return this.bigUints[word >>> 1]
      default:
        return this.ints[word]
    }
  }

  /** Copies `n` scalars that are `stride` 4-byte words apart, an even number for 8-byte scalars, to an array from `to` on. */
  copy(word: number, stride: number, n: number, kind: number, into: any, to: number): void {
    const scalars = this.#scalars(kind)
    const step = stride / (scalars.BYTES_PER_ELEMENT >>> 2)
    for (let i = 0, at = word / (scalars.BYTES_PER_ELEMENT >>> 2); i < n; i++, at += step) into[to + i] = scalars[at]
  }

  /** Unsigned integers of 32 bits are made so by the array that they are copied to. */
  #scalars(kind: number) {
    switch (kind) {
      case FLOAT32:
        return this.floats32
      case FLOAT64:
        return this.floats
      case BIGINT64:
        return this.bigInts
      case BIGUINT64:
        return this.bigUints
      default:
        return this.ints
    }
  }

  write(word: number, kind: number, scalar: any): void {
    switch (kind) {
      case FLOAT32:
        this.floats32[word] = scalar
        return
      case FLOAT64:
        this.floats[word >>> 1] = scalar
        return
      case BIGINT64:
      case BIGUINT64:
        this.bigInts[word >>> 1] = scalar
        return
      default:
        this.ints[word] = scalar
    }
  }
}

const kept: Staging[] = []

export function takeStaging(): Staging {
  return kept.pop() ?? new Staging()
}

export function returnStaging(staging: Staging): void {
  if (kept.length < KEPT) kept.push(staging)
}
