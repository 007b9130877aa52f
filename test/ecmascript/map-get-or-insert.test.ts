import { describe, expect, test } from 'vitest'
import { errorOf, expectEntries, patched } from './helpers.js'
import { HashMap, MAP_TAG } from './subject.js'
import { DISTINCT, EQUAL } from './values.js'

/** Both methods in one shape. */
const METHODS: [string, (map: any, key: unknown, value: unknown) => unknown][] = [
  ['getOrInsert', (map, key, value) => map.getOrInsert(key, value)],
  ['getOrInsertComputed', (map, key, value) => map.getOrInsertComputed(key, () => value)],
]

describe.each(METHODS)(`${MAP_TAG}.prototype.%s`, (_, getOrInsert) => {
  test('gives the value of a key that is there, and changes nothing', () => {
    const map = new HashMap([
      ['a', 1],
      ['b', 2],
    ])
    expect(getOrInsert(map, 'a', 'new')).toBe(1)
    expectEntries(map, [
      ['a', 1],
      ['b', 2],
    ])
  })

  test('adds a key that is not there, and gives its value', () => {
    const map = new HashMap([['a', 1]])
    expect(getOrInsert(map, 'b', 2)).toBe(2)
    expectEntries(map, [
      ['a', 1],
      ['b', 2],
    ])
  })

  test('knows a key that is there by its entry, not by its value', () => {
    for (const value of [undefined, null, 0, '', false, Number.NaN]) {
      const map = new HashMap([['a', value]])
      expect(getOrInsert(map, 'a', 'new')).toBe(value)
      expect(map.get('a')).toBe(value)
    }
  })

  test('adds undefined', () => {
    const map = new HashMap()
    expect(getOrInsert(map, 'a', undefined)).toBe(undefined)
    expect(map.has('a')).toBe(true)
    expect(getOrInsert(map, 'a', 1)).toBe(undefined)
  })

  test.each(DISTINCT)('adds %s once', (_, key) => {
    const map = new HashMap()
    const value = {}
    expect(getOrInsert(map, key, value)).toBe(value)
    expect(getOrInsert(map, key, {})).toBe(value)
    expect(map.size).toBe(1)
    expect(Object.is([...map.keys()][0], key)).toBe(true)
    map.delete(key)
    expect(getOrInsert(map, key, 'again')).toBe('again')
  })

  test.each(EQUAL)('finds %s by SameValueZero', (_, one, two) => {
    const map = new HashMap()
    getOrInsert(map, one, 'first')
    expect(getOrInsert(map, two, 'second')).toBe('first')
    expect(map.size).toBe(1)
  })

  test('keeps the key -0 as +0, but a value -0 as it is', () => {
    const map = new HashMap()
    expect(getOrInsert(map, -0, -0)).toBe(-0)
    expect([...map.keys()]).toEqual([0])
    expect(map.get(0)).toBe(-0)
  })

  test('takes undefined where the key is left out', () => {
    const map = new HashMap([[undefined, 1]])
    expect(getOrInsert(map, undefined, 2)).toBe(1)
  })

  test('does not ask the other methods', () => {
    const fail = () => expect.unreachable()
    const map = new HashMap([['a', 1]])
    for (const name of ['get', 'set', 'has']) Object.defineProperty(map, name, { get: fail })
    const both = () => [getOrInsert(map, 'a', 2), getOrInsert(map, 'b', 2)]
    const { prototype } = HashMap
    const run = () => patched(prototype, 'get', fail, () => patched(prototype, 'has', fail, both))
    expect(patched(prototype, 'set', fail, run)).toEqual([1, 2])
  })

  test('fills a map of thousands', () => {
    const map = new HashMap()
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i <= 1000; i++) {
        for (const key of [i, `${i}`, BigInt(i), BigInt(i) << 64n, Symbol.for(`${i}`)]) {
          expect(getOrInsert(map, key, i + round)).toBe(i)
        }
      }
    }
    expect(map.size).toBe(5000)
  })
})

describe(`${MAP_TAG}.prototype.getOrInsert`, () => {
  test('takes undefined for a value that is left out', () => {
    const map = new HashMap()
    expect(map.getOrInsert('a')).toBe(undefined)
    expect(map.has('a')).toBe(true)
    expect(map.getOrInsert()).toBe(undefined)
    expect(map.has(undefined)).toBe(true)
  })

  test('does not call a value that is a function', () => {
    const value = () => expect.unreachable()
    expect(new HashMap().getOrInsert('a', value)).toBe(value)
  })
})

