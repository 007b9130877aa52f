// Go: the package maps (maps_test.go, iter_test.go) and test/typeparam/maps.go.

import { expect, test } from 'vitest'
import { Float64Map, Int32Map, Int32Set, isChecked } from '../backend.js'

const M1 = [
  [1, 2],
  [2, 4],
  [4, 8],
  [8, 16],
] as const
const make = (entries: Iterable<readonly [number, number]> = M1) => new Int32Map(entries, { values: 'int32' })
const sorted = (m: Iterable<readonly [number, unknown]>) => [...m].sort(([a], [b]) => a - b)

test('TestEqual', () => {
  expect(make().equals(make())).toBe(true)
  expect(make().equals(new Int32Map())).toBe(false)
  expect(new Int32Map().equals(make())).toBe(false)
  expect(new Int32Map().equals(new Int32Map())).toBe(true)
  expect(
    make().equals(
      make([
        [1, 2],
        [2, 4],
        [4, 8],
      ]),
    ),
  ).toBe(false)
  expect(make().equals(new Int32Map<number>([...M1].map(([k, v]) => [k, v + 1] as const)))).toBe(false)
  // Go: a NaN value is not equal to itself. Here it is.
  const nan = new Int32Map([[1, Number.NaN]], { values: 'float64' })
  expect(nan.equals(nan.clone())).toBe(true)
})

test('TestClone', () => {
  const m = make()
  const copy = m.clone()
  expect(copy.equals(m)).toBe(true)
  copy.set(16, 32)
  expect(m.has(16)).toBe(false)
  expect(copy.equals(m)).toBe(false)
})

test('TestCloneNil', () => {
  const copy = new Int32Map().clone()
  expect(copy.size).toBe(0)
  expect(copy.stats().bytes).toBe(0)
})

test('TestCopy', () => {
  const m = make()
  m.assign(m)
  expect(m.equals(make())).toBe(true)
  const other = new Int32Map<number>(
    [
      [1, 0],
      [16, 32],
    ],
    { values: 'int32' },
  )
  m.assign(other)
  expect(sorted(m)).toEqual([
    [1, 0],
    [2, 4],
    [4, 8],
    [8, 16],
    [16, 32],
  ])
  expect(other.size).toBe(2)
})

test('TestDeleteFunc', () => {
  const m = make()
  expect(m.deleteWhere(() => false)).toBe(0)
  expect(m.equals(make())).toBe(true)
  expect(m.deleteWhere((_, key) => key > 3)).toBe(2)
  expect(sorted(m)).toEqual([
    [1, 2],
    [2, 4],
  ])
})

test('TestCloneWithDelete', () => {
  const m = new Int32Map<number>({ values: 'int32' })
  for (let i = 0; i < 32; i++) m.set(i, i)
  for (let i = 8; i < 32; i++) m.delete(i)
  const copy = m.clone()
  expect(copy.size).toBe(8)
  for (let i = 0; i < 8; i++) expect(copy.get(i)).toBe(m.get(i))
})

test('TestCloneWithMapAssign', () => {
  const n = 25
  const m = new Int32Map<number>({ values: 'int32' })
  for (let i = 0; i < n; i++) m.set(i, i)
  const copy = m.clone()
  expect(copy.size).toBe(n)
  for (let i = 0; i < n; i++) {
    expect(copy.get(i)).toBe(i)
    copy.set(i, -i)
    expect(m.get(i)).toBe(i)
  }
})

test('TestCloneLarge', () => {
  const n = isChecked ? 120 : 2000
  for (let size = 0; size < n; size += size < 60 ? 1 : 97) {
    const m = new Int32Map<string>()
    for (let i = 0; i < size; i++) m.set(i, `value ${i}`)
    const copy = m.clone()
    for (let i = 0; i < size; i++) copy.set(i, 'changed')
    copy.set(-1, 'added')
    expect(m.has(-1)).toBe(false)
    for (let i = 0; i < size; i++) expect(m.get(i)).toBe(`value ${i}`)
    m.clear()
    expect(copy.size).toBe(size + 1)
  }
})

test('TestAll', () => {
  const m = new Int32Map<number>()
  for (let size = 0; size < 10; size++) {
    expect(sorted(m.entries())).toEqual(Array.from({ length: size }, (_, i) => [i, i]))
    m.set(size, size)
  }
})

test('TestKeys', () => {
  const set = new Int32Set()
  for (let size = 0; size < 10; size++) {
    const m = new Int32Map<number>(Array.from({ length: size }, (_, i) => [i, 10 * i] as const))
    expect([...m.keys()].sort()).toEqual([...set].sort())
    set.add(size)
  }
})

test('TestValues', () => {
  for (let size = 0; size < 10; size++) {
    const m = new Int32Map<number>(Array.from({ length: size }, (_, i) => [i, size - i] as const))
    expect([...m.values()].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i + 1))
  }
})

test('TestInsert', () => {
  const m = make([
    [1, 1],
    [2, 1],
  ])
  m.assign(
    make([
      [1, 3],
      [3, 2],
    ]).entries(),
  )
  expect(sorted(m)).toEqual([
    [1, 3],
    [2, 1],
    [3, 2],
  ])
})

test('TestCollect', () => {
  const m = make([
    [0, 10],
    [1, 20],
    [2, 0],
  ])
  expect(new Int32Map(m.entries()).equals(m)).toBe(true)
})

test('typeparam/maps.go', () => {
  const m = make()
  expect([...m.keys()].sort((a, b) => a - b)).toEqual([1, 2, 4, 8])
  expect([...m.values()].sort((a, b) => a - b)).toEqual([2, 4, 8, 16])
  expect(m.equals(make())).toBe(true)
  const copy = m.clone()
  copy.deleteWhere(value => value > 4)
  expect(sorted(copy)).toEqual([
    [1, 2],
    [2, 4],
  ])
  copy.assign(m)
  expect(copy.equals(m)).toBe(true)
  copy.clear()
  expect(copy.size).toBe(0)
  const floats = new Float64Map([[0, Number.NaN]])
  expect(floats.equals(floats)).toBe(true)
})
