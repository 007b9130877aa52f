/** Seeded keys of 16 bytes, cut from large buffers in the order of their use, as records of a file are. */
import type { Order } from '../common/rows.js'
import { mix } from './mix.js'

const LENGTH = 16

/** Small enough to be freed bit by bit, large enough not to count. */
const KEYS_A_BUFFER = 65_536

const cut = (count: number, write: (words: Int32Array, at: number, i: number) => void) => {
  const keys: Buffer[] = new Array(count)
  for (let start = 0; start < count; start += KEYS_A_BUFFER) {
    const end = Math.min(count, start + KEYS_A_BUFFER)
    const words = new Int32Array((end - start) * (LENGTH / 4))
    for (let i = start; i < end; i++) {
      write(words, (i - start) * (LENGTH / 4), i)
      keys[i] = Buffer.from(words.buffer, (i - start) * LENGTH, LENGTH)
    }
  }
  return keys
}

/** Distinct by their first word. */
export const bytes16Keys = (from: number, to: number, seed: number, order: Order) =>
  cut(to - from, (words, at, offset) => {
    const i = from + offset
    let word = order === 'random' ? mix(i + seed) : i
    for (let j = 0; j < LENGTH / 4; j++) {
      words[at + j] = word
      word = order === 'random' ? mix(word ^ ~seed) : 0
    }
  })

/** Equal bytes in other objects. */
export const copyOfBytes = (source: readonly Buffer[], indices: Int32Array) =>
  cut(indices.length, (words, at, i) => {
    const key = source[indices[i]!]!
    for (let j = 0; j < LENGTH / 4; j++) words[at + j] = key.readInt32LE(4 * j)
  })
