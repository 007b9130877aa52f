import { describe, expect, test } from 'vitest'
import { CLASSES, errorOf, sorted } from './classes.js'

describe.each(CLASSES)('$map.groupBy', ({ map: name, Map: TestedMap, key, refused }) => {
  test('collects items under their keys, in order', () => {
    const items = Array.from({ length: 100 }, (_, i) => `item ${i}`)
    const given: [string, number][] = []
    const groups = TestedMap.groupBy(items, (item: string, index: number) => {
      given.push([item, index])
      return key(index % 3)
    })
    expect(groups).toBeInstanceOf(TestedMap)
    expect(given).toEqual(items.map((item, i) => [item, i]))
    expect(sorted(groups.keys())).toEqual(sorted([key(0), key(1), key(2)]))
    for (let k = 0; k < 3; k++) expect(groups.get(key(k))).toEqual(items.filter((_, i) => i % 3 === k))
  })

  test('takes any iterable, also an empty one', () => {
    expect(TestedMap.groupBy([], () => key(1)).size).toBe(0)
    expect(TestedMap.groupBy('aab', () => key(1)).get(key(1))).toEqual(['a', 'a', 'b'])
    expect(TestedMap.groupBy(new Set([1, 2]).values(), () => key(1)).get(key(1))).toEqual([1, 2])
  })

  test.each([null, undefined, 1, {}])('refuses %s as items', items => {
    expect(() => TestedMap.groupBy(items, () => key(1))).toThrow(TypeError)
  })

  test.each([null, undefined, 1, {}])('refuses %s as its function', keyOf => {
    const error = errorOf(() => TestedMap.groupBy([1], keyOf))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(`${name}.groupBy`)
  })

  test('closes the iterator when the function throws or answers a refused key', () => {
    const { value, error } = refused[0]!
    let closed = 0
    const items = {
      [Symbol.iterator]: () => ({
        next: () => ({ value: 1, done: false }),
        return: () => {
          closed++
          return {}
        },
      }),
    }
    const thrown = new Error('grouping')
    const fails = () => {
      throw thrown
    }
    expect(errorOf(() => TestedMap.groupBy(items, fails))).toBe(thrown)
    expect(errorOf(() => TestedMap.groupBy(items, () => value)).constructor).toBe(error)
    expect(closed).toBe(2)
  })

  test('is not of sets', () => {
    expect(CLASSES.every(c => !('groupBy' in c.Set))).toBe(true)
  })
})
