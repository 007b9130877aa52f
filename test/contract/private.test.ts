// What is inside a map or set cannot be seen, copied or changed from outside.

import assert from 'node:assert'
import { describe, expect, test } from 'vitest'
import { HashMap, HashSet } from '../backend.js'
import { CONTAINERS } from './classes.js'

const ANY = [
  { name: 'HashMap', Class: HashMap, isMap: true, put: (map: any, i: number) => map.set(i, i), key: (i: number) => i },
  { name: 'HashSet', Class: HashSet, isMap: false, put: (set: any, i: number) => set.add(i), key: (i: number) => i },
] as any[]

/** All own properties, copied with their attributes, under the same prototype: what a thorough copier does. */
function copied<T extends object>(map: T): T {
  return Object.create(Object.getPrototypeOf(map), Object.getOwnPropertyDescriptors(map))
}

describe.each([...CONTAINERS, ...ANY])('$name', ({ name, Class, isMap, put, key }) => {
  const of = (...items: number[]) => items.reduce((map, i) => put(map, i), new Class())

  test('there are no own properties but the mark', () => {
    const map = of(1, 2, 3)
    expect(Object.keys(map)).toEqual([])
    expect(Object.getOwnPropertyNames(map)).toEqual([])
    expect(Object.getOwnPropertySymbols(map)).toHaveLength(1)
    expect(JSON.stringify(map)).toBe('{}')
    for (const property in map) expect.fail(property)
  })

  test('structuredClone gives an object without anything', () => {
    expect(Reflect.ownKeys(structuredClone(of(1, 2)))).toEqual([])
  })

  test('a frozen one works as a frozen Map does', () => {
    const map: any = Object.freeze(of(1, 2))
    put(map, 3)
    expect(map.size).toBe(3)
    expect(map.delete(key(1))).toBe(true)
    for (let i = 10; i < 100; i++) put(map, i)
    expect(map.size).toBe(92)
    map.clear()
    expect(map.size).toBe(0)
    map[Symbol.dispose]()
  })

  const methods = isMap ? ['get', 'has', 'set', 'delete', 'clear', 'keys', 'stats'] : ['add', 'has', 'delete', 'values']

  test.each(methods)('%s of a copy, a heir or a Proxy throws our TypeError', method => {
    const map = of(1, 2, 3)
    for (const receiver of [copied(map), Object.create(map), new Proxy(map, {}), { ...map }]) {
      const call = () => Class.prototype[method].call(receiver, key(1), 1)
      expect(call).toThrow(TypeError)
      expect(call).toThrow(/^[\w.]+: called on an incompatible receiver$/)
    }
    expect(map.size).toBe(3)
    expect(() => copied(map).size).toThrow(new RegExp(`^${name}\\.size: called on an incompatible receiver$`))
  })

  test('no two are equal for who compares their fields, whatever they hold', () => {
    expect(() => assert.deepStrictEqual(of(1, 2), of(1, 3))).toThrow(assert.AssertionError)
    expect(() => assert.deepStrictEqual(of(1, 2), of(1, 2))).toThrow(assert.AssertionError)
    const map = of(1, 2)
    assert.deepStrictEqual(map, map)
  })

  test('who compares them item by item never passes different contents, and equal ones in the same order only', () => {
    for (let i = 0; i < 200; i++) expect(() => expect(of(i, 1000)).toEqual(of(i, 1001))).toThrow()
    const many = Array.from({ length: 30 }, (_, i) => i)
    expect(of(1)).toEqual(of(1))
    expect(() => {
      for (let i = 0; i < 20; i++) expect(of(...many)).toEqual(of(...many))
    }).toThrow()
  })
})
