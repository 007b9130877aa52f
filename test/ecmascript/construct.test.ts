// How instances come to be: new, new.target, subclasses. And what instances are: ordinary objects without properties.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS, errorOf, expectMembers, property } from './helpers.js'

describe.each(COLLECTIONS)('$tag', ({ tag, Class, adder, item, put }) => {
  const size = property(Class.prototype, 'size').get as any
  const { has, keys } = Class.prototype

  describe('called without new', () => {
    test('throws a TypeError', () => {
      expect(() => Class()).toThrow(TypeError)
      expect(() => Class([])).toThrow(TypeError)
    })

    test('throws a TypeError also with an instance as its this value', () => {
      expect(() => Class.call(new Class(), [])).toThrow(TypeError)
    })

    test('does not look at its argument', () => {
      let touched = false
      const iterable = {
        get [Symbol.iterator]() {
          touched = true
          return undefined
        },
      }
      expect(() => Class(iterable)).toThrow(TypeError)
      expect(touched).toBe(false)
    })
  })

  describe('Reflect.construct with another new.target', () => {
    test('takes the prototype of new.target', () => {
      function Target() {}
      const instance: any = Reflect.construct(Class, [], Target)
      expect(Object.getPrototypeOf(instance)).toBe(Target.prototype)
      expect(instance).not.toBeInstanceOf(Class)
    })

    test('makes a full instance, whatever it inherits', () => {
      function Target() {}
      Target.prototype = Object.create(null)
      const instance: any = Reflect.construct(Class, [], Target)
      expect(Class.prototype[adder].call(instance, 'k', 'v')).toBe(instance)
      expect(size.call(instance)).toBe(1)
      expect(has.call(instance, 'k')).toBe(true)
      expect([...keys.call(instance)]).toEqual(['k'])
    })

    test.each([undefined, null, 1, 'text', Symbol('s')])('falls back on its own prototype for one of %s', prototype => {
      function Target() {}
      Target.prototype = prototype as any
      const instance: any = Reflect.construct(Class, [], Target)
      expect(Object.getPrototypeOf(instance)).toBe(Class.prototype)
      expect(put(instance, 1).size).toBe(1)
    })

    test('reads the prototype before the iterable, and passes its error on', () => {
      const error = new Error('prototype')
      const target = new Proxy(class {}, {
        get: (object, name, receiver) => {
          if (name === 'prototype') throw error
          return Reflect.get(object, name, receiver)
        },
      })
      let touched = false
      const iterable = {
        get [Symbol.iterator]() {
          touched = true
          return undefined
        },
      }
      expect(errorOf(() => Reflect.construct(Class, [iterable], target))).toBe(error)
      expect(touched).toBe(false)
    })

    test(`finds ${adder} where the new object inherits it`, () => {
      const calls: unknown[] = []
      function Target() {}
      Target.prototype = { [adder]: (...args: unknown[]) => calls.push(args[0]) }
      const instance: any = Reflect.construct(Class, [[item('a'), item('b')]], Target)
      expect(calls).toEqual(['a', 'b'])
      expect(size.call(instance)).toBe(0)
    })

    test(`throws a TypeError if the new object has no ${adder}, but only for an iterable`, () => {
      function Target() {}
      expect(() => Reflect.construct(Class, [[]], Target)).toThrow(TypeError)
      expect(size.call(Reflect.construct(Class, [], Target))).toBe(0)
      expect(size.call(Reflect.construct(Class, [null], Target))).toBe(0)
    })
  })

  describe('a subclass', () => {
    class Sub extends Class {
      note = 'note'
    }

    test('makes instances of both', () => {
      const instance: any = new Sub()
      expect(Object.getPrototypeOf(instance)).toBe(Sub.prototype)
      expect(instance).toBeInstanceOf(Class)
      expect(instance.constructor).toBe(Sub)
      expect(instance.note).toBe('note')
      expect(Object.prototype.toString.call(instance)).toBe(`[object ${tag}]`)
    })

    test('passes the iterable on', () => {
      const instance: any = new (Sub as any)([item('a'), item('b')])
      expect(instance.size).toBe(2)
      expectMembers(instance.keys(), ['a', 'b'])
    })

    test('inherits Symbol.species, which is the subclass there', () => {
      expect((Sub as any)[Symbol.species]).toBe(Sub)
    })

    test('inherits from the class itself', () => {
      expect(Object.getPrototypeOf(Sub)).toBe(Class)
    })
  })

  describe('an instance', () => {
    test('is an ordinary, extensible object without own properties, but for its mark', () => {
      const instance = put(put(new Class(), 1), 'two')
      expect(Object.isExtensible(instance)).toBe(true)
      expect(
        Reflect.ownKeys(instance)
          .map(String)
          .filter(key => key !== 'Symbol(tophash.mark)'),
      ).toEqual([])
      expect(JSON.stringify(instance)).toBe('{}')
      expect(Object.entries({ ...instance })).toEqual([])
    })

    test('inherits from the prototype', () => {
      expect(Object.getPrototypeOf(new Class())).toBe(Class.prototype)
    })

    test('has a size that cannot be assigned to', () => {
      const instance = put(new Class(), 1)
      expect(() => {
        instance.size = 7
      }).toThrow(TypeError)
      expect(instance.size).toBe(1)
    })

    test('takes properties of its own, which are no entries', () => {
      const instance = new Class()
      instance.extra = 1
      expect(instance.extra).toBe(1)
      expect(instance.size).toBe(0)
      expect(instance.has('extra')).toBe(false)
    })

    test('can be changed when it is frozen: its entries are no properties', () => {
      const instance = Object.freeze(new Class())
      for (let i = 0; i < 100; i++) put(instance, i)
      expect(instance.size).toBe(100)
      expect(instance.delete(5)).toBe(true)
      expect([...instance.keys()]).toHaveLength(99)
      instance.clear()
      expect(instance.size).toBe(0)
    })
  })
})
