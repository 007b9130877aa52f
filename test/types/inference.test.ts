// Types infer from the options, and every map is a Map to the compiler. Checked by `npm run typecheck`.

import { expect, expectTypeOf, test } from 'vitest'
import { BigInt64Map, BigUint64Map, Float64Map, Float64Set, Int32Map, Int32Set, Uint32Map } from '../../src/index.js'

interface User {
  name: string
}

test('values infer from the options', () => {
  expectTypeOf(new Int32Map<User>()).toEqualTypeOf<Int32Map<User>>()
  expectTypeOf(new Int32Map({ values: 'float64' })).toEqualTypeOf<Int32Map<number>>()
  expectTypeOf(new Uint32Map({ values: 'uint32', capacity: 10 })).toEqualTypeOf<Uint32Map<number>>()
  expectTypeOf(new BigInt64Map({ values: 'bigint64' })).toEqualTypeOf<BigInt64Map<bigint>>()
  expectTypeOf(new Float64Map([[1.5, 'x']])).toEqualTypeOf<Float64Map<string>>()
  expectTypeOf(new Float64Map([[1.5, 2]], { values: 'int32' })).toEqualTypeOf<Float64Map<number>>()
  expectTypeOf(new BigUint64Map([[1n, 2n]], { values: 'biguint64' })).toEqualTypeOf<BigUint64Map<bigint>>()
  expectTypeOf(new Int32Map()).toEqualTypeOf<Int32Map<any>>()
  expect(new Int32Map(null).size).toBe(0)
})

test('a map is assignable to Map, a set is what set methods take', () => {
  const asMap: Map<number, User> = new Int32Map<User>()
  const readOnly: ReadonlyMap<bigint, number> = new BigInt64Map({ values: 'int32' })
  const setLike: ReadonlySetLike<number> = new Float64Set([1, 2])
  expect([asMap.size, readOnly.size, setLike.size]).toEqual([0, 0, 2])
})

test('keys, values and callbacks are typed', () => {
  const map = new Int32Map({ values: 'float64' })
  expectTypeOf(map.get(1)).toEqualTypeOf<number | undefined>()
  expectTypeOf(map.increment(1)).toEqualTypeOf<number>()
  expectTypeOf([...map]).toEqualTypeOf<[number, number][]>()
  expectTypeOf(Int32Map.groupBy(['a'], () => 1)).toEqualTypeOf<Int32Map<string[]>>()
  expectTypeOf(new Int32Set([1]).union(new Set([2]))).toEqualTypeOf<Int32Set>()
  // @ts-expect-error a key must be a number
  expect(() => map.set('1', 1)).toThrow(TypeError)
  // @ts-expect-error a value must be a number
  expect(() => map.set(1, 'a')).toThrow(TypeError)
  // @ts-expect-error there is no such value kind
  expect(() => new Int32Map({ values: 'int16' })).toThrow(RangeError)
})

test('a subclass keeps its types', () => {
  class Users extends Int32Map<User> {
    names(): string[] {
      return [...this.values()].map(user => user.name)
    }
  }
  const users = new Users([[1, { name: 'Ada' }]])
  expectTypeOf(users.get(1)).toEqualTypeOf<User | undefined>()
  expect(users.names()).toEqual(['Ada'])
})
