import { describe, expect, test } from 'vitest'
import { isChecked } from '../backend.js'
import { KeySet } from '../ids.js'
import { CONTAINERS, errorOf, sorted } from './classes.js'
import { growInto } from './growing.js'

const N = isChecked ? 120 : 1000

describe.each(CONTAINERS)('$name', ({ name, Class, isMap, put, key }) => {
  const filled = (n = N) => {
    const map = new Class()
    for (let i = 0; i < n; i++) put(map, i)
    return map
  }
  /** A predicate over keys, with the parameters of the class. */
  const byKey = (test: (key: any) => unknown) => (isMap ? (_: unknown, k: any) => test(k) : test)
  const even = new KeySet(Array.from({ length: N / 2 }, (_, i) => key(2 * i)))

  test('deletes exactly the entries for which it is true, and tells how many', () => {
    const map = filled()
    expect(map.deleteWhere(byKey(k => even.has(k)))).toBe(N / 2)
    expect(sorted(map.keys())).toEqual(sorted(Array.from({ length: N / 2 }, (_, i) => key(2 * i + 1))))
    expect(map.deleteWhere(() => false)).toBe(0)
    expect(map.deleteWhere(() => 'truthy')).toBe(N / 2)
    expect(map.size).toBe(0)
    expect(map.deleteWhere(() => true)).toBe(0)
  })

  test('asks once an entry, with the arguments of the class', () => {
    const map = filled(50)
    const asked: unknown[] = []
    map.deleteWhere((...args: unknown[]) => {
      expect(args.at(-1)).toBe(map)
      expect(args).toHaveLength(isMap ? 3 : 2)
      asked.push(isMap ? args[1] : args[0])
      if (isMap) expect(map.get(args[1])).toBe(args[0])
      return asked.length % 2 === 0
    })
    expect(sorted(asked)).toEqual(sorted(Array.from({ length: 50 }, (_, i) => key(i))))
    expect(map.size).toBe(25)
  })

  test('works in the middle of a growth', () => {
    const map = new Class()
    const n = growInto(map, i => put(map, i), 100)
    expect(map.deleteWhere(() => true)).toBe(n)
    expect(map.size).toBe(0)
  })

  test.each([null, undefined, 1, {}])('refuses %s as its function', predicate => {
    const map = filled(3)
    const error = errorOf(() => map.deleteWhere(predicate))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(`${name}.deleteWhere`)
    expect(map.size).toBe(3)
  })

  test('a function that throws ends it; what it deleted stays deleted', () => {
    const map = filled(50)
    const thrown = new Error('predicate')
    const deleted: unknown[] = []
    const predicate = byKey(k => {
      if (deleted.length === 10) throw thrown
      deleted.push(k)
      return true
    })
    expect(errorOf(() => map.deleteWhere(predicate))).toBe(thrown)
    expect(map.size).toBe(40)
    for (const k of deleted) expect(map.has(k)).toBe(false)
    expect(put(map, 99).size).toBe(41)
  })

  test('a function that changes the map leaves it whole', () => {
    const map = filled(50)
    let calls = 0
    map.deleteWhere(
      byKey(() => {
        if (calls++ === 3) for (let i = 100; i < 400; i++) put(map, i)
        return false
      }),
    )
    expect(map.size).toBe(350)
    expect([...map]).toHaveLength(350)
    expect(map.deleteWhere(byKey(k => map.delete(k)))).toBe(0)
    expect(map.size).toBe(0)
  })

  test('a function that clears or disposes ends it', () => {
    const cleared = filled(50)
    expect(
      cleared.deleteWhere(() => {
        cleared.clear()
        return true
      }),
    ).toBe(0)
    expect(cleared.size).toBe(0)
    const disposed = filled(50)
    expect(() => disposed.deleteWhere(() => disposed[Symbol.dispose]())).toThrow(TypeError)
  })
})
