// get, set, has, delete, clear and size of the map.

import { describe, expect, test } from 'vitest'
import { expectEntries } from './helpers.js'
import { HashMap, MAP_TAG } from './subject.js'
import { DISTINCT } from './values.js'

describe(MAP_TAG, () => {
  describe('set', () => {
    test('returns the map', () => {
      const map = new HashMap()
      expect(map.set('a', 1)).toBe(map)
      expect(map.set('a', 2)).toBe(map)
    })

    test('adds an entry, or changes the value of one that is there', () => {
      const map = new HashMap()
      map.set('a', 1).set('b', 2).set('a', 3)
      expectEntries(map, [
        ['a', 3],
        ['b', 2],
      ])
    })

    test('takes undefined for a value that is left out, also over another value', () => {
      const map = new HashMap()
      map.set('a')
      expect(map.has('a')).toBe(true)
      expect(map.get('a')).toBe(undefined)
      map.set('a', 1)
      map.set('a')
      expect(map.get('a')).toBe(undefined)
      expect(map.size).toBe(1)
    })

    test.each(DISTINCT)('keeps %s as a value', (_, value) => {
      const map = new HashMap()
      map.set('a', value).set(1, value).set(1n, value).set(map, value)
      for (const key of ['a', 1, 1n, map]) expect(Object.is(map.get(key), value)).toBe(true)
      for (const kept of map.values()) expect(Object.is(kept, value)).toBe(true)
    })

    test('takes the map itself as key and value', () => {
      const map = new HashMap()
      map.set(map, map)
      expect(map.get(map)).toBe(map)
    })
  })

  describe('get', () => {
    test('gives undefined for a key that is not there, whatever its type', () => {
      const map = new HashMap([['other', 1]])
      for (const [, key] of DISTINCT) expect(map.get(key)).toBe(undefined)
    })

    test('does not add the key', () => {
      const map = new HashMap()
      map.get('a')
      expect(map.size).toBe(0)
      expect(map.has('a')).toBe(false)
    })

    test('gives the value last set', () => {
      const map = new HashMap()
      for (let i = 0; i < 5; i++) {
        map.set('a', i)
        expect(map.get('a')).toBe(i)
      }
    })

    test('gives undefined for a deleted key', () => {
      const map = new HashMap([['a', 1]])
      map.delete('a')
      expect(map.get('a')).toBe(undefined)
    })

    test('knows nothing of the properties of the map', () => {
      const map = new HashMap()
      for (const key of ['get', 'size', '__proto__', 'constructor']) {
        expect(map.get(key)).toBe(undefined)
        map.set(key, 'mine')
        expect(map.get(key)).toBe('mine')
      }
      expect(Object.getPrototypeOf(map)).toBe(HashMap.prototype)
    })
  })

  describe('has', () => {
    test('gives true for a key that is there, even with the value undefined', () => {
      const map = new HashMap([
        ['a', undefined],
        [undefined, undefined],
      ])
      expect(map.has('a')).toBe(true)
      expect(map.has(undefined)).toBe(true)
    })

    test('gives false for a key that is not there', () => {
      const map = new HashMap([['a', 'b']])
      expect(map.has('b')).toBe(false)
      expect(map.has(undefined)).toBe(false)
    })
  })

  describe('delete', () => {
    test('gives true for a key that was there, false then', () => {
      const map = new HashMap([['a', undefined]])
      expect(map.delete('a')).toBe(true)
      expect(map.delete('a')).toBe(false)
    })

    test('takes only that entry away', () => {
      const map = new HashMap([
        ['a', 1],
        [1, 2],
        ['1', 3],
        [1n, 4],
      ])
      expect(map.delete('1')).toBe(true)
      expectEntries(map, [
        ['a', 1],
        [1, 2],
        [1n, 4],
      ])
    })

    test('lets the key come back', () => {
      const map = new HashMap([['a', 1]])
      map.delete('a')
      map.set('a', 2)
      expectEntries(map, [['a', 2]])
    })
  })

  describe('clear', () => {
    test('takes everything away and returns undefined', () => {
      const map = new HashMap(DISTINCT.map(([name, key]) => [key, name]))
      expect(map.clear()).toBe(undefined)
      expect(map.size).toBe(0)
      expectEntries(map, [])
      for (const [, key] of DISTINCT) expect(map.has(key)).toBe(false)
    })

    test('returns undefined for an empty map, too', () => {
      const map = new HashMap()
      expect(map.clear()).toBe(undefined)
      expect(map.clear()).toBe(undefined)
    })

    test('leaves a map that takes entries', () => {
      const map = new HashMap([['a', 1]])
      map.clear()
      map.set('a', 2).set('b', 3)
      expectEntries(map, [
        ['a', 2],
        ['b', 3],
      ])
    })
  })

  describe('size', () => {
    test('counts entries', () => {
      const map = new HashMap()
      expect(map.size).toBe(0)
      map.set('a', 1).set(1, 1).set(1n, 1).set({}, 1)
      expect(map.size).toBe(4)
      map.set('a', 2)
      expect(map.size).toBe(4)
      map.delete(1)
      map.delete(2)
      expect(map.size).toBe(3)
      map.clear()
      expect(map.size).toBe(0)
    })
  })

  test('no method asks an overridden one', () => {
    const fail = () => expect.unreachable()
    const map = new HashMap([
      ['a', 1],
      [1, 2],
    ])
    for (const name of ['get', 'set', 'has', 'delete', 'clear', 'keys', 'values', 'entries', 'forEach', 'size']) {
      Object.defineProperty(map, name, { get: fail })
    }
    Object.defineProperty(map, Symbol.iterator, { get: fail })
    const { get, set, has, delete: remove, clear, forEach, keys, values, entries } = HashMap.prototype
    set.call(map, 'b', 3)
    expect(get.call(map, 'b')).toBe(3)
    expect(has.call(map, 'b')).toBe(true)
    expect(remove.call(map, 'b')).toBe(true)
    let calls = 0
    forEach.call(map, () => {
      calls++
    })
    expect(calls).toBe(2)
    for (const method of [keys, values, entries]) expect([...method.call(map)]).toHaveLength(2)
    clear.call(map)
    expect(has.call(map, 'a')).toBe(false)
  })
})
