import { describe, expect, test } from 'vitest'
import { COLLECTIONS, errorOf, expectMembers, MAP_METHODS } from './helpers.js'
import { HashMap, HashSet } from './subject.js'

describe.each(COLLECTIONS)('$tag.prototype.forEach', ({ Class, methods, put }) => {
  const KEYS = ['a', 'b', 1, 2, 1n, 2n ** 70n, {}, null, undefined, Symbol('s')]
  const filled = () => KEYS.reduce((collection: any, key) => put(collection, key), new Class())

  test('calls once an entry and returns undefined', () => {
    const keys: unknown[] = []
    const visit = (_: unknown, key: unknown) => {
      keys.push(key)
      return 'ignored'
    }
    expect(filled().forEach(visit)).toBe(undefined)
    expectMembers(keys, KEYS)
  })

  test('does not call for an empty one', () => {
    const fail = () => expect.unreachable()
    expect(new Class().forEach(fail)).toBe(undefined)
  })

  test('passes three arguments, the last of them the receiver', () => {
    const collection = filled()
    collection.forEach((...args: unknown[]) => {
      expect(args).toHaveLength(3)
      expect(args[2]).toBe(collection)
    })
  })

  test.each([
    ['an object', {}],
    ['a number', 1],
    ['a string', 'text'],
    ['null', null],
  ])('passes %s on as this, as it is', (_, thisArg) => {
    let calls = 0
    filled().forEach(function (this: unknown) {
      calls++
      expect(this).toBe(thisArg)
    }, thisArg)
    expect(calls).toBe(KEYS.length)
  })

  test('passes undefined as this if there is none', () => {
    filled().forEach(function (this: unknown) {
      expect(this).toBe(undefined)
    })
  })

  test.each([undefined, null, 1, 'text', {}, Symbol('s')])(
    'throws a TypeError for %s in place of a function, for an empty one too',
    callback => {
      expect(() => filled().forEach(callback)).toThrow(TypeError)
      expect(() => new Class().forEach(callback)).toThrow(TypeError)
    },
  )

  test('takes any callable: a bound function, a Proxy', () => {
    let calls = 0
    const count = () => {
      calls++
    }
    filled().forEach(count.bind(null))
    filled().forEach(new Proxy(count, {}))
    expect(calls).toBe(2 * KEYS.length)
  })

  test('passes the error of the function on and ends', () => {
    const error = new Error('callback')
    let calls = 0
    const fail = () => {
      if (++calls === 3) throw error
    }
    const collection = filled()
    expect(errorOf(() => collection.forEach(fail))).toBe(error)
    expect(calls).toBe(3)
    expect(collection.size).toBe(KEYS.length)
  })

  test('may be called within itself', () => {
    const collection = filled()
    const pairs = new Set()
    collection.forEach((_: unknown, one: unknown) => {
      collection.forEach((_: unknown, two: unknown) => {
        pairs.add(KEYS.indexOf(one) * KEYS.length + KEYS.indexOf(two))
      })
    })
    expect(pairs.size).toBe(KEYS.length ** 2)
  })

  test('passes value and key of a map, twice the value of a set', () => {
    const collection = methods === MAP_METHODS ? new HashMap([['key', 'value']]) : new HashSet(['key'])
    collection.forEach((value: unknown, key: unknown) => {
      expect(key).toBe('key')
      expect(value).toBe(methods === MAP_METHODS ? 'value' : 'key')
    })
  })
})
