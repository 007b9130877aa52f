// Every method and getter wants an instance made by its constructor; anything else is a TypeError.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS, property } from './helpers.js'

const PRIMITIVES = [undefined, null, true, 1, 1n, 'text', Symbol('s')]

describe.each(COLLECTIONS)('$tag.prototype', ({ Class, other, methods, put }) => {
  const size = property(Class.prototype, 'size').get as any
  const members: [string, (receiver: unknown) => unknown][] = [
    ['size', receiver => size.call(receiver)],
    ...[...methods.map(([name]) => name), 'keys', Symbol.iterator].map(
      (name): [string, (receiver: unknown) => unknown] => [
        String(name),
        receiver => Class.prototype[name].call(receiver, argument(name), () => 1),
      ],
    ),
  ]

  /** One with which only the receiver can be wrong. */
  function argument(name: PropertyKey): unknown {
    return name === 'forEach' ? () => {} : new Class()
  }

  describe.each(members)('%s', (_name, call) => {
    test('refuses a primitive', () => {
      for (const receiver of PRIMITIVES) expect(() => call(receiver)).toThrow(TypeError)
    })

    test('refuses an object that is no instance', () => {
      for (const receiver of [{}, [], () => {}, new WeakMap(), new WeakSet(), new Date(), Class]) {
        expect(() => call(receiver)).toThrow(TypeError)
      }
    })

    test('refuses an instance of the other class', () => {
      expect(() => call(other)).toThrow(TypeError)
    })

    test('refuses the prototype', () => {
      expect(() => call(Class.prototype)).toThrow(TypeError)
    })

    test('refuses an object that only inherits', () => {
      expect(() => call(Object.create(Class.prototype))).toThrow(TypeError)
      expect(() => call(Object.create(put(new Class(), 1)))).toThrow(TypeError)
    })

    test('refuses a Proxy of an instance', () => {
      expect(() => call(new Proxy(put(new Class(), 1), {}))).toThrow(TypeError)
    })

    test('takes an instance whose prototype was changed', () => {
      const instance = put(new Class(), 1)
      Object.setPrototypeOf(instance, null)
      expect(() => call(instance)).not.toThrow()
    })
  })
})
