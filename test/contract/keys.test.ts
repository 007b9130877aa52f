// Keys: what each class holds, and what it answers about keys that it cannot hold.

import { describe, expect, test } from 'vitest'
import { CLASSES, CONTAINERS, errorOf, isTuple, sorted } from './classes.js'

describe.each(CONTAINERS)('$name', ({ kind, name, Class, isMap, put, key, edges, refused, limit }) => {
  const writing: [string, (map: any, key: any) => unknown][] = isMap
    ? [
        ['set', (map, k) => map.set(k, 1)],
        ['increment', (map, k) => map.increment(k)],
        ['getOrInsert', (map, k) => map.getOrInsert(k, 1)],
        ['getOrInsertComputed', (map, k) => map.getOrInsertComputed(k, () => 1)],
      ]
    : [['add', (set, k) => set.add(k)]]
  const make = () => {
    const map = isMap ? new Class({ values: 'int32' }) : new Class()
    for (let i = 1; i <= 20; i++) put(map, i)
    return map
  }

  test('holds the keys at its limits', () => {
    const map = isMap ? new Class(edges.map((k, i) => [k, i])) : new Class(edges)
    expect(map.size).toBe(edges.length)
    expect(sorted(map.keys())).toEqual(sorted(edges))
    for (const [i, edge] of edges.entries()) {
      expect(map.has(edge)).toBe(true)
      if (isMap) expect(map.get(edge)).toBe(i)
    }
    for (const edge of edges) {
      expect(map.delete(edge)).toBe(true)
      expect(map.has(edge)).toBe(false)
    }
    expect(map.size).toBe(0)
  })

  describe.each(writing)('%s', (method, write) => {
    test('refuses every other key, and the map is intact', () => {
      for (const map of [make(), isMap ? new Class({ values: 'int32' }) : new Class()]) {
        const before = sorted(map)
        for (const { value, error } of refused) {
          const thrown = errorOf(() => write(map, value))
          expect(thrown.constructor, String(value)).toBe(error)
          // Of several parts, the one that is wrong is named, or how many there are.
          const what = isTuple(kind)
            ? /^[\w.]+: key(\[\d\])? must .*, got /
            : `${name}.${method}: key must be ${limit}, got `
          if (typeof what === 'string') expect(thrown.message).toContain(what)
          else expect(thrown.message).toMatch(what)
          expect(thrown.message).toContain(`${name}.${method}: `)
        }
        expect(sorted(map)).toEqual(before)
        expect(put(map, 50).has(key(50))).toBe(true)
        expect(map.size).toBe(before.length + 1)
      }
    })
  })

  test('get, has and delete answer that such a key is not there', () => {
    for (const map of [make(), new Class()]) {
      const before = sorted(map)
      for (const { value } of refused) {
        if (isMap) {
          expect(map.get(value)).toBe(undefined)
          expect(map.getOr(value, 5)).toBe(5)
        }
        expect(map.has(value), String(value)).toBe(false)
        expect(map.delete(value), String(value)).toBe(false)
      }
      expect(sorted(map)).toEqual(before)
    }
  })

  test('a constructor passes the error of a refused key on', () => {
    const { value, error } = refused[0]!
    expect(errorOf(() => new Class(isMap ? [[value, 1]] : [value])).constructor).toBe(error)
  })

  test('arguments that are missing are refused keys', () => {
    const map = make()
    for (const [, write] of writing) expect(() => write(map, undefined)).toThrow(TypeError)
    expect(map.has()).toBe(false)
    expect(map.delete()).toBe(false)
  })
})

test.each(CLASSES.filter(c => typeof c.edges[0] === 'number'))(
  '$map takes -0 as 0',
  ({ Map: TestedMap, Set: TestedSet }) => {
    const map = new TestedMap([[-0, 'a']])
    expect(Object.is([...map.keys()][0], 0)).toBe(true)
    expect(map.get(0)).toBe('a')
    expect(map.set(0, 'b').get(-0)).toBe('b')
    expect(map.size).toBe(1)
    expect(map.has(-0)).toBe(true)
    const given: unknown[] = []
    for (const k of map.keys()) given.push(k)
    new TestedMap().getOrInsertComputed(-0, (k: unknown) => given.push(k))
    expect(given.map(k => Object.is(k, 0))).toEqual([true, true])
    expect(map.delete(-0)).toBe(true)
    expect(map.size).toBe(0)
    const set = new TestedSet([0, -0])
    expect(Object.is([...set][0], 0)).toBe(true)
    expect(set.size).toBe(1)
  },
)
