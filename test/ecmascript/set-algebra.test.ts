// The results of the set methods of ES2025.

import { describe, expect, test } from 'vitest'
import { expectMembers, patched, SET_ALGEBRA, setLike } from './helpers.js'
import { HashMap, HashSet, SET_TAG } from './subject.js'
import { DISTINCT } from './values.js'

type Values = unknown[]

/** What they must answer, for arrays without duplicates. */
const EXPECTED: Record<string, (a: Values, b: Values) => Values | boolean> = {
  union: (a, b) => [...a, ...b.filter(v => !a.includes(v))],
  intersection: (a, b) => a.filter(v => b.includes(v)),
  difference: (a, b) => a.filter(v => !b.includes(v)),
  symmetricDifference: (a, b) => [...a.filter(v => !b.includes(v)), ...b.filter(v => !a.includes(v))],
  isSubsetOf: (a, b) => a.every(v => b.includes(v)),
  isSupersetOf: (a, b) => b.every(v => a.includes(v)),
  isDisjointFrom: (a, b) => !a.some(v => b.includes(v)),
}

const RETURNING_SETS = SET_ALGEBRA.slice(0, 4)
const object = {}
const symbol = Symbol('s')
const ALL = DISTINCT.map(([, value]) => value)
const many = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, i) => [from + i, `${from + i}`, BigInt(from + i), BigInt(from + i) << 64n][i % 4],
  )

const PAIRS: [string, Values, Values][] = [
  ['two empty sets', [], []],
  ['an empty one and another', [], [1, 'a', 1n]],
  ['one and an empty one', [1, 'a', 1n], []],
  ['equal ones', [1, 'a', 1n, object], [object, 1n, 'a', 1]],
  ['a subset', [1, 'a'], [1, 'a', 1n, object]],
  ['a superset', [1, 'a', 1n, object], ['a', 1]],
  ['an overlap with a larger one', [1, 'a'], ['a', 1n, symbol]],
  ['an overlap with a smaller one', ['a', 1n, symbol], [1, 'a']],
  ['an overlap with one of the same size', ['a', 1n, symbol], [1, 'a', object]],
  ['disjoint ones', [1, 'a', true], ['1', 1n, 'true', {}]],
  ['values that only look equal', [1, '1', null, undefined], [1n, 'null', 'undefined', true, '']],
  ['NaN', [Number.NaN, 1], [Number.NaN, 2]],
  ['zeros', [0, 1], [-0, 2]],
  ['bigints beyond 64 bits', [2n ** 64n, 2n ** 64n + 5n], [2n ** 64n, 5n, 0n]],
  ['all kinds of values and half of them', ALL, ALL.slice(ALL.length / 2)],
  ['half of all kinds of values and all', ALL.slice(ALL.length / 2), ALL],
  ['a thousand values and a thousand others, some the same', many(0, 1000), many(800, 1800)],
  ['a thousand values and a few', many(0, 1000), many(990, 1010)],
  ['a few values and a thousand', many(990, 1010), many(0, 1000)],
]

const OTHERS: [string, (values: Values) => any][] = [
  [SET_TAG, values => new HashSet(values)],
  ['a built-in Set', values => new Set(values)],
  ['a map', values => new HashMap(values.map(value => [value, 'value']))],
  ['a built-in Map', values => new Map(values.map(value => [value, 'value']))],
  ['a plain object', values => setLike(values)],
]

function expectResult(actual: any, expected: Values | boolean) {
  if (typeof expected === 'boolean') {
    expect(actual).toBe(expected)
  } else {
    expect(Object.getPrototypeOf(actual)).toBe(HashSet.prototype)
    expect(actual.size).toBe(expected.length)
    expectMembers(actual, expected)
    for (const value of expected) expect(actual.has(value)).toBe(true)
    for (const value of actual) expect(Object.is(value, -0)).toBe(false)
  }
}

