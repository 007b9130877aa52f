// When a table grows and how: seen through stats() and inspect().

import { describe, expect, test } from 'vitest'
import { Int32Map, isChecked } from '../backend.js'
import { CONTAINERS } from './classes.js'
import { growAtSameSize, growInto } from './growing.js'

const limitOf = (B: number) => (B === 0 ? 8 : 13 * 2 ** (B - 1))

describe.each(CONTAINERS)('$name', ({ Class, isMap, put, key }) => {
  test('doubles with the insert that exceeds 8, then 13 * 2^(B-1) entries', () => {
    const map = new Class()
    const top = isChecked ? 6 : 9
    for (let i = 0, B = 0; B < top; i++) {
      put(map, i)
      if (i + 1 > limitOf(B)) B++
      expect(map.stats()).toMatchObject({ size: i + 1, B, buckets: 2 ** B })
    }
  })

  test('evacuates two old buckets in order with every write, and none with reads', () => {
    const map = new Class()
    let n = growInto(map, i => put(map, i), 60)
    const { B } = map.stats()
    for (let { evacuated } = map.stats(); map.stats().growing; ) {
      for (let i = 0; i < n + 20; i++) map.has(key(i))
      if (isMap) map.get(key(3))
      for (const _ of map);
      map.forEach(() => {})
      expect(map.stats()).toMatchObject({ evacuated, growing: true })
      put(map, n++)
      evacuated += 2
      expect(map.stats().evacuated).toBe(evacuated === 2 ** (B - 1) ? 0 : evacuated)
      expect(map.stats().B).toBe(B)
    }
    for (let i = 0; i < n; i++) expect(map.has(key(i))).toBe(true)
  })

  test('updates and deletes go on with a growth but never start one', () => {
    const map = new Class()
    const full = limitOf(4)
    for (let i = 0; i < full; i++) put(map, i)
    while (map.stats().growing) put(map, 0)
    for (let round = 0; round < 3; round++) for (let i = 0; i < full; i++) put(map, i)
    expect(map.stats()).toMatchObject({ B: 4, growing: false, size: full })
    put(map, full)
    expect(map.stats()).toMatchObject({ B: 5, growing: true, evacuated: 2 })
    put(map, 0)
    expect(map.stats()).toMatchObject({ evacuated: 4 })
    map.delete(key(1))
    expect(map.stats()).toMatchObject({ evacuated: 6 })
    map.delete(key(1))
    expect(map.stats()).toMatchObject({ evacuated: 8 })
  })

  test('an old bucket that is not evacuated stands at its own index only', () => {
    const map = new Class()
    const n = growInto(map, i => put(map, i), 60)
    const { B, evacuated, chains } = map.inspect()
    const half = 2 ** (B - 1)
    const indices = chains.map((c: any) => c.index)
    const expected = Array.from({ length: 2 ** B }, (_, i) => i).filter(i => i < half || i - half < evacuated)
    expect(indices).toEqual(expected)
    expect(chains.flatMap((c: any) => c.buckets.flatMap((b: any) => b.slots.filter(Boolean)))).toHaveLength(n)
  })
})

test('as many overflow buckets as buckets repack the table at its size', () => {
  const seed = 99n
  const map = new Int32Map({ values: 'int32', seed })
  const present = growAtSameSize(map, seed)
  for (let i = 0; i < 16 && map.stats().growing; i++) map.set([...present][0]!, 1)
  const { B, growing, overflowBuckets } = map.stats()
  expect({ B, growing }).toEqual({ B: 4, growing: false })
  expect(overflowBuckets).toBeLessThan(16)
  expect(map.size).toBe(present.size)
  for (const key of present) expect(map.has(key)).toBe(true)
})
