import { describe, expect, test } from 'vitest'
import { figuresOf, HashMap, HashSet, hasBuckets, isChecked, slotsOf } from '../backend.js'
import { idOf } from '../ids.js'
import { CONTAINERS, PAIRS, sorted } from './classes.js'
import { growInto } from './growing.js'

const BIG = isChecked ? 200 : 3000

describe.each(CONTAINERS)('$name', ({ Class, put, key }) => {
  test('a clone has the same entries, and neither sees changes of the other', () => {
    for (const n of [0, 1, 8, 9, 100, BIG]) {
      const map = new Class()
      for (let i = 0; i < n; i++) put(map, i)
      const copy = map.clone()
      expect(copy).toBeInstanceOf(Class)
      expect(copy).not.toBe(map)
      expect(sorted(copy)).toEqual(sorted(map))
      put(copy, BIG + 1)
      map.delete(key(0))
      expect(copy.size).toBe(n + 1)
      expect(copy.has(key(0))).toBe(n > 0)
      expect(map.has(key(BIG + 1))).toBe(false)
      copy.clear()
      expect(map.size).toBe(Math.max(0, n - 1))
    }
  })

  test('a clone of a map in the middle of a growth is whole, and so is the map', () => {
    const map = new Class()
    const n = growInto(map, i => put(map, i), 60)
    const copy = map.clone()
    expect(figuresOf(copy).growing).toBe(false)
    expect(sorted(copy)).toEqual(sorted(map))
    for (let i = 0; i < n; i++) expect(copy.delete(key(i))).toBe(true)
    expect(copy.size).toBe(0)
    for (let i = 0; i < n; i++) expect(map.has(key(i))).toBe(true)
    for (let i = n; i < 2 * n; i++) put(map, i)
    expect(map.size).toBe(2 * n)
  })

  test('a clone has the hash of its map', () => {
    const map = new Class({ seed: 5n })
    for (let i = 0; i < 30; i++) put(map, i)
    expect(map.clone().inspect()).toEqual(map.clone().inspect())
    const tops = (m: any) => sorted(slotsOf(m.inspect()).map(({ key, tophash, tag }) => [key, tophash ?? tag]))
    expect(tops(map.clone())).toEqual(tops(map))
  })

  test('a clone of a map never written has its seed', () => {
    const map = new Class({ seed: 5n })
    const copy = map.clone()
    for (let i = 0; i < 30; i++) {
      put(map, i)
      put(copy, i)
    }
    expect(copy.inspect()).toEqual(map.inspect())
  })
})

test.each(PAIRS)('$pair: a clone keeps the value kind and the values', ({ Map: TestedMap, key, kindOfValue }) => {
  const { values, value, refused } = kindOfValue
  const entries = Array.from({ length: 50 }, (_, i) => [key(i), value(i)])
  for (const map of [new TestedMap(entries, { values }), new TestedMap({ values })]) {
    const before = sorted<any>(map)
    const copy = map.clone()
    for (const [k, v] of before) expect(copy.get(k)).toBe(v)
    if (refused.length > 0) expect(() => copy.set(key(1), refused[0]!.value)).toThrow()
    copy.set(key(1), value(77))
    map.set(key(2), value(78))
    map.delete(key(3))
    expect(copy.get(key(2))).toBe(before.find(e => idOf(e[0]) === idOf(key(2)))?.[1])
    expect(map.get(key(1))).toBe(before.find(e => idOf(e[0]) === idOf(key(1)))?.[1])
    expect(copy.has(key(3))).toBe(before.length > 0)
  }
})

describe('tables that a copy of any keys makes later have the seed', () => {
  const seed = 5n
  const texts = Array.from({ length: 20 }, (_, i) => `key ${i}`)
  /** Its table of strings, bucket by bucket. */
  const inspected = (table: any) => {
    for (const text of texts) table instanceof HashMap ? table.set(text, 1) : table.add(text)
    return table.inspect().tables.String
  }

  test.runIf(hasBuckets).each([undefined, 1, {}])('a clone of a map of %o', key => {
    const map: any = new HashMap({ seed })
    if (key !== undefined) map.set(key, 1)
    expect(inspected(map.clone())).toEqual(inspected(map))
    expect(inspected(new HashMap({ seed: 6n }))).not.toEqual(inspected(map))
  })

  const KEYS = [1, {}]
  test.each([
    ['clone', (set: any) => set.clone()],
    ['union', (set: any) => set.union(new Set([2, 2.5]))],
    ['intersection', (set: any) => set.intersection(new Set(KEYS))],
    ['difference', (set: any) => set.difference(new Set(KEYS))],
    ['symmetricDifference', (set: any) => set.symmetricDifference(new Set(KEYS))],
  ])('%s of sets', (_, copyOf) => {
    expect(inspected(copyOf(new HashSet(KEYS, { seed })))).toEqual(inspected(new HashSet({ seed })))
  })
})
