// Where a cursor keeps the entries that were staged for it: raw bytes, seen through typed arrays.
//
// An entry is 8 bytes if key and value take 4 at most (key, value), else 16: the key at byte 0, the value at byte 8.
// Buffers are used again, since most iterations are short and a typed array is dear to make.

import { ArrayBuffer } from '../basics/builtins.js'
import { Views } from '../basics/views.js'
import { STAGE_CAPACITY } from '../generated/constants.js'
import type { Cells, ScalarKind } from '../kinds/kind.js'

const MOST_BYTES = 16
/** Buffers that are kept for later iterations. */
const KEPT = 8

export class Staging extends Views {
  constructor() {
    super(new ArrayBuffer(STAGE_CAPACITY * MOST_BYTES))
  }

  /** Makes room for `n` bytes in all. Only a chain that is too long for a crossing needs more than there is. */
  reserve(n: number): void {
    if (n <= this.bytes.length) return
    const before = this.bytes
    this.lookAt(new ArrayBuffer(2 * n))
    this.bytes.set(before)
  }

  /** Copies `n` scalars that are `stride` 4-byte words apart, an even number for 8-byte scalars, to an array from `to` on. */
  copy(word: number, stride: number, n: number, kind: ScalarKind, into: Cells, to: number): void {
    const scalars = kind.columnOf(this)
    const words = scalars.BYTES_PER_ELEMENT >>> 2
    const step = stride / words
    for (let i = 0, at = word / words; i < n; i++, at += step) into[to + i] = scalars[at]
  }
}

const kept: Staging[] = []

export function takeStaging(): Staging {
  return kept.pop() ?? new Staging()
}

export function returnStaging(staging: Staging): void {
  if (kept.length < KEPT) kept.push(staging)
}
