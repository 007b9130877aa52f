// How many buckets and how many matching tophashes a lookup looks at, told from an inspection of the table and the
// twin's hash, which is that of the Wasm build bit for bit.

import type { Inspection } from '../../src/spaces/layouts/buckets.js'
import { BYTES_WORDS, type HashWords, hash32, hash64, nextWords, seedRandom } from '../../src/spaces/reference/hash.js'
import { idOf } from '../ids.js'

export type Words = readonly [a: bigint, b: bigint, c: bigint]

export function hashWords(words: Words): HashWords {
  return Uint32Array.from(words.flatMap(w => [Number(w >> 32n), Number(w & 0xffffffffn)])) as HashWords
}

/** The words that a map with keys of bytes and this seed begins with. */
export function bytesWords(seed: bigint): HashWords {
  const words = new Uint32Array(BYTES_WORDS)
  nextWords(seedRandom(Number(seed & 0xffffffffn), Number(seed >> 32n)), words)
  return words
}

const floatBits = new Float64Array(1)
const floatWords = new Uint32Array(floatBits.buffer)

/** The hash of a key of a kind. */
export function hashOf(kind: 'u32' | 'f64' | 'i64', words: HashWords, key: number | bigint): number {
  if (typeof key === 'bigint') {
    return hash64(words, Number(BigInt.asUintN(32, key)), Number(BigInt.asUintN(32, key >> 32n)))
  }
  if (kind === 'u32') return hash32(words, key)
  floatBits[0] = key
  return hash64(words, floatWords[0]!, floatWords[1]!)
}

export function topOf(hash: number): number {
  const top = hash >>> 24
  return top < 5 ? top + 5 : top
}

export interface Probes {
  buckets: number
  matches: number
}

/** What a lookup of a key with this hash looks at. Precondition: the table is not growing. */
export function probesOf({ chains, B }: Inspection, hash: number, key: unknown): Probes {
  const chain = chains[hash & (2 ** B - 1)]!
  const top = topOf(hash)
  const probes = { buckets: 0, matches: 0 }
  for (const { tophashes, slots } of chain.buckets) {
    probes.buckets++
    for (const slot of slots) {
      if (slot === null || slot.tophash !== top) continue
      probes.matches++
      if (Object.is(idOf(slot.key), idOf(key))) return probes
    }
    if (tophashes[7] === 0) break
  }
  return probes
}

/** Buckets that hits look at on average if keys fall into 2^B buckets by chance: entries beyond 8 take a second one. */
export function bucketsByChance(n: number, B: number): { hit: number; miss: number } {
  const load = n / 2 ** B
  let p = Math.exp(-load)
  let hit = 0
  let miss = 0
  for (let k = 0; k < 60; k++) {
    const full = Math.max(1, Math.ceil(k / 8))
    miss += p * full
    // The i-th entry of a chain is in bucket i / 8.
    for (let i = 0; i < k; i++) hit += p * (1 + Math.floor(i / 8))
    p *= load / (k + 1)
  }
  return { hit: hit / load, miss }
}
