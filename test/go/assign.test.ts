// Assignment, operators, aliases, missing keys, reused slots. Go: runtime/map_test.go.

import { expect, test } from 'vitest'
import { BigInt64Map, Float64Map, Float64Set, Int32Map, Int32Set } from '../backend.js'

test('TestNegativeZero', () => {
  // Go keeps the sign that was written last. Here zero is stored as +0.
  for (const [first, last] of [
    [0, -0],
    [-0, 0],
  ] as const) {
    const m = new Float64Map<boolean>()
    m.set(first, true)
    m.set(last, true)
    expect(m.size).toBe(1)
    for (const key of m.keys()) expect(Object.is(key, 0)).toBe(true)
  }
})

test('TestMapAssignmentNan', () => {
  // Go adds an entry a write. Here NaN equals NaN.
  const m = new Float64Map({ values: 'int32' })
  for (let i = 1; i <= 3; i++) m.set(Number.NaN, i)
  expect(m.size).toBe(1)
  expect([...m]).toEqual([[Number.NaN, 3]])
})

test('TestMapOperatorAssignmentNan', () => {
  const m = new Float64Map({ values: 'int32' })
  for (let i = 0; i < 3; i++) m.increment(Number.NaN, 2)
  expect(m.size).toBe(1)
  expect([...m]).toEqual([[Number.NaN, 6]])
})

test('TestMapOperatorAssignment', () => {
  const m = new Int32Map({ values: 'int32' })
  for (let i = 0; i < 3; i++) m.set(0, m.getOr(0, 0) + 2)
  expect(m.get(0)).toBe(6)
  m.set(0, m.getOr(0, 0) * 4)
  expect(m.get(0)).toBe(24)
  expect(m.increment(0, -4)).toBe(20)
  expect(m.size).toBe(1)
})

test('TestMapAppendAssignment', () => {
  const m = new Int32Map<number[]>([[0, []]])
  m.get(0)!.push(12345)
  m.getOrInsert(0, []).push(67890)
  m.set(0, [...m.get(0)!, 123, 456])
  m.getOrInsert(1, []).push(7)
  expect(m.get(0)).toEqual([12345, 67890, 123, 456])
  expect(m.get(1)).toEqual([7])
})

test('TestAlias', () => {
  const m = new Int32Map({ values: 'int32' })
  m.set(0, 5)
  const alias = m
  alias.set(0, 6)
  expect(m.get(0)).toBe(6)
})

test('TestMapLargeValNoPointer', () => {
  const m = new Int32Map<Int32Array>()
  for (let i = 0; i < 100; i++)
    m.set(
      i,
      new Int32Array(1000).map((_, j) => i * j),
    )
  for (const [key, value] of m) {
    expect(value).toHaveLength(1000)
    expect(value.every((x, j) => x === key * j)).toBe(true)
  }
  expect(m.size).toBe(100)
})

test('TestMapHugeZero', () => {
  const zero = new Uint8Array(8192)
  const m = new Int32Map<Uint8Array>()
  expect(m.getOr(0, zero)).toBe(zero)
  expect(m.get(0)).toBe(undefined)
  expect(m.has(0)).toBe(false)
  m.set(1, zero.slice())
  expect(m.getOr(0, zero)).toBe(zero)
})

test('TestEmptyKeyAndValue', () => {
  // Values without size: a set. Keys without size do not exist here.
  const a = new Int32Set()
  const b = new Float64Set()
  expect([a.size, b.size]).toEqual([0, 0])
  a.add(0)
  b.add(0)
  expect([a.size, b.size]).toEqual([1, 1])
  expect(a.has(0) && b.has(0)).toBe(true)
  expect(a.has(1)).toBe(false)
})

test('TestIncrementAfterDeleteValueInt', () => {
  const m = new BigInt64Map({ values: 'bigint64' })
  m.set(12n, 99n)
  m.delete(12n)
  expect(m.increment(13n)).toBe(1n)
  expect(m.get(13n)).toBe(1n)
})

test('TestIncrementAfterDeleteValueInt32', () => {
  const m = new Int32Map({ values: 'int32' })
  m.set(12, 99)
  m.delete(12)
  expect(m.increment(13)).toBe(1)
  expect(m.get(13)).toBe(1)
})

test('TestIncrementAfterDeleteValueInt64', () => {
  const m = new Int32Map({ values: 'bigint64' })
  m.set(12, 99n)
  m.delete(12)
  expect(m.increment(13)).toBe(1n)
  expect(m.get(13)).toBe(1n)
})

test('TestIgnoreBogusMapHint', () => {
  // Go ignores a hint that makes no sense. Here it is an error.
  for (const capacity of [-1, -(2 ** 31), 2 ** 62, Number.NaN]) {
    expect(() => new Int32Map({ capacity })).toThrow(RangeError)
    expect(() => new Int32Set({ capacity })).toThrow(RangeError)
  }
})
