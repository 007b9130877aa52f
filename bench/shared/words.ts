// Counting the words of a text in threads, all of them in one map of strings.

import { ConcurrentStringMap, type PlaceHandle, SharedHeap } from 'tophash/shared'
import { type Crew, type Span, together } from './crew.js'
import { randomly } from './loops.js'

const BYTES = 100_000_000
/** Words that there are: the n-th is about n times as rare as the first, as in languages. */
const VOCABULARY = 60_000
const PIECE = 1 << 20

export interface Counting extends Crew {
  counts: PlaceHandle
  text: SharedArrayBuffer
}

/** A text of words of 1 to 12 letters, with a space behind each. */
export function newText(seed: number): SharedArrayBuffer {
  const random = randomly(seed)
  const vocabulary = Array.from({ length: VOCABULARY }, () => {
    const letters = Array.from({ length: 1 + (random() % 12) }, () => 97 + (random() % 26))
    return String.fromCharCode(...letters, 32)
  })
  // Parts of a text that is not repeated as a whole, lest it is all that caches know.
  const words = Array.from({ length: 2_000_000 }, () => {
    return vocabulary[Math.floor(VOCABULARY ** (random() / 2 ** 32)) - 1]!
  })
  const part = Buffer.from(words.join(''), 'latin1')
  const text = new SharedArrayBuffer(BYTES)
  const bytes = Buffer.from(text)
  for (let at = 0; at < BYTES; at += part.length) part.copy(bytes, at)
  return text
}

export function newCounts(): ConcurrentStringMap {
  return new ConcurrentStringMap({ heap: new SharedHeap(), values: 'int32', capacity: VOCABULARY })
}

function count(counts: ConcurrentStringMap, bytes: Buffer, from: number, to: number): void {
  const boundary = (at: number) => (at >= BYTES ? BYTES : bytes.indexOf(32, at) + 1 || BYTES)
  let at = from === 0 ? 0 : boundary(from)
  const end = boundary(to)
  while (at < end) {
    const next = Math.min(boundary(at + PIECE), end)
    for (const word of bytes.toString('latin1', at, next).split(' ')) if (word !== '') counts.increment(word)
    at = next
  }
}

/** Counts every piece whose number is that of the thread, and tells when. */
export function countPart(part: Counting): Span {
  const { counts: handle, text, threads, i } = part
  const counts = ConcurrentStringMap.attach(handle)
  const bytes = Buffer.from(text)
  // Compilers have seen it before.
  const own = new ConcurrentStringMap({ heap: counts.heap, values: 'int32' })
  count(own, bytes, 0, 3_000_000)
  own.destroy()
  return together(part, () => {
    count(counts, bytes, Math.floor((BYTES * i) / threads), Math.floor((BYTES * (i + 1)) / threads))
  })
}

/** Words that the map has counted in all, and those that there are: the same. */
export function requireAll(counts: ConcurrentStringMap, text: SharedArrayBuffer): number {
  const bytes = new Uint8Array(text)
  let words = 0
  for (let at = 0; at < BYTES; at++) if (bytes[at] === 32 && at > 0 && bytes[at - 1] !== 32) words++
  if (bytes[BYTES - 1] !== 32) words++
  let sum = 0
  for (const value of counts.values()) sum += value
  if (sum !== words) throw new Error(`${sum} words are counted, not ${words}`)
  return words
}
