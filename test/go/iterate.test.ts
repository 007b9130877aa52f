// Iteration while the map changes, and its order. Go: runtime/map_test.go.

import { expect, test } from 'vitest'
import { Float64Map, figuresOf, hasBuckets, Int32Map, isChecked } from '../backend.js'

const N = isChecked ? 100 : 500

test('TestGrowWithNaN', () => {
  // Go: several NaN entries, all met once. Here there is one, with its latest value.
  const m = new Float64Map({ values: 'int32' })
  m.set(Number.NaN, 1)
  m.set(Number.NaN, 2)
  let met = 0
  let grown = false
  for (const [key, value] of m) {
    if (!grown) {
      grown = true
      for (let i = 0; i < N; i++) m.set(i, i)
      m.set(Number.NaN, 4)
    }
    if (Number.isNaN(key)) {
      met++
      expect([2, 4]).toContain(value)
    }
  }
  expect(met).toBe(1)
  expect(m.get(Number.NaN)).toBe(4)
  expect(m.size).toBe(N + 1)
})

test('TestGrowWithNegativeZero', () => {
  // Go shows the key of the update, -0. Here the key stays +0.
  const m = new Float64Map({ values: 'int32' })
  m.set(0, 1)
  m.set(1, 2)
  m.set(2, 4)
  let zeros = 0
  let steps = 0
  for (const [key, value] of m) {
    if (steps++ === 0) {
      for (let i = 3; i < N; i++) m.set(i, 8)
      m.set(-0, zeros === 0 && key !== 0 ? 16 : 1)
    }
    if (key === 0) {
      zeros++
      expect(Object.is(key, 0)).toBe(true)
      expect(value).toBe(steps === 1 ? 1 : 16)
    }
  }
  expect(zeros).toBe(1)
})

test('TestIterGrowAndDelete', () => {
  const m = new Int32Map({ values: 'int32' })
  for (let i = 0; i < 100; i++) m.set(i, i)
  let grown = false
  for (const key of m.keys()) {
    if (grown) {
      expect(key % 2).toBe(0)
      continue
    }
    grown = true
    for (let i = 100; i < 10 * N; i += 2) m.set(i, i)
    for (let i = 1; i < 100; i += 2) m.delete(i)
  }
})

test('TestIterGrowWithGC', () => {
  // Nothing to keep alive here: what a growth frees is used again at once, while an iterator goes on.
  const m = new Int32Map({ values: 'int32' })
  for (let i = 0; i < 16; i++) m.set(i, i)
  const seen = new Set<number>()
  let steps = 0
  for (const [key, value] of m) {
    expect(value).toBe(key)
    expect(seen.has(key)).toBe(false)
    seen.add(key)
    if (steps++ > 4) continue
    for (let i = 0; i < N; i++) m.set(100 + steps * N + i, 100 + steps * N + i)
    const scratch = new Int32Map({ values: 'int32' })
    for (let i = 0; i < N; i++) scratch.set(i, -1)
    scratch[Symbol.dispose]()
    m.shrink()
  }
  for (let i = 0; i < 16; i++) expect(seen.has(i)).toBe(true)
})

test('TestMapNanGrowIterator', () => {
  // Go: every one of many NaN entries exactly once. Here: NaN and every other old entry exactly once.
  const m = new Float64Map({ values: 'int32' })
  const old = 51
  for (let i = 0; i < old; i++) m.set(i + 0.5, i)
  m.set(Number.NaN, -1)
  m.set(-1, 0)
  expect(figuresOf(m).growing).toBe(hasBuckets)
  const met = new Map<number, number>()
  let next = 1000
  for (const [key, value] of m) {
    met.set(key, (met.get(key) ?? 0) + 1)
    if (Number.isNaN(key)) expect(value).toBe(-1)
    if (met.size === old >> 1) while (figuresOf(m).growing) m.set(next++, 0)
  }
  expect(met.get(Number.NaN)).toBe(1)
  for (let i = 0; i < old; i++) expect(met.get(i + 0.5)).toBe(1)
})

test('TestMapSparseIterOrder', () => {
  const n = isChecked ? 200 : 1000
  for (let round = 0; round < 5; round++) {
    const m = new Int32Map({ values: 'int32' })
    for (let i = 0; i < n; i++) m.set(i, 1)
    for (let i = n / 50; i < n; i++) m.delete(i)
    const order = () => [...m.keys()].join()
    const first = order()
    let same = true
    for (let i = 0; i < 200 && same; i++) same = order() === first
    expect(same).toBe(false)
  }
})

test('TestMapIterOrder', () => {
  for (const n of [3, 7, 9, 15]) {
    for (let round = 0; round < 20; round++) {
      const m = new Int32Map({ values: 'int32' })
      for (let i = 0; i < n; i++) m.set(i, 1)
      const first = [...m.keys()].join()
      let same = true
      for (let i = 0; i < 100 && same; i++) same = [...m.keys()].join() === first
      expect(same).toBe(false)
    }
  }
})

test('TestMapIterDuplicate', () => {
  for (let round = 0; round < 20; round++) {
    const m = new Int32Map({ values: 'int32' })
    for (let i = 0; i < 25; i++) m.set(i, i)
    const seen = new Set<number>()
    for (const key of m.keys()) {
      expect(seen.has(key)).toBe(false)
      seen.add(key)
      if (seen.size % 4 === 1) for (let i = 0; i < 40; i++) m.set(1000 * seen.size + i, 0)
      for (const other of [...seen].slice(0, 3)) m.set(other, -1)
      if (seen.size > 60) break
    }
  }
})

test('TestMapIterDeleteReplace', () => {
  const inc = (m: Map<number, number>) => {
    let steps = 0
    for (const key of m.keys()) {
      m.delete(key)
      m.set(key, 1)
      if (++steps > 100 * m.size) break
    }
    return steps
  }
  for (const n of [3, 9, 40]) {
    const m = new Int32Map<number>({ values: 'int32' })
    for (let i = 0; i < n; i++) m.set(i, 0)
    const steps = inc(m)
    expect(steps).toBeLessThanOrEqual(100 * n)
    expect(m.size).toBe(n)
    expect([...m.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
  }
})

test.runIf(hasBuckets)('TestMemHashGlobalSeed', () => {
  // Go: two processes hash differently. Here every map does.
  const make = () => {
    const m = new Int32Map({ values: 'int32' })
    for (let i = 0; i < 100; i++) m.set(i, 0)
    return m.inspect().chains
  }
  expect(make()).not.toEqual(make())
})
