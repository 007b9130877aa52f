// Many keys of several parts a call, and functions over columns of them.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PartKind } from '../../src/index.js'
import { indexMany as twinIndexMany, joinMany as twinJoinMany } from '../../src/reference/index.js'
import { isChecked, isWasm, library, TupleMap, TupleSet } from '../backend.js'
import { KeyMap } from '../ids.js'
import { replay } from '../internals.js'
import { errorOf } from './classes.js'

const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000abcn]).buffer)[0]!

/** Columns of keys, and the keys. */
const rowsOf = (columns: any[]) => Array.from({ length: columns[0].length }, (_, i) => columns.map(column => column[i]))
const N = isChecked ? 60 : 3000

const COLUMNS: [parts: PartKind[], columns: any[]][] = [
  [
    ['int32', 'uint32'],
    [Int32Array.from({ length: N }, (_, i) => -(i % 50)), Uint32Array.from({ length: N }, (_, i) => 2 ** 31 + (i % 7))],
  ],
  [
    ['int32', 'int32'],
    [Array.from({ length: N }, (_, i) => i % 50), Int16Array.from({ length: N }, (_, i) => -(i % 7))],
  ],
  [
    ['int32', 'float64'],
    [
      Int32Array.from({ length: N }, (_, i) => i % 50),
      Float64Array.from({ length: N }, (_, i) => [0, -0, Number.NaN, otherNaN][i % 4]!),
    ],
  ],
  [
    ['float64', 'int32', 'bigint64'],
    [
      Array.from({ length: N }, (_, i) => i % 5),
      Int32Array.from({ length: N }, (_, i) => i % 9),
      BigInt64Array.from({ length: N }, (_, i) => BigInt(i % 3)),
    ],
  ],
  [
    ['string', 'int32'],
    [
      Array.from({ length: N }, (_, i) => (i % 50 === 7 ? 'x'.repeat(9000) : `${i % 50}漢`.slice(i % 2))),
      Int32Array.from({ length: N }, (_, i) => i % 3),
    ],
  ],
  [['bytes'], [Array.from({ length: N }, (_, i) => new Uint8Array(i % 70).fill(i))]],
]
describe.each(COLUMNS)('many keys of %j', (parts, columns) => {
  const keys = rowsOf(columns)
  const numbers = Int32Array.from({ length: N }, (_, i) => i)
  const model = new KeyMap(keys.map((key, i) => [key, i] as const))

  test.each(['int32', 'any', 'float64'] as const)('in a map of %s', values => {
    const map: any = new TupleMap(parts as any, { values } as any)
    expect([...map.getMany(columns, undefined, 5)]).toEqual(keys.map(() => 5))
    for (const given of [numbers, [...numbers], Float64Array.from(numbers)])
      expect(map.setMany(columns, given)).toBe(map)
    expect(map.size).toBe(model.size)
    expect([...map.getMany(columns)]).toEqual(keys.map(key => model.get(key)))
    expect([...map.hasMany(columns)]).toEqual(keys.map(() => 1))
    if (values !== 'any') {
      map.incrementMany(columns, numbers).incrementMany(columns)
      const sums = new KeyMap(model.entries())
      for (const [i, key] of keys.entries()) sums.set(key, sums.get(key)! + i + 1)
      expect([...map.getMany(columns)]).toEqual(keys.map(key => sums.get(key)))
    }
    const arrays = map.toArrays()
    expect(arrays.keys.length).toBe(parts.length)
    const again: any = new TupleMap(parts as any, { values } as any).setMany(arrays.keys, arrays.values)
    expect(again.equals(map) && map.equals(again)).toBe(true)
    const half = columns.map(column => column.slice(0, N / 2))
    expect(map.deleteMany(half)).toBe(new KeyMap(rowsOf(half).map(key => [key, 0] as const)).size)
    expect([...map.hasMany(half)].every(x => x === 0)).toBe(true)
  })

  test('in a set', () => {
    const set: any = new TupleSet(parts as any)
    expect(set.addMany(columns)).toBe(set)
    expect(set.size).toBe(model.size)
    const again = new TupleSet(parts as any).addMany(set.toArray())
    expect(again.equals(set)).toBe(true)
    expect(set.deleteMany(columns)).toBe(model.size)
  })
})

test('columns that are none', () => {
  const map: any = new TupleMap(['int32', 'string'], { values: 'int32' })
  for (const keys of [undefined, null, 5, {}, [[1]], [[1], ['a'], [1]], Int32Array.of(1, 2)]) {
    expect(errorOf(() => map.setMany(keys, [1])).message).toContain(
      'TupleMap.setMany: keys must be an array of 2 columns',
    )
  }
  expect(errorOf(() => map.getMany([[1], 5])).message).toContain('TupleMap.getMany: keys[1] must be ')
  const uneven = errorOf(() => map.getMany([[1, 2], ['a']]))
  expect(uneven).toBeInstanceOf(RangeError)
  expect(uneven.message).toContain('columns of keys must have the same length, got 2, 1')
})

