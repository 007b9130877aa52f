import { describe, expect, test } from 'vitest'
import { figuresOf, hasBuckets, isWasm } from '../backend.js'
import { CONTAINERS, errorOf, sorted } from './classes.js'
import { growInto } from './growing.js'

describe.each(CONTAINERS)('$name', ({ name, Class, put, key }) => {
  const filled = (n: number) => {
    const map = new Class()
    for (let i = 0; i < n; i++) put(map, i)
    return map
  }

  test('reserve makes room at once, so that nothing grows', () => {
    for (const map of [new Class(), filled(20)]) {
      const before = sorted(map)
      expect(map.reserve(200)).toBe(undefined)
      expect(sorted(map)).toEqual(before)
      const { B } = figuresOf(map)
      expect(B).toBe(hasBuckets ? 5 : 6)
      for (let i = 0; i < 200; i++) {
        put(map, i)
        expect(figuresOf(map)).toMatchObject({ B, growing: false })
      }
    }
  })

  // The twin's arrays are of address space that the engine does lend.
  test.runIf(isWasm)('a capacity that cannot be had does not keep reserve from what can', () => {
    const map = new Class({ capacity: 2 ** 29 })
    map.reserve(10)
    expect(figuresOf(map).B).toBe(1)
    for (let i = 0; i < 20; i++) put(map, i)
    expect(map.size).toBe(20)
    expect(errorOf(() => new Class().reserve(2 ** 29))).toBeInstanceOf(RangeError)
  })

  test('reserve of less than there is changes nothing', () => {
    const map = filled(100)
    const before = map.inspect()
    for (const n of [0, -0, 1, 100]) map.reserve(n)
    expect(map.inspect()).toEqual(before)
  })

  test('reserve and shrink end a growth under way', () => {
    for (const change of [(m: any) => m.reserve(2000), (m: any) => m.shrink()]) {
      const map = new Class()
      const n = growInto(map, i => put(map, i), 60)
      change(map)
      expect(figuresOf(map).growing).toBe(false)
      expect(map.size).toBe(n)
      for (let i = 0; i < n; i++) expect(map.has(key(i))).toBe(true)
    }
  })

  test.each([-1, 0.5, Number.NaN, Infinity, 2 ** 29 + 1])('reserve refuses %s', n => {
    const map = filled(10)
    const before = map.inspect()
    expect(errorOf(() => map.reserve(n))).toBeInstanceOf(RangeError)
    expect(errorOf(() => map.reserve(n)).message).toBe(
      `${name}.reserve: n must be an integer from 0 to 536870912, got ${n}`,
    )
    expect(map.inspect()).toEqual(before)
  })

  test.each(['1', null, undefined, 1n, {}])('reserve refuses %s of another type', n => {
    const map = filled(10)
    expect(errorOf(() => map.reserve(n))).toBeInstanceOf(TypeError)
    expect(put(map, 50).size).toBe(11)
  })

  test('shrink fits the table to what is left', () => {
    const map = filled(300)
    for (let i = 5; i < 300; i++) map.delete(key(i))
    const large = figuresOf(map)
    expect(large.B).toBeGreaterThanOrEqual(5)
    expect(map.shrink()).toBe(undefined)
    const small = figuresOf(map)
    expect(small).toMatchObject({ B: 0, buckets: 1, growing: false, size: 5 })
    expect(small.bytes).toBeLessThan(large.bytes / 4)
    expect(sorted(map.keys())).toEqual(sorted([0, 1, 2, 3, 4].map(key)))
    for (let i = 5; i < 300; i++) put(map, i)
    expect(map.size).toBe(300)
  })

  test('shrink of an empty one, of a full one, twice', () => {
    for (const n of [0, 1, 8, 104]) {
      const map = filled(n)
      map.shrink()
      map.shrink()
      expect(map.size).toBe(n)
      for (let i = 0; i < n; i++) expect(map.has(key(i))).toBe(true)
      put(map, 200)
      expect(map.size).toBe(n + 1)
    }
  })

  test('deleting never shrinks, clear frees', () => {
    const map = filled(300)
    const { B, bytes } = figuresOf(map)
    for (let i = 1; i < 300; i++) map.delete(key(i))
    expect(figuresOf(map).B).toBe(B)
    map.clear()
    expect(map.stats().bytes).toBeLessThan(bytes / 4)
    expect(figuresOf(map)).toMatchObject({ B: 0, size: 0, overflowBuckets: 0, growing: false })
  })
})
