// Chunks of keys through the region that assembly/batch.ts works on.

import type { Column } from '../classes/many.js'
import { bytes, renewViews } from '../memory.js'
import { theInstance } from './instance.js'

/** Bytes of the keys of a full chunk, and so the offset of values. */
const BYTES_EACH = 8

/** The exports of one pair for many keys; which there are depends on the pair. */
export interface ManyFunctions {
  getMany(table: number, n: number, missing: any): void
  hasMany(table: number, n: number): number
  setMany(table: number, n: number): number
  removeMany(table: number, n: number): number
  incrementMany(table: number, n: number): number
  indexMany(table: number, n: number): number
}

/** A chunk in memory: where its keys and its values are. */
export interface Chunk {
  from: number
  n: number
  keysAt: number
  valuesAt: number
}

/**
 * Copies the keys chunk by chunk and calls `work`, which answers for how many keys it has done its work. Returns for how
 * many keys in all: fewer than there are if one chunk was not finished, or -1 if there is no memory for the region.
 */
export function inChunks(keys: Column, work: (chunk: Chunk) => number): number {
  const instance = theInstance()
  const keysAt = instance.batchRegion() >>> 0
  if (keysAt === 0) return -1
  const capacity = instance.batchCapacity.value
  const chunk: Chunk = { from: 0, n: 0, keysAt, valuesAt: keysAt + capacity * BYTES_EACH }
  for (; chunk.from < keys.length; chunk.from += chunk.n) {
    chunk.n = Math.min(capacity, keys.length - chunk.from)
    copyIn(keys, chunk.from, chunk.n, keysAt)
    const done = work(chunk)
    if (done < chunk.n) return chunk.from + done
  }
  return keys.length
}

/** Copies `n` scalars of an array to memory. */
export function copyIn(array: Column, from: number, n: number, at: number): void {
  renewViews()
  const part = array.subarray(from, from + n)
  bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
}

/** Copies `n` scalars from memory to an array. */
export function copyOut(at: number, n: number, array: Column | Uint8Array, to: number): void {
  renewViews()
  const size = n * array.BYTES_PER_ELEMENT
  new Uint8Array(array.buffer, array.byteOffset + to * array.BYTES_PER_ELEMENT, size).set(bytes.subarray(at, at + size))
}
