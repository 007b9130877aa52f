// Staging: the bytes of a key are written to a fixed place in linear memory, and the operation is given a descriptor,
// twice their number, plus 1 for a string of two bytes a character.
//
// Short keys are copied by a loop here, because calling a builtin costs more than copying 30 bytes; long ones in bulk.
// A string is written as Latin-1 unless a character needs two bytes, whichever way the engine holds it, so the same text
// is the same key. encodeInto writes UTF-8, which is Latin-1 exactly if it wrote one byte a character.

import { Uint8Array } from '../../basics/builtins.js'
import { encoder } from '../../basics/text.js'
import { STAGED_KEY, STAGED_KEY_CAPACITY } from '../../generated/constants.js'
import { type BytesLike, byteLengthOf, bytesOf, isBytes, MAX_KEY_BYTES } from '../../kinds/bytes.js'
import { accepts } from '../../kinds/string.js'
import type { LinearMemory } from './memory.js'

/** Up to this many bytes of an array are copied by a loop. */
const MOST_BY_LOOP = 64
/** The same for a range of an array: a bulk copy would allocate a view. */
const MOST_OF_RANGE_BY_LOOP = 1024
/** Up to this many characters are read one by one. */
const MOST_CHARACTERS_BY_LOOP = 32

/** Where a key of `n` bytes goes, or 0 when memory is out. Views are up to date afterwards. */
export function placeFor(memory: LinearMemory, n: number): number {
  const at = n <= STAGED_KEY_CAPACITY ? memory.base + STAGED_KEY : memory.stageLongKey(n) >>> 0
  memory.renew()
  return at
}

export function stageBytes(memory: LinearMemory, key: BytesLike): number {
  const from = bytesOf(key)
  return stageRange(memory, from, 0, from.length)
}

/** In place of a descriptor: there is no such key. */
export const NO_KEY = -2
/** In place of a descriptor: memory is out. */
export const NO_MEMORY = -1

/** Whether a key was staged. */
export const isStaged = (staged: number): boolean => staged >= 0
/** Whether it was not because memory is out; else it is no key. */
export const lacksMemory = (staged: number): boolean => staged === NO_MEMORY

/** NO_KEY if it is no key of `keyLength` bytes, or of any length if that is 0. */
export function probeBytes(memory: LinearMemory, key: BytesLike, keyLength: number): number {
  if (!isBytes(key)) return probeOther(memory, key, keyLength)
  const n = key.length
  if (keyLength !== 0 ? n !== keyLength : !(n > 0)) return probeOther(memory, key, keyLength)
  return stageRange(memory, key, 0, n)
}

function probeOther(memory: LinearMemory, key: BytesLike, keyLength: number): number {
  const n = byteLengthOf(key)
  return n < 0 || (keyLength !== 0 && n !== keyLength) ? NO_KEY : stageBytes(memory, key)
}

export function stageRange(memory: LinearMemory, buffer: Uint8Array, start: number, end: number): number {
  const n = end - start
  if (n > MOST_BY_LOOP && (n > MOST_OF_RANGE_BY_LOOP || n === buffer.length))
    return stageInBulk(memory, buffer, start, end)
  if (memory.words.length === 0) memory.renew()
  const to = memory.words
  let at = (memory.base + STAGED_KEY) >> 2
  let i = start
  if (end + 7 < buffer.length) {
    // Whole groups of 8, for fewer branches that depend on the length. What is behind the key does not count.
    do {
      to[at] = buffer[i]! | (buffer[i + 1]! << 8) | (buffer[i + 2]! << 16) | (buffer[i + 3]! << 24)
      to[at + 1] = buffer[i + 4]! | (buffer[i + 5]! << 8) | (buffer[i + 6]! << 16) | (buffer[i + 7]! << 24)
      at += 2
      i += 8
    } while (i < end)
    return n << 1
  }
  for (const whole = end - 3; i < whole; i += 4) {
    to[at++] = buffer[i]! | (buffer[i + 1]! << 8) | (buffer[i + 2]! << 16) | (buffer[i + 3]! << 24)
  }
  if (i < end) {
    let word = buffer[i]!
    if (i + 1 < end) word |= buffer[i + 1]! << 8
    if (i + 2 < end) word |= buffer[i + 2]! << 16
    to[at] = word
  }
  return n << 1
}

function stageInBulk(memory: LinearMemory, buffer: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_KEY_BYTES) return NO_KEY
  const at = placeFor(memory, end - start)
  if (at === 0) return NO_MEMORY
  memory.bytes.set(start === 0 && end === buffer.length ? buffer : buffer.subarray(start, end), at)
  return (end - start) << 1
}

/** NO_KEY if it is no string, or too long for a key. */
export function probeString(memory: LinearMemory, key: unknown, _keyLength: number): number {
  return accepts(key) ? stageString(memory, key) : NO_KEY
}

export function stageString(memory: LinearMemory, key: string): number {
  const n = key.length
  if (n > MOST_CHARACTERS_BY_LOOP) return stageLongString(memory, key)
  if (memory.words.length === 0) memory.renew()
  const to = memory.words
  let at = (memory.base + STAGED_KEY) >> 2
  let all = 0
  let i = 0
  for (const whole = n - 3; i < whole; i += 4) {
    const c0 = key.charCodeAt(i)
    const c1 = key.charCodeAt(i + 1)
    const c2 = key.charCodeAt(i + 2)
    const c3 = key.charCodeAt(i + 3)
    all |= c0 | c1 | c2 | c3
    to[at++] = c0 | (c1 << 8) | (c2 << 16) | (c3 << 24)
  }
  if (i < n) {
    let word = key.charCodeAt(i)
    all |= word
    if (i + 1 < n) {
      const c1 = key.charCodeAt(i + 1)
      all |= c1
      word |= c1 << 8
      if (i + 2 < n) {
        const c2 = key.charCodeAt(i + 2)
        all |= c2
        word |= c2 << 16
      }
    }
    to[at] = word
  }
  return all > 255 ? stageWide(memory, key) : n << 1
}

function stageLongString(memory: LinearMemory, key: string): number {
  const n = key.length
  const at = placeFor(memory, n)
  if (at === 0) return NO_MEMORY
  if (encoder !== undefined) {
    const to = memory.isShared ? new Uint8Array(n) : memory.bytes.subarray(at, at + n)
    const { read, written } = encoder.encodeInto(key, to)
    if (read === n && written === n) {
      if (memory.isShared) memory.bytes.set(to, at)
      return n << 1
    }
  }
  let all = 0
  const to = memory.bytes
  for (let i = 0; i < n; i++) {
    const c = key.charCodeAt(i)
    all |= c
    to[at + i] = c
  }
  return all > 255 ? stageWide(memory, key) : n << 1
}

/** Two bytes a character. */
function stageWide(memory: LinearMemory, key: string): number {
  const n = key.length
  const at = placeFor(memory, 2 * n)
  if (at === 0) return NO_MEMORY
  const to = memory.halves
  for (let i = 0; i < n; i++) to[(at >>> 1) + i] = key.charCodeAt(i)
  return (n << 2) | 1
}
