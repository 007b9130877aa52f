import { describe, expect, test } from 'vitest'
import { CONTAINERS, errorOf, isTuple, manyOf } from './classes.js'

const MAP_CALLS: Record<string, (map: any, k: any, many: any) => unknown> = {
  get: (map, k) => map.get(k),
  set: (map, k) => map.set(k, 1),
  getOr: (map, k) => map.getOr(k, 1),
  getOrInsert: (map, k) => map.getOrInsert(k, 1),
  getOrInsertComputed: (map, k) => map.getOrInsertComputed(k, () => 1),
  increment: (map, k) => map.increment(k),
  getMany: (map, _, many) => map.getMany(many),
  setMany: (map, _, many) => map.setMany(many, [1]),
  incrementMany: (map, _, many) => map.incrementMany(many),
  toArrays: map => map.toArrays(),
}
const SET_CALLS: Record<string, (set: any, k: any, many: any) => unknown> = {
  add: (set, k) => set.add(k),
  addMany: (set, _, many) => set.addMany(many),
  toArray: set => set.toArray(),
  union: set => set.union(new Set()),
  intersection: set => set.intersection(new Set()),
  difference: set => set.difference(new Set()),
  symmetricDifference: set => set.symmetricDifference(new Set()),
  isSubsetOf: set => set.isSubsetOf(new Set()),
  isSupersetOf: set => set.isSupersetOf(new Set()),
  isDisjointFrom: set => set.isDisjointFrom(new Set()),
}
const CALLS: Record<string, (map: any, k: any, many: any) => unknown> = {
  has: (map, k) => map.has(k),
  delete: (map, k) => map.delete(k),
  hasMany: (map, _, many) => map.hasMany(many),
  deleteMany: (map, _, many) => map.deleteMany(many),
  clear: map => map.clear(),
  size: map => map.size,
  forEach: map => map.forEach(() => {}),
  entries: map => map.entries(),
  keys: map => map.keys(),
  values: map => map.values(),
  iterator: map => [...map],
  clone: map => map.clone(),
  equals: map => map.equals(new Map()),
  assign: map => map.assign([]),
  deleteWhere: map => map.deleteWhere(() => false),
  reserve: map => map.reserve(1),
  shrink: map => map.shrink(),
  stats: map => map.stats(),
  inspect: map => map.inspect(),
}
const NO_BYTES = new Uint8Array(0)
const MAP_RANGE_CALLS: Record<string, (map: any) => unknown> = {
  getRange: map => map.getRange(NO_BYTES, 0, 0),
  setRange: map => map.setRange(NO_BYTES, 0, 0, 1),
  hasRange: map => map.hasRange(NO_BYTES, 0, 0),
  deleteRange: map => map.deleteRange(NO_BYTES, 0, 0),
  incrementRange: map => map.incrementRange(NO_BYTES, 0, 0),
  getOrRange: map => map.getOrRange(NO_BYTES, 0, 0, 1),
  getOrInsertRange: map => map.getOrInsertRange(NO_BYTES, 0, 0, 1),
  getOrInsertComputedRange: map => map.getOrInsertComputedRange(NO_BYTES, 0, 0, () => 1),
}
const SET_RANGE_CALLS: Record<string, (set: any) => unknown> = {
  addRange: set => set.addRange(NO_BYTES, 0, 0),
  hasRange: set => set.hasRange(NO_BYTES, 0, 0),
  deleteRange: set => set.deleteRange(NO_BYTES, 0, 0),
}
const MAP_AT_CALLS: Record<string, (map: any, k: any) => unknown> = {
  getAt: (map, k) => map.getAt(...k),
  setAt: (map, k) => map.setAt(...k, 1),
  hasAt: (map, k) => map.hasAt(...k),
  deleteAt: (map, k) => map.deleteAt(...k),
  incrementAt: (map, k) => map.incrementAt(...k),
  getOrAt: (map, k) => map.getOrAt(...k, 1),
  getOrInsertAt: (map, k) => map.getOrInsertAt(...k, 1),
  getOrInsertComputedAt: (map, k) => map.getOrInsertComputedAt(...k, () => 1),
}
const SET_AT_CALLS: Record<string, (set: any, k: any) => unknown> = {
  addAt: (set, k) => set.addAt(...k),
  hasAt: (set, k) => set.hasAt(...k),
  deleteAt: (set, k) => set.deleteAt(...k),
}
/** What is no method to call by a user, or works on a disposed map. */
const OTHERS = ['constructor', 'parts', Symbol.toStringTag, Symbol.dispose, Symbol.for('nodejs.util.inspect.custom')]

