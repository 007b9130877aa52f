// Keys of bytes that other hashes give one value, whatever their seed: published constructions, built here. To a hash
// with secret words they are keys like others.

import { describe, expect, test } from 'vitest'
import { hashBytes } from '../../src/spaces/reference/hash.js'
import { BytesMap, BytesSet, isChecked, StringMap } from '../backend.js'
import { bucketsByChance, bytesWords, probesOf } from './probes.js'

/** log2 of the number of keys: that many choices between two blocks. */
const CHOICES = isChecked ? 7 : 11
const N = 2 ** CHOICES
const B = Math.ceil(Math.log2(N / 6.5))

type Pair = readonly [Uint8Array, Uint8Array]

/** A key for every way to choose one of each pair. */
function combinations(pairs: readonly Pair[]): Uint8Array[] {
  return Array.from({ length: 2 ** pairs.length }, (_, i) =>
    Uint8Array.from(pairs.flatMap((pair, at) => [...pair[(i >> at) & 1]!])),
  )
}

const repeat = (pair: Pair) => Array.from({ length: CHOICES }, () => pair)
const text = (s: string) => new TextEncoder().encode(s)
const word = (x: number) => new Uint8Array(Uint32Array.of(x).buffer)
const words = (data: Uint8Array) => new Uint32Array(data.slice().buffer)
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap(part => [...part]))
const rotate = (x: number, n: number) => (x << n) | (x >>> (32 - n))

/** The inverse of an odd number modulo 2^32 or 2^64, by Newton's iteration. */
function inverse(x: bigint, bits: number): bigint {
  let y = x
  for (let i = 0; i < 6; i++) y = BigInt.asUintN(bits, y * (2n - x * y))
  return y
}
const inverse32 = (x: number) => Number(inverse(BigInt(x >>> 0), 32)) | 0

/** h * 31 + c, as of Java's strings; with 33, Bernstein's. */
function multiplyAdd(factor: number, data: Uint8Array): number {
  let h = 5381
  for (const c of data) h = (Math.imul(h, factor) + c) | 0
  return h
}

function fnv1a(data: Uint8Array, h = 0x811c9dc5): number {
  for (const c of data) h = Math.imul(h ^ c, 0x01000193)
  return h
}

/** For each state that is reached, two blocks of 4 characters that lead to the same next one: found by birthday. */
function birthdayPairs(): Pair[] {
  const pairs: Pair[] = []
  let h = 0x811c9dc5
  for (let state = 1; pairs.length < CHOICES; ) {
    const seen = new Map<number, Uint8Array>()
    for (;;) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const block = Uint8Array.from([8, 14, 20, 26], shift => 64 | ((state >>> shift) & 63))
      const end = fnv1a(block, h)
      const other = seen.get(end)
      seen.set(end, block)
      if (other === undefined || other.every((c, i) => c === block[i])) continue
      pairs.push([other, block])
      h = end
      break
    }
  }
  return pairs
}

const M = 0x5bd1e995

function murmur2(data: Uint8Array, seed: number): number {
  let h = seed ^ data.length
  for (let k of words(data)) {
    k = Math.imul(k, M)
    k = Math.imul(k ^ (k >>> 24), M)
    h = Math.imul(h, M) ^ k
  }
  h = Math.imul(h ^ (h >>> 13), M)
  return h ^ (h >>> 15)
}

/** The block that is mixed into the state as `mixed`. */
function murmur2Block(mixed: number): Uint8Array {
  const k = Math.imul(mixed, inverse32(M))
  return word(Math.imul(k ^ (k >>> 24), inverse32(M)))
}

// A difference in the top bit survives a multiplication by an odd number as it is; the next block takes it away.
const MURMUR2: Pair = [
  join(murmur2Block(0x12345678), murmur2Block(0x0badcafe)),
  join(murmur2Block(0x12345678 ^ 0x80000000), murmur2Block(0x0badcafe ^ 0x80000000)),
]

const [C1, C2] = [0xcc9e2d51, 0x1b873593]

