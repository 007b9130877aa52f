// What an operation costs, in probes: with every key in one chain, and as a table grows.

import { expect, test } from 'vitest'
import { Int32Map, Int32Set, isChecked } from '../backend.js'
import { FULL_CHAIN } from '../contract/growing.js'
import { setWords } from '../internals.js'
import { bucketsByChance, hashOf, hashWords, probesOf, type Words } from './probes.js'

const WORDS: Words = [0x9e3779b97f4a7c15n, 0xd1b54a32d192ed03n, 0x8cb92ba72f3d8dd7n]

test('a constant hash: slow, and right', () => {
  const n = FULL_CHAIN
  const map = new Int32Map({ values: 'int32' })
  setWords(map, 0n, 0n, 0n)
  for (let i = 0; i < n; i++) map.set(i, -i)
  expect(map.size).toBe(n)
  const { chains } = map.inspect()
  const used = chains.filter(chain => chain.buckets.some(({ slots }) => slots.some(slot => slot !== null)))
  expect(used.length).toBe(1)
  expect(new Set(used[0]!.buckets.flatMap(({ tophashes }) => tophashes.filter(top => top >= 5)))).toEqual(new Set([5]))
  for (let i = 0; i < n; i++) if (map.get(i) !== -i) expect(map.get(i)).toBe(-i)
  expect(map.has(n)).toBe(false)
  for (let i = 0; i < n; i += 3) expect(map.delete(i)).toBe(true)
  for (let i = 0; i < n; i++) if (map.has(i) !== (i % 3 !== 0)) expect.fail(`has(${i})`)
  expect([...map.keys()].length).toBe(map.size)
  map.shrink()
  expect([...map.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i).filter(i => i % 3))
})

test('emptied, a table draws a new hash: bad keys do not stay bad', () => {
  const n = isChecked ? 40 : 300
  for (const empty of ['delete', 'clear'] as const) {
    const set = new Int32Set()
    setWords(set, 0n, 0n, 0n)
    for (let i = 0; i < n; i++) set.add(i)
    if (empty === 'clear') set.clear()
    else for (let i = 0; i < n; i++) set.delete(i)
    for (let i = 0; i < n; i++) set.add(i)
    const entries = set
      .inspect()
      .chains.map(({ buckets }) => buckets.flatMap(({ slots }) => slots.filter(slot => slot !== null)).length)
    // Some 6 in a chain; 30 would be no chance.
    expect(Math.max(...entries)).toBeLessThan(30)
  }
})

test('after many deletions a search ends where the entries do', () => {
  const set = new Int32Set()
  setWords(set, 0n, 0n, 0n)
  const n = FULL_CHAIN
  for (let i = 0; i < n; i++) set.add(i)
  for (let i = n - 1; i >= 4; i--) set.delete(i)
  const chain = set.inspect().chains[0]!
  // EMPTY_REST right behind the last entry, whatever buckets are still linked.
  expect(chain.buckets[0]!.tophashes).toEqual([5, 5, 5, 5, 0, 0, 0, 0])
  for (const { tophashes } of chain.buckets.slice(1)) expect(tophashes).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
})

test('probes of hits and misses do not grow with n', () => {
  const t = hashWords(WORDS)
  for (const n of isChecked ? [10, 100, 400] : [10, 100, 1000, 10_000, 100_000]) {
    const map = new Int32Map({ values: 'int32' })
    setWords(map, ...WORDS)
    for (let i = 0; i < n; i++) map.set(i * 7, i)
    // Writes finish a growth that is under way.
    while (map.stats().growing) map.set(0, 0)
    const inspection = map.inspect()
    const chance = bucketsByChance(n, inspection.B)
    const mean = (from: number, count: number, step: number) => {
      let buckets = 0
      for (let i = 0; i < count; i++) {
        const key = from + i * step
        buckets += probesOf(inspection, hashOf('u32', t, key), key).buckets
      }
      return buckets / count
    }
    expect(mean(0, n, 7), `hits at ${n}`).toBeLessThan(1.25 * chance.hit)
    expect(mean(1, n, 7), `misses at ${n}`).toBeLessThan(1.25 * chance.miss)
    expect(inspection.size / 2 ** inspection.B).toBeLessThanOrEqual(n < 9 ? 8 : 6.5 + 8 / 2 ** inspection.B)
  }
})

test('churn does not lengthen chains: what is deleted and inserted for long stays short', () => {
  const set = new Int32Set()
  const n = isChecked ? 100 : 2000
  for (let i = 0; i < n; i++) set.add(i)
  for (let i = n; i < n * (isChecked ? 8 : 60); i++) {
    set.delete(i - n)
    set.add(i)
  }
  while (set.stats().growing) set.add(n * 100).delete(n * 100)
  const { size, buckets, overflowBuckets } = set.stats()
  expect(size).toBe(n)
  expect(overflowBuckets).toBeLessThanOrEqual(buckets)
  expect(buckets).toBeLessThanOrEqual((4 * n) / 6.5)
})

test('one insert evacuates at most two old buckets', () => {
  const set = new Int32Set()
  let before = set.stats()
  for (let i = 0; i < (isChecked ? 450 : 20_000); i++) {
    set.add(i)
    const after = set.stats()
    if (before.growing && after.growing) expect(after.evacuated - before.evacuated).toBeLessThanOrEqual(2)
    if (before.growing && !after.growing) expect(before.evacuated).toBeGreaterThanOrEqual(before.buckets / 2 - 2)
    before = after
  }
})
