// What the tests share: both classes side by side, and iterables and set-likes that note what is done to them.

import { expect } from 'vitest'
import { HashMap, HashSet, MAP_TAG, SET_TAG } from './subject.js'

/** [name, length] of the methods that the prototypes must have. */
export const MAP_METHODS: [string, number][] = [
  ['clear', 0],
  ['delete', 1],
  ['entries', 0],
  ['forEach', 1],
  ['get', 1],
  ['getOrInsert', 2],
  ['getOrInsertComputed', 2],
  ['has', 1],
  ['keys', 0],
  ['set', 2],
  ['values', 0],
]

/** The set methods of ES2025. */
export const SET_ALGEBRA = [
  ...['union', 'intersection', 'difference', 'symmetricDifference'],
  ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
]

/** Without `keys`, which is the function of `values`. */
export const SET_METHODS: [string, number][] = [
  ['add', 1],
  ['clear', 0],
  ['delete', 1],
  ['entries', 0],
  ['forEach', 1],
  ['has', 1],
  ['values', 0],
  ...SET_ALGEBRA.map((name): [string, number] => [name, 1]),
]

/** Each class with what differs: the method that adds, and an item of the iterable that its constructor takes. */
export const COLLECTIONS = [
  {
    tag: MAP_TAG,
    Class: HashMap,
    other: new HashSet(),
    methods: MAP_METHODS,
    adder: 'set',
    item: (key: unknown): unknown => [key, key],
    put: (map: any, key: unknown): any => map.set(key, key),
  },
  {
    tag: SET_TAG,
    Class: HashSet,
    other: new HashMap(),
    methods: SET_METHODS,
    adder: 'add',
    item: (key: unknown): unknown => key,
    put: (set: any, key: unknown): any => set.add(key),
  },
]

/** The property of an object, its own or inherited. */
export function property(object: object, name: PropertyKey): PropertyDescriptor {
  for (let o = object; o !== null; o = Object.getPrototypeOf(o)) {
    const descriptor = Object.getOwnPropertyDescriptor(o, name)
    if (descriptor !== undefined) return descriptor
  }
  throw new Error(`there is no ${String(name)}`)
}

/** What `run` throws. */
export function errorOf(run: () => unknown): any {
  try {
    run()
  } catch (error) {
    return error
  }
  return expect.unreachable('nothing was thrown')
}

/** Expects exactly these members (SameValueZero), each once, in any order. */
export function expectMembers(actual: Iterable<unknown>, expected: unknown[]): void {
  const members = [...actual]
  expect(members).toHaveLength(expected.length)
  const found = new Set(members)
  expect(found.size).toBe(expected.length)
  expect(expected.filter(member => !found.has(member))).toHaveLength(0)
}

/** Expects exactly these keys and values, in any order. */
export function expectEntries(map: any, expected: [unknown, unknown][]): void {
  expectMembers(
    map.keys(),
    expected.map(([key]) => key),
  )
  for (const [key, value] of expected) expect(map.get(key)).toBe(value)
}

/** Runs with another value of a property, then puts the old one back. */
export function patched<T>(object: any, name: PropertyKey, value: unknown, run: () => T): T {
  const before = Object.getOwnPropertyDescriptor(object, name)
  Object.defineProperty(object, name, { value, writable: true, enumerable: false, configurable: true })
  try {
    return run()
  } finally {
    if (before === undefined) delete object[name]
    else Object.defineProperty(object, name, before)
  }
}

/** An iterator over items that notes every read and call. */
export function notedIterator(items: Iterable<unknown>, log: string[]): any {
  const iterator = items[Symbol.iterator]()
  return {
    get next() {
      log.push('get next')
      return (...args: unknown[]) => {
        log.push(`call next/${args.length}`)
        const { done, value } = iterator.next()
        return {
          get done() {
            log.push('get done')
            return done
          },
          get value() {
            log.push('get value')
            return value
          },
        }
      }
    },
    get return() {
      log.push('get return')
      return (...args: unknown[]) => {
        log.push(`call return/${args.length}`)
        return {}
      }
    },
  }
}

/** An iterable over items that notes every read and call. */
export function notedIterable(items: Iterable<unknown>, log: string[]): any {
  return {
    get [Symbol.iterator]() {
      log.push('get iterator')
      return (...args: unknown[]) => {
        log.push(`call iterator/${args.length}`)
        return notedIterator(items, log)
      }
    },
  }
}

/** An iterable that gives one item for ever and counts how often its iterator is closed. */
export function endless(value: unknown, atReturn: () => unknown = () => ({})) {
  const source = {
    closed: 0,
    steps: 0,
    [Symbol.iterator]: () => ({
      next() {
        if (++source.steps > 1000) throw new Error('nobody stops')
        return { value, done: false }
      },
      return() {
        source.closed++
        return atReturn()
      },
    }),
  }
  return source
}

/** The ways in which an iterator fails by itself; none of them closes it. */
export function failingIterators(error: unknown): [string, any][] {
  const fail = () => {
    throw error
  }
  return [
    ['next throws', { next: fail }],
    ['reading next throws', Object.defineProperty({}, 'next', { get: fail })],
    ['reading done throws', { next: () => Object.defineProperty({}, 'done', { get: fail }) }],
    ['reading value throws', { next: () => Object.defineProperty({ done: false }, 'value', { get: fail }) }],
  ]
}

/** A set-like object that notes every read and call. */
export function notedSetLike(items: unknown[], size: unknown, log: string[]): any {
  return {
    get size() {
      log.push('get size')
      return size
    },
    get has() {
      log.push('get has')
      return (...args: unknown[]) => {
        log.push(`call has/${args.length}`)
        return items.includes(args[0])
      }
    },
    get keys() {
      log.push('get keys')
      return (...args: unknown[]) => {
        log.push(`call keys/${args.length}`)
        return notedIterator(items, log)
      }
    },
  }
}

/** A plain set-like object. */
export function setLike(items: unknown[], overrides: object = {}): any {
  return {
    size: items.length,
    has: (key: unknown) => items.includes(key),
    keys: () => items[Symbol.iterator](),
    ...overrides,
  }
}
