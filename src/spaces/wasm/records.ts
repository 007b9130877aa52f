// Reading keys back: the records of assembly/keys/record.ts, and bytes.

import { fromCharCode, Uint16Array } from '../../basics/builtins.js'
import type { Views } from '../../basics/views.js'
import { RECORD_DEAD, RECORD_LONG, RECORD_LONG_HEADER, RECORD_SHORT_HEADER } from '../../generated/constants.js'

/** Characters that fromCharCode takes at once. */
const BATCH = 4096

function isLong({ bytes }: Views, record: number): boolean {
  return (bytes[record]! & ~RECORD_DEAD) >= RECORD_LONG
}

/** Where the bytes of a record are. */
export function recordData(memory: Views, record: number): number {
  return record + (isLong(memory, record) ? RECORD_LONG_HEADER : RECORD_SHORT_HEADER)
}

/** How many bytes they are. */
export function recordLength(memory: Views, record: number): number {
  return isLong(memory, record) ? memory.data.getUint32(record + 1, true) : (memory.bytes[record]! & ~RECORD_DEAD) >>> 1
}

/** A fresh array, never a view of linear memory. */
export function copyBytes({ bytes }: Views, at: number, n: number): Uint8Array {
  return bytes.slice(at, at + n)
}

export function readString(memory: Views, record: number): string {
  const { bytes, halves } = memory
  const at = recordData(memory, record)
  const n = recordLength(memory, record)
  if ((bytes[record]! & 1) === 0) return fromCodes(bytes.subarray(at, at + n))
  // Two bytes a character, at any address.
  const codes =
    at % 2 === 0 ? halves.subarray(at >>> 1, (at + n) >>> 1) : new Uint16Array(bytes.slice(at, at + n).buffer)
  return fromCodes(codes)
}

/** A string of so many codes of UTF-16. */
export function fromCodes(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= BATCH) return fromCharCode.apply(null, codes as unknown as number[])
  let text = ''
  for (let i = 0; i < codes.length; i += BATCH) {
    text += fromCharCode.apply(null, codes.subarray(i, i + BATCH) as unknown as number[])
  }
  return text
}
