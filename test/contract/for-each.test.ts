import { describe, expect, test } from 'vitest'
import { KeySet } from '../ids.js'
import { CONTAINERS, errorOf, sorted } from './classes.js'

describe.each(CONTAINERS)('$name', ({ name, Class, isMap, put, key }) => {
  const filled = (n: number) => {
    const map = new Class()
    for (let i = 0; i < n; i++) put(map, i)
    return map
  }

  test('calls once an entry, with value, key and map, and with thisArg', () => {
    const map = filled(200)
    const keys: unknown[] = []
    const thisArg = {}
    const result = map.forEach(function (
      this: unknown,
      value: unknown,
      k: unknown,
      owner: unknown,
      ...rest: unknown[]
    ) {
      expect(this).toBe(thisArg)
      expect(value).toBe(isMap ? map.get(k) : k)
      expect(owner).toBe(map)
      expect(rest).toEqual([])
      keys.push(k)
    }, thisArg)
    expect(result).toBe(undefined)
    expect(sorted(keys)).toEqual(sorted(map.keys()))
  })

  test('does not call for an empty one', () => {
    new Class().forEach(() => {
      expect.unreachable()
    })
  })

  test.each([null, undefined, 1, {}, 'f'])('refuses %s, also for an empty one', visit => {
    for (const map of [filled(3), new Class()]) {
      const error = errorOf(() => map.forEach(visit))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain(`${name}.forEach`)
    }
  })

  test('a function that throws ends it, and the map is intact', () => {
    const map = filled(50)
    const thrown = new Error('visit')
    let calls = 0
    const visit = () => {
      if (++calls === 10) throw thrown
    }
    expect(errorOf(() => map.forEach(visit))).toBe(thrown)
    expect(calls).toBe(10)
    expect(map.size).toBe(50)
    expect([...map]).toHaveLength(50)
    expect(put(map, 99).size).toBe(51)
  })

  test('a function that deletes sees no deleted entry', () => {
    const map = filled(100)
    const visited = new KeySet()
    map.forEach((_: unknown, k: unknown) => {
      expect(map.has(k)).toBe(true)
      expect(visited.has(k)).toBe(false)
      visited.add(k)
      for (const other of [...map.keys()].slice(0, 2)) map.delete(other)
    })
    expect(visited.size).toBeGreaterThanOrEqual(34)
    for (const k of map.keys()) expect(visited.has(k)).toBe(true)
  })

  test('a function that clears ends it, one that disposes makes it throw', () => {
    const map = filled(50)
    let calls = 0
    map.forEach(() => {
      calls++
      map.clear()
    })
    expect(calls).toBe(1)
    const other = filled(50)
    expect(() =>
      other.forEach(() => {
        other[Symbol.dispose]()
      }),
    ).toThrow(TypeError)
  })

  test('a function that adds comes to an end', () => {
    const map = filled(10)
    const seen = new KeySet()
    map.forEach((_: unknown, k: unknown) => {
      expect(seen.has(k)).toBe(false)
      seen.add(k)
      if (map.size < 1000) for (let i = 0; i < 10; i++) put(map, map.size)
    })
    for (let i = 0; i < 10; i++) expect(seen.has(key(i))).toBe(true)
  })
})
