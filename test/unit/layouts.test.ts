// tophash/swiss beside tophash: what can be seen of its tables, and how the two meet.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as buckets from '../../src/index.js'
import * as twin from '../../src/reference/index.js'
import * as swiss from '../../src/swiss.js'
import { assertSameContent } from '../../src/testing.js'

/** A class of each family. */
function someOf({ Int32Map, StringSet, BytesMap, HashMap, HashSet }: any): (new (options: object) => object)[] {
  return [Int32Map, StringSet, BytesMap, HashMap, HashSet]
}

const mapOf = (n: number) => {
  const map = new swiss.Int32Map({ values: 'int32' })
  for (let i = 0; i < n; i++) map.set(Math.imul(i, 0x9e3779b1), i)
  return map
}

test('has everything that tophash has', () => {
  expect(Object.keys(swiss).sort()).toEqual(Object.keys(buckets).sort())
})

describe('inspect', () => {
  test('nothing of a map without memory', () => {
    const map = new swiss.Int32Map()
    expect(map.inspect()).toEqual({ size: 0, depth: 0, tables: [] })
    expect(map.stats()).toEqual({ size: 0, depth: 0, tables: 0, groups: 0, loadFactor: 0, rehashes: 0, bytes: 0 })
  })

  test.each([1, 7, 8, 100, 1500, 20_000])('shows all %d entries, each behind its tag', n => {
    const map = mapOf(n)
    const { size, depth, tables } = map.inspect()
    const stats = map.stats()
    expect([size, depth, tables.length]).toEqual([n, stats.depth, stats.tables])
    const places = new Set<number>()
    let groups = 0
    const seen = new Map<unknown, unknown>()
    for (const table of tables) {
      const step = 2 ** depth / table.places
      expect(table.index).toBeLessThan(step)
      for (let place = table.index; place < 2 ** depth; place += step) places.add(place)
      groups += table.groups.length
      expect(table.left).toBeLessThanOrEqual(7 * table.groups.length)
      for (const { tags, slots, overflow } of table.groups) {
        expect([tags.length, slots.length]).toEqual([7, 7])
        expect(overflow >>> 8).toBe(0)
        for (const [i, slot] of slots.entries()) {
          expect(slot?.tag ?? 0).toBe(tags[i])
          if (slot === null) continue
          expect(slot.tag).toBeGreaterThanOrEqual(0x80)
          seen.set(slot.key, slot.value)
        }
      }
    }
    expect(places.size).toBe(2 ** depth)
    expect(groups).toBe(stats.groups)
    expect(stats.loadFactor).toBeCloseTo(n / groups)
    expect(seen).toEqual(new Map(map))
  })

  test('values of any kind, strings, bytes, BigInts', () => {
    const slots = (map: { inspect(): swiss.Inspection }) =>
      map.inspect().tables.flatMap(table => table.groups.flatMap(group => group.slots.filter(slot => slot !== null)))
    const value = {}
    expect(slots(new swiss.StringMap([['ключ', value]]))[0]).toMatchObject({ key: 'ключ', value })
    expect(slots(new swiss.BigInt64Set([-5n]))[0]).toMatchObject({ key: -5n })
    const bytes = new swiss.BytesMap([[Uint8Array.of(1, 2), 2.5]], { values: 'float64', keyLength: 2 })
    expect(slots(bytes)[0]).toMatchObject({ key: Uint8Array.of(1, 2), value: 2.5 })
    expect(slots(new swiss.BytesSet([Uint8Array.of(9)]))[0]).toMatchObject({ key: Uint8Array.of(9) })
  })

  test('of a HashMap: the tables of its parts, and their figures together', () => {
    const map = new swiss.HashMap<unknown, number>([
      [1, 1],
      ['a', 2],
      [{}, 3],
    ])
    const { size, tables, rest } = map.inspect()
    expect([size, tables.Int32?.size, tables.String?.size, rest.length]).toEqual([3, 1, 1, 1])
    expect(map.stats()).toMatchObject({ size: 3, tables: 2, groups: 2, loadFactor: 1 })
  })
})

describe('two layouts in one program', () => {
  test('their maps and sets meet as any iterables do', () => {
    const mine = mapOf(5000)
    const theirs = new buckets.Int32Map([...mine], { values: 'int32' })
    expect(mine.equals(theirs)).toBe(true)
    expect(theirs.equals(mine)).toBe(true)
    expect(new swiss.Int32Map({ values: 'int32' }).assign(theirs).equals(mine)).toBe(true)
    expect(new buckets.Int32Map({ values: 'int32' }).assign(mine).equals(theirs)).toBe(true)
    const [a, b] = [new swiss.StringSet(['x', 'y']), new buckets.StringSet(['y', 'z'])]
    expect([...a.intersection(b)]).toEqual(['y'])
    expect([...a.union(b)].sort()).toEqual(['x', 'y', 'z'])
    expect([...b.difference(a)]).toEqual(['z'])
    expect([...b.symmetricDifference(a)].sort()).toEqual(['x', 'z'])
    expect(a.isDisjointFrom(b)).toBe(false)
    expect(() => assertSameContent(mine, theirs)).toThrow('another of that name')
  })

  test('a result is of the class that was asked', () => {
    const [a, b] = [new swiss.StringSet(['x', 'y']), new buckets.StringSet(['y', 'z'])]
    expect(a.union(b)).toBeInstanceOf(swiss.StringSet)
    expect(b.union(a)).toBeInstanceOf(buckets.StringSet)
    expect(a).not.toBeInstanceOf(buckets.StringSet)
    expect(mapOf(3).clone()).toBeInstanceOf(swiss.Int32Map)
    expect(swiss.Int32Map.groupBy([1, 2, 3], i => i & 1)).toBeInstanceOf(swiss.Int32Map)
  })

  test('a heap is for maps of one of them', () => {
    const [mine, theirs] = [new swiss.Heap(), new buckets.Heap()]
    const map = new swiss.Int32Map({ heap: mine })
    map.set(1, 'one')
    expect(map).toBeInstanceOf(swiss.Int32Map)
    expect(map.constructor).toBe(swiss.Int32Map)
    expect(map.inspect().tables.length).toBe(1)
    expect(mine.bytes).toBeGreaterThan(0)
    const [own, other, twins] = [swiss, buckets, twin].map(someOf)
    for (const [i, Class] of own!.entries()) {
      const { name } = Class
      const of = (mine: string, theirs: string) => `${name}: heap must be a Heap of ${mine}, got one of ${theirs}`
      expect(() => new Class({ heap: theirs })).toThrow(of('tophash/swiss', 'tophash'))
      expect(() => new other![i]!({ heap: mine })).toThrow(of('tophash', 'tophash/swiss'))
      expect(() => new twins![i]!({ heap: mine })).not.toThrow()
    }
  })

  test('a checked map is compared with its twin', () => {
    const map = twin.checked(new swiss.Int32Map<number>({ values: 'int32' }))
    for (let i = 0; i < 300; i++) map.set(i, -i)
    expect(map.delete(5)).toBe(true)
    expect(map.size).toBe(299)
  })

  test('a precompiled module is of one of them', async () => {
    const moduleOf = (file: string) =>
      new WebAssembly.Module(readFileSync(new URL(`../../build/${file}`, import.meta.url)))
    const { init } = swiss
    await expect(init({} as never)).rejects.toThrow('tophash/wasm-swiss')
    await expect(init(moduleOf('tophash-swiss.wasm'))).rejects.toThrow('too late')
  })
})
