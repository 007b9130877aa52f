// A program may put these classes in the place of the engine's.

import { expect, test } from 'vitest'
import { patched } from './helpers.js'
import { HashMap, HashSet } from './subject.js'

const OBJECT = {}
const KEYS = [1, 1.5, 2n, 'a', OBJECT, null, true, undefined]

/** Runs with both classes as the built-in ones. */
function replaced<T>(run: () => T): T {
  return patched(globalThis, 'Map', HashMap, () => patched(globalThis, 'Set', HashSet, run))
}

/** How many entries Node's util.inspect is given for `table`; of the engine's own classes, nothing is to be called. */
function shown(table: any): number | undefined {
  return table[Symbol.for('nodejs.util.inspect.custom')]?.(1, {}, () => '').size
}

test('a map in the place of Map holds keys of every type', () => {
  const found = replaced(() => {
    const map: any = new Map(KEYS.map(key => [key, key] as const))
    const copy = map.clone?.() ?? new Map(map)
    const deleted = KEYS.map(key => map.delete(key))
    return { type: map instanceof HashMap, copy, deleted, left: map.size, shown: shown(copy) }
  })
  expect(found.type).toBe(true)
  expect(new Set(found.copy.keys())).toEqual(new Set(KEYS))
  for (const key of KEYS) expect(found.copy.get(key)).toBe(key)
  expect(found.deleted).toEqual(KEYS.map(() => true))
  expect(found.left).toBe(0)
  expect(found.shown ?? 8).toBe(8)
})

test('walks end, and groups are made', () => {
  const found = replaced(() => {
    const visited: unknown[] = []
    new Map(KEYS.map(key => [key, key] as const)).forEach((_, key) => {
      visited.push(key)
    })
    const groups = HashMap.groupBy(KEYS, (key: unknown) => (typeof key === 'object' ? OBJECT : key))
    return { visited, group: groups.get(OBJECT) }
  })
  expect(found.visited).toHaveLength(KEYS.length)
  expect(found.group).toEqual([OBJECT, null])
})

test('a set in the place of Set holds keys of every type', () => {
  const found = replaced(() => {
    const set: any = new Set(KEYS)
    const other = new Set([OBJECT, 'b'])
    return {
      type: set instanceof HashSet,
      keys: [...set],
      union: [...set.union(other)],
      intersection: [...set.intersection(other)],
      shown: shown(set),
    }
  })
  expect(found.type).toBe(true)
  expect(new Set(found.keys)).toEqual(new Set(KEYS))
  expect(new Set(found.union)).toEqual(new Set([...KEYS, 'b']))
  expect(found.intersection).toEqual([OBJECT])
  expect(found.shown ?? 8).toBe(8)
})
