// add, has, delete, clear and size of the set.

import { describe, expect, test } from 'vitest'
import { expectMembers } from './helpers.js'
import { HashSet, SET_TAG } from './subject.js'
import { DISTINCT } from './values.js'

describe(SET_TAG, () => {
  describe('add', () => {
    test('returns the set', () => {
      const set = new HashSet()
      expect(set.add('a')).toBe(set)
      expect(set.add('a')).toBe(set)
    })

    test('adds a value once', () => {
      const set = new HashSet()
      set.add('a').add(1).add('a').add('1')
      expectMembers(set, ['a', 1, '1'])
    })

    test('takes one value', () => {
      const set = new HashSet()
      set.add('a', 'b')
      expectMembers(set, ['a'])
    })

    test('takes the set itself', () => {
      const set = new HashSet()
      set.add(set)
      expect(set.has(set)).toBe(true)
      expect([...set][0]).toBe(set)
    })
  })

  describe('has', () => {
    test('gives false for a value that is not there, whatever its type', () => {
      const set = new HashSet(['other'])
      for (const [, value] of DISTINCT) expect(set.has(value)).toBe(false)
    })

    test('does not add the value', () => {
      const set = new HashSet()
      set.has('a')
      expect(set.size).toBe(0)
    })
  })

  describe('delete', () => {
    test('gives true for a value that was there, false then', () => {
      const set = new HashSet(['a'])
      expect(set.delete('a')).toBe(true)
      expect(set.delete('a')).toBe(false)
    })

    test('takes only that value away', () => {
      const set = new HashSet(['1', 1, 1n, true])
      expect(set.delete(1)).toBe(true)
      expectMembers(set, ['1', 1n, true])
    })

    test('lets the value come back', () => {
      const set = new HashSet(['a'])
      set.delete('a')
      expectMembers(set.add('a'), ['a'])
    })
  })

  describe('clear', () => {
    test('takes everything away and returns undefined', () => {
      const set = new HashSet(DISTINCT.map(([, value]) => value))
      expect(set.clear()).toBe(undefined)
      expectMembers(set, [])
      for (const [, value] of DISTINCT) expect(set.has(value)).toBe(false)
    })

    test('returns undefined for an empty set, too, which goes on taking values', () => {
      const set = new HashSet()
      expect(set.clear()).toBe(undefined)
      expectMembers(set.add('a'), ['a'])
    })
  })

  test('size counts values', () => {
    const set = new HashSet()
    expect(set.size).toBe(0)
    set.add('a').add(1).add('a').add({}).add({})
    expect(set.size).toBe(4)
    set.delete('a')
    expect(set.size).toBe(3)
    set.clear()
    expect(set.size).toBe(0)
  })

  test('no method asks an overridden one', () => {
    const fail = () => expect.unreachable()
    const set = new HashSet(['a', 1])
    for (const name of ['add', 'has', 'delete', 'clear', 'keys', 'values', 'entries', 'forEach', 'size']) {
      Object.defineProperty(set, name, { get: fail })
    }
    Object.defineProperty(set, Symbol.iterator, { get: fail })
    const { add, has, delete: remove, clear, forEach, values, entries } = HashSet.prototype
    add.call(set, 'b')
    expect(has.call(set, 'b')).toBe(true)
    expect(remove.call(set, 'b')).toBe(true)
    let calls = 0
    forEach.call(set, () => {
      calls++
    })
    expect(calls).toBe(2)
    for (const method of [values, entries]) expect([...method.call(set)]).toHaveLength(2)
    clear.call(set)
    expect(has.call(set, 'a')).toBe(false)
  })
})
