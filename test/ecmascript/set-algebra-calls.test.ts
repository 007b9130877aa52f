// Which methods of its argument a set method calls, how, and when it closes the iterator.

import { describe, expect, test } from 'vitest'
import { errorOf, expectMembers, failingIterators, notedSetLike, SET_ALGEBRA, setLike } from './helpers.js'
import { HashSet, SET_TAG } from './subject.js'

const READ = ['get size', 'get has', 'get keys']
const OPEN = ['call keys/0', 'get next']
const STEP = ['call next/0', 'get done', 'get value']
const END = ['call next/0', 'get done']
const CLOSE = ['get return', 'call return/0']
const HAS = ['call has/1']

/** The three that ask the smaller side. */
const BY_SIZE = ['intersection', 'difference', 'isDisjointFrom']
const ALL_KEYS = ['union', 'symmetricDifference']

/** What is read and called for this receiver and this other. */
function logOf(method: string, own: unknown[], others: unknown[], size: unknown = others.length): string[] {
  const log: string[] = []
  new HashSet(own)[method](notedSetLike(others, size, log))
  return log
}

describe.each(ALL_KEYS)(`${SET_TAG}.prototype.%s`, method => {
  test.each([0, 1, 2, 3, Infinity])('calls keys, not has, whatever the size: %d', size => {
    expect(logOf(method, ['a', 'b'], ['a', 'c'], size)).toEqual([...READ, ...OPEN, ...STEP, ...STEP, ...END])
  })

  test('calls keys of an empty other, too', () => {
    expect(logOf(method, ['a'], [])).toEqual([...READ, ...OPEN, ...END])
    expect(logOf(method, [], [])).toEqual([...READ, ...OPEN, ...END])
  })
})

describe.each(BY_SIZE)(`${SET_TAG}.prototype.%s`, method => {
  test.each([2, 2.9, 3, Infinity, '2'])('calls has, not keys, if the receiver of 2 is not larger than %s', size => {
    expect(logOf(method, ['a', 'b'], ['c', 'd'], size)).toEqual([...READ, ...HAS, ...HAS])
  })

  test.each([1, 1.9, '1', true])('calls keys, not has, if the receiver of 2 is larger than %s', size => {
    expect(logOf(method, ['a', 'b'], ['c'], size)).toEqual([...READ, ...OPEN, ...STEP, ...END])
  })

  test('believes size, not what keys gives', () => {
    expect(logOf(method, ['a', 'b'], ['c', 'd', 'e'], 0)).toEqual([...READ, ...OPEN, ...STEP, ...STEP, ...STEP, ...END])
  })

  test('calls nothing for an empty receiver', () => {
    for (const size of [0, 0.5, 1, Infinity]) expect(logOf(method, [], ['a'], size)).toEqual(READ)
  })
})

describe(`${SET_TAG}.prototype.isDisjointFrom`, () => {
  test('stops at the first value that has finds', () => {
    expect(logOf('isDisjointFrom', ['a', 'b'], ['a', 'b'])).toEqual([...READ, ...HAS])
  })

  test('closes the iterator at the first value that is here', () => {
    expect(logOf('isDisjointFrom', ['a', 'b', 'c'], ['x', 'a'])).toEqual([...READ, ...OPEN, ...STEP, ...STEP, ...CLOSE])
  })
})

describe(`${SET_TAG}.prototype.isSubsetOf`, () => {
  test.each([0, 1, 1.9])('calls nothing if the receiver of 2 is larger than %d', size => {
    expect(logOf('isSubsetOf', ['a', 'b'], ['a', 'b'], size)).toEqual(READ)
    expect(new HashSet(['a', 'b']).isSubsetOf(setLike(['a', 'b'], { size }))).toBe(false)
  })

  test.each([2, 2.9, 3, Infinity])('calls has for each value if the receiver of 2 is not larger than %d', size => {
    expect(logOf('isSubsetOf', ['a', 'b'], ['a', 'b'], size)).toEqual([...READ, ...HAS, ...HAS])
  })

  test('stops at the first value that has does not find', () => {
    expect(logOf('isSubsetOf', ['a', 'b'], ['x', 'y'])).toEqual([...READ, ...HAS])
  })

  test('calls nothing for an empty receiver', () => {
    expect(logOf('isSubsetOf', [], ['a'])).toEqual(READ)
    expect(logOf('isSubsetOf', [], [])).toEqual(READ)
  })
})

