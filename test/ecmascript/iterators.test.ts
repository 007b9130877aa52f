// The iterator objects of both classes and the prototypes that they inherit from.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS, expectMembers } from './helpers.js'
import { HashMap, HashSet, MAP_TAG, SET_TAG } from './subject.js'

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
const METHODS: PropertyKey[] = ['keys', 'values', 'entries', Symbol.iterator]
const DONE = { value: undefined, done: true }

describe.each(COLLECTIONS)('the prototype of the iterators of $tag', ({ tag, Class, other, put }) => {
  const prototype = Object.getPrototypeOf(new Class().keys())

  test('inherits from Iterator.prototype', () => {
    expect(Object.getPrototypeOf(prototype) === IteratorPrototype).toBe(true)
  })

  test('is that of keys, values, entries and Symbol.iterator, but not of the other class', () => {
    for (const method of METHODS) expect(Object.getPrototypeOf(new Class()[method]()) === prototype).toBe(true)
    expect(Object.getPrototypeOf(other.keys()) === prototype).toBe(false)
  })

  test('has next and Symbol.toStringTag and, for Node, what shows it, nothing else', () => {
    const shows = Symbol.for('nodejs.util.inspect.custom')
    expect(new Set(Reflect.ownKeys(prototype))).toEqual(new Set(['next', Symbol.toStringTag, shows]))
  })

  test('next is writable, hidden and configurable', () => {
    const next = Object.getOwnPropertyDescriptor(prototype, 'next')!
    expect(next).toMatchObject({ writable: true, enumerable: false, configurable: true })
  })

  test('next has its name and length 0 and is no constructor', () => {
    const hidden = { writable: false, enumerable: false, configurable: true }
    const { next } = prototype
    expect(Object.getOwnPropertyDescriptor(next, 'name')).toEqual({ value: 'next', ...hidden })
    expect(Object.getOwnPropertyDescriptor(next, 'length')).toEqual({ value: 0, ...hidden })
    expect(Object.hasOwn(next, 'prototype')).toBe(false)
    expect(() => Reflect.construct(Object, [], next)).toThrow(TypeError)
  })

  test('Symbol.toStringTag is read-only, hidden and configurable', () => {
    expect(Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)).toEqual({
      value: `${tag} Iterator`,
      writable: false,
      enumerable: false,
      configurable: true,
    })
  })

  describe('next', () => {
    const { next } = prototype

    test('refuses what is no object', () => {
      for (const receiver of [undefined, null, 1, 'text', true, 1n, Symbol('s')]) {
        expect(() => next.call(receiver)).toThrow(TypeError)
      }
    })

    test('refuses objects that are no iterators of the class', () => {
      const generator = (function* () {})()
      for (const receiver of [{}, [], () => {}, new Class(), [][Symbol.iterator](), generator, new Map().keys]) {
        expect(() => next.call(receiver)).toThrow(TypeError)
      }
    })

    test('refuses iterators of the other class', () => {
      for (const method of METHODS) expect(() => next.call(other[method]())).toThrow(TypeError)
    })

    test('refuses the prototype and what only inherits', () => {
      expect(() => prototype.next()).toThrow(TypeError)
      expect(() => Object.create(prototype).next()).toThrow(TypeError)
      expect(() => Object.create(put(new Class(), 1).keys()).next()).toThrow(TypeError)
      expect(() => new Proxy(put(new Class(), 1).keys(), {}).next()).toThrow(TypeError)
    })

    test('takes each kind of iterator of the class', () => {
      for (const method of METHODS) {
        expect(next.call(put(new Class(), 1)[method]())).toMatchObject({ done: false })
      }
    })

    test('takes an iterator that has lost its prototype', () => {
      const iterator = put(new Class(), 1).keys()
      Object.setPrototypeOf(iterator, null)
      expect(next.call(iterator)).toEqual({ value: 1, done: false })
      expect(next.call(iterator)).toEqual(DONE)
    })
  })
})