test.each([
  [
    'a pair',
    ['int32', 'int32'],
    [
      [1, 2, 'x', 4],
      [5, 6, 7, 8],
    ],
  ],
  [
    'of fixed size',
    ['int32', 'float64'],
    [
      [1, 2, 3, 4],
      [5, 6, 'x', 8],
    ],
  ],
  [
    'with a string',
    ['string', 'int32'],
    [
      ['a', 'b', 'c', 'd'],
      [5, 6, 0.5, 8],
    ],
  ],
] as [string, PartKind[], any[]][])('a key that is none among many: %s', (_, parts, columns) => {
  const map: any = new TupleMap(parts as any, { values: 'int32' })
  const thrown = errorOf(() => map.setMany(columns, [1, 2, 3, 4]))
  expect(thrown.done).toBe(2)
  expect(thrown.message).toMatch(/^TupleMap\.setMany: key\[\d\] must be /)
  expect(map.size).toBe(2)
  expect([...map.getMany(columns)]).toEqual([1, 2, 0, 0])
  expect([...map.hasMany(columns)]).toEqual([1, 1, 0, 0])
  expect(map.deleteMany(columns)).toBe(2)
})

test('an overflow among many says how many were done', () => {
  for (const parts of [
    ['int32', 'int32'],
    ['int32', 'float64'],
    ['int32', 'string'],
  ] as PartKind[][]) {
    const map: any = new TupleMap(parts as any, { values: 'int32' })
    const columns = [[1, 2, 1, 3], parts[1] === 'string' ? ['a', 'a', 'a', 'a'] : [0, 0, 0, 0]]
    const thrown = errorOf(() => map.incrementMany(columns, Int32Array.of(2 ** 31 - 1, 1, 1, 1)))
    expect(thrown).toBeInstanceOf(RangeError)
    expect(thrown.done).toBe(2)
    expect([...map.getMany(columns)]).toEqual([2 ** 31 - 1, 1, 2 ** 31 - 1, 0])
  }
})

describe('functions over columns', () => {
  const indexMany: (columns: any, out?: any) => any = isWasm ? library.indexMany : twinIndexMany
  const joinMany: (left: any, right: any) => any = isWasm ? library.joinMany : twinJoinMany
  const column = fc.constantFrom(
    (n: number[]) => Int32Array.from(n),
    (n: number[]) => Uint32Array.from(n),
    (n: number[]) => Float64Array.from(n, x => (x === 0 ? Number.NaN : x === 1 ? -0 : x / 3)),
    (n: number[]) => BigInt64Array.from(n, x => BigInt(x) << 40n),
    (n: number[]) => Int16Array.from(n),
    (n: number[]) => n.map(x => `t${x}`),
    (n: number[]) => n.map(x => (x % 2 === 0 ? x : `${x}`)),
  )
  const rows = (most: number) => fc.array(fc.array(fc.nat(3), { minLength: 4, maxLength: 4 }), { maxLength: most })

  test('indexMany', () => {
    const property = fc.property(fc.array(column, { minLength: 1, maxLength: 4 }), rows(80), (makers, table) => {
      const columns = makers.map((make, i) => make(table.map(row => row[i]!)))
      const { ids, keys } = indexMany(columns)
      const model = new KeyMap<number>()
      const expected = rowsOf(columns).map(key => {
        if (!model.has(key)) model.set(key, model.size)
        return model.get(key)
      })
      expect([...ids]).toEqual(expected)
      expect(keys.map((c: any) => c.constructor)).toEqual(columns.map(c => c.constructor))
      expect(rowsOf(keys).map(key => model.get(key))).toEqual([...model.keys()].map((_, i) => i))
    })
    fc.assert(property, { numRuns: 60, ...replay })
  })

  test('joinMany', () => {
    const property = fc.property(
      fc.array(column, { minLength: 1, maxLength: 4 }),
      rows(30),
      rows(30),
      (makers, left, right) => {
        const columnsOf = (table: number[][]) => makers.map((make, i) => make(table.map(row => row[i]!)))
        const [ls, rs] = [rowsOf(columnsOf(left)), rowsOf(columnsOf(right))]
        const pairs = ls.flatMap((l, i) => rs.flatMap((r, j) => (new KeyMap([[l, 1]]).has(r) ? [[i, j]] : [])))
        const joined = joinMany(columnsOf(left), columnsOf(right))
        expect([...joined.left].map((i, at) => [i, joined.right[at]])).toEqual(pairs)
      },
    )
    fc.assert(property, { numRuns: 60, ...replay })
  })

  test('their arguments', () => {
    const out = new Uint32Array(5).fill(9)
    const { ids } = indexMany(
      [
        [1, 1, 2],
        ['a', 'a', 'b'],
      ],
      out,
    )
    expect(ids).toBe(out)
    expect([...out]).toEqual([0, 0, 1, 9, 9])
    // Over the memory of a column.
    const same = Uint32Array.of(7, 7, 8)
    expect(indexMany([same, Int32Array.of(1, 1, 1)], same).keys).toEqual([Uint32Array.of(7, 8), Int32Array.of(1, 1)])
    const uneven = errorOf(() => indexMany([[1, 2], Int32Array.of(1)]))
    expect(uneven).toBeInstanceOf(RangeError)
    expect(uneven.message).toContain('columns of keys must have the same length, got 2, 1')
    // An array of keys of bytes is none of columns.
    const [one, two] = [Uint8Array.of(1), Uint8Array.of(1, 2)]
    expect([...indexMany([one, two, one]).ids]).toEqual([0, 1, 0])
    expect(() => joinMany([[1], [2]], [[1]])).toThrow(TypeError)
    expect(() => joinMany([[1], [2]], [1])).toThrow(TypeError)
    expect(() => joinMany([[1], [2]], [[1], []])).toThrow(RangeError)
    expect(joinMany([Int32Array.of(1), [2]], [[1], Float64Array.of(2)]).left).toEqual(Uint32Array.of(0))
  })
})