describe.each(CONTAINERS)('$name', ({ kind, name, Class, isMap, put, key, refused }) => {
  const ranges = kind !== 'Bytes' ? {} : isMap ? MAP_RANGE_CALLS : SET_RANGE_CALLS
  const parts = !isTuple(kind) ? {} : isMap ? MAP_AT_CALLS : SET_AT_CALLS
  const calls: typeof CALLS = { ...CALLS, ...(isMap ? MAP_CALLS : SET_CALLS), ...ranges, ...parts }
  const make = (n: number) => {
    const map = isMap ? new Class({ values: 'int32' }) : new Class()
    for (let i = 0; i < n; i++) put(map, i)
    return map
  }

  test.each(Object.keys(calls))('%s throws a TypeError afterwards', method => {
    for (const n of [0, 1, 100]) {
      const map = make(n)
      map[Symbol.dispose]()
      const error = errorOf(() => calls[method]!(map, key(1), manyOf(kind, [key(1)])))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain(name)
      expect(error.message).toContain('disposed')
    }
  })

  test('so do reads and writes of keys that it cannot hold', () => {
    const map = make(3)
    map[Symbol.dispose]()
    for (const method of isMap ? ['get', 'set', 'has', 'delete', 'increment', 'getOr'] : ['add', 'has', 'delete']) {
      expect(() => calls[method]!(map, refused[0]!.value, [])).toThrow(TypeError)
    }
  })

  test('every method is listed here', () => {
    const methods = new Set<PropertyKey>()
    for (let o = Class.prototype; o !== Object.prototype; o = Object.getPrototypeOf(o)) {
      for (const property of Reflect.ownKeys(o)) methods.add(property)
    }
    // What hands over to the library itself is of no use to others.
    const isOurs = (m: PropertyKey) => typeof m === 'symbol' && m.description === 'tophash.door'
    const unknown = [...methods].filter(m => !(typeof m === 'string' && m in calls) && !isOurs(m))
    expect(unknown.filter(m => m !== Symbol.iterator && !OTHERS.includes(m as any))).toEqual([])
  })

  test('twice is fine, and returns undefined', () => {
    const map = make(100)
    expect(map[Symbol.dispose]()).toBe(undefined)
    expect(map[Symbol.dispose]()).toBe(undefined)
    const empty = make(0)
    empty[Symbol.dispose]()
    empty[Symbol.dispose]()
    expect(() => empty.size).toThrow(TypeError)
  })

  test('leaves others alone', () => {
    const [one, two] = [make(100), make(100)]
    const copy = one.clone()
    one[Symbol.dispose]()
    for (const map of [two, copy]) {
      expect(map.size).toBe(100)
      for (let i = 100; i < 300; i++) put(map, i)
      for (let i = 0; i < 300; i++) expect(map.has(key(i))).toBe(true)
    }
    expect(two.equals(copy)).toBe(true)
  })

  test('a walk that is not at its end throws at its next step, one that was is done', () => {
    const map = make(10)
    const unstarted = map.keys()
    const started = map.entries()
    const done = map.values()
    started.next()
    for (const _ of done);
    map[Symbol.dispose]()
    expect(() => unstarted.next()).toThrow(TypeError)
    expect(() => started.next()).toThrow(TypeError)
    expect(done.next()).toEqual({ value: undefined, done: true })
  })

  test('name and toStringTag still tell the class', () => {
    const map = make(1)
    map[Symbol.dispose]()
    expect(Object.prototype.toString.call(map)).toBe(`[object ${name}]`)
  })
})
