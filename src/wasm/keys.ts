// Staging: the bytes of a key are written to a fixed place in linear memory, and the operation is given a descriptor,
// twice their number, plus 1 for a string of two bytes a character. -1: memory is out.
//
// Short keys are copied by a loop here, because calling a builtin costs more than copying 30 bytes; long ones in bulk.
// A string is written as Latin-1 unless a character needs two bytes, whichever way the engine holds it, so the same text
// is the same key. encodeInto writes UTF-8, which is Latin-1 exactly if it wrote one byte a character.

import { type BytesLike, byteLengthOf, bytesOf, isBytes, MAX_KEY_BYTES } from '../classes/bytes.js'
import { bytes, halves, renewViews, words } from '../memory.js'
import { type SharedExports, STAGED_KEY, STAGED_KEY_CAPACITY, whenInstantiated } from './instance.js'

/** Up to this many bytes of an array are copied by a loop. */
const MOST_BY_LOOP = 64
/** The same for a range of an array: a bulk copy would allocate a view. */
const MOST_OF_RANGE_BY_LOOP = 1024
/** Up to this many characters are read one by one. */
const MOST_CHARACTERS_BY_LOOP = 32

let shared: SharedExports
whenInstantiated(exports => {
  shared = exports
})

const encoder = new TextEncoder()

/** Where a key of `n` bytes goes, or 0 when memory is out. Views are up to date afterwards. */
function placeFor(n: number): number {
  const at = n <= STAGED_KEY_CAPACITY ? STAGED_KEY : shared.stageLongKey(n) >>> 0
  renewViews()
  return at
}

export function stageBytes(key: BytesLike): number {
  const from = bytesOf(key)
  return stageRange(from, 0, from.length)
}

const NO_KEY = -2

/** NO_KEY if it is no key of `keyLength` bytes, or of any length if that is 0. */
export function probeBytes(key: BytesLike, keyLength: number): number {
  if (!isBytes(key)) return probeOther(key, keyLength)
  const n = key.length
  if (keyLength !== 0 ? n !== keyLength : n === 0) return probeOther(key, keyLength)
  return stageRange(key, 0, n)
}

function probeOther(key: BytesLike, keyLength: number): number {
  const n = byteLengthOf(key)
  return n < 0 || (keyLength !== 0 && n !== keyLength) ? NO_KEY : stageBytes(key)
}

export function stageRange(buffer: Uint8Array, start: number, end: number): number {
  const n = end - start
  if (n > MOST_BY_LOOP && (n > MOST_OF_RANGE_BY_LOOP || n === buffer.length)) return stageInBulk(buffer, start, end)
  if (words.length === 0) renewViews()
  const to = words
  let at = STAGED_KEY >> 2
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

function stageInBulk(buffer: Uint8Array, start: number, end: number): number {
  if (end - start > MAX_KEY_BYTES) return NO_KEY
  const at = placeFor(end - start)
  if (at === 0) return -1
  bytes.set(start === 0 && end === buffer.length ? buffer : buffer.subarray(start, end), at)
  return (end - start) << 1
}

export function stageString(key: string): number {
  const n = key.length
  if (n > MOST_CHARACTERS_BY_LOOP) return stageLongString(key)
  if (words.length === 0) renewViews()
  const to = words
  let at = STAGED_KEY >> 2
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
  return all > 255 ? stageWide(key) : n << 1
}

function stageLongString(key: string): number {
  const n = key.length
  const at = placeFor(n)
  if (at === 0) return -1
  const { read, written } = encoder.encodeInto(key, bytes.subarray(at, at + n))
  if (read === n && written === n) return n << 1
  let all = 0
  const to = bytes
  for (let i = 0; i < n; i++) {
    const c = key.charCodeAt(i)
    all |= c
    to[at + i] = c
  }
  return all > 255 ? stageWide(key) : n << 1
}

/** Two bytes a character. */
function stageWide(key: string): number {
  const n = key.length
  const at = placeFor(2 * n)
  if (at === 0) return -1
  const to = halves
  for (let i = 0; i < n; i++) to[(at >>> 1) + i] = key.charCodeAt(i)
  return (n << 2) | 1
}
