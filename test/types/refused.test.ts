// What the compiler must refuse, and what it must infer where one would get it wrong by hand. Nothing here depends on a
// run: where a call is refused, it is written in a function that is not called.

import { expect, expectTypeOf, test } from 'vitest'
import {
  BigInt64Map,
  BigUint64Set,
  BytesMap,
  Float64Map,
  HashMap,
  Int32Map,
  Int32Set,
  indexMany,
  joinMany,
  type MapOptions,
  StringMap,
  type ValueKind,
} from '../../src/index.js'
import { checked, Int32Map as Twin } from '../../src/reference/index.js'

const KINDS = ['any', 'int32', 'uint32', 'float32', 'float64', 'bigint64', 'biguint64'] as const

test('there are no other kinds of values', () => {
  expectTypeOf<(typeof KINDS)[number]>().toEqualTypeOf<ValueKind>()
  for (const values of KINDS) expect(new Int32Map({ values } as any).size).toBe(0)
})

test('the type of values follows from their kind, for every key', () => {
  expectTypeOf(new Int32Map({ values: 'float32' }).get(1)).toEqualTypeOf<number | undefined>()
  expectTypeOf(new BigInt64Map({ values: 'uint32' }).getOr(1n, 0)).toEqualTypeOf<number>()
  expectTypeOf(new StringMap({ values: 'biguint64' }).increment('a')).toEqualTypeOf<bigint>()
  expectTypeOf(new BytesMap({ values: 'bigint64' }).values()).toEqualTypeOf<MapIterator<bigint>>()
  expectTypeOf(new Float64Map({ values: 'any' }).get(1)).toEqualTypeOf<any>()
  expectTypeOf(new Float64Map<string>({ values: 'any' }).get(1)).toEqualTypeOf<string | undefined>()
  expectTypeOf(new Twin({ values: 'int32' }).get(1)).toEqualTypeOf<number | undefined>()
})

test('entries and options must agree', () => {
  const refused = () => {
    // @ts-expect-error the values of the entries are strings
    new Int32Map([[1, 'one']], { values: 'int32' })
    // @ts-expect-error the values of the entries are numbers
    new Int32Map([[1, 1]], { values: 'bigint64' })
    // @ts-expect-error the keys of the entries are strings
    new Int32Map([['1', 1]])
    // @ts-expect-error a value that is said to be a string is no number
    new Int32Map<string>({ values: 'int32' })
    // @ts-expect-error a value that is said to be a number is no bigint
    new StringMap<number>({ values: 'bigint64' })
    // @ts-expect-error entries are pairs
    new Int32Map([1, 2])
    // @ts-expect-error the keys of this set are bigints
    new BigUint64Set([1])
  }
  expect(refused).toBeTypeOf('function')
})

test('keys must be of the class', () => {
  const refused = (
    ints: Int32Map<number>,
    bigs: BigInt64Map<number>,
    bytes: BytesMap<number>,
    words: StringMap<number>,
  ) => {
    // @ts-expect-error a bigint is no number
    ints.get(1n)
    // @ts-expect-error nor is a string
    ints.increment('1')
    // @ts-expect-error nor undefined
    ints.getOr(undefined, 1)
    // @ts-expect-error a number is no bigint
    bigs.set(1, 1)
    // @ts-expect-error a string is no bytes
    bytes.set('abc', 1)
    // @ts-expect-error nor is an array of numbers
    bytes.get([1, 2])
    // @ts-expect-error bytes are no string
    words.get(new Uint8Array(1))
    // @ts-expect-error many keys, too
    ints.getMany([1n])
    // @ts-expect-error many keys, too
    bigs.setMany(Int32Array.of(1), [1])
  }
  expect(refused).toBeTypeOf('function')
})

test('options must be options', () => {
  const refused = () => {
    // @ts-expect-error capacity is a number
    new Int32Map({ capacity: '10' })
    // @ts-expect-error a seed is a bigint
    new Int32Set([], { seed: 1 })
    // @ts-expect-error there is no such option
    new Int32Map({ capcity: 10 })
    // @ts-expect-error sets have no values
    new Int32Set({ values: 'int32' })
  }
  expect(refused).toBeTypeOf('function')
})

test('undefined is as good as nothing, also under exactOptionalPropertyTypes', () => {
  const options: MapOptions = { values: 'int32', capacity: undefined, seed: undefined }
  expect(options.values).toBe('int32')
  expect(new Int32Map({ values: undefined, capacity: undefined }).size).toBe(0)
})

test('a HashMap is a Map to the compiler, of the keys and values of its entries', () => {
  const map = new HashMap([[{ id: 1 }, 'object']])
  expectTypeOf(map).toEqualTypeOf<HashMap<{ id: number }, string>>()
  const asMap: Map<{ id: number }, string> = map
  expect(asMap.size).toBe(1)
  expectTypeOf(new HashMap<number | string, boolean>().get(1)).toEqualTypeOf<boolean | undefined>()
})

test('columns keep their type', () => {
  expectTypeOf(indexMany(Float64Array.of(1)).keys).toExtend<Float64Array>()
  expectTypeOf(indexMany(['a']).ids).toExtend<Uint32Array>()
  expectTypeOf(joinMany(BigInt64Array.of(1n), BigInt64Array.of(1n)).left).toExtend<Uint32Array>()
  // @ts-expect-error both columns are of one type
  const refused = () => joinMany(Int32Array.of(1), BigInt64Array.of(1n))
  expect(refused).toBeTypeOf('function')
})

test('what is checked keeps its type', () => {
  expectTypeOf(checked(new Int32Map<string>())).toEqualTypeOf<Int32Map<string>>()
})
