// The first argument of a constructor: an iterable or a plain object of options, whichever realm it is from.

import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { HashMap, HashSet, Int32Map, Int32Set, StringMap, StringSet } from '../backend.js'
import { CONTAINERS, errorOf, sorted } from './classes.js'

const ANY: any[] = [
  { name: 'HashMap', Class: HashMap, isMap: true, key: (i: number) => i },
  { name: 'HashSet', Class: HashSet, isMap: false, key: (i: number) => i },
]

class Options {
  capacity = 5
}

/** What is neither iterable nor options, and was hardly meant to be. */
const NEITHER: Record<string, () => unknown> = {
  'a promise': () => Promise.resolve([]),
  'a promise of another realm': () => runInNewContext('Promise.resolve([])'),
  'an async generator': () => (async function* () {})(),
  'a Date': () => new Date(0),
  'a Date of another realm': () => runInNewContext('new Date(0)'),
  'a WeakMap': () => new WeakMap(),
  'a WeakSet': () => new WeakSet(),
  'a RegExp': () => /x/,
  'an Error': () => new Error('message'),
  'an ArrayBuffer': () => new ArrayBuffer(8),
  'a DataView': () => new DataView(new ArrayBuffer(8)),
  'a function': () => () => [],
  'a class': () => Options,
  'an object of a class': () => new Options(),
  'an heir of options': () => Object.create({ capacity: 1 }),
  'an heir of what inherits from nothing': () => Object.create(Object.create(null)),
  'an iterator without Symbol.iterator': () => Object.create({ next: () => ({ done: true }) }),
  'a boxed number': () => Object(1),
}

describe.each([...CONTAINERS, ...ANY])('$name', ({ name, Class, isMap, key }) => {
  test.each(Object.entries(NEITHER))('%s is a TypeError', (_, make) => {
    const error = errorOf(() => new Class(make()))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toMatch(new RegExp(`^${name}: the first argument must be iterable or a plain object`))
    const asOptions = errorOf(() => new Class([], make()))
    expect(asOptions).toBeInstanceOf(TypeError)
    expect(asOptions.message).toMatch(new RegExp(`^${name}: options must be an object without a class`))
  })

  test('the error says of which kind it is', () => {
    expect(errorOf(() => new Class(Promise.resolve())).message).toMatch(/got an object of the kind Promise$/)
    expect(errorOf(() => new Class(runInNewContext('new Date()'))).message).toMatch(/of the kind Date$/)
  })

  test('options are plain objects of any realm, with or without a prototype', () => {
    for (const options of [
      {},
      { capacity: 100 },
      Object.assign(Object.create(null), { capacity: 100 }),
      runInNewContext('({ capacity: 100 })'),
      runInNewContext('Object.assign(Object.create(null), { capacity: 100 })'),
    ]) {
      expect(new Class(options).size).toBe(0)
      expect(new Class([], options).size).toBe(0)
    }
    expect(() => new Class(runInNewContext('({ capacity: -1 })'))).toThrow(RangeError)
  })

  test('own properties are options, and what Object.prototype has been given is none', () => {
    const prototype = Object.prototype as any
    const items = [1, 2, 3].map(i => (isMap ? [key(i), i] : key(i)))
    prototype.x = 1
    prototype.capacity = -1
    prototype.values = 'nonsense'
    try {
      expect(new Class({}).size).toBe(0)
      expect(new Class({ seed: 1n }).size).toBe(0)
      const map = new Class(items, {})
      expect(map.size).toBe(3)
      expect(map.clone().equals(map)).toBe(true)
    } finally {
      delete prototype.x
      delete prototype.capacity
      delete prototype.values
    }
  })

  test('an iterable of another realm is one', () => {
    const map = new Class(runInNewContext('items => new Set(items)')([1, 2].map(i => (isMap ? [key(i), i] : key(i)))))
    expect(sorted(map.keys())).toEqual(sorted([key(1), key(2)]))
  })
})

describe('a string is an iterable, as for Map and Set', () => {
  test('of keys', () => {
    expect([...new StringSet('abca')].sort()).toEqual(['a', 'b', 'c'])
    expect([...new StringSet('abca', { capacity: 9 })].sort()).toEqual(['a', 'b', 'c'])
    expect([...new HashSet('aé')].sort()).toEqual(['a', 'é'])
    expect(new Int32Set('' as any).size).toBe(0)
    expect(() => new Int32Set('1' as any)).toThrow(TypeError)
  })

  test('of no entries', () => {
    for (const Class of [StringMap, Int32Map, HashMap] as any[]) {
      expect(new Class('').size).toBe(0)
      expect(() => new Class('ab')).toThrow(TypeError)
      expect(() => new Class('ab', { capacity: 1 })).toThrow(TypeError)
    }
  })
})
