// What a constructor takes: entries, options, both, or nothing.

import { describe, expect, test } from 'vitest'
import { idOf } from '../ids.js'
import { CLASSES, CONTAINERS, errorOf, foreignKey, sorted } from './classes.js'

describe.each(CONTAINERS)('$name', container => {
  const { name, Class, isMap, put, key } = container
  const foreign = foreignKey(container)
  const items = (n: number) => Array.from({ length: n }, (_, i) => (isMap ? [key(i), i] : key(i)))

  test.each([[[]], [[null]], [[undefined]], [[null, {}]], [[undefined, undefined]], [[[]]], [[{}]], [[null, null]]])(
    'is empty after %j',
    args => {
      const map = new Class(...args)
      expect(map.size).toBe(0)
      expect(put(map, 1).size).toBe(1)
    },
  )

  test('takes any iterable', () => {
    const expected = sorted(items(20))
    expect(sorted(new Class(items(20)))).toEqual(expected)
    expect(sorted(new Class(items(20).values()))).toEqual(expected)
    expect(sorted(new Class(isMap ? new Map(items(20) as any) : new Set(items(20))))).toEqual(expected)
    expect(sorted(new Class(new Class(items(20))))).toEqual(expected)
    function* generate() {
      yield* items(20)
    }
    expect(sorted(new Class(generate()))).toEqual(expected)
  })

  test('takes options after entries, null or undefined, or alone', () => {
    const seed = 77n
    const one = new Class(items(50), { seed })
    const two = new Class({ seed })
    const three = new Class(null, { seed })
    for (const item of items(50)) {
      if (isMap) two.set(...(item as [any, any]))
      else two.add(item)
    }
    three.assign(one)
    expect(sorted(two)).toEqual(sorted(one))
    expect(two.inspect()).toEqual(one.inspect())
    expect(three.size).toBe(50)
  })

  test('one argument is entries if it has Symbol.iterator, own or inherited, even with the names of options', () => {
    class Options {
      capacity = 'not looked at';
      *[Symbol.iterator]() {
        yield* items(2)
      }
    }
    expect(new Class(new Options()).size).toBe(2)
    expect(new Class(Object.assign(items(2), { unknown: 1 })).size).toBe(2)
  })

  test('a Symbol.iterator that is no function is an error, not options', () => {
    expect(() => new Class({ [Symbol.iterator]: undefined })).toThrow(TypeError)
    expect(() => new Class({ [Symbol.iterator]: 1, capacity: 1 })).toThrow(TypeError)
  })

  test.each([1, true, 1n, Symbol('s'), () => {}])('refuses %s as its first argument', first => {
    expect(() => new Class(first)).toThrow(TypeError)
  })

  test('refuses options in front of options', () => {
    const error = errorOf(() => new Class({}, {}))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(name)
  })

  test('closes an iterator whose item is refused', () => {
    let closed = 0
    const source = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: isMap ? [foreign, 1] : foreign, done: false }),
        return: () => {
          closed++
          return {}
        },
      }),
    }
    expect(() => new Class(source)).toThrow(TypeError)
    expect(closed).toBe(1)
  })

  test('passes the error of an iterable that throws half-way on, and other maps work on', () => {
    const error = new Error('half-way')
    function* broken() {
      yield* items(30)
      throw error
    }
    expect(errorOf(() => new Class(broken()))).toBe(error)
    const map = put(new Class(), 1)
    expect(map.size).toBe(1)
    expect(errorOf(() => map.assign(broken()))).toBe(error)
    expect(sorted(map.keys())).toEqual(sorted(items(30).map(item => (isMap ? (item as any[])[0] : item))))
    expect(put(map, 30).size).toBe(31)
  })
})

describe.each(CLASSES)('$map', ({ map: name, Map: TestedMap, key }) => {
  test.each([1, 'ab', null, undefined, true])('refuses %s as an entry', entry => {
    const error = errorOf(() => new TestedMap([entry]))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(name)
  })

  test('takes any object as an entry', () => {
    const entries = [{ 0: key(1), 1: 'a' }, Object.assign(() => {}, { 0: key(2), 1: 'b' }), [key(3)], [key(4), 1, 2]]
    const map = new TestedMap(entries)
    expect(map.get(key(1))).toBe('a')
    expect(map.get(key(2))).toBe('b')
    expect(map.has(key(3))).toBe(true)
    expect(map.get(key(3))).toBe(undefined)
    expect(map.get(key(4))).toBe(1)
  })

  test('the last of equal keys wins', () => {
    expect(
      [
        ...new TestedMap([
          [key(1), 1],
          [key(2), 2],
          [key(1), 3],
        ]),
      ].find(e => idOf(e[0]) === idOf(key(1))),
    ).toEqual([key(1), 3])
  })
})
