// How the twin is given keys of bytes: as they are.

import { type BytesLike, bytesOf } from '../classes/bytes.js'

export function stageString(key: string): any {
  return key
}

export function stageBytes(key: BytesLike): any {
  return bytesOf(key)
}

export function stageRange(buffer: Uint8Array, start: number, end: number): any {
  return buffer.subarray(start, end)
}
