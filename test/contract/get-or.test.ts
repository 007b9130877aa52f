// Reads with a fallback and reads that insert.

import { describe, expect, test } from 'vitest'
import { CLASSES, errorOf, PAIRS } from './classes.js'

describe.each(PAIRS)('$pair', ({ map: name, Map: TestedMap, key, kindOfValue: { values, value, refused } }) => {
  test('getOr answers the value or the fallback, and inserts nothing', () => {
    const [v1, v2] = [value(1), value(2)]
    const map = new TestedMap({ values })
    expect(map.getOr(key(1), v2)).toBe(v2)
    expect(map.size).toBe(0)
    map.set(key(1), v1)
    expect(map.getOr(key(1), v2)).toBe(v1)
    expect(map.getOr(key(2), v2)).toBe(v2)
    expect(map.getOr(key(2), 'of any type')).toBe('of any type')
    expect(map.size).toBe(1)
  })

  test('getOrInsert answers the value, inserted if it was absent', () => {
    const [v1, v2] = [value(1), value(2)]
    const map = new TestedMap({ values })
    expect(map.getOrInsert(key(1), v1)).toBe(v1)
    expect(map.getOrInsert(key(1), v2)).toBe(v1)
    expect(map.getOrInsert(key(2), v2)).toBe(v2)
    expect(map.get(key(1))).toBe(v1)
    expect(map.size).toBe(2)
  })

  test('getOrInsertComputed computes only what is absent', () => {
    const [v1, v2] = [value(1), value(2)]
    const map = new TestedMap({ values })
    const keys: unknown[] = []
    const compute = (...args: unknown[]) => {
      keys.push(...args)
      return v1
    }
    expect(map.getOrInsertComputed(key(1), compute)).toBe(v1)
    expect(map.getOrInsertComputed(key(1), () => v2)).toBe(v1)
    expect(map.getOrInsertComputed(key(1), compute)).toBe(v1)
    expect(keys).toEqual([key(1)])
    expect(map.size).toBe(1)
  })

  test('both answer the value as it will be read', () => {
    const map = new TestedMap({ values })
    for (let i = 0; i < 30; i++) {
      const inserted = i % 2 ? map.getOrInsert(key(i), value(i)) : map.getOrInsertComputed(key(i), () => value(i))
      expect(inserted).toBe(map.get(key(i)))
    }
    if (values !== 'float32') return
    expect(map.getOrInsert(key(30), 0.1)).toBe(Math.fround(0.1))
    expect(map.getOrInsertComputed(key(31), () => 0.1)).toBe(Math.fround(0.1))
  })

  test('a refused value inserts nothing, and the error names the method', () => {
    const map = new TestedMap({ values })
    for (const bad of refused) {
      const calls = {
        getOrInsert: () => map.getOrInsert(key(1), bad.value),
        getOrInsertComputed: () => map.getOrInsertComputed(key(1), () => bad.value),
      }
      for (const [method, call] of Object.entries(calls)) {
        const error = errorOf(call)
        expect(error).toBeInstanceOf(bad.error)
        expect(error.message).toContain(`${name}.${method}: value`)
        expect(map.size).toBe(0)
      }
    }
  })
})

describe.each(CLASSES)('$map', ({ map: name, Map: TestedMap, key }) => {
  test('undefined is a value that getOr and getOrInsert find', () => {
    const map = new TestedMap([[key(1), undefined]])
    expect(map.getOr(key(1), 'fallback')).toBe(undefined)
    expect(map.getOrInsert(key(1), 'fallback')).toBe(undefined)
    expect(map.getOrInsertComputed(key(1), () => 'fallback')).toBe(undefined)
    expect(map.get(key(1))).toBe(undefined)
  })

  test.each([undefined, null, 1, {}, 'f'])(
    'getOrInsertComputed refuses %s as its function, even for a present key',
    compute => {
      const map = new TestedMap([[key(1), 1]])
      for (const k of [key(1), key(2)]) {
        const error = errorOf(() => map.getOrInsertComputed(k, compute))
        expect(error).toBeInstanceOf(TypeError)
        expect(error.message).toContain(`${name}.getOrInsertComputed`)
      }
      expect(map.size).toBe(1)
    },
  )

  test('a function that throws inserts nothing', () => {
    const map = new TestedMap()
    const error = new Error('computing')
    const fails = () => {
      throw error
    }
    expect(errorOf(() => map.getOrInsertComputed(key(1), fails))).toBe(error)
    expect(map.has(key(1))).toBe(false)
    expect(map.size).toBe(0)
    expect(map.getOrInsertComputed(key(1), () => 5)).toBe(5)
  })

  test('a function that inserts its own key is overruled, as in Map', () => {
    const map = new TestedMap()
    const result = map.getOrInsertComputed(key(1), () => {
      map.set(key(1), 'inner')
      return 'outer'
    })
    expect(result).toBe('outer')
    expect(map.get(key(1))).toBe('outer')
    expect(map.size).toBe(1)
  })

  test('a function that changes the map leaves it whole', () => {
    const changes: [string, (map: any) => void, size: number][] = [
      [
        'grows',
        map => {
          for (let i = 100; i < 400; i++) map.set(key(i), i)
        },
        311,
      ],
      [
        'deletes',
        map => {
          for (let i = 0; i < 10; i++) map.delete(key(i))
        },
        1,
      ],
      ['clears', map => map.clear(), 1],
      ['shrinks', map => map.shrink(), 11],
      [
        'nests',
        map => {
          map.getOrInsertComputed(key(51), () => map.getOrInsertComputed(key(52), () => 1))
        },
        13,
      ],
    ]
    for (const [, change, size] of changes) {
      const map = new TestedMap()
      for (let i = 0; i < 10; i++) map.set(key(i), i)
      const compute = () => {
        change(map)
        return 'computed'
      }
      expect(map.getOrInsertComputed(key(50), compute)).toBe('computed')
      expect(map.get(key(50))).toBe('computed')
      expect(map.size).toBe(size)
      expect([...map]).toHaveLength(size)
    }
  })

  test('a function that disposes makes the call throw', () => {
    const map = new TestedMap()
    expect(() => map.getOrInsertComputed(key(1), () => map[Symbol.dispose]())).toThrow(TypeError)
  })
})
