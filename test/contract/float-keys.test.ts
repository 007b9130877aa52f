// NaN and signed zero as keys follow SameValueZero, whatever their bits.

import { expect, test } from 'vitest'
import { Float64Map, Float64Set, isChecked } from '../backend.js'

/** A NaN of other bits than Number.NaN, as far as the runtime keeps them. */
function nanOf(high: number, low: number): number {
  return new Float64Array(Uint32Array.of(low, high).buffer)[0]!
}

const NANS = [
  Number.NaN,
  -Number.NaN,
  0 / 0,
  nanOf(0x7ff80000, 1),
  nanOf(0xfff80000, 0),
  nanOf(0x7ff00000, 1),
  nanOf(0xffffffff, 0xffffffff),
]

test('NaN is one key', () => {
  const map = new Float64Map<number>()
  for (const [i, nan] of NANS.entries()) {
    map.set(nan, i)
    for (const other of NANS) expect(map.get(other)).toBe(i)
  }
  expect(map.size).toBe(1)
  expect([...map]).toEqual([[Number.NaN, NANS.length - 1]])
  expect(map.delete(NANS[3]!)).toBe(true)
  expect(map.has(Number.NaN)).toBe(false)
  expect(map.size).toBe(0)
})

test('NaN is one key of a set', () => {
  const set = new Float64Set(NANS)
  expect([...set]).toEqual([Number.NaN])
  expect(set.delete(Number.NaN)).toBe(true)
  expect([...set]).toEqual([])
})

test('NaN survives growth, and so does every other key', () => {
  const map = new Float64Map<number>([[Number.NaN, -1]])
  const n = isChecked ? 300 : 5000
  for (let i = 0; i < n; i++) {
    map.set(i / 7, i)
    expect(map.get(Number.NaN)).toBe(-1)
  }
  for (const nan of NANS) map.set(nan, -2)
  expect(map.size).toBe(n + 1)
  expect([...map.keys()].filter(Number.isNaN)).toHaveLength(1)
})

test('0 and -0 are one key, stored as 0', () => {
  for (const [first, second] of [
    [0, -0],
    [-0, 0],
    [-0, -0],
  ] as const) {
    const map = new Float64Map([[first, 'first']])
    map.set(second, 'second')
    expect([...map]).toEqual([[0, 'second']])
    map.delete(first)
    expect(map.size).toBe(0)
  }
})

test('floats that differ in one bit are different keys', () => {
  const keys = [1, 1 + Number.EPSILON, 5e-324, 0, -5e-324, 1e-310, Number.MAX_VALUE, 2 ** 53, 2 ** 53 + 2]
  const map = new Float64Map(keys.map(k => [k, String(k)] as const))
  expect(map.size).toBe(keys.length)
  for (const k of keys) expect(map.get(k)).toBe(String(k))
})
