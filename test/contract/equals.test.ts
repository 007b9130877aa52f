import { describe, expect, test } from 'vitest'
import * as backend from '../backend.js'
import { mapOf, setOf } from '../ids.js'
import { CLASSES, CONTAINERS, PAIRS } from './classes.js'

describe.each(CONTAINERS)('$name', ({ Class, isMap, put, key }) => {
  const of = (...is: number[]) => {
    const map = new Class()
    for (const i of is) put(map, i)
    return map
  }

  test('equal: the same keys, whatever the order, the history and the hash', () => {
    const map = of(1, 2, 3)
    expect(of().equals(of())).toBe(true)
    expect(map.equals(map)).toBe(true)
    expect(map.equals(of(3, 1, 2))).toBe(true)
    const long = of(...Array.from({ length: 100 }, (_, i) => i))
    for (let i = 4; i < 100; i++) long.delete(key(i))
    long.delete(key(0))
    expect(map.equals(long)).toBe(true)
    expect(long.equals(map)).toBe(true)
    expect(map.equals(map.clone())).toBe(true)
  })

  test('not equal: a key more, less or another', () => {
    const map = of(1, 2, 3)
    for (const other of [of(1, 2), of(1, 2, 3, 4), of(1, 2, 4), of()]) {
      expect(map.equals(other)).toBe(false)
      expect(other.equals(map)).toBe(false)
    }
  })

  test('compares with the built-in one', () => {
    const map = of(1, 2, 3)
    const builtIn = isMap ? mapOf(map) : setOf(map)
    expect(map.equals(builtIn)).toBe(true)
    builtIn.delete(key(1))
    expect(map.equals(builtIn)).toBe(false)
  })

  test.each([null, undefined])('refuses %s', other => {
    expect(() => of(1).equals(other)).toThrow(TypeError)
  })
})

test.each(PAIRS)('$pair: compares values', ({ Map: TestedMap, key, kindOfValue: { values, value } }) => {
  const stored = [value(0), value(1), value(2)]
  const make = () =>
    new TestedMap(
      stored.map((v, i) => [key(i), v]),
      { values },
    )
  expect(make().equals(make())).toBe(true)
  expect(make().equals(make().set(key(1), value(9)))).toBe(false)
  expect(make().equals(make().set(key(1), stored[2]))).toBe(false)
})

describe.each(CLASSES)('$map', ({ Map: TestedMap, key }) => {
  const of = (value: unknown, values = 'any') => new TestedMap([[key(1), value]], { values })

  test('values are compared with SameValueZero', () => {
    for (const values of ['any', 'float64', 'float32']) {
      expect(of(Number.NaN, values).equals(of(Number.NaN))).toBe(true)
      expect(of(-0, values).equals(of(0))).toBe(true)
      expect(of(0, values).equals(of(1))).toBe(false)
      expect(of(Number.NaN, values).equals(of(0))).toBe(false)
    }
    expect(of({}).equals(of({}))).toBe(false)
    expect(of('1').equals(of(1))).toBe(false)
  })

  test('undefined is not a missing value', () => {
    expect(of(undefined).equals(new TestedMap([[key(2), undefined]]))).toBe(false)
    expect(of(undefined).equals(mapOf([[key(1), undefined]]))).toBe(true)
  })
})

test('maps of different key classes compare by the keys that they hold', () => {
  const { Int32Map, Uint32Map, Float64Map, BigInt64Map, Int32Set, Float64Set } = backend
  expect(new Int32Map([[1, 'a']]).equals(new Float64Map([[1, 'a']]))).toBe(true)
  expect(new Float64Map([[1.5, 'a']]).equals(new Int32Map([[1, 'a']]))).toBe(false)
  expect(new Int32Map([[-1, 'a']]).equals(new Uint32Map([[2 ** 32 - 1, 'a']]))).toBe(false)
  expect(new Int32Map([[1, 'a']]).equals(new BigInt64Map([[1n, 'a']]) as any)).toBe(false)
  expect(new Int32Set([1, 2]).equals(new Float64Set([2, 1]))).toBe(true)
})
