import { describe, expect, test } from 'vitest'
import { KeyMap } from '../ids.js'
import { CLASSES, sorted } from './classes.js'

describe.each(CLASSES)('$map', ({ Map: TestedMap, key }) => {
  test('is empty at first', () => {
    const map = new TestedMap()
    expect(map.size).toBe(0)
    expect(map.get(key(1))).toBe(undefined)
    expect(map.has(key(1))).toBe(false)
    expect(map.delete(key(1))).toBe(false)
    expect([...map]).toEqual([])
    expect(map.clear()).toBe(undefined)
  })

  test('set returns the map, get and has find it', () => {
    const map = new TestedMap()
    expect(map.set(key(1), 'one').set(key(2), 'two')).toBe(map)
    expect(map.get(key(1))).toBe('one')
    expect(map.get(key(2))).toBe('two')
    expect(map.has(key(1))).toBe(true)
    expect(map.has(key(3))).toBe(false)
    expect(map.size).toBe(2)
  })

  test('set overwrites', () => {
    const map = new TestedMap([[key(1), 'old']])
    map.set(key(1), 'new')
    expect(map.get(key(1))).toBe('new')
    expect(map.size).toBe(1)
  })

  test('delete tells whether there was an entry', () => {
    const map = new TestedMap([
      [key(1), 1],
      [key(2), 2],
    ])
    expect(map.delete(key(1))).toBe(true)
    expect(map.delete(key(1))).toBe(false)
    expect(map.has(key(1))).toBe(false)
    expect(map.get(key(1))).toBe(undefined)
    expect(map.get(key(2))).toBe(2)
    expect(map.size).toBe(1)
  })

  test('clear empties, and the map can be filled again', () => {
    const map = new TestedMap()
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 100; i++) map.set(key(i), round)
      expect(map.size).toBe(100)
      expect(map.get(key(99))).toBe(round)
      map.clear()
      expect(map.size).toBe(0)
      expect(map.has(key(99))).toBe(false)
      expect([...map]).toEqual([])
    }
  })

  test('keys, values, entries and the map itself give every entry', () => {
    const entries = Array.from({ length: 300 }, (_, i) => [key(i), i] as const)
    const map = new TestedMap(entries)
    expect(sorted(map)).toEqual(sorted(entries))
    expect(sorted(map.entries())).toEqual(sorted(entries))
    expect(sorted(map.keys())).toEqual(sorted(entries.map(e => e[0])))
    expect(sorted(map.values())).toEqual(entries.map(e => e[1]))
  })

  test('a thousand entries come and go as in a Map', () => {
    const map = new TestedMap()
    const model = new KeyMap()
    for (let i = 0; i < 1000; i++) {
      map.set(key(i), i)
      model.set(key(i), i)
      if (i % 3 === 0) expect(map.delete(key(i >> 1))).toBe(model.delete(key(i >> 1)))
    }
    expect(map.size).toBe(model.size)
    for (let i = 0; i < 1100; i++) expect(map.get(key(i))).toBe(model.get(key(i)))
    expect(sorted(map)).toEqual(sorted(model))
  })
})
