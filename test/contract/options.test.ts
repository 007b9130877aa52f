// Options: values, capacity, seed.

import { describe, expect, test } from 'vitest'
import { figuresOf, hasBuckets } from '../backend.js'
import { CONTAINERS, errorOf, VALUES } from './classes.js'

const LIMIT = 2 ** 29

describe.each(CONTAINERS)('$name', ({ name, Class, isMap, put }) => {
  const message = (options: unknown) => errorOf(() => new Class(options)).message

  test.each([-1, -0.5, 0.5, Number.NaN, Infinity, -Infinity, LIMIT + 1, 2 ** 53, 1e300])(
    'refuses capacity %s',
    capacity => {
      expect(errorOf(() => new Class({ capacity }))).toBeInstanceOf(RangeError)
      expect(errorOf(() => new Class([], { capacity }))).toBeInstanceOf(RangeError)
      expect(message({ capacity })).toBe(`${name}: capacity must be an integer from 0 to 536870912, got ${capacity}`)
    },
  )

  test.each(['1', true, null, 1n, {}, [1]])('refuses capacity %s of another type', capacity => {
    expect(errorOf(() => new Class({ capacity }))).toBeInstanceOf(TypeError)
    expect(message({ capacity })).toMatch(`${name}: capacity must be an integer`)
  })

  test('takes any capacity up to the limit, without taking memory', () => {
    for (const capacity of [0, -0, 1, 8, 9, 1e6, LIMIT, undefined]) {
      const map = new Class({ capacity })
      expect(map.size).toBe(0)
      expect(map.stats().bytes).toBe(0)
    }
  })

  test('a capacity makes room but never bounds the size', () => {
    const map = new Class({ capacity: 100 })
    const B = hasBuckets ? 4 : 5
    for (let i = 0; i < 100; i++) {
      put(map, i)
      expect(figuresOf(map)).toMatchObject({ B, growing: false })
    }
    for (let i = 100; i < 300; i++) put(map, i)
    expect(map.size).toBe(300)
    expect(figuresOf(map).B).toBeGreaterThan(B)
  })

  test.each([-1n, 2n ** 64n])('refuses seed %s', seed => {
    expect(errorOf(() => new Class({ seed }))).toBeInstanceOf(RangeError)
    expect(message({ seed })).toBe(`${name}: seed must be a bigint from 0 to 2^64 - 1, got ${seed}n`)
  })

  test.each([1, '1', null, {}, true])('refuses seed %s of another type', seed => {
    expect(errorOf(() => new Class({ seed }))).toBeInstanceOf(TypeError)
    expect(message({ seed })).toMatch(`${name}: seed must be a bigint`)
  })

  test('takes seeds up to the limits', () => {
    for (const seed of [0n, 1n, 2n ** 64n - 1n, undefined]) expect(put(new Class({ seed }), 1).size).toBe(1)
  })

  test('refuses unknown options by name', () => {
    for (const option of ['Capacity', 'size', 'value', 'keys']) {
      const error = errorOf(() => new Class({ [option]: 1 }))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toBe(`${name}: unknown option "${option}"`)
    }
  })

  test.each([1, 'capacity', true, 1n])('refuses %s as options', options => {
    const error = errorOf(() => new Class([], options))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toContain(`${name}: options must be an object`)
  })

  test('values are an option of maps only', () => {
    for (const { values } of VALUES) {
      if (isMap) expect(new Class({ values }).size).toBe(0)
      else expect(message({ values })).toBe(`${name}: unknown option "values"`)
    }
    if (isMap) expect(new Class({ values: undefined }).set).toBeTypeOf('function')
  })

  test.each(['int64', 'Int32', '', 'string', 'toString'])('refuses the value kind %j', values => {
    if (!isMap) return
    expect(errorOf(() => new Class({ values }))).toBeInstanceOf(RangeError)
    expect(message({ values })).toContain("values must be one of 'any', 'int32', 'uint32', 'float32', 'float64'")
  })

  test.each([null, 1, {}, Int32Array])('refuses %s as a value kind', values => {
    if (isMap) expect(errorOf(() => new Class({ values }))).toBeInstanceOf(TypeError)
  })

  test('checks options before it takes an entry', () => {
    let taken = 0
    function* entries() {
      yield taken++
    }
    expect(() => new Class(entries(), { capacity: -1 })).toThrow(RangeError)
    expect(taken).toBe(0)
  })
})
