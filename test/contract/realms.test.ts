// Built-in objects of another realm, such as a test runner's sandbox, are taken for what they are; maps of another copy of
// the library are iterables like any other.

import { runInNewContext } from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
import * as twin from '../../src/reference/index.js'
import {
  BytesMap,
  BytesSet,
  HashMap,
  HashSet,
  hasBuckets,
  Int32Map,
  Int32Set,
  isWasm,
  StringMap,
  library as wasm,
} from '../backend.js'
import { KEY_ARRAYS, VALUE_ARRAYS } from '../columns.js'
import { CLASSES, errorOf, sorted } from './classes.js'

const { indexMany, joinMany } = isWasm ? wasm : twin

/** The same bytes in an array of a class of the same name in another realm. */
const foreign: (array: any) => any = runInNewContext(`array => {
  const { constructor: { name }, buffer, byteOffset, byteLength, length } = array
  const copy = new ArrayBuffer(byteLength + 16)
  new Uint8Array(copy).set(new Uint8Array(buffer, byteOffset, byteLength), 8)
  return new globalThis[name](copy, 8, length)
}`)

/** Arrays that are what they are, though their prototype says another thing. */
const disguised: (array: any) => any = array => Object.setPrototypeOf(array.slice(), Date.prototype)

const FORMS: [string, (array: any) => any][] = [
  ['of another realm', foreign],
  [
    'of a class of its own',
    array => Object.setPrototypeOf(array.slice(), class extends array.constructor {}.prototype),
  ],
  ['of another prototype', disguised],
]

test.each(FORMS)('keys, values and answers in typed arrays %s', (_, make) => {
  for (const { kind, key, Map: TestedMap, Set: TestedSet } of CLASSES) {
    const Keys: any = KEY_ARRAYS[kind]
    if (Keys === undefined) continue
    const keys = Keys.from([0, 1, 2, 3].map(key))
    for (const [values, Values] of Object.entries(VALUE_ARRAYS) as [string, any][]) {
      const numbers = Values.from(values.startsWith('big') ? [5n, 6n, 7n, 8n] : [5, 6, 7, 8])
      const map = new TestedMap({ values }).setMany(make(keys), make(numbers))
      expect(map.equals(new Map([0, 1, 2, 3].map(i => [key(i), numbers[i]])))).toBe(true)
      const out = make(new Values(4))
      expect(map.getMany(make(keys), out)).toBe(out)
      expect(new Values(inside('buffer', out), inside('byteOffset', out), 4)).toEqual(numbers)
      map.incrementMany(make(keys), make(numbers))
      expect(map.getMany(keys)).toEqual(numbers.map((x: any) => x + x))
      expect(map.deleteMany(make(keys))).toBe(4)
    }
    const set = new TestedSet().addMany(make(keys))
    const there = make(new Uint8Array(4))
    expect(set.hasMany(make(keys), there)).toBe(there)
    expect(Array.from({ length: 4 }, (_, i) => there[i])).toEqual([1, 1, 1, 1])
    const { ids, keys: distinct } = indexMany(make(Keys.from([key(5), key(6), key(5)])))
    expect([ids, distinct]).toEqual([Uint32Array.of(0, 1, 0), Keys.from([key(5), key(6)])])
    expect(joinMany(make(keys), make(keys.slice(2))).left).toEqual(Uint32Array.of(2, 3))
  }
})

/** What a typed array says of itself, whatever its prototype. */
const inside = (name: string, array: object) =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), name)!.get!.call(array)

