// The set methods of ES2025, with sets of every kind as the other.

import { describe, expect, test } from 'vitest'
import { mapOf, setOf } from '../ids.js'
import { CLASSES, sorted } from './classes.js'

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

describe.each(CLASSES)('$set', ({ kind, Set: TestedSet, Map: TestedMap, key, edges }) => {
  const of = (is: number[]) => new TestedSet(is.map(key))
  /** A string, or a number where strings are keys. */
  const text = kind === 'String' ? 7 : 'x'
  const others: [string, (is: number[]) => any][] = [
    ['its own kind', of],
    ['a Set', is => setOf(is.map(key))],
    ['a Map', is => mapOf(is.map(i => [key(i), i]))],
    ['a map of its kind', is => new TestedMap(is.map(i => [key(i), i]))],
  ]
  // Receivers that are smaller, larger and equal in size, disjoint, overlapping, empty.
  const operands: [number[], number[]][] = [
    [range(0, 10), range(5, 50)],
    [range(0, 50), range(5, 10)],
    [range(0, 10), range(10, 20)],
    [range(0, 10), range(0, 10)],
    [[], range(0, 5)],
    [range(0, 5), []],
    [[], []],
    [range(0, 100), range(50, 150)],
  ]

  describe.each(others)('with %s', (_, make) => {
    test('union, intersection, difference, symmetricDifference', () => {
      for (const [a, b] of operands) {
        const [mine, other] = [of(a), make(b)]
        const expected = {
          union: [...new Set([...a, ...b])],
          intersection: a.filter(i => b.includes(i)),
          difference: a.filter(i => !b.includes(i)),
          symmetricDifference: [...a.filter(i => !b.includes(i)), ...b.filter(i => !a.includes(i))],
        }
        for (const [method, result] of Object.entries(expected)) {
          const set = mine[method](other)
          expect(set).toBeInstanceOf(TestedSet)
          expect(set).not.toBe(mine)
          expect(sorted(set), method).toEqual(sorted(result.map(key)))
        }
        expect(sorted(mine)).toEqual(sorted(a.map(key)))
        expect(sorted(other.keys())).toEqual(sorted(b.map(key)))
      }
    })

    test('isSubsetOf, isSupersetOf, isDisjointFrom', () => {
      for (const [a, b] of operands) {
        const [mine, other] = [of(a), make(b)]
        expect(mine.isSubsetOf(other)).toBe(a.every(i => b.includes(i)))
        expect(mine.isSupersetOf(other)).toBe(b.every(i => a.includes(i)))
        expect(mine.isDisjointFrom(other)).toBe(!a.some(i => b.includes(i)))
      }
    })
  })

  test('with itself', () => {
    const set = of(range(0, 30))
    expect(set.union(set).equals(set)).toBe(true)
    expect(set.intersection(set).equals(set)).toBe(true)
    expect(set.difference(set).size).toBe(0)
    expect(set.symmetricDifference(set).size).toBe(0)
    expect(set.isSubsetOf(set) && set.isSupersetOf(set)).toBe(true)
    expect(set.isDisjointFrom(set)).toBe(false)
    expect(set.size).toBe(30)
  })

  test('a result is a set of its own', () => {
    const set = of(range(0, 5))
    const union = set.union(new Set())
    union.add(key(50))
    expect(set.has(key(50))).toBe(false)
  })

  test('foreign keys make union and symmetricDifference throw, and change nothing', () => {
    for (const foreign of [text, undefined, {}, typeof edges[0] === 'bigint' ? 1 : 1n, Symbol('s')]) {
      const set = of(range(0, 5))
      const other = setOf([key(9), foreign, key(1)])
      expect(() => set.union(other)).toThrow(TypeError)
      expect(() => set.symmetricDifference(other)).toThrow(TypeError)
      expect(sorted(set)).toEqual(sorted(range(0, 5).map(key)))
    }
  })

  test('to the others foreign keys are absent ones', () => {
    const other = setOf([key(1), text, {}, key(2), null])
    const big = setOf([...other, ...range(20, 60).map(i => `x${i}`)])
    for (const foreign of [other, big]) {
      for (const set of [of(range(0, 30)), of([1, 2]), of([1, 7])]) {
        const mine = [...set]
        expect(sorted(set.intersection(foreign))).toEqual(sorted(mine.filter(k => foreign.has(k))))
        expect(sorted(set.difference(foreign))).toEqual(sorted(mine.filter(k => !foreign.has(k))))
        expect(set.isSubsetOf(foreign)).toBe(mine.every(k => foreign.has(k)))
        expect(set.isSupersetOf(foreign)).toBe(false)
        expect(set.isDisjointFrom(foreign)).toBe(false)
      }
    }
    expect(of([7]).isDisjointFrom(new Set(['x', 'y']))).toBe(true)
  })

  test('-0 in the other is 0', () => {
    if (typeof edges[0] !== 'number') return
    const zero = { size: 1, has: (k: number) => k === 0, keys: () => [-0][Symbol.iterator]() }
    for (const result of [
      new TestedSet().union(zero),
      new TestedSet().symmetricDifference(zero),
      new TestedSet([0, 1]).intersection(zero),
    ]) {
      expect([...result].map(k => Object.is(k, 0))).toEqual([true])
    }
    expect(new TestedSet([0]).symmetricDifference(zero).size).toBe(0)
    expect([...new TestedSet([0, 1]).difference(zero)]).toEqual([1])
  })
})