function murmur3(data: Uint8Array, seed: number): number {
  let h = seed
  for (const k of words(data)) {
    h ^= Math.imul(rotate(Math.imul(k, C1), 15), C2)
    h = (Math.imul(rotate(h, 13), 5) + 0xe6546b64) | 0
  }
  h ^= data.length
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

function murmur3Block(mixed: number): Uint8Array {
  return word(Math.imul(rotate(Math.imul(mixed, inverse32(C2)), 17), inverse32(C1)))
}

// Bit 18 is rotated to the top, where multiplying by 5 and adding leave it.
const MURMUR3: Pair = [
  join(murmur3Block(0x12345678), murmur3Block(0x0badcafe)),
  join(murmur3Block(0x12345678 ^ 0x40000), murmur3Block(0x0badcafe ^ 0x80000000)),
]

const M64 = 0xc6a4a7935bd1e995n
const cut = (x: bigint) => BigInt.asUintN(64, x)

function murmur64a(data: Uint8Array, seed: bigint): bigint {
  let h = seed ^ cut(BigInt(data.length) * M64)
  for (let k of new BigUint64Array(data.slice().buffer)) {
    k = cut(k * M64)
    k = cut((k ^ (k >> 47n)) * M64)
    h = cut((h ^ k) * M64)
  }
  h = cut((h ^ (h >> 47n)) * M64)
  return h ^ (h >> 47n)
}

function murmur64Block(mixed: bigint): Uint8Array {
  const k = cut(mixed * inverse(M64, 64))
  return new Uint8Array(BigUint64Array.of(cut((k ^ (k >> 47n)) * inverse(M64, 64))).buffer)
}

const TOP = 1n << 63n
const MURMUR64: Pair = [
  join(murmur64Block(0x0123456789abcdefn), murmur64Block(0x0badcafe12345678n)),
  join(murmur64Block(0x0123456789abcdefn ^ TOP), murmur64Block(0x0badcafe12345678n ^ TOP)),
]

interface Attack {
  name: string
  keys: Uint8Array[]
  /** The hash under attack, for any seed. */
  hash: (data: Uint8Array, seed: number) => unknown
}

const ATTACKS: Attack[] = [
  {
    name: "Java's String.hashCode",
    keys: combinations(repeat([text('Aa'), text('BB')])),
    hash: data => multiplyAdd(31, data),
  },
  {
    name: "Bernstein's h * 33 + c",
    keys: combinations(repeat([text('aB'), text('b!')])),
    hash: d => multiplyAdd(33, d),
  },
  { name: 'FNV-1a', keys: combinations(birthdayPairs()), hash: data => fnv1a(data) },
  { name: 'MurmurHash2', keys: combinations(repeat(MURMUR2)), hash: murmur2 },
  { name: 'MurmurHash3, x86, 32 bits', keys: combinations(repeat(MURMUR3)), hash: murmur3 },
  {
    name: 'MurmurHash64A',
    keys: combinations(repeat(MURMUR64)),
    hash: (data, seed) => murmur64a(data, BigInt(seed >>> 0) * 0x9e3779b97f4a7c15n),
  },
]

describe.each(ATTACKS)('$name', ({ keys, hash }) => {
  test('the keys are different, and have one hash with any seed', () => {
    expect(new BytesSet(keys).size).toBe(N)
    for (const seed of [0, 1, -1, 0x9e3779b9]) expect(new Set(keys.map(key => hash(key, seed))).size).toBe(1)
  })

  test('over many seeds, at most 1.5 times the probes of chance', () => {
    const chance = bucketsByChance(N, B).hit
    const seeds = isChecked ? 5 : 25
    let total = 0
    for (let seed = 0; seed < seeds; seed++) {
      const secret = bytesWords(BigInt(seed) * 0x9e3779b97f4an)
      const heads = new Uint32Array(2 ** B)
      let buckets = 0
      for (const key of keys) buckets += 1 + (heads[hashBytes(secret, key, false) & (2 ** B - 1)]!++ >>> 3)
      expect(buckets / N, `seed ${seed}; chance is ${chance}`).toBeLessThan(1.5 * chance)
      total += buckets / N / seeds
    }
    expect(total, `on average; chance is ${chance}`).toBeLessThan(1.1 * chance)
  })

  const kinds: [string, (seed: bigint) => any, (key: Uint8Array) => any][] = [
    ['BytesMap', seed => new BytesMap({ values: 'int32', capacity: N, seed }), key => key],
    ['BytesMap of one length', seed => new BytesMap({ capacity: N, seed, keyLength: keys[0]!.length }), key => key],
    [
      'StringMap',
      seed => new StringMap({ values: 'int32', capacity: N, seed }),
      key => Buffer.from(key).toString('latin1'),
    ],
  ]

  test.each(kinds)('a real %s has the probes that the hash foretells', (_, make, keyOf) => {
    const chance = bucketsByChance(N, B).hit
    for (const seed of isChecked ? [3n] : [3n, 0xfedcba9876543210n]) {
      const map = make(seed)
      for (const key of keys) map.set(keyOf(key), 1)
      expect(map.size).toBe(N)
      const inspection = map.inspect()
      expect(inspection).toMatchObject({ growing: false, B })
      const secret = bytesWords(seed)
      let buckets = 0
      let matches = 0
      for (const key of keys) {
        const probes = probesOf(inspection, hashBytes(secret, key, false), keyOf(key))
        if (probes.matches === 0) expect.fail('a key is not where its hash says')
        buckets += probes.buckets
        matches += probes.matches
      }
      expect(buckets / N).toBeLessThan(1.5 * chance)
      expect(matches / N).toBeLessThan(1.5)
    }
  })
})
