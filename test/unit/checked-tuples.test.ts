// checked and assertSameContent with keys of several parts.

import { describe, expect, test } from 'vitest'
import { TupleMap, TupleSet } from '../../src/index.js'
import { checked, MismatchError, TupleMap as TwinMap } from '../../src/reference/index.js'
import { TupleMap as SwissMap } from '../../src/swiss.js'
import { assertSameContent } from '../../src/testing.js'
import { errorOf } from '../contract/classes.js'

const PARTS = [
  ['int32', 'uint32'],
  ['float64', 'bigint64'],
  ['string', 'int32', 'bytes'],
] as const
const keyOf = (parts: readonly string[], i: number): any =>
  parts.map(part =>
    part === 'string' ? `k${i}` : part === 'bytes' ? Uint8Array.of(i) : part === 'bigint64' ? BigInt(i) : i,
  )

describe.each([TupleMap, SwissMap])('a checked map of %s', Class => {
  test.each(PARTS)('with keys of %s, %s', (...parts) => {
    const real = parts.filter(part => part !== undefined) as string[]
    const map: any = checked(new (Class as any)(real, { values: 'int32' }))
    const key = (i: number) => keyOf(real, i)
    for (let i = 0; i < 200; i++) map.set(key(i % 60), i)
    expect([map.get(key(5)), map.getAt(...key(5)), map.increment(key(5)), map.has(key(99))]).toEqual([
      185,
      185,
      186,
      false,
    ])
    expect(map.getOrInsertComputed(key(70), (own: any) => own.length)).toBe(real.length)
    expect(map.getOrInsertComputedAt(...key(71), (own: any) => own.length)).toBe(real.length)
    map.setMany(
      real.map((_, i) => [key(80)[i], key(81)[i]]),
      Int32Array.of(1, 2),
    )
    expect(map.deleteWhere((value: number) => value % 2 === 0)).toBeGreaterThan(20)
    expect([...map].length).toBe(map.size)
    expect(() => map.set([1], 1)).toThrow(RangeError)
    expect(map.clone().equals(map)).toBe(true)
    expect(map.parts).toEqual(real)
  })
})

test('a map that is not what its twin is', () => {
  class Broken extends TupleMap<['int32', 'int32'], number> {
    override delete(key: readonly [number, number]): boolean {
      return key[0] !== 3 && super.delete(key)
    }
  }
  const map = checked(new Broken(['int32', 'int32'], { values: 'int32' }))
  map.set([3, 4], 1).set([4, 3], 2)
  expect(map.delete([4, 3])).toBe(true)
  expect(() => map.delete([3, 4])).toThrow(MismatchError)
})

test('the contents of two maps', () => {
  const of = (y: number) =>
    new TupleMap(
      ['int32', 'string'],
      [
        [[1, 'a'], 5],
        [[y, 'b'], 6],
      ],
      { values: 'int32' },
    )
  assertSameContent(of(2), of(2))
  expect(errorOf(() => assertSameContent(of(2), of(3))).message).toContain('[2, "b"] is only in actual')
  expect(errorOf(() => assertSameContent(of(2).set([1, 'a'], 7), of(2))).message).toContain(
    'the value of [1, "a"] is 7, expected 5',
  )
  expect(() =>
    assertSameContent(new TupleSet(['int32', 'int32'], [[1, 2]]), new TupleSet(['int32', 'int32'], [[2, 1]])),
  ).toThrow('is only in actual')
  expect(new TwinMap(['int32', 'string'], of(2)).equals(of(2))).toBe(true)
})
