// The seeded hashes of assembly/hash.ts in 32-bit arithmetic, bit for bit: 4-byte keys a*x + b, 8-byte keys
// (a + low) * (c + high) + b, both modulo 2^64; the top 32 bits, spread by a bijection.

/** a, b, c as six 32-bit words, high words first. */
export type HashWords = Uint32Array & { length: 6 }

/** The high 32 bits of the product of two unsigned 32-bit integers. */
function multiplyHigh(x: number, y: number): number {
  const x0 = x & 0xffff
  const x1 = x >>> 16
  const y0 = y & 0xffff
  const y1 = y >>> 16
  const low = x0 * y0
  const middle = x1 * y0 + (low >>> 16)
  const other = x0 * y1 + (middle & 0xffff)
  return x1 * y1 + Math.floor(middle / 65536) + Math.floor(other / 65536)
}

function spread(h: number): number {
  h ^= h >>> 16
  h = Math.imul(h, 0x85ebca6b)
  return (h ^ (h >>> 15)) >>> 0
}

/** 1 if the sum of two unsigned 32-bit integers does not fit 32 bits. */
function carry(x: number, y: number): number {
  return (x >>> 0) + (y >>> 0) > 0xffffffff ? 1 : 0
}

export function hash32(words: HashWords, key: number): number {
  const [aHigh, aLow, bHigh, bLow] = [words[0]!, words[1]!, words[2]!, words[3]!]
  const x = key >>> 0
  const high = multiplyHigh(aLow, x) + Math.imul(aHigh, x)
  return spread((high + bHigh + carry(Math.imul(aLow, x), bLow)) | 0)
}

export function hash64(words: HashWords, low: number, high: number): number {
  const xLow = (words[1]! + low) >>> 0
  const xHigh = (words[0]! + carry(words[1]!, low)) >>> 0
  const yLow = (words[5]! + high) >>> 0
  const yHigh = (words[4]! + carry(words[5]!, high)) >>> 0
  const product = multiplyHigh(xLow, yLow) + Math.imul(xHigh, yLow) + Math.imul(xLow, yHigh)
  return spread((product + words[2]! + carry(Math.imul(xLow, yLow), words[3]!)) | 0)
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
  const state = Uint32Array.of(low, high, 0, 1)
  for (let i = 0; i < 12; i++) next(state)
  return state
}

export function nextWords(random: Uint32Array, words: HashWords): void {
  for (let i = 0; i < 6; i++) words[i] = next(random)
}
