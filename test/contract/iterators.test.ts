// The iterator objects.

import { describe, expect, test } from 'vitest'
import { CONTAINERS } from './classes.js'

const IteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))
const METHODS = ['keys', 'values', 'entries'] as const

describe.each(CONTAINERS)('$name', ({ name, Class, put }) => {
  describe.each(METHODS)('%s()', method => {
    test('inherits from Iterator.prototype and iterates itself', () => {
      const iterator = new Class()[method]()
      expect(Object.prototype.isPrototypeOf.call(IteratorPrototype, iterator)).toBe(true)
      expect(iterator[Symbol.iterator]()).toBe(iterator)
      expect(typeof iterator.next).toBe('function')
      expect(iterator.next.length).toBe(0)
    })

    test('has a toStringTag of its own', () => {
      expect(Object.prototype.toString.call(new Class()[method]())).toBe(`[object ${name} Iterator]`)
    })

    test('returns results, then done for ever', () => {
      const map = put(new Class(), 7)
      const iterator = map[method]()
      const first = iterator.next()
      expect(Object.keys(first).sort()).toEqual(['done', 'value'])
      expect(first.done).toBe(false)
      expect(iterator.next()).toEqual({ value: undefined, done: true })
      put(map, 8)
      expect(iterator.next()).toEqual({ value: undefined, done: true })
    })

    test('of an empty one is done at once, and stays so', () => {
      const map = new Class()
      const iterator = map[method]()
      expect(iterator.next()).toEqual({ value: undefined, done: true })
      put(map, 1)
      expect(iterator.next()).toEqual({ value: undefined, done: true })
    })

    test('sees what was added before its first step', () => {
      const map = new Class()
      const iterator = map[method]()
      put(map, 1)
      put(map, 2)
      expect([...iterator]).toHaveLength(2)
    })

    test('gives entries as fresh arrays', () => {
      if (method !== 'entries') return
      const map = put(new Class(), 1)
      const [entry] = [...map.entries()]
      entry[0] = 'changed'
      expect([...map.entries()][0][0]).not.toBe('changed')
    })
  })

  test('next needs its iterator', () => {
    const { next } = new Class().keys()
    expect(() => next.call({})).toThrow(TypeError)
    expect(() => next.call(undefined)).toThrow(TypeError)
  })

  test('iterator helpers work where there are some', () => {
    const map = new Class()
    for (let i = 0; i < 20; i++) put(map, i)
    const keys = map.keys()
    if (typeof keys.take !== 'function') return
    expect([...keys.take(3)]).toHaveLength(3)
    expect(map.keys().reduce((n: number) => n + 1, 0)).toBe(20)
  })
})
