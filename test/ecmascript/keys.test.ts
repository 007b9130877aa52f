// SameValueZero: which keys are one, and that -0 is kept as +0.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS, expectMembers } from './helpers.js'
import { HashMap, HashSet, MAP_TAG, SET_TAG } from './subject.js'
import { DISTINCT, EQUAL } from './values.js'

describe.each(COLLECTIONS)('$tag', ({ Class, item, put }) => {
  const all = () => {
    const collection = new Class()
    for (const [, key] of DISTINCT) put(collection, key)
    return collection
  }

  describe.each(DISTINCT)('%s', (_, key) => {
    test('comes and goes', () => {
      const collection = new Class()
      expect(collection.has(key)).toBe(false)
      expect(collection.delete(key)).toBe(false)
      put(collection, key)
      expect(collection.has(key)).toBe(true)
      expect(collection.size).toBe(1)
      expect(Object.is([...collection.keys()][0], key)).toBe(true)
      put(collection, key)
      expect(collection.size).toBe(1)
      expect(collection.delete(key)).toBe(true)
      expect(collection.has(key)).toBe(false)
      expect(collection.size).toBe(0)
      expect([...collection]).toEqual([])
    })

    test('is not found among all the others', () => {
      const collection = all()
      expect(collection.size).toBe(DISTINCT.length)
      expect(collection.delete(key)).toBe(true)
      expect(collection.has(key)).toBe(false)
      expect(collection.size).toBe(DISTINCT.length - 1)
      expectMembers(
        collection.keys(),
        DISTINCT.map(([, other]) => other).filter(other => !Object.is(other, key)),
      )
    })
  })

  test('holds all of them at once', () => {
    const collection = all()
    expect(collection.size).toBe(DISTINCT.length)
    for (const [, key] of DISTINCT) expect(collection.has(key)).toBe(true)
    expectMembers(
      collection.keys(),
      DISTINCT.map(([, key]) => key),
    )
    collection.clear()
    expect(collection.size).toBe(0)
    for (const [, key] of DISTINCT) expect(collection.has(key)).toBe(false)
  })

  test.each(EQUAL)('%s are one key', (_, one, two) => {
    const collection = put(new Class(), one)
    expect(collection.has(two)).toBe(true)
    put(collection, two)
    expect(collection.size).toBe(1)
    expect(collection.delete(two)).toBe(true)
    expect(collection.has(one)).toBe(false)
    expect(new Class([one, two].map(item)).size).toBe(1)
  })

  test('takes and looks for undefined where the key is left out', () => {
    const collection = new Class()
    const { prototype } = Class
    ;(prototype.set ?? prototype.add).call(collection)
    expect([...collection.keys()]).toEqual([undefined])
    expect(collection.has()).toBe(true)
    expect(collection.delete()).toBe(true)
    expect(collection.has()).toBe(false)
  })

  test('hands -0 out as +0', () => {
    for (const collection of [put(new Class(), -0), new Class([item(-0)])]) {
      expect([...collection.keys()][0]).toBe(0)
      expect([...collection.entries()][0][0]).toBe(0)
      collection.forEach((_: unknown, key: unknown) => {
        expect(key).toBe(0)
      })
    }
  })

  test('keeps +0 when -0 comes later', () => {
    expect([...put(put(new Class(), 0), -0).keys()]).toEqual([0])
  })

  test('tells strings of two million code units apart', () => {
    const long = 'x'.repeat(2_000_000)
    const wide = '\u4e2d'.repeat(2_000_000)
    const keys = [long, wide, `${long}y`, `y${long}`, `${wide}y`, `y${wide}`]
    const collection = new Class()
    for (const key of keys) put(collection, key)
    expectMembers(collection.keys(), keys)
    for (const key of keys) expect(collection.has(key)).toBe(true)
    expect(collection.has(`${long}z`)).toBe(false)
  })

  test('does not ask a key for anything', () => {
    const traps = new Proxy(
      {},
      {
        get: (_, trap) => {
          throw new Error(`${String(trap)} of a key was used`)
        },
      },
    )
    const key = new Proxy({}, traps)
    const collection = put(new Class(), key)
    expect(collection.has(key)).toBe(true)
    expect([...collection.keys()].length).toBe(1)
    expect(collection.delete(key)).toBe(true)
  })

  test('tells objects apart after they have changed', () => {
    const key: any = { a: 1 }
    const collection = put(new Class(), key)
    key.a = 2
    Object.setPrototypeOf(key, null)
    Object.freeze(key)
    expect(collection.has(key)).toBe(true)
    expect(collection.has({ a: 2 })).toBe(false)
  })

  test('behaves as the built-in one while thousands of keys of all kinds come and go', () => {
    const objects = Array.from({ length: 400 }, (_, i) => ({ i }))
    const kinds: ((i: number) => unknown)[] = [
      i => i,
      i => i / 7,
      i => -i * 2 ** 33,
      i => BigInt(i),
      i => BigInt(i) << 70n,
      i => `${i}`,
      i => `\u4e2d${i}`.padEnd(i % 50, 'x'),
      i => Symbol.for(`${i}`),
      i => objects[i],
    ]
    const tested = new Class()
    const model: any = Class.prototype.set ? new Map() : new Set()
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 400; i++) {
        for (const kind of kinds) {
          put(tested, kind(i))
          put(model, kind(i))
          if ((i + round) % 3 === 0) expect(tested.delete(kind(i >> 1))).toBe(model.delete(kind(i >> 1)))
        }
      }
      expect(tested.size).toBe(model.size)
      const keys = new Set(tested.keys())
      expect(keys.size).toBe(model.size)
      for (const key of model.keys()) expect(keys.has(key) && tested.has(key)).toBe(true)
    }
  })
})

describe(MAP_TAG, () => {
  test('gives every key its own value', () => {
    const map = new HashMap()
    DISTINCT.forEach(([, key], i) => {
      map.set(key, i)
    })
    DISTINCT.forEach(([, key], i) => {
      expect(map.get(key)).toBe(i)
    })
    for (const [key, value] of map) expect(Object.is(DISTINCT[value as number]![1], key)).toBe(true)
  })

  test.each(EQUAL)('%s share one value', (_, one, two) => {
    const map = new HashMap([[one, 'first']])
    expect(map.get(two)).toBe('first')
    map.set(two, 'second')
    expect(map.get(one)).toBe('second')
    expect(map.size).toBe(1)
  })

  test('keeps -0 and NaN as values as they are', () => {
    const map = new HashMap([
      ['zero', -0],
      ['nan', Number.NaN],
    ])
    expect(map.get('zero')).toBe(-0)
    expect(map.get('nan')).toBe(Number.NaN)
    expect([...map.values()].some(value => Object.is(value, -0))).toBe(true)
  })
})

describe(SET_TAG, () => {
  test('hands -0 out as +0 in both places of an entry and to both arguments of forEach', () => {
    const set = new HashSet([-0])
    expect([...set]).toEqual([0])
    expect([...set.values()]).toEqual([0])
    expect([...set.entries()]).toEqual([[0, 0]])
    set.forEach((value: unknown, key: unknown) => {
      expect([value, key]).toEqual([0, 0])
    })
  })
})