describe(`${MAP_TAG}.prototype.getOrInsertComputed`, () => {
  test.each([undefined, null, 1, 'text', {}, Symbol('s')])(
    'throws a TypeError for %s in place of a function, whether the key is there or not',
    callback => {
      const map = new HashMap([['a', 1]])
      expect(() => map.getOrInsertComputed('a', callback)).toThrow(TypeError)
      expect(() => map.getOrInsertComputed('b', callback)).toThrow(TypeError)
      expectEntries(map, [['a', 1]])
    },
  )

  test('does not call for a key that is there', () => {
    const map = new HashMap([['a', undefined]])
    expect(map.getOrInsertComputed('a', () => expect.unreachable())).toBe(undefined)
  })

  test.each(DISTINCT)('calls once with %s only, and undefined as this', (_, key) => {
    let calls = 0
    new HashMap().getOrInsertComputed(key, function (this: unknown, ...args: unknown[]) {
      calls++
      expect(this).toBe(undefined)
      expect(args).toHaveLength(1)
      expect(Object.is(args[0], key)).toBe(true)
    })
    expect(calls).toBe(1)
  })

  test('calls with +0 for -0', () => {
    new HashMap().getOrInsertComputed(-0, (key: unknown) => {
      expect(key).toBe(0)
    })
    expect.assertions(1)
  })

  test('the key is not there yet while the function runs', () => {
    const map = new HashMap()
    map.getOrInsertComputed('a', () => {
      expect(map.has('a')).toBe(false)
      expect(map.size).toBe(0)
    })
    expect(map.has('a')).toBe(true)
  })

  test.each(DISTINCT)('passes the error of the function on and does not add %s', (_, key) => {
    const error = new Error('callback')
    const map = new HashMap()
    const fail = () => {
      throw error
    }
    expect(errorOf(() => map.getOrInsertComputed(key, fail))).toBe(error)
    expect(map.size).toBe(0)
    expect(map.has(key)).toBe(false)
  })

  describe.each(DISTINCT)('a function that changes the map, for %s', (_, key) => {
    test('by setting the same key: its result wins', () => {
      const map = new HashMap()
      const result = map.getOrInsertComputed(key, () => {
        map.set(key, 'meanwhile')
        return 'result'
      })
      expect(result).toBe('result')
      expectEntries(map, [[key, 'result']])
    })

    test('by setting and deleting the same key: it is there once', () => {
      const map = new HashMap()
      map.getOrInsertComputed(key, () => {
        map.set(key, 'meanwhile')
        map.delete(key)
        return 'result'
      })
      expectEntries(map, [[key, 'result']])
    })

    test('by clear: only the key is left', () => {
      const map = new HashMap(Array.from({ length: 50 }, (_, i) => [{ i }, i]))
      map.set('x', 1).set(7, 1).set(7n, 1).delete(key)
      map.getOrInsertComputed(key, () => map.clear())
      expectEntries(map, [[key, undefined]])
    })

    test('by adding a thousand others: all are there', () => {
      const map = new HashMap()
      const others = Array.from({ length: 1000 }, (_, i) => [1e6 + i, `other ${i}`, 10n ** 6n + BigInt(i)][i % 3])
      map.getOrInsertComputed(key, () => {
        for (const other of others) map.set(other, other)
        return 'result'
      })
      expect(map.size).toBe(1001)
      expect(map.get(key)).toBe('result')
      for (const other of others) expect(map.get(other)).toBe(other)
    })

    test('by the same call again: the outer result wins', () => {
      const map = new HashMap()
      const result = map.getOrInsertComputed(key, () => {
        expect(map.getOrInsertComputed(key, () => 'inner')).toBe('inner')
        return 'outer'
      })
      expect(result).toBe('outer')
      expectEntries(map, [[key, 'outer']])
    })

    test('and then throws: its changes stay', () => {
      const map = new HashMap()
      const fail = () => {
        map.set(key, 'meanwhile').set('more', 1)
        throw new Error('callback')
      }
      expect(() => map.getOrInsertComputed(key, fail)).toThrow('callback')
      expectEntries(map, [
        [key, 'meanwhile'],
        ['more', 1],
      ])
    })
  })
})
