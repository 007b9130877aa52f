// stats() and inspect(): what they say is what the table holds.

import { describe, expect, test } from 'vitest'
import { CONTAINERS, PAIRS, sorted } from './classes.js'
import { growInto } from './growing.js'

describe.each(CONTAINERS)('$name', ({ Class, put, key }) => {
  test('of one never written', () => {
    expect(new Class().stats()).toEqual({
      size: 0,
      B: 0,
      buckets: 0,
      overflowBuckets: 0,
      loadFactor: 0,
      growing: false,
      evacuated: 0,
      rehashes: 0,
      bytes: 0,
    })
    expect(new Class().inspect()).toEqual({ size: 0, B: 0, growing: false, evacuated: 0, chains: [] })
  })

  test('stats are plain data of their own', () => {
    const empty = new Class().stats()
    empty.size = 7
    expect(new Class().stats().size).toBe(0)
  })

  test('stats agree with each other and with inspect', () => {
    const map = new Class()
    for (let i = 0; i < 150; i++) {
      put(map, i)
      const stats = map.stats()
      const view = map.inspect()
      expect(stats.size).toBe(map.size)
      expect(stats.buckets).toBe(2 ** stats.B)
      expect(stats.loadFactor).toBe(stats.size / stats.buckets)
      expect(stats.bytes).toBeGreaterThan(0)
      expect({ size: stats.size, B: stats.B, growing: stats.growing, evacuated: stats.evacuated }).toEqual({
        ...view,
        chains: undefined,
      })
      expect(stats.overflowBuckets).toBe(view.chains.reduce((n: number, c: any) => n + c.buckets.length - 1, 0))
    }
  })

  test('every entry stands in the bucket of its chain, under its tophash', () => {
    const map = new Class()
    const n = growInto(map, i => put(map, i), 120)
    const keys: unknown[] = []
    for (const chain of map.inspect().chains) {
      for (const { tophashes, slots } of chain.buckets) {
        expect(tophashes).toHaveLength(8)
        expect(slots).toHaveLength(8)
        for (const [i, slot] of slots.entries()) {
          expect(slot === null).toBe(tophashes[i] < 5)
          if (slot === null) continue
          expect(slot.tophash).toBe(tophashes[i])
          keys.push(slot.key)
        }
      }
    }
    expect(keys).toHaveLength(n)
    expect(sorted(keys)).toEqual(sorted(Array.from({ length: n }, (_, i) => key(i))))
  })

  test('the same seed and the same calls give the same table', () => {
    const make = (seed: bigint) => {
      const map = new Class({ seed })
      for (let i = 0; i < 100; i++) put(map, i)
      for (let i = 0; i < 40; i++) map.delete(key(i))
      return map
    }
    expect(make(1n).inspect()).toEqual(make(1n).inspect())
    expect(make(1n).inspect()).not.toEqual(make(2n).inspect())
    const [one, two] = [make(3n), make(3n)]
    for (const map of [one, two]) {
      map.clear()
      for (let i = 0; i < 100; i++) put(map, i)
    }
    expect(one.inspect()).toEqual(two.inspect())
  })

  test('without a seed no two are alike', () => {
    const views = [1, 2, 3].map(() => {
      const map = new Class()
      for (let i = 0; i < 50; i++) put(map, i)
      return map.inspect()
    })
    expect(views[0]).not.toEqual(views[1])
    expect(views[1]).not.toEqual(views[2])
  })

  test('a map that empties draws a new hash', () => {
    const map = new Class({ seed: 4n })
    const view = () => {
      for (let i = 0; i < 50; i++) put(map, i)
      return map.inspect().chains.map((c: any) => c.buckets)
    }
    const first = view()
    for (let i = 0; i < 50; i++) map.delete(key(i))
    const second = view()
    map.clear()
    const third = view()
    expect(second).not.toEqual(first)
    expect(third).not.toEqual(second)
  })
})

test.each(PAIRS)(
  '$pair: inspect shows keys and values as the map does',
  ({ Map: TestedMap, edges, kindOfValue: { values, value, edges: values2 } }) => {
    const map = new TestedMap({ values })
    for (const [i, edge] of edges.entries()) map.set(edge, values2[i] === undefined ? value(i) : values2[i])
    const slots = map.inspect().chains.flatMap((c: any) => c.buckets.flatMap((b: any) => b.slots.filter(Boolean)))
    expect(sorted(slots.map((s: any) => [s.key, s.value]))).toEqual(sorted(map))
  },
)
