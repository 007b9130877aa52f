// How the twin is given keys of bytes: as they are.

import { type BytesLike, byteLengthOf, bytesOf } from '../classes/bytes.js'

export function stageString(key: string): any {
  return key
}

export function stageBytes(key: BytesLike): any {
  return bytesOf(key)
}

/** Undefined if it is no key of `keyLength` bytes, or of any length if that is 0. */
export function probeBytes(key: BytesLike, keyLength: number): any {
  const n = byteLengthOf(key)
  return n < 0 || (keyLength !== 0 && n !== keyLength) ? undefined : bytesOf(key)
}

export function stageRange(buffer: Uint8Array, start: number, end: number): any {
  return buffer.subarray(start, end)
}
