// What both constructors do with an iterable. An object that is not iterable means options in this library, and an error
// in ECMAScript: it is left out here.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS, endless, errorOf, expectMembers, failingIterators, notedIterable, patched } from './helpers.js'

describe.each(COLLECTIONS)('new $tag', ({ Class, adder, item, put }) => {
  const items = (...keys: unknown[]) => keys.map(item)

  describe('without an iterable', () => {
    test.each([[[]], [[undefined]], [[null]]])('is empty for %j', args => {
      expect(new Class(...args).size).toBe(0)
    })

    test(`does not read ${adder}`, () => {
      let reads = 0
      const get = () => {
        reads++
        return undefined
      }
      class Sub extends Class {}
      Object.defineProperty(Sub.prototype, adder, { get })
      for (const args of [[], [undefined], [null]]) new (Sub as any)(...args)
      expect(reads).toBe(0)
    })
  })

  describe('the iterable', () => {
    test('may be any object with Symbol.iterator, a function too', () => {
      function* generate() {
        yield* items('a', 'b')
      }
      const callable = Object.assign(() => {}, { [Symbol.iterator]: generate })
      for (const iterable of [items('a', 'b'), new Set(items('a', 'b')), generate(), callable]) {
        expectMembers(new Class(iterable).keys(), ['a', 'b'])
      }
    })

    test('may be an instance of the class', () => {
      const first = new Class(items('a', 'b', 1))
      const second = new Class(first)
      expect(second).not.toBe(first)
      expectMembers(second.keys(), ['a', 'b', 1])
      second.delete('a')
      expect(first.has('a')).toBe(true)
    })

    test.each([1, true, 1n, Symbol('s'), () => {}])('must be iterable: %s is not', iterable => {
      expect(() => new Class(iterable)).toThrow(TypeError)
    })

    test.each([undefined, null, 1, {}])('must have a Symbol.iterator that is callable: %s is not', method => {
      expect(() => new Class({ [Symbol.iterator]: method })).toThrow(TypeError)
    })

    test.each([undefined, null, 1, 'text'])('must give an iterator that is an object: %s is not', iterator => {
      expect(() => new Class({ [Symbol.iterator]: () => iterator })).toThrow(TypeError)
    })

    test.each([undefined, null, 1, 'text'])('must give results that are objects: %s is not', result => {
      expect(() => new Class({ [Symbol.iterator]: () => ({ next: () => result }) })).toThrow(TypeError)
    })

    test('must have a next that is callable', () => {
      expect(() => new Class({ [Symbol.iterator]: () => ({ next: {} }) })).toThrow(TypeError)
      expect(() => new Class({ [Symbol.iterator]: () => ({}) })).toThrow(TypeError)
    })

    test('is asked for its iterator as a method of it', () => {
      const iterable = {
        [Symbol.iterator](this: unknown) {
          expect(this).toBe(iterable)
          return items('a')[Symbol.iterator]()
        },
      }
      expect(new Class(iterable).size).toBe(1)
    })

    test('is asked even if it is an array or an instance with an own Symbol.iterator', () => {
      for (const iterable of [items('hidden'), put(new Class(), 'hidden')]) {
        iterable[Symbol.iterator] = () => items('a', 'b')[Symbol.iterator]()
        expectMembers(new Class(iterable).keys(), ['a', 'b'])
      }
    })

    test('is asked even if it is an instance whose iterators have another next', () => {
      const iterable = put(new Class(), 'hidden')
      const prototype = Object.getPrototypeOf(iterable[Symbol.iterator]())
      let given = false
      const next = () => {
        if (given) return { value: undefined, done: true }
        given = true
        return { value: item('a'), done: false }
      }
      const made = patched(prototype, 'next', next, () => new Class(iterable))
      expectMembers(made.keys(), ['a'])
    })

    test('may grow while it is read', () => {
      const source = items('a')
      class Sub extends Class {}
      ;(Sub.prototype as any)[adder] = function (this: unknown, ...args: unknown[]) {
        if (source.length < 50) source.push(item(source.length))
        return Class.prototype[adder].apply(this, args)
      }
      expect((new (Sub as any)(source) as any).size).toBe(50)
    })

    test('is read in full before the constructor returns, each step once', () => {
      const log: string[] = []
      new Class(notedIterable(items('a', 'b'), log))
      const step = ['call next/0', 'get done', 'get value']
      expect(log).toEqual([
        ...['get iterator', 'call iterator/0', 'get next'],
        ...step,
        ...step,
        ...['call next/0', 'get done'],
      ])
    })

    test('ends with any true value of done', () => {
      for (const done of [true, 1, 'yes', {}]) {
        const iterable = { [Symbol.iterator]: () => ({ next: () => ({ done, value: item('a') }) }) }
        expect(new Class(iterable).size).toBe(0)
      }
    })

    test('goes on with any false value of done', () => {
      for (const done of [false, 0, '', null, undefined]) {
        let steps = 0
        const next = () => (++steps === 3 ? { done: true } : { done, value: item(steps) })
        expect(new Class({ [Symbol.iterator]: () => ({ next }) }).size).toBe(2)
      }
    })
  })

  describe(`the method ${adder}`, () => {
    test('is read once, from the new object, before the iterable is touched', () => {
      const log: string[] = []
      class Sub extends Class {}
      Object.defineProperty(Sub.prototype, adder, {
        get() {
          log.push(`get ${adder}`)
          expect(Object.getPrototypeOf(this)).toBe(Sub.prototype)
          return Class.prototype[adder]
        },
      })
      const made: any = new (Sub as any)(notedIterable(items('a', 'b'), log))
      expect(log.slice(0, 2)).toEqual([`get ${adder}`, 'get iterator'])
      expect(log.filter(note => note === `get ${adder}`)).toHaveLength(1)
      expect(made.size).toBe(2)
    })

    test('is read for an empty iterable too', () => {
      let reads = 0
      class Sub extends Class {}
      Object.defineProperty(Sub.prototype, adder, {
        get: () => {
          reads++
          return Class.prototype[adder]
        },
      })
      ;new (Sub as any)([])
      expect(reads).toBe(1)
    })

    test('is called on the new object, once an item, in the order of the iterable', () => {
      const calls: unknown[] = []
      const receivers = new Set()
      class Sub extends Class {}
      ;(Sub.prototype as any)[adder] = function (this: unknown, ...args: unknown[]) {
        receivers.add(this)
        calls.push(args)
      }
      const made: any = new (Sub as any)(items('a', 'b', 'a'))
      expect(calls).toEqual(['a', 'b', 'a'].map(key => (adder === 'set' ? [key, key] : [key])))
      expect([...receivers]).toEqual([made])
      expect(made.size).toBe(0)
    })

    test('is the one of the prototype as it is now', () => {
      let calls = 0
      const count = () => {
        calls++
      }
      expect(patched(Class.prototype, adder, count, () => new Class(items('a', 'b')).size)).toBe(0)
      expect(calls).toBe(2)
    })

    test('stays the one that was read, if it is replaced meanwhile', () => {
      let calls = 0
      class Sub extends Class {}
      ;(Sub.prototype as any)[adder] = () => {
        calls++
        ;(Sub.prototype as any)[adder] = () => expect.unreachable()
      }
      ;new (Sub as any)(items('a', 'b', 'c'))
      expect(calls).toBe(3)
    })

    test('may return anything', () => {
      class Sub extends Class {}
      ;(Sub.prototype as any)[adder] = function (this: unknown, ...args: unknown[]) {
        Class.prototype[adder].apply(this, args)
        return 'ignored'
      }
      const made: any = new (Sub as any)(items('a'))
      expect(made).toBeInstanceOf(Sub)
      expect(made.size).toBe(1)
    })

    test.each([undefined, null, 1, 'text', {}])('is a TypeError as %s, and the iterable is not touched', value => {
      const log: string[] = []
      class Sub extends Class {}
      ;(Sub.prototype as any)[adder] = value
      expect(() => new (Sub as any)(notedIterable([], log))).toThrow(TypeError)
      expect(log).toEqual([])
    })

    test('passes the error of reading it on, and the iterable is not touched', () => {
      const error = new Error('get')
      const log: string[] = []
      class Sub extends Class {}
      Object.defineProperty(Sub.prototype, adder, {
        get: () => {
          throw error
        },
      })
      expect(errorOf(() => new (Sub as any)(notedIterable([], log)))).toBe(error)
      expect(log).toEqual([])
    })
  })

  describe('the iterator', () => {
    const error = new Error('adder')
    class Failing extends Class {}
    ;(Failing.prototype as any)[adder] = () => {
      throw error
    }

    test(`is closed once when ${adder} throws`, () => {
      const source = endless(item('a'))
      expect(errorOf(() => new (Failing as any)(source))).toBe(error)
      expect(source).toMatchObject({ closed: 1, steps: 1 })
    })

    test(`is closed without arguments`, () => {
      const log: string[] = []
      expect(errorOf(() => new (Failing as any)(notedIterable(items('a'), log)))).toBe(error)
      expect(log.slice(-2)).toEqual(['get return', 'call return/0'])
    })

    test('cannot hide the error by failing to close', () => {
      const fail = () => {
        throw new Error('return')
      }
      expect(errorOf(() => new (Failing as any)(endless(item('a'), fail)))).toBe(error)
      expect(errorOf(() => new (Failing as any)(endless(item('a'), () => 'no object')))).toBe(error)
      const { next } = endless(item('a'))[Symbol.iterator]()
      for (const iterator of [{ next, return: 1 }, Object.defineProperty({ next }, 'return', { get: fail })]) {
        expect(errorOf(() => new (Failing as any)({ [Symbol.iterator]: () => iterator }))).toBe(error)
      }
    })

    test.each([undefined, null])('needs no return: %s', value => {
      const { next } = endless(item('a'))[Symbol.iterator]()
      const iterator = { next, return: value }
      expect(errorOf(() => new (Failing as any)({ [Symbol.iterator]: () => iterator }))).toBe(error)
    })

    test('is not closed when it ends by itself', () => {
      const log: string[] = []
      new Class(notedIterable(items('a'), log))
      expect(log).not.toContain('get return')
    })

    test.each(failingIterators(error))('is not closed when %s', (_, iterator) => {
      let closed = 0
      iterator.return = () => {
        closed++
        return {}
      }
      expect(errorOf(() => new Class({ [Symbol.iterator]: () => iterator }))).toBe(error)
      expect(closed).toBe(0)
    })
  })
})
