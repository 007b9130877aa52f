// Memory that runs out in the middle of a walk or of a call with many keys: what had not been done is done later.

import { beforeAll, describe, expect, test } from 'vitest'
import { BytesMap, HashMap, Int32Map, Int32Set, StringMap, StringSet } from '../backend.js'
import { errorOf } from '../contract/classes.js'
import { keep, type RawExports, useBuild } from '../once.js'

const PLENTY = 2 ** 31 - 1
/** Keys too long for the place where others are staged: each look-up allocates. */
const LENGTH = 9000
const ENTRIES = 20
const text = (i: number) => `${i}`.padEnd(LENGTH, '-')
const bytes = (i: number) => new Uint8Array(LENGTH).fill(i)

let exports: RawExports

beforeAll(() => {
  exports = useBuild('checked', 64, 1024)
})

/** Runs without memory. Fails unless it throws for want of it. */
function starved(run: () => unknown): any {
  exports.heapBudget(0)
  try {
    const error = errorOf(run)
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toMatch(/out of memory$/)
    return error
  } finally {
    exports.heapBudget(PLENTY)
  }
}

const CLASSES: [name: string, make: () => any, put: (map: any, i: number) => void, key: (i: number) => any][] = [
  ['StringMap', () => new StringMap(), (map, i) => map.set(text(i), i), text],
  ['StringMap of int32', () => new StringMap({ values: 'int32' }), (map, i) => map.set(text(i), i), text],
  ['StringSet', () => new StringSet(), (set, i) => set.add(text(i)), text],
  ['BytesMap', () => new BytesMap(), (map, i) => map.set(bytes(i), i), bytes],
  [
    'BytesMap of a length',
    () => new BytesMap({ values: 'int32', keyLength: LENGTH }),
    (map, i) => map.set(bytes(i), i),
    bytes,
  ],
  ['HashMap', () => new HashMap(), (map, i) => map.set(text(i), i), text],
]

// Before any other: an instance keeps the region for columns once it has one.
test.each([
  ['map', () => new Int32Map({ values: 'int32' }).set(1, 1)],
  ['set', () => new Int32Set([1])],
] as const)('deleteMany of a column says of a %s that no key was done', (_, make) => {
  const map = keep(make())
  expect(starved(() => map.deleteMany(Int32Array.of(1, 2))).done).toBe(0)
  expect(map.size).toBe(1)
})

describe.each(CLASSES)('%s', (_, make, put, key) => {
  test('a step of an iterator that throws for want of memory loses no entry', () => {
    const map = keep(make())
    for (let i = 0; i < ENTRIES; i++) put(map, i)
    for (const ahead of [1, 7, ENTRIES - 1]) {
      const iterator = map.keys()
      let came = 0
      for (; came < ahead; came++) expect(iterator.next().done).toBe(false)
      // From now on each key that was staged is looked up.
      expect(map.delete(key(ENTRIES))).toBe(false)
      starved(() => iterator.next())
      starved(() => iterator.next())
      while (!iterator.next().done) came++
      expect(came).toBe(ENTRIES)
    }
  })

  test('deleteMany says how many keys were done', () => {
    const map = keep(make())
    for (let i = 0; i < ENTRIES; i++) put(map, i)
    const keys = Array.from({ length: ENTRIES }, (_, i) => key(i))
    expect(starved(() => map.deleteMany(keys)).done).toBe(0)
    expect(map.size).toBe(ENTRIES)
    expect(map.deleteMany(keys)).toBe(ENTRIES)
  })
})
