// How the set methods treat objects that only look like a set.

import { describe, expect, test } from 'vitest'
import { idOf } from '../ids.js'
import { CLASSES, errorOf, sorted } from './classes.js'

const RESULTS = ['union', 'intersection', 'difference', 'symmetricDifference']
const METHODS = [...RESULTS, 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom']

describe.each(CLASSES)('$set', ({ set: name, Set: TestedSet, key }) => {
  const make = () => new TestedSet([key(1), key(2), key(3)])
  const like = (overrides: object = {}) => ({
    size: 2,
    has: (k: unknown) => idOf(k) === idOf(key(1)) || idOf(k) === idOf(key(2)),
    keys: () => [key(1), key(2)][Symbol.iterator](),
    ...overrides,
  })

  describe.each(METHODS)('%s', method => {
    test.each([undefined, null, 1, 'set', true, Symbol('s'), 1n])('refuses %s', other => {
      const set = make()
      const error = errorOf(() => set[method](other))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain(`${name}.${method}`)
      expect(set.size).toBe(3)
    })

    test('refuses objects that are no sets', () => {
      const noSets: [object, typeof TypeError | typeof RangeError][] = [
        [[key(1)], TypeError],
        [{}, TypeError],
        [like({ size: undefined }), TypeError],
        [like({ size: Number.NaN }), TypeError],
        [like({ size: 'two' }), TypeError],
        [like({ size: 1n }), TypeError],
        [like({ size: -1 }), RangeError],
        [like({ has: undefined }), TypeError],
        [like({ keys: {} }), TypeError],
      ]
      for (const [other, error] of noSets) {
        const set = make()
        expect(errorOf(() => set[method](other)).constructor).toBe(error)
        expect(set.size).toBe(3)
      }
    })

    test('takes sizes that are no integers, or infinite', () => {
      for (const size of [2.9, '2', Infinity, { valueOf: () => 2 }])
        expect(() => make()[method](like({ size }))).not.toThrow()
    })

    test('reads size, has and keys, in this order, once', () => {
      const read: string[] = []
      const other = new Proxy(like(), {
        get: (target, property) => {
          read.push(String(property))
          return Reflect.get(target, property)
        },
      })
      make()[method](other)
      expect(read).toEqual(['size', 'has', 'keys'])
    })

    test('calls the methods on the other', () => {
      const other: any = like()
      const { has, keys } = other
      other.has = function (this: unknown, k: unknown) {
        expect(this).toBe(other)
        return has(k)
      }
      other.keys = function (this: unknown) {
        expect(this).toBe(other)
        return keys()
      }
      make()[method](other)
      make()[method]({ ...other, size: 2, has, keys })
    })

    test('passes errors of the other on, and the set is intact', () => {
      const thrown = new Error('other')
      const fails = () => {
        throw thrown
      }
      const set = make()
      const other = like({ size: method === 'isSupersetOf' ? 3 : 10, has: fails, keys: fails })
      const larger = like({ size: method === 'isSubsetOf' ? 10 : 1, has: fails, keys: fails })
      expect(errorOf(() => set[method](other))).toBe(thrown)
      expect(errorOf(() => set[method](larger))).toBe(thrown)
      expect(sorted(set)).toEqual(sorted([key(1), key(2), key(3)]))
    })
  })

  test('asks the smaller side: has of a larger other, keys of a smaller one', () => {
    const unused = () => expect.unreachable()
    for (const method of ['intersection', 'difference', 'isDisjointFrom']) {
      make()[method](like({ size: 10, keys: unused }))
      make()[method](like({ size: 2, has: unused }))
    }
    make().isSubsetOf(like({ size: 10, keys: unused }))
    expect(make().isSubsetOf(like({ size: 2, has: unused, keys: unused }))).toBe(false)
    expect(make().isSupersetOf(like({ size: 10, has: unused, keys: unused }))).toBe(false)
  })

  test('isSupersetOf and isDisjointFrom close an iterator that they leave', () => {
    let closed = 0
    const closing = (...keys: unknown[]) => {
      const iterator = keys[Symbol.iterator]()
      return like({
        keys: () => ({
          next: () => iterator.next(),
          return: () => {
            closed++
            return {}
          },
        }),
      })
    }
    expect(make().isSupersetOf(closing(key(1), key(9), key(2)))).toBe(false)
    expect(closed).toBe(1)
    expect(make().isDisjointFrom(closing(key(9), key(1), key(2)))).toBe(false)
    expect(closed).toBe(2)
    expect(make().isSupersetOf(closing(key(1), key(2)))).toBe(true)
    expect(closed).toBe(2)
  })

  test('an iterator of the other needs only next', () => {
    const bare = () => {
      const iterator = [key(2), key(9)][Symbol.iterator]()
      return like({ keys: () => ({ next: () => iterator.next() }) })
    }
    expect(sorted(make().union(bare()))).toEqual(sorted([key(1), key(2), key(3), key(9)]))
    expect(make().isSupersetOf(bare())).toBe(false)
    expect(() => make().union(like({ keys: () => 5 }))).toThrow(TypeError)
    expect(() => make().union(like({ keys: () => ({ next: () => 5 }) }))).toThrow(TypeError)
  })

  test('an other that changes the receiver meanwhile leaves it whole', () => {
    for (const method of METHODS) {
      const set = make()
      const change = (k: unknown) => {
        set.delete(k)
        for (let i = 10; i < 60; i++) set.add(key(i))
        return true
      }
      set[method](like({ size: 100, has: change, keys: () => [key(1)][Symbol.iterator]() }))
      expect([...set]).toHaveLength(set.size)
      for (const k of set) expect(set.has(k)).toBe(true)
    }
  })
})