describe('keys of bytes', () => {
  const KEYS: Record<string, any> = {
    'a Uint8Array': runInNewContext('Uint8Array.of(1, 2)'),
    'a DataView': runInNewContext('new DataView(Uint8Array.of(0, 1, 2).buffer, 1)'),
    'an ArrayBuffer': runInNewContext('Uint8Array.of(1, 2).buffer'),
    'a SharedArrayBuffer': runInNewContext(
      'const shared = new SharedArrayBuffer(2); new Uint8Array(shared).set([1, 2]); shared',
    ),
    'a Uint8Array of another prototype': disguised(Uint8Array.of(1, 2)),
    'an ArrayBuffer of another prototype': Object.setPrototypeOf(Uint8Array.of(1, 2).buffer, Date.prototype),
    'a DataView of no prototype': Object.setPrototypeOf(new DataView(Uint8Array.of(1, 2).buffer), null),
  }

  test.each(Object.entries(KEYS))('%s', (_, key) => {
    const map = new BytesMap([[key, 7]], { values: 'int32' })
    expect([...map]).toEqual([[Uint8Array.of(1, 2), 7]])
    for (const k of map.keys()) expect(k).toBeInstanceOf(Uint8Array)
    expect(map.get(Uint8Array.of(1, 2))).toBe(7)
    expect([map.get(key), map.has(key), map.increment(key), map.getOr(key, 0)]).toEqual([7, true, 8, 8])
    expect([...map.getMany([key])]).toEqual([8])
    expect(map.delete(key)).toBe(true)
    expect(new BytesSet([key]).has(Uint8Array.of(1, 2))).toBe(true)
  })

  test('what only says that it is one is none', () => {
    const fakes = [
      Object.create(Uint8Array.prototype),
      Object.create(DataView.prototype),
      Object.create(ArrayBuffer.prototype),
      Object.create(SharedArrayBuffer.prototype),
      { [Symbol.toStringTag]: 'Uint8Array', length: 2, byteLength: 2 },
      Object.setPrototypeOf(new Float64Array(2), Uint8Array.prototype),
    ]
    for (const fake of fakes) {
      expect(new BytesMap().has(fake)).toBe(false)
      expect(new BytesSet([Uint8Array.of(1)]).has(fake)).toBe(false)
      expect(errorOf(() => new BytesSet().add(fake))).toBeInstanceOf(TypeError)
    }
  })

  test('packed, of one length, and ranges of a buffer', () => {
    const map = new BytesMap([[Uint8Array.of(1, 2), 7]], { values: 'int32', keyLength: 2 })
    const bytes = foreign(Uint8Array.of(1, 2, 3, 4))
    const offsets = foreign(Uint32Array.of(0, 2, 4))
    expect([...map.hasMany(bytes)]).toEqual([1, 0])
    expect([...map.getMany({ bytes, offsets })]).toEqual([7, 0])
    expect([
      ...map.getMany({ bytes, offsets: foreign(Int32Array.of(0, 2)), ends: foreign(Int32Array.of(2, 3)) }),
    ]).toEqual([7, 0])
    expect([map.getRange(bytes, 0, 2), map.hasRange(bytes, 2, 4)]).toEqual([7, false])
    expect(map.setRange(bytes, 2, 4, 9).get(Uint8Array.of(3, 4))).toBe(9)
    const strings = new StringMap([['é', 7]], { values: 'int32' })
    const utf8 = foreign(new TextEncoder().encode('éa'))
    expect([...strings.getMany({ bytes: utf8, offsets: foreign(Uint32Array.of(0, 2, 3)) })]).toEqual([7, 0])
  })
})

test('maps of another copy of the library', async () => {
  vi.resetModules()
  const other: any = isWasm
    ? await import(hasBuckets ? '../../src/index.js' : '../../src/swiss.js')
    : await import('../../src/reference/index.js')
  expect(other.Int32Map).not.toBe(Int32Map)
  const entries: [number, number][] = [
    [1, 5],
    [2, 6],
  ]
  const [map, set] = [new other.Int32Map(entries), new other.Int32Set([1, 2])]
  expect(sorted(new Int32Map(map))).toEqual(entries)
  expect(sorted(new Int32Map<number>([[1, 5]]).assign(map))).toEqual(entries)
  expect(new Int32Map(entries).equals(map)).toBe(true)
  expect(new Int32Map<number>([[1, 5]]).equals(map)).toBe(false)
  expect(new HashMap(entries).equals(new other.HashMap(entries))).toBe(true)
  for (const Class of [Int32Set, HashSet] as any[]) {
    const mine = new Class([2, 3])
    expect(sorted(mine.union(set))).toEqual([1, 2, 3])
    expect(sorted(mine.intersection(set))).toEqual([2])
    expect(sorted(mine.difference(set))).toEqual([3])
    expect(sorted(mine.symmetricDifference(set))).toEqual([1, 3])
    expect([mine.isSubsetOf(set), mine.isSupersetOf(set), mine.isDisjointFrom(set)]).toEqual([false, false, false])
    expect(mine.equals(set)).toBe(false)
    expect(new Class([2, 1]).equals(set)).toBe(true)
    expect(sorted(mine.assign(set))).toEqual([1, 2, 3])
  }
  // A method of one is for its own.
  expect(() => (Int32Map as any).prototype.get.call(map, 1)).toThrow(TypeError)
  expect(() => (Int32Map as any).prototype.forEach.call(map, () => {})).toThrow(TypeError)
})