describe(`${SET_TAG}.prototype.isSupersetOf`, () => {
  test.each([3, 3.5, Infinity])('calls nothing if the receiver of 2 is smaller than %d', size => {
    expect(logOf('isSupersetOf', ['a', 'b'], ['a'], size)).toEqual(READ)
    expect(new HashSet(['a', 'b']).isSupersetOf(setLike(['a'], { size }))).toBe(false)
  })

  test.each([0, 1, 2, 2.9])('calls keys if the receiver of 2 is not smaller than %d', size => {
    expect(logOf('isSupersetOf', ['a', 'b'], ['a', 'b'], size)).toEqual([...READ, ...OPEN, ...STEP, ...STEP, ...END])
  })

  test('closes the iterator at the first value that is not here', () => {
    expect(logOf('isSupersetOf', ['a', 'b', 'c'], ['a', 'x', 'b'])).toEqual([
      ...READ,
      ...OPEN,
      ...STEP,
      ...STEP,
      ...CLOSE,
    ])
  })

  test('calls keys of an empty other', () => {
    expect(logOf('isSupersetOf', [], [])).toEqual([...READ, ...OPEN, ...END])
  })
})

describe('the method has of the other', () => {
  describe.each([...BY_SIZE, 'isSubsetOf'])('in %s', method => {
    const values = ['a', 1, 1n, Number.NaN, 0, undefined]

    test('is called on the other, with each value once', () => {
      const asked: unknown[] = []
      const other = setLike([], {
        size: Infinity,
        has(this: unknown, value: unknown) {
          expect(this).toBe(other)
          asked.push(value)
          return method === 'isSubsetOf'
        },
      })
      new HashSet(values)[method](other)
      expectMembers(asked, values)
    })

    test('may answer anything: what counts is whether it is true', () => {
      for (const answer of [1, 'yes', {}, [], Symbol('s'), 1n, () => {}]) {
        const result = new HashSet(['a'])[method](setLike([], { size: 9, has: () => answer }))
        expect(result.size ?? result).toBe({ intersection: 1, difference: 0, isSubsetOf: true }[method] ?? false)
      }
      for (const answer of [0, '', null, undefined, Number.NaN, 0n]) {
        const result = new HashSet(['a'])[method](setLike([], { size: 9, has: () => answer }))
        expect(result.size ?? result).toBe({ intersection: 0, difference: 1, isSubsetOf: false }[method] ?? true)
      }
    })

    test('passes its error on, and the receiver is as it was', () => {
      const error = new Error('has')
      const set = new HashSet(values)
      const has = () => {
        throw error
      }
      expect(errorOf(() => set[method](setLike([], { size: 9, has })))).toBe(error)
      expectMembers(set, values)
    })
  })
})

const BY_KEYS = SET_ALGEBRA.filter(method => method !== 'isSubsetOf')

