import { describe, expect, test } from 'vitest'
import { endless, errorOf, expectEntries, expectMembers, failingIterators, notedIterable, patched } from './helpers.js'
import { HashMap, MAP_TAG } from './subject.js'
import { DISTINCT } from './values.js'

describe(`${MAP_TAG}.groupBy`, () => {
  test('puts every item into the array of its key, in the order of the items', () => {
    const groups = HashMap.groupBy([1, 2, 3, 4, 5, 6, 7], (n: number) => (n % 2 ? 'odd' : 2n))
    expectMembers(groups.keys(), ['odd', 2n])
    expect(groups.get('odd')).toEqual([1, 3, 5, 7])
    expect(groups.get(2n)).toEqual([2, 4, 6])
  })

  test('returns a map of the class, with arrays of its own', () => {
    const groups = HashMap.groupBy('ab', () => 'all')
    expect(Object.getPrototypeOf(groups)).toBe(HashMap.prototype)
    expect(Array.isArray(groups.get('all'))).toBe(true)
    groups.get('all').push('c')
    groups.set('other', 1)
    expect(groups.get('all')).toEqual(['a', 'b', 'c'])
    expect(groups.size).toBe(2)
  })

  test('takes keys of all kinds, by SameValueZero', () => {
    const groups = HashMap.groupBy([...DISTINCT, ...DISTINCT], ([, key]: [string, unknown]) => key)
    expect(groups.size).toBe(DISTINCT.length)
    for (const entry of DISTINCT) {
      const group = groups.get(entry[1])
      expect(group).toHaveLength(2)
      expect(group[0]).toBe(entry)
      expect(group[1]).toBe(entry)
    }
  })

  test('keeps -0 as the key +0, but as an item as it is', () => {
    const groups = HashMap.groupBy([-0, 0, -0], (item: unknown) => item)
    expect([...groups.keys()]).toEqual([0])
    expect(groups.get(0)).toEqual([-0, 0, -0])
  })

  test('puts NaN keys together', () => {
    const groups = HashMap.groupBy([1, 2], () => Number.NaN)
    expect(groups.size).toBe(1)
    expect(groups.get(Number.NaN)).toEqual([1, 2])
  })

  test('calls the function with item and index, and undefined as this', () => {
    const calls: unknown[] = []
    HashMap.groupBy(new Set(['a', 'b', 'c']), function (this: unknown, ...args: unknown[]) {
      expect(this).toBe(undefined)
      calls.push(args)
      return 1
    })
    expect(calls).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 2],
    ])
  })

  test('takes any iterable: a string by code points, a generator, a map', () => {
    expect(HashMap.groupBy('a\u{1f600}', () => 1).get(1)).toEqual(['a', '\u{1f600}'])
    function* generate() {
      yield* ['a', 'b']
    }
    expect(HashMap.groupBy(generate(), () => 1).get(1)).toEqual(['a', 'b'])
    expect(HashMap.groupBy(new HashMap([['k', 'v']]), () => 1).get(1)).toEqual([['k', 'v']])
  })

  test('gives an empty map for no items and does not call', () => {
    expectEntries(
      HashMap.groupBy([], () => expect.unreachable()),
      [],
    )
  })

  test('takes the holes of an array as undefined', () => {
    expect(HashMap.groupBy(new Array(2), () => 1).get(1)).toEqual([undefined, undefined])
  })

  test.each([undefined, null, 1, true, {}, { length: 1, 0: 'a' }])('throws a TypeError for %s as items', items => {
    expect(() => HashMap.groupBy(items, () => 1)).toThrow(TypeError)
  })

  test.each([undefined, null, 1, 'text', {}])(
    'throws a TypeError for %s in place of a function, before it touches the items',
    callback => {
      const log: string[] = []
      expect(() => HashMap.groupBy(notedIterable(['a'], log), callback)).toThrow(TypeError)
      expect(() => HashMap.groupBy([], callback)).toThrow(TypeError)
      expect(log).toEqual([])
    },
  )

  test('reads next once and does not close an iterator that ends', () => {
    const log: string[] = []
    HashMap.groupBy(notedIterable(['a'], log), () => {
      log.push('call')
      return 1
    })
    expect(log).toEqual([
      ...['get iterator', 'call iterator/0', 'get next'],
      ...['call next/0', 'get done', 'get value', 'call'],
      ...['call next/0', 'get done'],
    ])
  })

  test('closes the iterator once when the function throws', () => {
    const error = new Error('callback')
    const items = endless('a')
    let calls = 0
    const fail = () => {
      if (++calls === 3) throw error
      return 1
    }
    expect(errorOf(() => HashMap.groupBy(items, fail))).toBe(error)
    expect(items).toMatchObject({ closed: 1, steps: 3 })
  })

  test('passes the error of the function on even if closing fails', () => {
    const error = new Error('callback')
    const items = endless('a', () => {
      throw new Error('return')
    })
    const fail = () => {
      throw error
    }
    expect(errorOf(() => HashMap.groupBy(items, fail))).toBe(error)
  })

  const failure = new Error('iterator')

  test.each(failingIterators(failure))('does not close the iterator when %s', (_, iterator) => {
    let closed = 0
    iterator.return = () => {
      closed++
      return {}
    }
    expect(errorOf(() => HashMap.groupBy({ [Symbol.iterator]: () => iterator }, () => 1))).toBe(failure)
    expect(closed).toBe(0)
  })

  test('needs no this value', () => {
    const { groupBy } = HashMap
    expect(groupBy(['a'], () => 1).get(1)).toEqual(['a'])
    expect(groupBy.call({}, ['a'], () => 1).get(1)).toEqual(['a'])
  })

  test('of a subclass makes a map of the class and does not call its constructor', () => {
    class Sub extends HashMap {
      constructor() {
        super()
        expect.unreachable()
      }
    }
    const groups = (Sub as any).groupBy(['a'], () => 1)
    expect(Object.getPrototypeOf(groups)).toBe(HashMap.prototype)
  })

  test('does not ask the methods of the prototype', () => {
    const fail = () => expect.unreachable()
    const group = () => HashMap.groupBy(['a', 'b', 'c'], (item: string) => item === 'a')
    const groups = patched(HashMap.prototype, 'set', fail, () =>
      patched(HashMap.prototype, 'get', fail, () => patched(HashMap.prototype, 'has', fail, group)),
    )
    expect(groups.get(true)).toEqual(['a'])
    expect(groups.get(false)).toEqual(['b', 'c'])
  })
})
