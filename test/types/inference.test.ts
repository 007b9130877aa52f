// Types infer from the options, and every map is a Map to the compiler. Checked by `npm run typecheck`.

import { expect, expectTypeOf, test } from 'vitest'
import {
  BigInt64Map,
  BigUint64Map,
  type BytesLike,
  BytesMap,
  BytesSet,
  Float64Map,
  Float64Set,
  HashMap,
  Int32Map,
  Int32Set,
  StringMap,
  StringSet,
  Uint32Map,
} from '../../src/index.js'

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
  expectTypeOf(new HashMap<string>({ values: 'int32' })).toEqualTypeOf<HashMap<string, number>>()
  expectTypeOf(new HashMap<string>({ values: 'biguint64' })).toEqualTypeOf<HashMap<string, bigint>>()
  expectTypeOf(new HashMap([['a', 1]])).toEqualTypeOf<HashMap<string, number>>()
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

const KEY = Uint8Array.of(1, 2, 3)

test('string keys', () => {
  expectTypeOf(new StringMap<User>()).toEqualTypeOf<StringMap<User>>()
  expectTypeOf(new StringMap()).toEqualTypeOf<StringMap<any>>()
  expectTypeOf(new StringMap({ values: 'int32' })).toEqualTypeOf<StringMap<number>>()
  expectTypeOf(new StringMap([['a', 1n]], { values: 'bigint64' })).toEqualTypeOf<StringMap<bigint>>()
  expectTypeOf(new StringMap([['a', KEY]])).toEqualTypeOf<StringMap<Uint8Array<ArrayBuffer>>>()
  const asMap: Map<string, User> = new StringMap<User>()
  const setLike: ReadonlySetLike<string> = new StringSet(['b'])
  expectTypeOf([...new StringMap({ values: 'float64' })]).toEqualTypeOf<[string, number][]>()
  expectTypeOf(StringMap.groupBy([1n], () => 'a')).toEqualTypeOf<StringMap<bigint[]>>()
  expectTypeOf(new StringSet(['a']).union(setLike)).toEqualTypeOf<StringSet>()
  expect([asMap.size, setLike.size]).toEqual([0, 1])
  // @ts-expect-error a key must be a string
  expect(() => asMap.set(1, { name: 'Ada' })).toThrow(TypeError)
  // @ts-expect-error a key must be a string
  expect(() => new StringSet([1])).toThrow(TypeError)
  // @ts-expect-error keyLength is an option of keys of bytes
  expect(() => new StringMap({ keyLength: 3 })).toThrow(TypeError)
  // @ts-expect-error a key in a buffer is bytes
  expect(() => new StringMap<number>().setRange(KEY, 0, 1, 1)).toThrow(TypeError)
})

test('keys of bytes', () => {
  expectTypeOf(new BytesMap<User>()).toEqualTypeOf<BytesMap<User>>()
  expectTypeOf(new BytesMap<User>({ keyLength: 16 })).toEqualTypeOf<BytesMap<User>>()
  expectTypeOf(new BytesMap({ values: 'int32', keyLength: 16 })).toEqualTypeOf<BytesMap<number>>()
  expectTypeOf(new BytesMap({ values: 'biguint64' })).toEqualTypeOf<BytesMap<bigint>>()
  expectTypeOf(new BytesMap([[KEY, 'x']])).toEqualTypeOf<BytesMap<string>>()
  expectTypeOf(new BytesMap([[KEY, 1]], { values: 'float32', keyLength: 3 })).toEqualTypeOf<BytesMap<number>>()
  const asMap: Map<Uint8Array, User> = new BytesMap<User>()
  const readOnly: ReadonlyMap<Uint8Array, number> = new BytesMap({ values: 'int32' })
  const setLike: ReadonlySetLike<Uint8Array> = new BytesSet([KEY], { keyLength: 3 })
  expect([asMap.size, readOnly.size, setLike.size]).toEqual([0, 0, 1])
})

test('keys of bytes come as anything that holds bytes, and go as Uint8Arrays', () => {
  const map = new BytesMap({ values: 'int32' })
  const likes: BytesLike[] = [KEY, Buffer.from(KEY), new DataView(KEY.buffer), KEY.buffer, new SharedArrayBuffer(3)]
  for (const like of likes) map.set(like, 1)
  expect(map.size).toBe(2)
  expectTypeOf([...map.keys()]).toEqualTypeOf<Uint8Array[]>()
  expectTypeOf(map.getRange(KEY, 0, 3)).toEqualTypeOf<number | undefined>()
  expectTypeOf(map.setRange(KEY, 0, 3, 1)).toEqualTypeOf<BytesMap<number>>()
  expectTypeOf(map.incrementRange(KEY, 0, 3)).toEqualTypeOf<number>()
  expectTypeOf(map.getOrRange(KEY, 0, 3, 1)).toEqualTypeOf<number>()
  expectTypeOf(map.getOrInsertRange(KEY, 0, 3, 1)).toEqualTypeOf<number>()
  expectTypeOf(map.getOrInsertComputedRange(KEY, 0, 3, key => key.length)).toEqualTypeOf<number>()
  expectTypeOf(map.deleteRange(KEY, 0, 3)).toEqualTypeOf<boolean>()
  expectTypeOf(new BytesSet().addRange(KEY, 0, 3)).toEqualTypeOf<BytesSet>()
  expectTypeOf(BytesMap.groupBy(['a'], () => KEY)).toEqualTypeOf<BytesMap<string[]>>()
  // @ts-expect-error a key must be bytes
  expect(() => map.set('a', 1)).toThrow(TypeError)
  // @ts-expect-error other typed arrays are not bytes
  expect(() => map.set(new Uint16Array(1), 1)).toThrow(TypeError)
  // @ts-expect-error a value must be a number
  expect(() => map.setRange(KEY, 0, 3, 'a')).toThrow(TypeError)
  // @ts-expect-error keyLength must be a number
  expect(() => new BytesSet({ keyLength: '3' })).toThrow(TypeError)
})
