import { describe, expect, test } from 'vitest'
import { KeySet } from '../ids.js'
import { CLASSES, sorted } from './classes.js'

describe.each(CLASSES)('$set', ({ Set: TestedSet, key }) => {
  test('add, has, delete, size, clear', () => {
    const set = new TestedSet()
    expect(set.size).toBe(0)
    expect(set.add(key(1)).add(key(2)).add(key(1))).toBe(set)
    expect(set.size).toBe(2)
    expect(set.has(key(1))).toBe(true)
    expect(set.has(key(3))).toBe(false)
    expect(set.delete(key(1))).toBe(true)
    expect(set.delete(key(1))).toBe(false)
    expect(set.has(key(1))).toBe(false)
    expect(set.clear()).toBe(undefined)
    expect(set.size).toBe(0)
    expect([...set]).toEqual([])
  })

  test('keys, values, entries and the set itself give every key', () => {
    const keys = Array.from({ length: 300 }, (_, i) => key(i))
    const set = new TestedSet(keys)
    expect(sorted(set)).toEqual(sorted(keys))
    expect(sorted(set.keys())).toEqual(sorted(keys))
    expect(sorted(set.values())).toEqual(sorted(keys))
    expect(sorted(set.entries())).toEqual(sorted(keys.map(k => [k, k])))
  })

  test('forEach gives key, key, set and uses thisArg', () => {
    const set = new TestedSet([key(1), key(2)])
    const seen: unknown[] = []
    const thisArg = {}
    expect(
      set.forEach(function (this: unknown, ...args: unknown[]) {
        expect(this).toBe(thisArg)
        seen.push(args[0])
        expect(args).toHaveLength(3)
        expect(args[1]).toBe(args[0])
        expect(args[2]).toBe(set)
      }, thisArg),
    ).toBe(undefined)
    expect(sorted(seen)).toEqual(sorted([key(1), key(2)]))
  })

  test('a thousand keys come and go as in a Set', () => {
    const set = new TestedSet()
    const model = new KeySet()
    for (let i = 0; i < 1000; i++) {
      set.add(key(i))
      model.add(key(i))
      if (i % 3 === 0) expect(set.delete(key(i >> 1))).toBe(model.delete(key(i >> 1)))
    }
    expect(set.size).toBe(model.size)
    for (let i = 0; i < 1100; i++) expect(set.has(key(i))).toBe(model.has(key(i)))
    expect(sorted(set)).toEqual(sorted(model))
  })
})
