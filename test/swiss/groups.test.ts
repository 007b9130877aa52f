// Which group and which tag a key has, when tables grow, and what deletions give back.

import { describe, expect, test } from 'vitest'
import { Int32Map, isChecked, StringMap } from '../backend.js'
import { figuresOf } from '../figures.js'
import { setWords } from '../internals.js'
import { addressOf, GROUP_SLOTS, groupsOf, type Ints } from './groups.js'
import { IDENTITY, keyOf } from './hashes.js'

/** Sizes at which there are twice as many groups as before: 13/16 of the slots are taken, of a single group all. */
const GROWS_AT = [1, 8, 12, 23, 46, 92, 183, 365, 729, 1457].slice(0, isChecked ? 6 : undefined)

/** Sizes at which the number of groups changes. */
function growthsOf(map: { size: number; stats(): unknown }, put: (i: number) => void, most: number): number[] {
  const sizes: number[] = []
  for (let buckets = 0; map.size < most; ) {
    put(map.size)
    if (figuresOf(map).buckets !== buckets) sizes.push(map.size)
    buckets = figuresOf(map).buckets
  }
  return sizes
}

describe('a table grows when 13/16 of its slots are taken', () => {
  test('of int32', () => {
    const map = new Int32Map({ values: 'int32' })
    expect(growthsOf(map, i => map.set(i, i), GROWS_AT.at(-1)!)).toEqual(GROWS_AT)
    expect(figuresOf(map).buckets).toBe(2 ** (GROWS_AT.length - 1))
  })

  test('of strings', () => {
    const map = new StringMap({ values: 'int32' })
    const sizes = GROWS_AT.slice(0, 7)
    expect(growthsOf(map, i => map.set(`key ${i}`, i), sizes.at(-1)!)).toEqual(sizes)
  })
})

test.each([1, 2, 4, 8])('in %s tables, the top 8 bits of a hash are the group, the next 7 the tag', tables => {
  const map = new Int32Map({ values: 'int32' })
  setWords(map, ...IDENTITY)
  map.reserve(1200 * tables)
  expect(figuresOf(map).buckets).toBe(tables * 256)
  for (let i = 0; i < 200; i++) {
    const [table, group, tag] = [i % tables, (i * 37) % 256, (i * 11) % 128]
    const key = keyOf((group << 24) | (tag << 17) | (table << 3) | (i & 7))
    map.set(key, i)
    const { tags, keys } = groupsOf(map)[table * 256 + group]!
    // The first key of its group, since no two of them have the same.
    expect([keys[0], ...tags]).toEqual([key, 0x80 | tag, 0, 0, 0, 0, 0, 0])
  }
})

test('a slot that is given back is used again, and the table stays', () => {
  const map = new Int32Map({ values: 'int32' })
  for (let i = 0; i < GROUP_SLOTS; i++) map.set(i, i)
  const at = addressOf(map)
  for (let i = 0; i < 100; i++) {
    map.delete(i)
    map.set(i + GROUP_SLOTS, i)
    expect(figuresOf(map).buckets).toBe(1)
    expect(addressOf(map)).toBe(at)
  }
})

test('deletions leave no more overflow bits than a tidy-up takes away', () => {
  const n = isChecked ? 66 : 1100
  const bits = (map: Ints) =>
    groupsOf(map).reduce((sum, { overflow }) => sum + overflow.toString(2).replaceAll('0', '').length, 0)
  const map = new Int32Map({ values: 'int32' })
  for (let i = 0; i < n; i++) map.set(i, i)
  const { buckets } = figuresOf(map)
  for (let i = 0; i < 30 * n; i++) {
    if (map.get(i) === undefined || !map.delete(i)) expect.fail(`key ${i} is gone`)
    map.set(i + n, i)
  }
  expect(figuresOf(map).buckets).toBe(buckets)
  // Of the 8 of every group.
  expect(bits(map)).toBeLessThan(2 * buckets)
})
