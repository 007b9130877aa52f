// The seeded hashes of assembly/keys/hash.ts in 32-bit arithmetic, bit for bit: 4-byte keys a*x + b, 8-byte keys
// (a + low) * (c + high) + b, both modulo 2^64; the top 32 bits, spread by a bijection.

import { BigInt, floor, imul, min, Number, Uint8Array, Uint32Array } from '../../basics/builtins.js'
import { random32 } from '../../basics/random.js'
import { HASH_WORDS } from '../../generated/constants.js'

/** 64-bit words as pairs of 32-bit ones, high words first: a, b, c and, for keys of bytes, HASH_WORDS more. */
export type HashWords = Uint32Array

/** 32-bit words of a table's hash. */
export const PLAIN_WORDS = 6
export const BYTES_WORDS: number = PLAIN_WORDS + 2 * HASH_WORDS

/** The high 32 bits of the product of two unsigned 32-bit integers. */
function multiplyHigh(x: number, y: number): number {
  const x0 = x & 0xffff
  const x1 = x >>> 16
  const y0 = y & 0xffff
  const y1 = y >>> 16
  const low = x0 * y0
  const middle = x1 * y0 + (low >>> 16)
  const other = x0 * y1 + (middle & 0xffff)
  return x1 * y1 + floor(middle / 65536) + floor(other / 65536)
}

function spread(h: number): number {
  h ^= h >>> 16
  h = imul(h, 0x85ebca6b)
  return (h ^ (h >>> 15)) >>> 0
}

/** 1 if the sum of two unsigned 32-bit integers does not fit 32 bits. */
function carry(x: number, y: number): number {
  return (x >>> 0) + (y >>> 0) > 0xffffffff ? 1 : 0
}

export function hash32(words: HashWords, key: number): number {
  const [aHigh, aLow, bHigh, bLow] = [words[0]!, words[1]!, words[2]!, words[3]!]
  const x = key >>> 0
  const high = multiplyHigh(aLow, x) + imul(aHigh, x)
  return spread((high + bHigh + carry(imul(aLow, x), bLow)) | 0)
}

export function hash64(words: HashWords, low: number, high: number): number {
  const xLow = (words[1]! + low) >>> 0
  const xHigh = (words[0]! + carry(words[1]!, low)) >>> 0
  const yLow = (words[5]! + high) >>> 0
  const yHigh = (words[4]! + carry(words[5]!, high)) >>> 0
  const product = multiplyHigh(xLow, yLow) + imul(xHigh, yLow) + imul(xLow, yHigh)
  return spread((product + words[2]! + carry(imul(xLow, yLow), words[3]!)) | 0)
}

// Bytes: see assembly/keys/hash.ts. Places of the 64-bit words, counted in 32-bit words.
const BLOCK_WORDS = 6
const WORD_DESCRIPTOR = BLOCK_WORDS + 2 * 16
const WORD_ADD = BLOCK_WORDS + 2 * 17
const WORD_LONG = BLOCK_WORDS + 2 * 18
const WORD_POINT = BLOCK_WORDS + 2 * 20
const BLOCK = 64
const PRIME = 2n ** 61n - 1n

let sumHigh = 0
let sumLow = 0

/** Adds x * y modulo 2^64 to the sum. */
function addProduct(xHigh: number, xLow: number, yHigh: number, yLow: number): void {
  const low = imul(xLow, yLow)
  const high = multiplyHigh(xLow, yLow) + imul(xHigh, yLow) + imul(xLow, yHigh)
  sumHigh = (sumHigh + high + carry(sumLow, low)) >>> 0
  sumLow = (sumLow + low) >>> 0
}

/** Adds (word + low) * (next word + high). */
function addPair(words: HashWords, at: number, low: number, high: number): void {
  const xLow = (words[at + 1]! + low) >>> 0
  const xHigh = (words[at]! + carry(words[at + 1]!, low)) >>> 0
  const yLow = (words[at + 3]! + high) >>> 0
  const yHigh = (words[at + 2]! + carry(words[at + 3]!, high)) >>> 0
  addProduct(xHigh, xLow, yHigh, yLow)
}

/** 32 bits from byte `at` on, little-endian; 0 beyond the end. */
function wordAt(data: Uint8Array, at: number): number {
  return (
    ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8) | ((data[at + 2] ?? 0) << 16) | ((data[at + 3] ?? 0) << 24)) >>> 0
  )
}

function addBlock(words: HashWords, data: Uint8Array, from: number, n: number): void {
  const last = from + n - ((n - 1) % 8) - 1
  let word = BLOCK_WORDS
  for (let at = from; at < last; at += 8, word += 4) addPair(words, word, wordAt(data, at), wordAt(data, at + 4))
  // The last 1 to 8 bytes at the top of 8.
  const top = new Uint8Array(8)
  top.set(data.subarray(last, from + n), 8 - (from + n - last))
  addPair(words, word, wordAt(top, 0), wordAt(top, 4))
}

function polynomial(words: HashWords, data: Uint8Array): bigint {
  const point = BigInt(words[WORD_POINT]!)
  const last = data.length - BLOCK
  let value = 0n
  for (let at = 0; ; at += BLOCK) {
    sumHigh = 0
    sumLow = 0
    addBlock(words, data, min(at, last), BLOCK)
    value = (value * point + BigInt(sumHigh)) % PRIME
    if (at >= last) return value
  }
}

/** The hash of bytes; `isWide` for a string of two bytes a character. */
export function hashBytes(words: HashWords, data: Uint8Array, isWide: boolean): number {
  const n = data.length
  const value = n > BLOCK ? polynomial(words, data) : 0n
  sumHigh = words[WORD_ADD]!
  sumLow = words[WORD_ADD + 1]!
  addProduct(words[WORD_DESCRIPTOR]!, words[WORD_DESCRIPTOR + 1]!, 0, 2 * n + (isWide ? 1 : 0))
  if (n > BLOCK) addPair(words, WORD_LONG, Number(value & 0xffffffffn), Number(value >> 32n))
  else if (n > 0) addBlock(words, data, 0, n)
  return spread(sumHigh)
}

/** sfc32 (Chris Doty-Humphrey, PractRand). */
function next(s: Uint32Array): number {
  const out = (s[0]! + s[1]! + s[3]!) >>> 0
  s[3] = s[3]! + 1
  s[0] = s[1]! ^ (s[1]! >>> 9)
  s[1] = s[2]! + (s[2]! << 3)
  s[2] = ((s[2]! << 21) | (s[2]! >>> 11)) + out
  return out
}

/** The state of the generator for a 64-bit seed. */
export function seedRandom(low: number, high: number): Uint32Array {
  const state = new Uint32Array([low, high, 0, 1])
  for (let i = 0; i < 12; i++) next(state)
  return state
}

/** Mixes what nobody outside knows into the state of a generator. */
export function mixEntropy(random: Uint32Array): void {
  for (let i = 0; i < 3; i++) random[i] = random[i]! ^ random32()
  for (let i = 0; i < 12; i++) next(random)
}

export function nextWords(random: Uint32Array, words: HashWords): void {
  for (let i = 0; i < words.length; i++) words[i] = next(random)
}
