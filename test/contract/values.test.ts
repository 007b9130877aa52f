// Every value kind in every key class.

import { describe, expect, test } from 'vitest'
import { hasBuckets } from '../backend.js'
import { idOf } from '../ids.js'
import { CLASSES, errorOf, PAIRS, sorted } from './classes.js'

describe.each(PAIRS)('$pair', ({ map: name, Map: TestedMap, key, kindOfValue }) => {
  const { values, value, edges, refused, limit } = kindOfValue

  test('hands back what was stored', () => {
    const map = new TestedMap({ values })
    const stored = Array.from({ length: 60 }, (_, i) => [key(i), value(i)])
    for (const [k, v] of stored) map.set(k, v)
    for (const [k, v] of stored) expect(map.get(k)).toBe(v)
    expect(sorted(map)).toEqual(sorted(stored))
    expect(map.get(key(100))).toBe(undefined)
    for (let i = 0; i < 60; i += 2) expect(map.delete(key(i))).toBe(true)
    for (let i = 0; i < 60; i++) expect(map.get(key(i))).toBe(i % 2 === 0 ? undefined : stored[i]![1])
  })

  test('holds the values at its limits, and those that the boundary uses for itself', () => {
    const map = new TestedMap({ values })
    for (const edge of edges) {
      map.set(key(1), edge)
      expect(map.has(key(1))).toBe(true)
      if (values === 'any' || typeof edge === 'bigint' || !Object.is(edge, -0))
        expect(Object.is(map.get(key(1)), edge)).toBe(true)
      expect([...map.values()]).toEqual([edge])
      expect([...map]).toEqual([[key(1), edge]])
      if (hasBuckets) {
        expect(
          map.inspect().chains[0].buckets[0].slots.find((s: any) => s && idOf(s.key) === idOf(key(1))).value,
        ).toEqual(edge)
      }
      expect(map.size).toBe(1)
      expect(map.get(key(2))).toBe(undefined)
    }
  })

  test('refuses every other value, and the map is intact', () => {
    const map = new TestedMap({ values })
    for (let i = 0; i < 10; i++) map.set(key(i), value(i))
    const before = sorted(map)
    for (const { value: bad, error } of refused) {
      for (const k of [key(3), key(99)]) {
        const thrown = errorOf(() => map.set(k, bad))
        expect(thrown.constructor, String(bad)).toBe(error)
        expect(thrown.message).toContain(`${name}.set: value must be ${limit}, got `)
      }
      expect(errorOf(() => new TestedMap([[key(1), bad]], { values })).constructor).toBe(error)
      expect(errorOf(() => map.getOrInsert(key(99), bad)).constructor).toBe(error)
      expect(errorOf(() => map.getOrInsertComputed(key(99), () => bad)).constructor).toBe(error)
    }
    expect(sorted(map)).toEqual(before)
    expect(map.has(key(99))).toBe(false)
    const good = value(1)
    expect(map.set(key(99), good).get(key(99))).toBe(good)
  })
})

describe.each(CLASSES)('$map', ({ Map: TestedMap, key }) => {
  test('float32 rounds as a Float32Array does', () => {
    const map = new TestedMap({ values: 'float32' })
    for (const x of [0.1, 1 / 3, 1e300, 16777217, 1e-50]) {
      expect(map.set(key(1), x).get(key(1))).toBe(Math.fround(x))
      expect([...map.values()]).toEqual([Math.fround(x)])
    }
  })

  test('-0 is a value of floats, and 0 for integers', () => {
    for (const values of ['float32', 'float64']) {
      expect(Object.is(new TestedMap([[key(1), -0]], { values }).get(key(1)), -0)).toBe(true)
    }
    for (const values of ['int32', 'uint32']) {
      expect(Object.is(new TestedMap([[key(1), -0]], { values }).get(key(1)), 0)).toBe(true)
    }
  })

  test('a NaN value is there, and is not a missing one', () => {
    for (const values of ['any', 'float32', 'float64']) {
      const map = new TestedMap([[key(1), Number.NaN]], { values })
      expect(map.get(key(1))).toBe(Number.NaN)
      expect(map.has(key(1))).toBe(true)
      expect(map.getOr(key(1), 5)).toBe(Number.NaN)
      expect(map.getOr(key(2), 5)).toBe(5)
    }
  })

  test('undefined is a value of kind any', () => {
    const map = new TestedMap([[key(1), undefined]])
    expect(map.get(key(1))).toBe(undefined)
    expect(map.has(key(1))).toBe(true)
    expect(map.size).toBe(1)
    expect(map.delete(key(1))).toBe(true)
    expect(map.has(key(1))).toBe(false)
  })

  test('values of kind any keep their identity through growth', () => {
    const map = new TestedMap()
    const objects = Array.from({ length: 400 }, (_, i) => ({ i }))
    for (const object of objects) map.set(key(object.i), object)
    for (const object of objects) expect(map.get(key(object.i))).toBe(object)
    map.set(key(1), map)
    expect(map.get(key(1))).toBe(map)
  })
})
