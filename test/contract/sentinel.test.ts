// Values that look like "missing" where they come back from Wasm are values like any other.

import { describe, expect, test } from 'vitest'
import { MISSING, MISSING_64 } from '../../src/generated/constants.js'
import { BigInt64Map, BytesMap, Float64Map, Int32Map, StringMap } from '../backend.js'

const CASES: [values: any, sentinel: any, step: any][] = [
  ['int32', MISSING, 1],
  ['uint32', MISSING >>> 0, 1],
  ['float32', Number.NaN, 1],
  ['float64', Number.NaN, 1],
  ['bigint64', MISSING_64, 1n],
  ['biguint64', BigInt.asUintN(64, MISSING_64), 1n],
]

describe.each(CASES)('%s', (values, sentinel, step) => {
  const maps: [any, any, any, number?][] = [
    [new Int32Map({ values }), 1, 2],
    [new Float64Map({ values }), 1.5, 2.5],
    [new BigInt64Map({ values }), 1n, 2n],
    [new StringMap({ values }), 'one', 'two'],
    [new BytesMap({ values }), Uint8Array.of(1), Uint8Array.of(1, 0)],
    [new BytesMap({ values, keyLength: 3 }), Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 4), 3],
  ]

  test.each(maps)('%o: set, get, clone, iterate', (map, key, other) => {
    expect(map.get(key)).toBe(undefined)
    map.set(key, sentinel)
    expect(map.get(key)).toBe(sentinel)
    expect(map.get(other)).toBe(undefined)
    expect(map.clone().get(key)).toBe(sentinel)
    expect([...map]).toEqual([[key, sentinel]])
    expect(map.getOr(key, step)).toBe(sentinel)
    map.delete(key)
    expect(map.get(key)).toBe(undefined)
  })

  test.each(maps)('%o: an increment that ends there', (map, key, other, keyLength) => {
    const fresh = new map.constructor({ values, ...(keyLength && { keyLength }) })
    const before = sentinel - step
    fresh.set(key, before)
    expect(fresh.increment(key, step)).toBe(sentinel)
    expect(fresh.get(key)).toBe(sentinel)
    expect(fresh.get(other)).toBe(undefined)
    expect(fresh.increment(other, sentinel)).toBe(sentinel)
    expect(fresh.get(other)).toBe(sentinel)
  })
})
