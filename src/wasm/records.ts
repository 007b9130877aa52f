// Reading keys back: the records of assembly/record.ts, and bytes.

import { bytes, halves, view } from '../memory.js'

const LONG = 126
const DEAD = 0x80
const LONG_HEADER = 9

/** Characters that fromCharCode takes at once. */
const BATCH = 4096

function isLong(record: number): boolean {
  return (bytes[record]! & ~DEAD) >= LONG
}

/** Where the bytes of a record are. */
export function recordData(record: number): number {
  return record + (isLong(record) ? LONG_HEADER : 1)
}

/** How many bytes they are. */
export function recordLength(record: number): number {
  return isLong(record) ? view.getUint32(record + 1, true) : (bytes[record]! & ~DEAD) >>> 1
}

/** A fresh array, never a view of linear memory. */
export function copyBytes(at: number, n: number): Uint8Array {
  return bytes.slice(at, at + n)
}

export function readString(record: number): string {
  const at = recordData(record)
  const n = recordLength(record)
  if ((bytes[record]! & 1) === 0) return fromCodes(bytes.subarray(at, at + n))
  // Two bytes a character, at any address.
  const codes =
    at % 2 === 0 ? halves.subarray(at >>> 1, (at + n) >>> 1) : new Uint16Array(bytes.slice(at, at + n).buffer)
  return fromCodes(codes)
}

function fromCodes(codes: Uint8Array | Uint16Array): string {
  if (codes.length <= BATCH) return String.fromCharCode.apply(null, codes as unknown as number[])
  let text = ''
  for (let i = 0; i < codes.length; i += BATCH) {
    text += String.fromCharCode.apply(null, codes.subarray(i, i + BATCH) as unknown as number[])
  }
  return text
}
