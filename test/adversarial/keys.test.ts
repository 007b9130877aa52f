// Sets of keys that weak hashes crowd into few buckets, counted in probes.

import { expect, test } from 'vitest'
import { BigInt64Map, Float64Map, Int32Map, isChecked } from '../backend.js'
import { setWords } from '../internals.js'
import { bucketsByChance, hashOf, hashWords, probesOf, topOf, type Words } from './probes.js'

/** A generator of words for seeds that can be told again: splitmix64. */
function wordsOf(seed: number): Words {
  let state = BigInt(seed)
  const next = () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n)
    let z = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n)
    z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn)
    return z ^ (z >> 31n)
  }
  return [next(), next(), next()]
}

const N = isChecked ? 100 : 1000
const B = Math.ceil(Math.log2(N / 6.5))

/** Buckets looked at per hit if these keys stand in 2^B buckets, from the hash alone. */
function bucketsPerHit(kind: 'u32' | 'f64' | 'i64', words: Words, keys: readonly (number | bigint)[]): number {
  const t = hashWords(words)
  const heads = new Uint32Array(2 ** B)
  let buckets = 0
  for (const key of keys) buckets += 1 + (heads[hashOf(kind, t, key) & (2 ** B - 1)]!++ >>> 3)
  return buckets / keys.length
}

const index = Array.from({ length: N }, (_, i) => i)

const SHAPES: [name: string, kind: 'u32' | 'f64' | 'i64', keys: (number | bigint)[]][] = [
  ...[0, 1, 4, 8, 12, 16, 20].map(
    shift => [`int32 strided by 2^${shift}`, 'u32', index.map(i => (i << shift) | 0)] as [string, 'u32', number[]],
  ),
  ['int32 in the high 10 bits only', 'u32', index.map(i => (i << 22) | 0)],
  ...[0n, 16n, 32n, 48n].map(
    shift =>
      [`int64 strided by 2^${shift}`, 'i64', index.map(i => BigInt.asIntN(64, BigInt(i) << shift))] as [
        string,
        'i64',
        bigint[],
      ],
  ),
  ['int64 in the high 10 bits only', 'i64', index.map(i => BigInt.asIntN(64, BigInt(i) << 54n))],
  ['float64: small integers, high bits only', 'f64', index],
  ['float64: powers and their halves', 'f64', index.map(i => (1 + (i % 32) / 32) * 2 ** (i >> 5))],
  ['float64 strided by 0.5', 'f64', index.map(i => i / 2)],
]

test.each(SHAPES)('%s: over 1,000 seeds, at most 1.5 times the probes of chance', (_, kind, keys) => {
  const distinct = [...new Set(keys)]
  const chance = bucketsByChance(distinct.length, B).hit
  let worst = 0
  let total = 0
  for (let seed = 0; seed < 1000; seed++) {
    const buckets = bucketsPerHit(kind, wordsOf(seed), distinct)
    worst = Math.max(worst, buckets)
    total += buckets
  }
  expect(total / 1000, `on average; chance is ${chance}`).toBeLessThan(1.1 * chance)
  expect(worst, `of the worst seed; chance is ${chance}`).toBeLessThan(1.5 * chance)
})

test.each(SHAPES)('%s: a real table has the probes that the hash foretells', (_, kind, keys) => {
  const Class = { u32: Int32Map, f64: Float64Map, i64: BigInt64Map }[kind] as any
  for (let seed = 0; seed < (isChecked ? 2 : 10); seed++) {
    const words = wordsOf(seed)
    const map = new Class({ values: 'int32', capacity: N })
    setWords(map, ...words)
    for (const key of keys) map.set(key, 1)
    const inspection = map.inspect()
    expect(inspection.growing).toBe(false)
    const t = hashWords(words)
    let buckets = 0
    let matches = 0
    for (const key of new Set(keys)) {
      const hash = hashOf(kind, t, key)
      const probes = probesOf(inspection, hash, key)
      if (probes.matches === 0) expect.fail(`${key} is not where its hash ${hash} says (tophash ${topOf(hash)})`)
      buckets += probes.buckets
      matches += probes.matches
    }
    const chance = bucketsByChance(map.size, inspection.B).hit
    expect(buckets / map.size).toBeLessThan(1.5 * chance)
    // The one that is meant, and by chance one in 250 of the others.
    expect(matches / map.size).toBeLessThan(1.5)
  }
})
