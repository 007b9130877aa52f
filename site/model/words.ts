// The secret words of a table's hash. A table that is given a seed draws the same ones each time, and new ones whenever
// it becomes empty; its generation counts how often it has drawn.

import { type HashWords, nextWords, seedRandom } from '../../src/spaces/reference/hash.js'
import type { KeyKind } from './keys.js'

/** The words that a table with this seed hashes such keys with in its `generation`, 1 for a new one. */
export function wordsOf(seed: bigint, generation: number, keys: KeyKind): HashWords {
  const random = seedRandom(Number(seed & 0xffffffffn), Number(seed >> 32n))
  const words = new Uint32Array(keys.words)
  for (let i = 0; i < generation; i++) nextWords(random, words)
  return words
}

/** Words a, b and c as 64-bit hexadecimal numbers. */
export function wordsInHex(words: HashWords): { a: string; b: string; c: string } {
  const hex = (at: number) => words[at]!.toString(16).padStart(8, '0')
  return { a: hex(0) + hex(1), b: hex(2) + hex(3), c: hex(4) + hex(5) }
}
