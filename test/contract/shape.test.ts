// What can be seen of a class without calling it.

import { describe, expect, test } from 'vitest'
import { TupleMap, TupleSet } from '../backend.js'
import { CLASSES, CONTAINERS, isTuple } from './classes.js'

const MAP_METHODS = ['clear', 'delete', 'entries', 'forEach', 'get', 'has', 'keys', 'set', 'values']
const SET_METHODS = ['add', 'clear', 'delete', 'entries', 'forEach', 'has', 'keys', 'values']
const ES2025_SET_METHODS = [
  ...['union', 'intersection', 'difference', 'symmetricDifference'],
  ...['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'],
]

/** The property of an object or of what it inherits from. */
function descriptorOf(object: object, name: PropertyKey): PropertyDescriptor | undefined {
  for (let o = object; o !== null; o = Object.getPrototypeOf(o)) {
    const descriptor = Object.getOwnPropertyDescriptor(o, name)
    if (descriptor !== undefined) return descriptor
  }
  return undefined
}

describe.each(CONTAINERS)('$name', ({ name, Class, isMap, put }) => {
  test('name, length 0, toStringTag', () => {
    expect(Class.name).toBe(name)
    expect(Class.length).toBe(0)
    expect(Class.prototype[Symbol.toStringTag]).toBe(name)
    expect(new Class()[Symbol.toStringTag]).toBe(name)
    expect(Object.prototype.toString.call(new Class())).toBe(`[object ${name}]`)
  })

  test('needs new', () => {
    expect(() => Class()).toThrow(TypeError)
  })

  test('Symbol.species is the class, of a subclass the subclass', () => {
    expect(Class[Symbol.species]).toBe(Class)
    class Sub extends Class {}
    expect((Sub as any)[Symbol.species]).toBe(Sub)
    expect(Object.getOwnPropertyDescriptor(Class, Symbol.species)?.set).toBe(undefined)
  })

  test.each(isMap ? MAP_METHODS : SET_METHODS)('%s has the name, length and attributes of the built-in one', method => {
    const own = descriptorOf(Class.prototype, method)!
    const builtIn = Object.getOwnPropertyDescriptor((isMap ? Map : Set).prototype, method)!
    expect(own).toMatchObject({ writable: true, enumerable: false, configurable: true })
    expect(own.value.length).toBe(builtIn.value.length)
    if (!(method === 'keys' && !isMap)) expect(own.value.name).toBe(method)
  })

  test('has the newer methods with their lengths', () => {
    if (isMap) {
      expect(Class.prototype.getOrInsert.length).toBe(2)
      expect(Class.prototype.getOrInsertComputed.length).toBe(2)
      expect(Class.groupBy.length).toBe(2)
    } else {
      for (const method of ES2025_SET_METHODS) expect(Class.prototype[method].length).toBe(1)
    }
  })

  test('size is a getter without a setter', () => {
    const size = descriptorOf(Class.prototype, 'size')!
    expect(typeof size.get).toBe('function')
    expect(size.set).toBe(undefined)
    expect(size.enumerable).toBe(false)
    const map = put(new Class(), 1)
    expect(() => {
      map.size = 7
    }).toThrow(TypeError)
    expect(map.size).toBe(1)
  })

  test('Symbol.iterator is entries of a map, values and keys of a set', () => {
    const { prototype } = Class
    expect(prototype[Symbol.iterator]).toBe(isMap ? prototype.entries : prototype.values)
    if (!isMap) expect(prototype.keys).toBe(prototype.values)
    expect(descriptorOf(prototype, Symbol.iterator)).toMatchObject({ enumerable: false, writable: true })
  })

  test('a for-in loop finds nothing of the prototype', () => {
    const inherited: string[] = []
    const map = new Class()
    for (const property in map) if (!Object.hasOwn(map, property)) inherited.push(property)
    expect(inherited).toEqual([])
  })
})

test.each(CLASSES)('$map and $set are classes of their own', ({ kind, Map: TestedMap, Set: TestedSet }) => {
  expect(new TestedMap()).toBeInstanceOf(TestedMap)
  expect(new TestedMap()).not.toBeInstanceOf(TestedSet)
  // One class for keys of whatever parts.
  expect(new TestedMap().constructor).toBe(isTuple(kind) ? TupleMap : TestedMap)
  expect(new TestedSet().constructor).toBe(isTuple(kind) ? TupleSet : TestedSet)
})