describe.each(COLLECTIONS)('$tag', ({ tag, Class, put }) => {
  const KEYS = ['a', 'b', 1, 2.5, 1n, 2n ** 70n, {}, null, undefined, Symbol('s'), true]
  const filled = () => KEYS.reduce((collection: any, key) => put(collection, key), new Class())

  describe.each(METHODS)('the iterator of %s', method => {
    test('iterates itself', () => {
      const iterator = filled()[method]()
      expect(iterator[Symbol.iterator]()).toBe(iterator)
    })

    test('is an ordinary object without own properties, a new one each time', () => {
      const collection = filled()
      expect(collection[method]()).not.toBe(collection[method]())
      expect(Reflect.ownKeys(collection[method]())).toEqual([])
      expect(Object.isExtensible(collection[method]())).toBe(true)
    })

    test('works when it is frozen', () => {
      expect([...Object.freeze(filled()[method]())]).toHaveLength(KEYS.length)
    })

    test('is tagged', () => {
      expect(Object.prototype.toString.call(filled()[method]())).toBe(`[object ${tag} Iterator]`)
    })

    test('gives every entry once, then is done for ever', () => {
      const collection = filled()
      const iterator = collection[method]()
      let steps = 0
      while (!iterator.next().done) steps++
      expect(steps).toBe(KEYS.length)
      put(collection, 'late')
      for (let i = 0; i < 3; i++) expect(iterator.next()).toEqual(DONE)
    })

    test('of an empty one is done at once, and stays so', () => {
      const collection = new Class()
      const iterator = collection[method]()
      expect(iterator.next()).toEqual(DONE)
      put(collection, 'late')
      expect(iterator.next()).toEqual(DONE)
    })

    test('does not start before its first step', () => {
      const collection = put(new Class(), 'deleted')
      const iterator = collection[method]()
      collection.delete('deleted')
      expect(iterator.next()).toEqual(DONE)
    })

    test('gives results that are fresh, ordinary objects with value and done', () => {
      const iterator = filled()[method]()
      const one = iterator.next()
      const two = iterator.next()
      expect(one).not.toBe(two)
      for (const result of [one, two]) {
        expect(Object.getPrototypeOf(result)).toBe(Object.prototype)
        expect(Reflect.ownKeys(result)).toEqual(['value', 'done'])
        for (const { writable, enumerable, configurable } of Object.values(Object.getOwnPropertyDescriptors(result))) {
          expect([writable, enumerable, configurable]).toEqual([true, true, true])
        }
      }
      expect(one.done).toBe(false)
    })

    test('does not look at arguments of next', () => {
      const iterator = filled()[method]()
      let steps = 0
      while (!iterator.next('ignored', 1).done) steps++
      expect(steps).toBe(KEYS.length)
    })

    test('has neither return nor throw, so a loop can be left and taken up again', () => {
      const iterator = filled()[method]()
      expect(iterator.return).toBe(undefined)
      expect(iterator.throw).toBe(undefined)
      let steps = 0
      for (const _ of iterator) if (++steps === 4) break
      for (const _ of iterator) steps++
      expect(steps).toBe(KEYS.length)
    })

    test('does not interfere with another one', () => {
      const collection = filled()
      const one = collection[method]()
      const two = collection[method]()
      one.next()
      one.next()
      expect([...two]).toHaveLength(KEYS.length)
      expect([...one]).toHaveLength(KEYS.length - 2)
      expect([...collection[method]()]).toHaveLength(KEYS.length)
    })

    test('does not ask overridden methods', () => {
      const collection = filled()
      for (const name of ['get', 'has', 'size', 'keys', 'values', 'entries', 'forEach']) {
        Object.defineProperty(collection, name, { get: () => expect.unreachable() })
      }
      expect([...Class.prototype[method].call(collection)]).toHaveLength(KEYS.length)
    })
  })

  test('keys gives the keys', () => {
    expectMembers(filled().keys(), KEYS)
  })

  test('entries gives arrays of two, fresh ones each time', () => {
    const collection = put(new Class(), 'a')
    const one = collection.entries().next().value
    const two = collection.entries().next().value
    expect(Array.isArray(one)).toBe(true)
    expect(Object.getPrototypeOf(one)).toBe(Array.prototype)
    expect(one).toEqual(['a', 'a'])
    expect(one).not.toBe(two)
    one[0] = 'changed'
    one.push('more')
    expect(two).toEqual(['a', 'a'])
    expect([...collection.keys()]).toEqual(['a'])
  })

  test('an entry that was given does not change later', () => {
    const collection = put(put(new Class(), 'a'), 'b')
    const iterator = collection.entries()
    const { value } = iterator.next()
    const before = [...value]
    collection.clear()
    iterator.next()
    expect(value).toEqual(before)
  })
})

describe(MAP_TAG, () => {
  test('keys, values and entries give keys, values and pairs of them', () => {
    const map = new HashMap([['key', 'value']])
    expect([...map.keys()]).toEqual(['key'])
    expect([...map.values()]).toEqual(['value'])
    expect([...map.entries()]).toEqual([['key', 'value']])
    expect([...map]).toEqual([['key', 'value']])
  })

  test('values gives equal values once an entry', () => {
    const map = new HashMap([
      ['a', 'same'],
      [1, 'same'],
      [1n, 'same'],
    ])
    expect([...map.values()]).toEqual(['same', 'same', 'same'])
  })

  test('keys, values and entries go the same way', () => {
    const map = new HashMap(Array.from({ length: 100 }, (_, i) => [i % 2 ? i : `${i}`, i]))
    for (const [key, value] of map) expect(map.get(key)).toBe(value)
    expectMembers(
      map.values(),
      Array.from({ length: 100 }, (_, i) => i),
    )
  })

  test('changing the array of an entry does not change the map', () => {
    const map = new HashMap([['key', 'value']])
    for (const entry of map) entry[1] = 'changed'
    expect(map.get('key')).toBe('value')
  })
})

describe(SET_TAG, () => {
  test('keys and values give the values, entries pairs of them', () => {
    const set = new HashSet(['a'])
    expect([...set.keys()]).toEqual(['a'])
    expect([...set.values()]).toEqual(['a'])
    expect([...set]).toEqual(['a'])
    expect([...set.entries()]).toEqual([['a', 'a']])
  })

  test('both places of an entry hold the same object', () => {
    const value = {}
    const [[one, two]] = [...new HashSet([value]).entries()] as any
    expect(one).toBe(value)
    expect(two).toBe(value)
  })
})
