// Reading keys back: the records of assembly/keys/record.ts, and bytes.

import { textAt } from '../../basics/text.js'
import type { Views } from '../../basics/views.js'
import { RECORD_DEAD, RECORD_LONG, RECORD_LONG_HEADER, RECORD_SHORT_HEADER } from '../../generated/constants.js'

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
  const isWide = (memory.bytes[record]! & 1) !== 0
  return textAt(memory, recordData(memory, record), recordLength(memory, record), isWide)
}
