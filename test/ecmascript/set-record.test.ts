// What the set methods read of their argument, in which order, and what they refuse.

import { describe, expect, test } from 'vitest'
import { errorOf, expectMembers, notedSetLike, SET_ALGEBRA, setLike } from './helpers.js'
import { HashMap, HashSet, SET_TAG } from './subject.js'

describe.each(SET_ALGEBRA)(`the argument of ${SET_TAG}.prototype.%s`, method => {
  const make = () => new HashSet(['a', 1, 2n])
  const call = (other: unknown): unknown => make()[method](other)

  describe('must be an object', () => {
    test.each([undefined, null, true, 1, 1n, 'text', Symbol('s')])('%s is a TypeError', other => {
      expect(() => call(other)).toThrow(TypeError)
    })

    test('none at all is a TypeError', () => {
      expect(() => make()[method]()).toThrow(TypeError)
    })

    test('a string is one even if String.prototype looked like a set', () => {
      const { prototype } = String as any
      Object.assign(prototype, { size: 0, has: () => true, keys: () => [][Symbol.iterator]() })
      try {
        expect(() => call('text')).toThrow(TypeError)
      } finally {
        for (const name of ['size', 'has', 'keys']) delete prototype[name]
      }
    })
  })

  test('an array is refused: it has no size', () => {
    expect(() => call(['a'])).toThrow(TypeError)
  })

  test('may be a set, a map, a function or a Proxy of these that looks like a set', () => {
    const callable = Object.assign(() => {}, setLike(['a']))
    Object.defineProperty(callable, 'size', { value: 1 })
    const plain = new Proxy(setLike(['a']), {})
    for (const other of [new HashSet(['a']), new HashMap([['a', 1]]), new Set(['a']), new Map([['a', 1]])]) {
      expect(() => call(other)).not.toThrow()
    }
    for (const other of [callable, plain, Object.create(setLike(['a']))]) expect(() => call(other)).not.toThrow()
  })

  describe('size', () => {
    const negative = [-1, -1.5, -Infinity, '-1', { valueOf: () => -7 }]
    const noNumbers = [undefined, Number.NaN, 'text', {}, () => {}, 1n, Symbol('s'), [1, 2]]

    test.each(noNumbers)('%s is a TypeError', size => {
      expect(() => call(setLike(['a'], { size }))).toThrow(TypeError)
    })

    test.each(negative)('%s is a RangeError', size => {
      expect(errorOf(() => call(setLike(['a'], { size }))).constructor).toBe(RangeError)
    })

    test.each([0, -0, -0.5, 1, 2.9, Infinity, 2 ** 60, '3', '', null, true, [2], { valueOf: () => 3 }])(
      '%s is a size',
      size => {
        expect(() => call(setLike(['a'], { size }))).not.toThrow()
      },
    )

    test('is turned into a number by Symbol.toPrimitive with the hint number', () => {
      const hints: unknown[] = []
      const size = {
        [Symbol.toPrimitive]: (hint: unknown) => {
          hints.push(hint)
          return 1
        },
      }
      call(setLike(['a'], { size }))
      expect(hints).toEqual(['number'])
    })

    test('is turned into a number before has and keys are read', () => {
      const log: string[] = []
      const toNumber = () => {
        log.push('to number')
        return 1
      }
      call(notedSetLike(['a'], { valueOf: toNumber }, log))
      expect(log.slice(0, 4)).toEqual(['get size', 'to number', 'get has', 'get keys'])
      expect(log.filter(note => note === 'to number')).toHaveLength(1)
    })

    test.each([...noNumbers, ...negative])('if it is %s, has and keys are not read', size => {
      const log: string[] = []
      expect(() => call(notedSetLike(['a'], size, log))).toThrow()
      expect(log).toEqual(['get size'])
    })

    test('passes its errors on', () => {
      const error = new Error('size')
      const fail = () => {
        throw error
      }
      expect(errorOf(() => call(Object.defineProperty(setLike([]), 'size', { get: fail })))).toBe(error)
      expect(errorOf(() => call(setLike([], { size: { valueOf: fail } })))).toBe(error)
    })
  })

  describe('has and keys', () => {
    test.each([undefined, null, 1, 'text', {}])('has as %s is a TypeError, and keys is not read', has => {
      const log: string[] = []
      const other = Object.defineProperty(notedSetLike(['a'], 1, log), 'has', { value: has })
      expect(() => call(other)).toThrow(TypeError)
      expect(log).toEqual(['get size'])
    })

    test.each([undefined, null, 1, 'text', {}])('keys as %s is a TypeError, even if it were not needed', keys => {
      for (const size of [0, 1, 3, Infinity]) {
        expect(() => call(setLike(['a'], { size, keys }))).toThrow(TypeError)
      }
    })

    test('of an empty receiver are checked, too', () => {
      for (const other of [{ size: 1 }, setLike([], { has: 1 }), setLike([], { keys: 1 })]) {
        expect(() => new HashSet()[method](other)).toThrow(TypeError)
      }
    })

    test('pass the errors of reading them on', () => {
      const error = new Error('get')
      const fail = () => {
        throw error
      }
      for (const name of ['has', 'keys']) {
        expect(errorOf(() => call(Object.defineProperty(setLike([]), name, { get: fail })))).toBe(error)
      }
    })

    test('are read once, in this order after size, and nothing else of it is', () => {
      for (const size of [0, 1, 3, 10, Infinity]) {
        const log: string[] = []
        const read: PropertyKey[] = []
        const other = new Proxy(notedSetLike(['a'], size, log), {
          get: (target, name, receiver) => {
            read.push(name)
            return Reflect.get(target, name, receiver)
          },
          has: () => expect.unreachable(),
          getPrototypeOf: () => expect.unreachable(),
          getOwnPropertyDescriptor: () => expect.unreachable(),
          ownKeys: () => expect.unreachable(),
        })
        call(other)
        expect(read).toEqual(['size', 'has', 'keys'])
      }
    })
  })

  test('is not touched if the receiver is wrong', () => {
    for (const receiver of [undefined, 1, {}, [], new HashMap(), HashSet.prototype]) {
      const log: string[] = []
      expect(() => HashSet.prototype[method].call(receiver, notedSetLike(['a'], 1, log))).toThrow(TypeError)
      expect(log).toEqual([])
    }
  })

  test('leaves the receiver as it was when it is refused', () => {
    const set = make()
    for (const other of [undefined, {}, setLike([], { size: -1 }), setLike([], { has: 1 })]) {
      expect(() => set[method](other)).toThrow()
    }
    expectMembers(set, ['a', 1, 2n])
  })
})
