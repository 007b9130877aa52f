// The table's own operations. Go: internal/runtime/maps/map_test.go and fuzz_test.go.

import { expect, test } from 'vitest'
import { Float64Map, Int32Map, isChecked, Uint32Map } from '../backend.js'

const filled = (n: number) => {
  const m = new Int32Map<number>({ values: 'int32' })
  for (let i = 0; i < n; i++) m.set(i, i + 1000)
  return m
}
const range = (n: number) => Array.from({ length: n }, (_, i) => i)

test('TestMapPut', () => {
  const m = filled(31)
  expect(m.size).toBe(31)
  for (let i = 0; i < 31; i++) expect(m.get(i)).toBe(i + 1000)
  expect(m.get(31)).toBe(undefined)
})

test('TestMapDelete', () => {
  const m = filled(31)
  for (let i = 0; i < 31; i++) expect(m.delete(i)).toBe(true)
  expect(m.size).toBe(0)
  for (let i = 0; i < 31; i++) expect(m.has(i)).toBe(false)
})

test('TestTableClear', () => {
  const m = filled(31)
  m.clear()
  expect(m.size).toBe(0)
  for (let i = 0; i < 31; i++) expect(m.has(i)).toBe(false)
  m.set(3, 4)
  expect([...m]).toEqual([[3, 4]])
})

test('TestMapSplit', () => {
  const n = isChecked ? 400 : 2048
  const m = filled(n)
  expect(m.size).toBe(n)
  for (let i = 0; i < n; i++) expect(m.get(i)).toBe(i + 1000)
})

test('TestTableKeyUpdate', () => {
  // Go writes the key of an update, so -0 takes the place of 0. Here the key stays +0.
  const m = new Float64Map({ values: 'int32' })
  m.set(0, 1)
  m.set(-0, 2)
  expect(m.size).toBe(1)
  expect([...m].map(([key, value]) => [Object.is(key, 0), value])).toEqual([[true, 2]])
})

test('TestTableIteration', () => {
  const m = filled(31)
  expect([...m].sort(([a], [b]) => a - b)).toEqual(range(31).map(i => [i, i + 1000]))
})

test('TestTableIterationDelete', () => {
  const m = filled(31)
  let deleted = -1
  for (const key of m.keys()) {
    expect(key).not.toBe(deleted)
    if (deleted >= 0) continue
    deleted = key === 5 ? 6 : 5
    m.delete(deleted)
  }
  expect(m.size).toBe(30)
})

test('TestTableIterationGrowDelete', () => {
  const m = filled(31)
  const seen: number[] = []
  let deleted = -1
  for (const key of m.keys()) {
    if (key < 31) seen.push(key)
    if (deleted >= 0) continue
    for (let i = 31; i < 500; i++) m.set(i, i)
    deleted = key === 5 ? 6 : 5
    m.delete(deleted)
  }
  expect(seen.sort((a, b) => a - b)).toEqual(range(31).filter(i => i !== deleted))
})

test('TestTableIterationGrowDuplicate', () => {
  for (const more of [30, isChecked ? 300 : 5000]) {
    const m = filled(31)
    const seen = new Set<number>()
    for (const key of m.keys()) {
      expect(seen.has(key)).toBe(false)
      if (seen.size === 0) for (let i = 31; i < more + 31; i++) m.set(i, i)
      seen.add(key)
    }
    for (let i = 0; i < 31; i++) expect(seen.has(i)).toBe(true)
  }
})

test('TestMapIndirect', () => {
  const large = (i: number) => new Uint8Array(1024).fill(i)
  const m = new Uint32Map<Uint8Array>()
  for (let i = 0; i < 31; i++) m.set(i, large(i))
  for (let i = 0; i < 31; i++) expect(m.get(i)).toEqual(large(i))
  m.delete(3)
  expect(m.get(3)).toBe(undefined)
})

test('TestMapDeleteClear', () => {
  // A deleted value is gone from its slot: what comes after does not see it.
  const m = new Int32Map({ values: 'int32' })
  m.set(0, 99)
  m.delete(0)
  expect(m.increment(1, 1)).toBe(1)
  const any = new Int32Map<object | undefined>()
  any.set(0, {})
  any.delete(0)
  any.set(1, undefined)
  expect(any.get(0)).toBe(undefined)
  expect(any.get(1)).toBe(undefined)
})

test('FuzzTable', () => {
  let seed = (Math.random() * 2 ** 32) >>> 0
  const started = seed
  const next = (n: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return (seed >>> 8) % n
  }
  const m = new Int32Map<number>({ values: 'int32' })
  const model = new Map<number, number>()
  for (let step = 0; step < (isChecked ? 800 : 20_000); step++) {
    const key = next(step % 4000 < 2000 ? 300 : 30)
    const value = next(1000)
    const message = `seed ${started}, step ${step}`
    if (next(3) === 0) expect(m.delete(key), message).toBe(model.delete(key))
    else if (next(2) === 0) expect(m.get(key), message).toBe(model.get(key))
    else {
      m.set(key, value)
      model.set(key, value)
    }
    if (m.size !== model.size) expect(m.size, message).toBe(model.size)
  }
  expect(m.equals(model), `seed ${started}`).toBe(true)
})
