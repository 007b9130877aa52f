// The properties of the constructors and prototypes: who has them, their attributes, the names and lengths of functions.

import { describe, expect, test } from 'vitest'
import { COLLECTIONS, property } from './helpers.js'
import { HashMap, HashSet, MAP_TAG, SET_TAG } from './subject.js'

const HIDDEN = { writable: true, enumerable: false, configurable: true }
const READ_ONLY = { writable: false, enumerable: false, configurable: true }

function expectFunction(f: any, name: string, length: number) {
  expect(typeof f).toBe('function')
  expect(Object.getOwnPropertyDescriptor(f, 'name')).toEqual({ value: name, ...READ_ONLY })
  expect(Object.getOwnPropertyDescriptor(f, 'length')).toEqual({ value: length, ...READ_ONLY })
}

/** As of every built-in function that is no constructor. */
function expectNoConstructor(f: any) {
  expect(Object.getPrototypeOf(f)).toBe(Function.prototype)
  expect(Object.hasOwn(f, 'prototype')).toBe(false)
  expect(() => Reflect.construct(Object, [], f)).toThrow(TypeError)
}

describe.each(COLLECTIONS)('the constructor $tag', ({ tag, Class }) => {
  test('has its name and length 0', () => {
    expectFunction(Class, tag, 0)
  })

  test('inherits from Function.prototype', () => {
    expect(Object.getPrototypeOf(Class)).toBe(Function.prototype)
  })

  test('prototype is neither writable, enumerable nor configurable', () => {
    const { value, ...attributes } = Object.getOwnPropertyDescriptor(Class, 'prototype')!
    expect(value).toBe(Class.prototype)
    expect(attributes).toEqual({ writable: false, enumerable: false, configurable: false })
  })

  test('Symbol.species is its own accessor without setter', () => {
    const species = Object.getOwnPropertyDescriptor(Class, Symbol.species)!
    expect(species).toMatchObject({ enumerable: false, configurable: true })
    expect(species.set).toBe(undefined)
  })

  test('the getter of Symbol.species has its name and length', () => {
    const { get } = property(Class, Symbol.species)
    expectFunction(get, 'get [Symbol.species]', 0)
    expectNoConstructor(get)
  })

  test('the getter of Symbol.species returns its this value, whatever that is', () => {
    const get = property(Class, Symbol.species).get as any
    expect(Class[Symbol.species]).toBe(Class)
    for (const value of [{}, class extends Class {}, null, undefined, 1]) expect(get.call(value)).toBe(value)
  })
})

describe.each(COLLECTIONS)('$tag.prototype', ({ tag, Class, methods }) => {
  const { prototype } = Class

  test('inherits from Object.prototype', () => {
    expect(Object.getPrototypeOf(prototype)).toBe(Object.prototype)
  })

  test('is no instance: its toString tag is a property, its size throws', () => {
    expect(Object.prototype.toString.call(prototype)).toBe(`[object ${tag}]`)
    expect(() => prototype.size).toThrow(TypeError)
  })

  test('constructor is the class, hidden', () => {
    expect(Object.getOwnPropertyDescriptor(prototype, 'constructor')).toEqual({ value: Class, ...HIDDEN })
  })

  test('Symbol.toStringTag is its own, read-only, hidden, configurable', () => {
    expect(Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)).toEqual({ value: tag, ...READ_ONLY })
  })

  test('size is its own accessor without setter', () => {
    const size = Object.getOwnPropertyDescriptor(prototype, 'size')!
    expect(size).toMatchObject({ enumerable: false, configurable: true })
    expect(size.set).toBe(undefined)
  })

  test('the getter of size has its name and length', () => {
    const { get } = property(prototype, 'size')
    expectFunction(get, 'get size', 0)
    expectNoConstructor(get)
  })

  describe.each(methods)('%s', (name, length) => {
    test('is an own property', () => {
      expect(Object.hasOwn(prototype, name)).toBe(true)
    })

    test('is writable, hidden and configurable', () => {
      expect(property(prototype, name)).toMatchObject(HIDDEN)
    })

    test(`has its name and length ${length}`, () => {
      expectFunction(prototype[name], name, length)
    })

    test('is no constructor', () => {
      expectNoConstructor(prototype[name])
    })
  })

  test('Symbol.iterator is an own property, writable, hidden and configurable', () => {
    expect(Object.getOwnPropertyDescriptor(prototype, Symbol.iterator)).toMatchObject(HIDDEN)
  })

  test('nothing of it is enumerable', () => {
    const found: string[] = []
    for (const name in new Class()) found.push(name)
    expect(found).toEqual([])
  })
})

describe(`only ${MAP_TAG}`, () => {
  test('groupBy is an own property of the constructor, writable, hidden and configurable', () => {
    expect(Object.getOwnPropertyDescriptor(HashMap, 'groupBy')).toMatchObject(HIDDEN)
    expect('groupBy' in HashSet).toBe(false)
  })

  test('groupBy has its name and length 2 and is no constructor', () => {
    expectFunction(HashMap.groupBy, 'groupBy', 2)
    expectNoConstructor(HashMap.groupBy)
  })

  test('Symbol.iterator is entries', () => {
    expect(HashMap.prototype[Symbol.iterator]).toBe(HashMap.prototype.entries)
    expect(HashMap.prototype.keys).not.toBe(HashMap.prototype.values)
  })

  test('there are no methods of a set', () => {
    for (const name of ['add', 'union', 'isSubsetOf']) expect(name in HashMap.prototype).toBe(false)
  })
})

describe(`only ${SET_TAG}`, () => {
  test('keys and Symbol.iterator are values', () => {
    expect(HashSet.prototype.keys).toBe(HashSet.prototype.values)
    expect(HashSet.prototype[Symbol.iterator]).toBe(HashSet.prototype.values)
  })

  test('keys is an own property, writable, hidden and configurable', () => {
    expect(Object.getOwnPropertyDescriptor(HashSet.prototype, 'keys')).toMatchObject(HIDDEN)
  })

  test('there are no methods of a map', () => {
    for (const name of ['get', 'set', 'getOrInsert', 'getOrInsertComputed']) {
      expect(name in HashSet.prototype).toBe(false)
    }
  })
})
