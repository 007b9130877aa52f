// The hash of bytes: that of the Wasm tables is the twin's, bit for bit; and that it spreads what keys look like.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { STAGED_KEY, STAGED_KEY_CAPACITY } from '../../src/generated/constants.js'
import { BYTES_WORDS, hashBytes, nextWords, seedRandom } from '../../src/spaces/reference/hash.js'
import { idOf } from '../ids.js'
import { replay } from '../internals.js'
import { type Instance, instanceOf } from '../once.js'

function wordsOf(seed: number): Uint32Array {
  const words = new Uint32Array(BYTES_WORDS)
  nextWords(seedRandom(seed >>> 0, 7), words)
  return words
}

/** A generator of bytes that look random, the same in every run. */
function generator(state: number): () => number {
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state >>> 16
  }
}

const B = 10

/** The tophash and the low B bits of the hash of a key, as an instance places it. */
function placed({ exports, memory }: Instance, seed: number, data: Uint8Array, isWide: boolean, keyLength: number) {
  const table = exports.tableCreateBytes(seed, 7, 0, keyLength, 0)
  exports.bytesNoneReserve!(table, 6.5 * 2 ** B)
  const bytes = new Uint8Array(memory.buffer)
  // What was staged before must not matter.
  bytes.fill(seed, STAGED_KEY, STAGED_KEY + STAGED_KEY_CAPACITY)
  bytes.set(data, STAGED_KEY)
  expect(exports.bytesNoneAdd!(table, 2 * data.length + (isWide ? 1 : 0))).toBeGreaterThan(0)
  for (let low = 0; low < 2 ** B; low++) {
    const top = bytes[exports.bytesNoneChainAt!(table, low) >>> 0]!
    if (top === 0) continue
    exports.tableDestroy(table)
    return [top, low]
  }
  throw new Error('the key is nowhere')
}

test.each(['simd', 'swar'] as const)('the %s build hashes as the twin', build => {
  const instance = instanceOf(build, 64, 64)
  const length = fc.oneof(
    fc.nat(20),
    fc.nat(200),
    fc.constantFrom(0, 8, 62, 63, 64, 65, 127, 128, 129, 256, 1000, 8160),
  )
  const key = length.chain(n => fc.uint8Array({ minLength: n, maxLength: n }))
  const property = fc.property(fc.nat(), key, fc.boolean(), (seed, data, isWide) => {
    const expected = (wide: boolean) => {
      const h = hashBytes(wordsOf(seed), data, wide)
      return [h >>> 24 < 5 ? (h >>> 24) + 5 : h >>> 24, h & (2 ** B - 1)]
    }
    expect(placed(instance, seed, data, isWide, 0)).toEqual(expected(isWide))
    const n = data.length
    if (n > 0 && n <= 256) expect(placed(instance, seed, data, false, n)).toEqual(expected(false))
  })
  fc.assert(property, { numRuns: 300, ...replay })
})

test.each([1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 62, 63, 64, 65, 100, 128, 129, 200])(
  '%i bytes: each bit of a key flips each bit of the hash in 40 to 60 of 100 cases',
  n => {
    const cases = 800
    const next = generator(n)
    const bits =
      n <= 12 ? Array.from({ length: 8 * n }, (_, i) => i) : Array.from({ length: 60 }, () => next() % (8 * n))
    const key = new Uint8Array(n)
    for (const bit of bits) {
      const flips = new Uint32Array(32)
      for (let i = 0; i < cases; i++) {
        const words = wordsOf(1000 * bit + i)
        for (let at = 0; at < n; at++) key[at] = next()
        const before = hashBytes(words, key, false)
        key[bit >> 3]! ^= 1 << (bit & 7)
        const changed = before ^ hashBytes(words, key, false)
        for (let j = 0; j < 32; j++) flips[j]! += (changed >>> j) & 1
      }
      for (const [j, count] of flips.entries()) {
        if (count < 0.4 * cases || count > 0.6 * cases)
          expect.fail(`bit ${bit} flips bit ${j} ${count} times of ${cases}`)
      }
    }
  },
)

test('wide strings and bytes of the same content have different hashes, as have keys that end in zeroes', () => {
  let same = 0
  for (let seed = 0; seed < 2000; seed++) {
    const words = wordsOf(seed)
    const data = new Uint8Array(seed % 150).fill(seed)
    if (hashBytes(words, data, false) === hashBytes(words, data, true)) same++
    const longer = new Uint8Array(data.length + 1)
    longer.set(data)
    if (hashBytes(words, data, false) === hashBytes(words, longer, false)) same++
  }
  expect(same).toBeLessThan(2)
})

const N = 2048
const count = (key: (i: number) => Uint8Array) => Array.from({ length: N }, (_, i) => key(i))
const text = (s: string) => new TextEncoder().encode(s)

