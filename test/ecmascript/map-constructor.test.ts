// What the constructor of the map does with entries.

import { describe, expect, test } from 'vitest'
import { endless, errorOf, expectEntries } from './helpers.js'
import { HashMap, MAP_TAG } from './subject.js'

describe(`new ${MAP_TAG}`, () => {
  test('takes 0 as the key and 1 as the value of every entry', () => {
    const key = {}
    const map = new HashMap([
      ['a', 1],
      [key, 2],
      [undefined, undefined],
    ])
    expectEntries(map, [
      ['a', 1],
      [key, 2],
      [undefined, undefined],
    ])
  })

  test('the last of equal keys wins', () => {
    const map = new HashMap([
      ['a', 1],
      [0, 'first'],
      ['a', 2],
      [-0, 'second'],
    ])
    expectEntries(map, [
      ['a', 2],
      [0, 'second'],
    ])
  })

  test('any object is an entry; what it lacks is undefined, what it has more is ignored', () => {
    const map = new HashMap([
      { 0: 'object', 1: 1 },
      Object.assign(() => {}, { 0: 'function', 1: 2 }),
      new String('ab'),
      ['short'],
      ['long', 3, 4],
      [],
    ])
    expectEntries(map, [
      ['object', 1],
      ['function', 2],
      ['a', 'b'],
      ['short', undefined],
      ['long', 3],
      [undefined, undefined],
    ])
  })

  test('reads 0, then 1, then calls set, for each entry before the next step', () => {
    const log: string[] = []
    const entry = (key: string) => ({
      get 0() {
        log.push(`${key}[0]`)
        return key
      },
      get 1() {
        log.push(`${key}[1]`)
        return 'value'
      },
    })
    class Sub extends HashMap {
      set(...args: unknown[]) {
        log.push(`set ${args.join()}`)
      }
    }
    ;new (Sub as any)([entry('a'), entry('b')])
    expect(log).toEqual(['a[0]', 'a[1]', 'set a,value', 'b[0]', 'b[1]', 'set b,value'])
  })

  test('takes an entry of a prototype chain or a Proxy', () => {
    const map = new HashMap([Object.create(['a', 1]), new Proxy(['b', 2], {})])
    expectEntries(map, [
      ['a', 1],
      ['b', 2],
    ])
  })

  test('is empty for an empty string, which is iterable', () => {
    expect(new HashMap('').size).toBe(0)
  })

  test.each([undefined, null, 1, 'ab', true, 1n, Symbol('s')])(
    'throws a TypeError for %s as an entry and closes the iterator once',
    entry => {
      const source = endless(entry)
      expect(errorOf(() => new HashMap(source))).toBeInstanceOf(TypeError)
      expect(source).toMatchObject({ closed: 1, steps: 1 })
    },
  )

  test('a hole in an array is no entry', () => {
    expect(() => new HashMap(new Array(1))).toThrow(TypeError)
  })

  test('the error of a bad entry is a TypeError even if closing fails', () => {
    const source = endless('no object', () => {
      throw new Error('return')
    })
    expect(errorOf(() => new HashMap(source))).toBeInstanceOf(TypeError)
    expect(source.closed).toBe(1)
  })

  test.each([0, 1])('closes the iterator once when reading entry[%i] throws', index => {
    const error = new Error('entry')
    const entry = Object.defineProperty(['a', 1], index, {
      get: () => {
        throw error
      },
    })
    const source = endless(entry)
    expect(errorOf(() => new HashMap(source))).toBe(error)
    expect(source).toMatchObject({ closed: 1, steps: 1 })
  })

  test('does not read entry[1] when reading entry[0] throws', () => {
    let touched = false
    const entry = {
      get 0(): unknown {
        throw new Error('entry')
      },
      get 1() {
        touched = true
        return 1
      },
    }
    expect(() => new HashMap([entry])).toThrow('entry')
    expect(touched).toBe(false)
  })

  test('takes the entries of a built-in Map', () => {
    const entries: [unknown, unknown][] = [
      ['a', 1],
      [1n, 2],
      [Number.NaN, 3],
    ]
    expectEntries(new HashMap(new Map(entries)), entries)
  })
})