describe.each(BY_KEYS)('the iterator of the other in %s', method => {
  const OWN = ['a', 'b', 'c']
  const call = (keys: () => unknown, size: unknown = 1) => new HashSet(OWN)[method](setLike([], { size, keys }))

  test('comes from keys called on the other', () => {
    const other = setLike([], {
      keys(this: unknown) {
        expect(this).toBe(other)
        return [][Symbol.iterator]()
      },
    })
    new HashSet(OWN)[method](other)
    expect.assertions(1)
  })

  test('is stepped as a method of it', () => {
    const iterator = {
      next(this: unknown) {
        expect(this).toBe(iterator)
        return { done: true }
      },
    }
    call(() => iterator)
    expect.assertions(1)
  })

  test('is taken as it is: its Symbol.iterator is not asked', () => {
    const iterator = {
      next: () => ({ done: true }),
      get [Symbol.iterator]() {
        return expect.unreachable()
      },
    }
    call(() => iterator)
  })

  test.each([undefined, null, 1, 'text', true, Symbol('s')])('must be an object: %s is a TypeError', iterator => {
    expect(() => call(() => iterator)).toThrow(TypeError)
  })

  test('an array in its place is a TypeError: it has no next', () => {
    expect(() => call(() => ['a'])).toThrow(TypeError)
  })

  test.each([undefined, null, 1, {}])('must have a next that is callable: %s is a TypeError', next => {
    expect(() => call(() => ({ next }))).toThrow(TypeError)
  })

  test.each([undefined, null, 1, 'text'])('must give objects: %s is a TypeError', result => {
    expect(() => call(() => ({ next: () => result }))).toThrow(TypeError)
  })

  test('keeps the next that was read first', () => {
    let steps = 0
    const iterator = {
      next(): unknown {
        iterator.next = () => expect.unreachable()
        return { done: ++steps > 1, value: method === 'isDisjointFrom' ? 'x' : 'a' }
      },
    }
    call(() => iterator)
    expect(steps).toBe(2)
  })

  test('ends with any true value of done, whose value is not read', () => {
    const result = {
      done: 1,
      get value() {
        return expect.unreachable()
      },
    }
    call(() => ({ next: () => result }))
  })

  const error = new Error('iterator')

  test.each(failingIterators(error))('is not closed when %s', (_, iterator) => {
    let closed = 0
    iterator.return = () => {
      closed++
      return {}
    }
    expect(errorOf(() => call(() => iterator))).toBe(error)
    expect(closed).toBe(0)
  })

  test('passes the error of keys on, and the receiver is as it was', () => {
    const set = new HashSet(OWN)
    const keys = () => {
      throw error
    }
    expect(errorOf(() => set[method](setLike([], { keys })))).toBe(error)
    expectMembers(set, OWN)
  })

  test('passes an error half-way on, and the receiver is as it was', () => {
    const set = new HashSet(OWN)
    function* keys() {
      yield method === 'isDisjointFrom' ? 'x' : 'a'
      throw error
    }
    expect(errorOf(() => set[method](setLike([], { size: 1, keys })))).toBe(error)
    expectMembers(set, OWN)
  })
})

describe.each(['isSupersetOf', 'isDisjointFrom'])('closing the iterator in %s', method => {
  /** Gives the value that settles the answer. */
  const settle = (atReturn: PropertyDescriptor) => {
    const value = method === 'isSupersetOf' ? 'x' : 'a'
    const iterator = Object.defineProperty({ next: () => ({ done: false, value }) }, 'return', atReturn)
    return new HashSet(['a', 'b', 'c'])[method](setLike([], { size: 1, keys: () => iterator }))
  }

  test('happens once', () => {
    let closed = 0
    const value = () => {
      closed++
      return {}
    }
    expect(settle({ value })).toBe(false)
    expect(closed).toBe(1)
  })

  test('happens to a generator', () => {
    let closed = false
    function* keys() {
      try {
        yield* ['a', 'x']
        expect.unreachable()
      } finally {
        closed = true
      }
    }
    expect(new HashSet(['a', 'b', 'c'])[method](setLike([], { size: 1, keys }))).toBe(false)
    expect(closed).toBe(true)
  })

  test.each([undefined, null])('needs no return: %s', value => {
    expect(settle({ value })).toBe(false)
  })

  test('throws a TypeError if return is not callable', () => {
    expect(() => settle({ value: 1 })).toThrow(TypeError)
  })

  test.each([undefined, null, 1, 'text'])('throws a TypeError if return gives %s', result => {
    expect(() => settle({ value: () => result })).toThrow(TypeError)
  })

  test('passes the errors of reading and calling return on', () => {
    const error = new Error('return')
    const fail = () => {
      throw error
    }
    expect(errorOf(() => settle({ value: fail }))).toBe(error)
    expect(errorOf(() => settle({ get: fail }))).toBe(error)
  })
})