describe.each(SET_ALGEBRA)(`${SET_TAG}.prototype.%s`, method => {
  const expected = EXPECTED[method]!

  describe.each(OTHERS)('with %s', (_, makeOther) => {
    test.each(PAIRS)('%s', (_, own, others) => {
      const set = new HashSet(own)
      const other = makeOther(others)
      expectResult(set[method](other), expected(own, others))
      expectMembers(set, own)
      expectMembers(other.keys(), others)
    })
  })

  test('with itself', () => {
    const set = new HashSet(ALL)
    expectResult(set[method](set), expected(ALL, ALL))
    expectMembers(set, ALL)
  })

  test('hands -0 of the other out as +0', () => {
    for (const own of [[], [0], [0, 1, 2], [1, 2]]) {
      expectResult(new HashSet(own)[method](setLike([-0])), expected(own, [0]))
    }
  })

  test('takes what keys gives twice as given once', () => {
    const twice = (values: Values) => setLike(values, { keys: () => [...values, ...values][Symbol.iterator]() })
    for (const own of [[], ['a'], ['a', 'b', 'c', 'd'], ['x', 'y', 'z']]) {
      expectResult(new HashSet(own)[method](twice(['a', 'b'])), expected(own, ['a', 'b']))
    }
  })

  test('believes has and keys, whatever the other is', () => {
    const other = new HashSet(['hidden', 'hidden too'])
    other.has = (value: unknown) => value === 'a'
    other.keys = () => ['a'][Symbol.iterator]()
    Object.defineProperty(other, 'size', { value: 1 })
    for (const own of [[], ['a'], ['a', 'b', 'hidden'], ['hidden']]) {
      expectResult(new HashSet(own)[method](other), expected(own, ['a']))
    }
  })

  test('believes the methods of a subclass', () => {
    class Sub extends HashSet {
      get size() {
        return 1
      }
      has(value: unknown) {
        return value === 'a'
      }
      keys() {
        return ['a'][Symbol.iterator]()
      }
    }
    for (const own of [[], ['a'], ['a', 'b', 'hidden'], ['hidden']]) {
      expectResult(new HashSet(own)[method](new (Sub as any)(['hidden', 'hidden too'])), expected(own, ['a']))
    }
  })

  test('believes the methods of the prototype as they are now', () => {
    const { prototype } = HashSet
    const set = new HashSet(['a', 'b'])
    const others = [new HashSet(['hidden']), new HashSet(['hidden', '2', '3'])]
    const has = (value: unknown) => value === 'a'
    const keys = () => ['a'][Symbol.iterator]()
    const run = () => others.map(other => set[method](other))
    const [smaller, larger] = patched(prototype, 'has', has, () => patched(prototype, 'keys', keys, run))
    expectResult(smaller, expected(['a', 'b'], ['a']))
    if (method !== 'isSupersetOf' && method !== 'isSubsetOf') expectResult(larger, expected(['a', 'b'], ['a']))
  })

  test('believes next of the iterators as it is now', () => {
    const iterators = Object.getPrototypeOf(new HashSet().keys())
    const set = new HashSet(['a', 'b'])
    const other = new HashSet(['hidden'])
    let steps = 0
    const next = () => (steps++ ? { value: undefined, done: true } : { value: 'a', done: false })
    const result = patched(iterators, 'next', next, () => set[method](other))
    expectResult(result, method === 'isSubsetOf' ? false : expected(['a', 'b'], ['a']))
  })

  test('does not ask the methods of its receiver', () => {
    const set = new HashSet(['a', 'b'])
    const fail = () => expect.unreachable()
    for (const name of ['size', 'has', 'add', 'delete', 'clear', 'keys', 'values', 'entries', 'forEach']) {
      Object.defineProperty(set, name, { get: fail })
    }
    Object.defineProperty(set, Symbol.iterator, { get: fail })
    Object.defineProperty(set, 'constructor', { get: fail })
    for (const others of [[], ['a'], ['a', 'c'], ['a', 'b', 'c']]) {
      expectResult(set[method](setLike(others)), expected(['a', 'b'], others))
    }
  })
})

describe.each(RETURNING_SETS)(`the set of ${SET_TAG}.prototype.%s`, method => {
  test('is a new one, even if it equals the receiver or the other', () => {
    const set = new HashSet(['a'])
    for (const other of [new HashSet(), new HashSet(['a']), set]) {
      const result = set[method](other)
      expect(result).not.toBe(set)
      expect(result).not.toBe(other)
      result.add('new')
      expectMembers(set, ['a'])
      expect(other.has('new')).toBe(false)
    }
  })

  test('is no instance of a subclass, whatever its Symbol.species and constructor', () => {
    let constructed = 0
    class Sub extends HashSet {
      constructor(values?: unknown) {
        super(values)
        constructed++
      }
      static get [Symbol.species]() {
        return expect.unreachable()
      }
    }
    const set: any = new Sub(['a', 'b'])
    const other: any = new Sub(['a', 'c'])
    const result = set[method](other)
    expect(Object.getPrototypeOf(result)).toBe(HashSet.prototype)
    expect(constructed).toBe(2)
  })

  test('is filled without the add of the prototype', () => {
    const fail = () => expect.unreachable()
    const set = new HashSet(['a', 'b'])
    const run = () => [['a'], ['a', 'c', 'd']].map(others => set[method](setLike(others)))
    const { prototype } = HashSet
    const results = patched(prototype, 'add', fail, () => patched(prototype, 'delete', fail, run))
    expectResult(results[0], EXPECTED[method]!(['a', 'b'], ['a']))
    expectResult(results[1], EXPECTED[method]!(['a', 'b'], ['a', 'c', 'd']))
  })

  test('does not follow its sources later', () => {
    const set = new HashSet(['a', 'b'])
    const other = new HashSet(['b', 'c'])
    const result = set[method](other)
    const before = [...result]
    set.clear()
    other.clear()
    expectMembers(result, before)
  })
})
