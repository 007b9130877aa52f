// What TypeScript knows of keys of several parts: these tests fail when they do not compile.

import { expect, expectTypeOf, test } from 'vitest'
import { TupleMap, TupleSet } from '../../src/index.js'
import { TupleMap as TwinMap } from '../../src/reference/index.js'
import { TupleMap as SwissMap } from '../../src/swiss.js'

test('keys are tuples of the kinds of their parts', () => {
  const map = new TupleMap(['int32', 'string', 'bigint64', 'bytes'])
  expectTypeOf([...map.keys()]).toEqualTypeOf<(readonly [number, string, bigint, Uint8Array])[]>()
  expectTypeOf(map.parts).toEqualTypeOf<readonly ['int32', 'string', 'bigint64', 'bytes']>()
  map.get([1, 'a', 1n, new DataView(new ArrayBuffer(1))])
  // @ts-expect-error a part is missing
  map.get([1, 'a', 1n])
  // @ts-expect-error a part is of another type
  expect(map.get([1, 2, 1n, new Uint8Array(1)])).toBe(undefined)
  // @ts-expect-error no such kind
  expect(() => new TupleMap(['int31'])).toThrow(TypeError)
  // @ts-expect-error a key has parts
  expect(() => new TupleMap([])).toThrow(TypeError)
})

test('a map of numbers is a Map of tuples', () => {
  const grid = new TupleMap(['int32', 'int32'], { values: 'float64' })
  const asMap: Map<readonly [number, number], number> = grid
  expect(asMap.set([3, 4], 1.5).get([3, 4])).toBe(1.5)
  expectTypeOf(grid.increment([3, 4])).toEqualTypeOf<number>()
  for (const [[x, y], v] of grid) expectTypeOf([x, y, v]).toEqualTypeOf<number[]>()
  expectTypeOf(grid.toArrays().keys).toEqualTypeOf<[Int32Array, Int32Array]>()
  const twin: Map<readonly [number, number], bigint> = new TwinMap(['int32', 'uint32'], { values: 'bigint64' })
  const swiss: Map<readonly [number, string], string> = new SwissMap(['int32', 'string'], [[[1, 'a'], 'b']])
  expect([twin.size, swiss.size]).toEqual([0, 1])
})

test('values are inferred from entries, or named', () => {
  expectTypeOf(new TupleMap(['int32', 'int32'], [[[1, 2], 'a']]).get([1, 2])).toEqualTypeOf<string | undefined>()
  const map = new TupleMap<['int32', 'string'], { a: number }>(['int32', 'string'])
  expectTypeOf(map.get([1, 'a'])).toEqualTypeOf<{ a: number } | undefined>()
  const groups = TupleMap.groupBy([{ a: 'x', b: 1 }], ['string', 'int32'], item => [item.a, item.b])
  expectTypeOf(groups.get(['x', 1])).toEqualTypeOf<{ a: string; b: number }[] | undefined>()
  expect(groups.get(['x', 1])).toEqual([{ a: 'x', b: 1 }])
})

test('parts one by one', () => {
  const map = new TupleMap(['int32', 'string', 'float64'], { values: 'int32' })
  map.setAt(1, 'a', 0.5, 7)
  expectTypeOf(map.getAt(1, 'a', 0.5)).toEqualTypeOf<number | undefined>()
  expect([map.incrementAt(1, 'a', 0.5), map.incrementAt(1, 'a', 0.5, 2)]).toEqual([8, 10])
  // @ts-expect-error the value is missing
  expect(() => map.setAt(1, 'a', 0.5)).toThrow(TypeError)
  // @ts-expect-error a part is of another type
  expect(map.getAt(1, 2, 0.5)).toBe(undefined)
  expect(map.getOrInsertComputedAt(2, 'b', 1, ([x, text]) => x + text.length)).toBe(3)
})

test('many keys are columns', () => {
  const map = new TupleMap(['int32', 'string'], { values: 'int32' })
  map.setMany([Int32Array.of(1, 2), ['a', 'b']], [5, 6])
  // @ts-expect-error a column is missing
  expect(() => map.getMany([[1, 2]])).toThrow(TypeError)
  expect([
    ...map.getMany([
      [2, 1],
      ['b', 'b'],
    ]),
  ]).toEqual([6, 0])
})

test('sets', () => {
  const set = new TupleSet(['int32', 'string'], [[1, 'a']])
  const asSet: Set<readonly [number, string]> = set
  expectTypeOf([...set]).toEqualTypeOf<(readonly [number, string])[]>()
  expectTypeOf(set.toArray()).toEqualTypeOf<[Int32Array, string[]]>()
  expect(asSet.has([1, 'a']) && set.addAt(2, 'b').hasAt(2, 'b')).toBe(true)
})

test('subclasses of certain parts', () => {
  class Grid extends TupleMap<['int32', 'int32'], number> {
    constructor() {
      super(['int32', 'int32'], { values: 'float64' })
    }
  }
  class Cells extends TupleSet<['int32', 'int32']> {}
  expectTypeOf(new Grid().get([1, 2])).toEqualTypeOf<number | undefined>()
  expect(new Grid().setAt(1, 2, 3).getAt(1, 2)).toBe(3)
  expect(new Cells(['int32', 'int32'], [[1, 2]]).hasAt(1, 2)).toBe(true)
})