/** Zeroes with a number in 4 bytes somewhere. */
function numberAt(n: number, at: number, i: number, isBigEndian = false): Uint8Array {
  const bytes = new Uint8Array(n)
  new DataView(bytes.buffer).setUint32(at, i, !isBigEndian)
  return bytes
}

function between(prefix: Uint8Array, i: number, suffix: Uint8Array): Uint8Array {
  return Uint8Array.from([...prefix, i & 255, i >> 8, ...suffix])
}

const random = (n: number, seed: number) => {
  const next = generator(seed)
  return Uint8Array.from({ length: n }, next)
}

const SHAPES: [string, Uint8Array[]][] = [
  ['numbers of 2 bytes', count(i => Uint8Array.of(i, i >> 8))],
  ['numbers of 4 bytes', count(i => numberAt(4, 0, i))],
  ['numbers of 4 bytes, big-endian', count(i => numberAt(4, 0, i, true))],
  ['numbers of 8 bytes', count(i => numberAt(8, 0, i))],
  ['numbers of 8 bytes, in the high half', count(i => numberAt(8, 4, i))],
  ['numbers of 8 bytes, big-endian', count(i => numberAt(8, 4, i, true))],
  ['strides of 256 in 8 bytes', count(i => numberAt(8, 1, i))],
  ['numbers of 16 bytes, big-endian', count(i => numberAt(16, 12, i, true))],
  ['numbers in the middle of 13 bytes', count(i => numberAt(13, 5, i))],
  ['decimal texts', count(i => text(`${i}`))],
  ['decimal texts of one length', count(i => text(`${i}`.padStart(8, '0')))],
  ['names', count(i => text(`user:${i}:name`))],
  ['addresses', count(i => text(`https://example.com/articles/${i}/comments?sort=new`))],
  ['long addresses', count(i => text(`https://example.com/a/rather/long/path/to/the/articles/of/the/year/2024/${i}`))],
  [
    'one bit of 32 bytes and 64',
    count(i => numberAt(i < 256 ? 32 : 256, 0, 0).fill(1 << (i & 7), i >> 3, (i >> 3) + 1)),
  ],
  [
    'random but for one bit',
    count(i => random(256, 1).map((byte, at) => (at === i >> 3 ? byte ^ (1 << (i & 7)) : byte))),
  ],
  ['lengths of zeroes', count(i => new Uint8Array(i))],
  ['lengths of the same byte', count(i => new Uint8Array(i).fill(0x61))],
  ['zeroes behind a letter', count(i => new Uint8Array(1 + i).fill(0x61, 0, 1))],
  ['zeroes before a letter', count(i => new Uint8Array(1 + i).fill(0x61, i))],
  ['a common prefix of 62 bytes', count(i => between(random(62, 2), i, new Uint8Array(0)))],
  ['a common prefix of 300 bytes', count(i => between(random(300, 3), i, new Uint8Array(0)))],
  ['a common suffix of 62 bytes', count(i => between(new Uint8Array(0), i, random(62, 4)))],
  ['a common suffix of 300 bytes', count(i => between(new Uint8Array(0), i, random(300, 5)))],
  ['in the middle of 100 bytes', count(i => between(random(49, 6), i, random(49, 7)))],
  ['repeated blocks', count(i => between(new Uint8Array(64 * (i % 8)), i, new Uint8Array(64)))],
  ['random, 16 bytes', count(i => random(16, i))],
  ['random, 100 bytes', count(i => random(100, i))],
]

/** Pearson's sum over its degrees of freedom: 1 on average where counts are by chance. */
function chiSquare(counts: Uint32Array, total: number): number {
  const expected = total / counts.length
  let sum = 0
  for (const n of counts) sum += (n - expected) ** 2 / expected
  return sum / (counts.length - 1)
}

describe.each(SHAPES)('%s', (_, keys) => {
  test('are spread over buckets and tophashes as by chance or better', () => {
    expect(new Set(keys.map(idOf)).size).toBe(N)
    const seeds = 25
    let [low, top] = [0, 0]
    for (let seed = 0; seed < seeds; seed++) {
      const words = wordsOf(seed * 7919)
      const [buckets, tops, hashes] = [new Uint32Array(256), new Uint32Array(256), new Set<number>()]
      for (const key of keys) {
        const h = hashBytes(words, key, false)
        hashes.add(h)
        buckets[h & 255]!++
        tops[h >>> 24]!++
      }
      // Of 2,048 hashes of 32 bits, three collisions come once in a few million times.
      expect(N - hashes.size).toBeLessThan(3)
      const chi = [chiSquare(buckets, N), chiSquare(tops, N)]
      expect(Math.max(...chi), `seed ${seed}`).toBeLessThan(2)
      low += chi[0]! / seeds
      top += chi[1]! / seeds
    }
    expect(low).toBeLessThan(1.15)
    expect(top).toBeLessThan(1.15)
  })
})
