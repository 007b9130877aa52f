// Methods do not call each other through the prototype: only the constructor calls what a subclass has overridden.

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { HashMap, HashSet } from '../backend.js'
import { KEY_ARRAYS } from '../columns.js'
import { CONTAINERS, isTuple, manyOf, sorted } from './classes.js'

const ANY: any[] = [
  { name: 'HashMap', kind: 'Hash', Class: HashMap, isMap: true, key: (i: number) => i },
  { name: 'HashSet', kind: 'Hash', Class: HashSet, isMap: false, key: (i: number) => i },
]

/** All names up the chain of prototypes, with where they are. */
function methodsOf(Class: any): Map<PropertyKey, PropertyDescriptor> {
  const found = new Map<PropertyKey, PropertyDescriptor>()
  for (let at = Class.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Reflect.ownKeys(at)) {
      if (name !== 'constructor' && !found.has(name)) found.set(name, Object.getOwnPropertyDescriptor(at, name)!)
    }
  }
  return found
}

describe.each([...CONTAINERS, ...ANY])('$name', ({ kind, Class, isMap, key }) => {
  const options = isMap ? { values: 'int32' } : {}
  const fill = (map: any) => {
    for (const i of [1, 2, 3]) Class.prototype[isMap ? 'set' : 'add'].call(map, key(i), i)
    return map
  }
  const plain = () => fill(new Class(options))
  const methods = methodsOf(Class)
  // The door to the body is how the library reaches it, not a method; the tag is what a subclass is to be shown with.
  const overridable = [...methods].filter(
    ([name]) => String(name) !== 'Symbol(tophash.door)' && name !== Symbol.toStringTag,
  )

  class Broken extends Class {}
  for (const [name, { get }] of overridable) {
    const fail = () => {
      throw new Error(`the overridden ${String(name)} was called`)
    }
    Object.defineProperty(Broken.prototype, name, get ? { get: fail } : { value: fail })
  }

  const keys = manyOf(kind, [1, 2, 9].map(key))
  const column = KEY_ARRAYS[kind]?.from(keys as any) ?? keys
  const atKey = (i: number, ...more: any[]): any[] => (isTuple(kind) ? [...key(i), ...more] : more)
  const bytes = new Uint8Array([1, 2, 3])
  const range: any[] = [bytes, 0, 2]
  const others = () => (isMap ? [[key(7), 7]] : [key(7)])
  const setLike = () => new Set([key(1), key(7)])
  const ARGUMENTS: Record<PropertyKey, (() => any[])[]> = {
    set: [() => [key(5), 5]],
    getOr: [() => [key(1), 5], () => [key(9), 5]],
    getOrInsert: [() => [key(1), 5], () => [key(9), 5]],
    getOrInsertComputed: [() => [key(1), () => 5], () => [key(9), () => 5]],
    increment: [() => [key(1), 2], () => [key(9)]],
    ...Object.fromEntries(['getAt', 'hasAt', 'deleteAt', 'addAt'].map(name => [name, [() => atKey(1)]])),
    setAt: [() => atKey(5, 5)],
    getOrAt: [() => atKey(1, 5), () => atKey(9, 5)],
    getOrInsertAt: [() => atKey(1, 5), () => atKey(9, 5)],
    getOrInsertComputedAt: [() => atKey(1, () => 5), () => atKey(9, () => 5)],
    incrementAt: [() => atKey(1, 2), () => atKey(9)],
    forEach: [() => [() => {}]],
    deleteWhere: [() => [() => true]],
    getMany: [() => [keys], () => [column]],
    hasMany: [() => [keys], () => [column]],
    deleteMany: [() => [keys], () => [column]],
    addMany: [() => [keys], () => [column]],
    setMany: [() => [keys, [1, 2, 3]], () => [column, Int32Array.of(1, 2, 3)]],
    incrementMany: [() => [keys], () => [column, Int32Array.of(1, 2, 3)]],
    assign: [() => [others()]],
    equals: [() => [isMap ? new Map() : new Set()], () => [plain()]],
    reserve: [() => [100]],
    [inspect.custom]: [() => [2, { maxArrayLength: 1 }, inspect], () => [2, {}, inspect]],
    setRange: [() => [...range, 5]],
    getOrRange: [() => [...range, 5]],
    getOrInsertRange: [() => [...range, 5]],
    getOrInsertComputedRange: [() => [...range, () => 5]],
    incrementRange: [() => [...range, 5]],
    ...Object.fromEntries(['getRange', 'hasRange', 'deleteRange', 'addRange'].map(name => [name, [() => range]])),
    ...Object.fromEntries(
      [
        'union',
        'intersection',
        'difference',
        'symmetricDifference',
        'isSubsetOf',
        'isSupersetOf',
        'isDisjointFrom',
      ].map(name => [name, [() => [setLike()]]]),
    ),
  }

  test.each(overridable.map(([name]) => name))('%s asks no other', name => {
    for (const args of ARGUMENTS[name] ?? [() => [key(1)]]) {
      const broken = fill(new (Broken as any)(options))
      const reference = plain()
      const call = (map: any) => {
        const { get, value } = methods.get(name)!
        return get ? get.call(map) : value.apply(map, args())
      }
      const [answer, expected] = [call(broken), call(reference)]
      if (answer === broken) expect(expected).toBe(reference)
      // What is shown has a name and an order of its own.
      else if (name === inspect.custom) expect(typeof answer).toBe(typeof expected)
      else if (typeof answer !== 'object' || Array.isArray(answer) || ArrayBuffer.isView(answer)) {
        // Of keys of several parts, each column.
        const inOrder = (array: any) => (isTuple(kind) ? array.map(sorted) : sorted(array))
        expect(name === 'toArray' ? inOrder(answer) : answer).toEqual(name === 'toArray' ? inOrder(expected) : expected)
      }
      if (name === Symbol.dispose) continue
      const has = (map: any, i: number) => Class.prototype.has.call(map, key(i))
      for (let i = 0; i < 10; i++) expect(has(broken, i), `${i}`).toBe(has(reference, i))
      expect(methods.get('size')!.get!.call(broken)).toBe(reference.size)
    }
  })

  test('one that calls back what calls it', () => {
    class Counting extends Class {
      get(k: unknown) {
        return this.getOr(k, 0)
      }
      has(k: unknown) {
        return this.hasMany(manyOf(kind, [k]))[0] === 1
      }
      getOr(k: unknown, fallback: unknown) {
        return super.getOr(k, fallback)
      }
    }
    const map: any = fill(new (Counting as any)(options))
    expect([map.has(key(1)), map.has(key(9))]).toEqual([true, false])
    if (!isMap) return
    expect([map.get(key(1)), map.get(key(9))]).toEqual([1, 0])
    expect([...map.getMany(keys)]).toEqual([...map.getMany(column)])
  })

  test('the constructor calls what writes, once an item, and nothing else', () => {
    const written: unknown[] = []
    const write = isMap ? 'set' : 'add'
    class Spy extends Broken {}
    Object.defineProperty(Spy.prototype, write, {
      value(...args: unknown[]) {
        written.push(args[0])
        return Class.prototype[write].apply(this, args)
      },
    })
    ;new (Spy as any)([1, 2].map(i => (isMap ? [key(i), i] : key(i))))
    expect(written).toEqual([key(1), key(2)])
  })
})
