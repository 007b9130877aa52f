// What the constructor of the set does with values.

import { describe, expect, test } from 'vitest'
import { expectMembers } from './helpers.js'
import { HashSet, SET_TAG } from './subject.js'

describe(`new ${SET_TAG}`, () => {
  test('takes any value', () => {
    const values = ['a', 1, 1n, true, null, undefined, Symbol('s'), {}, [], Number.NaN]
    expectMembers(new HashSet(values), values)
  })

  test('takes equal values once', () => {
    expectMembers(new HashSet([1, 1, '1', '1', 0, -0, Number.NaN, Number.NaN]), [1, '1', 0, Number.NaN])
  })

  test('takes the code points of a string', () => {
    expectMembers(new HashSet('aab\u{1f600}\ud83d'), ['a', 'b', '\u{1f600}', '\ud83d'])
    expect(new HashSet('').size).toBe(0)
  })

  test('takes a hole in an array as undefined', () => {
    expectMembers(new HashSet(new Array(3)), [undefined])
  })

  test('takes a typed array, a built-in Set, and the entries of a built-in Map', () => {
    expectMembers(new HashSet(new Uint8Array([1, 2, 1])), [1, 2])
    expectMembers(new HashSet(new Set(['a', 'b'])), ['a', 'b'])
    const [entry] = [...new HashSet(new Map([['a', 1]]))] as any
    expect(entry).toEqual(['a', 1])
  })

  test('passes one argument to add', () => {
    const counts: number[] = []
    class Sub extends HashSet {
      add(...args: unknown[]) {
        counts.push(args.length)
        return super.add(args[0])
      }
    }
    expectMembers(new (Sub as any)(['a', 'b']), ['a', 'b'])
    expect(counts).toEqual([1, 1])
  })
})
