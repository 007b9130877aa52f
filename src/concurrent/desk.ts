// Keys of bytes and strings, between this thread and Wasm: how they are staged for an operation, and read back.
//
// The bytes of a key are written to a place of the thread, and the operation is given a descriptor, twice their number, plus 1
// for a string of two bytes a character. Strings of one byte a character wherever that is enough: the same text is the same key.
// Encoders of browsers refuse memory that is shared, so that long strings go through an array that is not.

import { Uint8Array, WeakMap } from '../basics/builtins.js'
import { outOfMemory } from '../basics/errors.js'
import { encoder, fromCodes } from '../basics/text.js'
import { SHARED_RECORD_DATA, STAGING_CAPACITY } from '../generated/constants.js'
import { type BytesLike, bytesOf } from '../kinds/bytes.js'
import type { KeyKind } from '../kinds/kind.js'
import { bytesAt, halvesAt, wordsAt } from '../spaces/shared/memory.js'
import { NO_MEMORY } from '../spaces/shared/pair.js'
import type { Thread } from '../spaces/shared/thread.js'

/** Up to this many bytes of an array are copied by a loop, and as many characters read one by one. */
const MOST_BY_LOOP = 64

/** The place of a thread. Views of it stay as they are, whatever memory does. */
export class Desk {
  readonly #thread: Thread
  readonly #at: number
  readonly words: Int32Array
  readonly bytes: Uint8Array
  readonly halves: Uint16Array

  /** @throws RangeError when memory is out */
  constructor(thread: Thread, where: string) {
    const at = thread.exports.threadStaging() >>> 0
    if (at === 0) throw outOfMemory(where)
    this.#thread = thread
    this.#at = at
    this.words = wordsAt(thread.memory, at, STAGING_CAPACITY / 4)
    this.bytes = bytesAt(thread.memory, at, STAGING_CAPACITY)
    this.halves = halvesAt(thread.memory, at, STAGING_CAPACITY / 2)
  }

  /** Where a key of `n` bytes goes, undefined when memory is out: here, or in a block that the operation frees. */
  bytesFor(n: number): Uint8Array | undefined {
    if (n <= STAGING_CAPACITY) return this.bytes
    const at = this.#thread.exports.stageLonger(n) >>> 0
    return at === 0 ? undefined : bytesAt(this.#thread.memory, at, n)
  }

  halvesFor(n: number): Uint16Array | undefined {
    if (2 * n <= STAGING_CAPACITY) return this.halves
    const at = this.#thread.exports.stageLonger(2 * n) >>> 0
    return at === 0 ? undefined : halvesAt(this.#thread.memory, at, n)
  }

  /** What an iteration has put there, at the address of a record. */
  keyAt(record: number, { isString }: KeyKind): string | Uint8Array {
    const at = record - this.#at
    const isHere = at >= 0 && at < STAGING_CAPACITY
    const { memory } = this.#thread
    const descriptor = isHere ? this.words[at >> 2]! : wordsAt(memory, record, 1)[0]!
    const n = descriptor >>> 1
    const from = at + SHARED_RECORD_DATA
    if ((descriptor & 1) === 1) {
      return fromCodes(
        isHere
          ? this.halves.subarray(from >> 1, (from + n) >> 1)
          : halvesAt(memory, record + SHARED_RECORD_DATA, n / 2),
      )
    }
    const bytes = isHere ? this.bytes.subarray(from, from + n) : bytesAt(memory, record + SHARED_RECORD_DATA, n)
    return isString ? fromCodes(bytes) : bytes.slice()
  }

  /** All of that is read. */
  done(): void {
    this.#thread.exports.releaseLonger()
  }
}

const desks = /* @__PURE__ */ new WeakMap<Thread, Desk>()

/** @throws RangeError when memory is out */
export function deskOf(thread: Thread, where: string): Desk {
  let desk = desks.get(thread)
  if (desk === undefined) {
    desk = new Desk(thread, where)
    desks.set(thread, desk)
  }
  return desk
}

/** The descriptor of a key that is accepted, or NO_MEMORY. */
export function stageBytes(desk: Desk, key: BytesLike): number {
  const from = bytesOf(key)
  const n = from.length
  if (n > MOST_BY_LOOP) {
    const to = desk.bytesFor(n)
    if (to === undefined) return NO_MEMORY
    to.set(from)
    return n << 1
  }
  const to = desk.words
  let i = 0
  for (const whole = n - 3; i < whole; i += 4) {
    to[i >> 2] = from[i]! | (from[i + 1]! << 8) | (from[i + 2]! << 16) | (from[i + 3]! << 24)
  }
  if (i < n) {
    let word = from[i]!
    if (i + 1 < n) word |= from[i + 1]! << 8
    if (i + 2 < n) word |= from[i + 2]! << 16
    to[i >> 2] = word
  }
  return n << 1
}

/** The same for a string. */
export function stageString(desk: Desk, key: string): number {
  const n = key.length
  if (n > MOST_BY_LOOP) return stageLong(desk, key)
  const to = desk.words
  let all = 0
  let i = 0
  for (const whole = n - 3; i < whole; i += 4) {
    const c0 = key.charCodeAt(i)
    const c1 = key.charCodeAt(i + 1)
    const c2 = key.charCodeAt(i + 2)
    const c3 = key.charCodeAt(i + 3)
    all |= c0 | c1 | c2 | c3
    to[i >> 2] = c0 | (c1 << 8) | (c2 << 16) | (c3 << 24)
  }
  let rest = 0
  for (let shift = 0; i < n; i++, shift += 8) {
    const c = key.charCodeAt(i)
    all |= c
    rest |= c << shift
    to[i >> 2] = rest
  }
  return all > 255 ? stageWide(desk, key) : n << 1
}

function stageLong(desk: Desk, key: string): number {
  const n = key.length
  const codes = new Uint8Array(n)
  if (encoder !== undefined) {
    const { read, written } = encoder.encodeInto(key, codes)
    if (read === n && written === n) return stageBytes(desk, codes)
  }
  let all = 0
  for (let i = 0; i < n; i++) {
    const c = key.charCodeAt(i)
    all |= c
    codes[i] = c
  }
  return all > 255 ? stageWide(desk, key) : stageBytes(desk, codes)
}

/** Two bytes a character. */
function stageWide(desk: Desk, key: string): number {
  const n = key.length
  const to = desk.halvesFor(n)
  if (to === undefined) return NO_MEMORY
  for (let i = 0; i < n; i++) to[i] = key.charCodeAt(i)
  return (n << 2) | 1
}
