import { describe, expect, test } from 'vitest'
import { CLASSES, errorOf, sorted } from './classes.js'

interface Case {
  values: string
  one: any
  /** [start, by, sum] */
  sums: [any, any, any][]
  /** [start, by] whose sum does not fit. */
  overflows: [any, any][]
}

const MAX64 = 2n ** 63n - 1n
const CASES: Case[] = [
  {
    values: 'int32',
    one: 1,
    sums: [
      [5, 7, 12],
      [5, -7, -2],
      [2 ** 31 - 2, 1, 2 ** 31 - 1],
      [1 - 2 ** 31, -1, -(2 ** 31)],
      [-5, 5, 0],
      [-0x7ffffffe, 1, -0x7ffffffd],
    ],
    overflows: [
      [2 ** 31 - 1, 1],
      [-(2 ** 31), -1],
      [2 ** 30, 2 ** 30],
      [-(2 ** 31), -(2 ** 31)],
      [2 ** 31 - 1, 2 ** 31 - 1],
    ],
  },
  {
    values: 'uint32',
    one: 1,
    sums: [
      [5, 7, 12],
      [2 ** 32 - 2, 1, 2 ** 32 - 1],
      [2 ** 31, 2 ** 31 - 1, 2 ** 32 - 1],
      [0x80000002, 1, 0x80000003],
    ],
    overflows: [
      [2 ** 32 - 1, 1],
      [2 ** 31, 2 ** 31],
      [1, 2 ** 32 - 1],
      [2 ** 32 - 1, 2 ** 32 - 1],
    ],
  },
  {
    values: 'float32',
    one: 1,
    sums: [
      [0.5, 0.25, 0.75],
      [0.1, 0.2, Math.fround(Math.fround(0.1) + Math.fround(0.2))],
      [16777216, 1, 16777216],
      [3e38, 3e38, Infinity],
      [1, Number.NaN, Number.NaN],
    ],
    overflows: [],
  },
  {
    values: 'float64',
    one: 1,
    sums: [
      [0.1, 0.2, 0.1 + 0.2],
      [1e308, 1e308, Infinity],
      [Infinity, -Infinity, Number.NaN],
      [Number.NaN, 1, Number.NaN],
      [1, -0.5, 0.5],
    ],
    overflows: [],
  },
  {
    values: 'bigint64',
    one: 1n,
    sums: [
      [5n, -7n, -2n],
      [MAX64 - 1n, 1n, MAX64],
      [-MAX64, -1n, -MAX64 - 1n],
      [-MAX64 - 1n, 1n, -MAX64],
      [-MAX64 + 1n, 1n, -MAX64 + 2n],
    ],
    overflows: [
      [MAX64, 1n],
      [-MAX64 - 1n, -1n],
      [2n ** 62n, 2n ** 62n],
      [-MAX64 - 1n, -MAX64 - 1n],
    ],
  },
  {
    values: 'biguint64',
    one: 1n,
    sums: [
      [5n, 7n, 12n],
      [2n ** 64n - 2n, 1n, 2n ** 64n - 1n],
      [2n ** 63n, 1n, 2n ** 63n + 1n],
      [2n ** 63n, 2n ** 63n - 1n, 2n ** 64n - 1n],
    ],
    overflows: [
      [2n ** 64n - 1n, 1n],
      [2n ** 63n, 2n ** 63n],
      [1n, 2n ** 64n - 1n],
    ],
  },
]

const GRID = CLASSES.flatMap(c => CASES.map(each => ({ ...c, ...each })))

describe.each(GRID)('$map of $values', ({ map: name, Map: TestedMap, key, values, one, sums, overflows }) => {
  test('counts from nothing, by one unless told', () => {
    const map = new TestedMap({ values })
    for (let i = 0; i < 100; i++) map.increment(key(i % 10))
    expect(map.size).toBe(10)
    for (let i = 0; i < 10; i++) expect(map.get(key(i))).toBe(typeof one === 'bigint' ? 10n : 10)
    expect(map.increment(key(50))).toBe(one)
    expect(map.increment(key(51), undefined)).toBe(one)
  })

  test.each(sums)('%s + %s = %s', (start, by, sum) => {
    const map = new TestedMap({ values })
    expect(map.increment(key(1), start)).toBe(values === 'float32' ? Math.fround(start) : start)
    expect(map.increment(key(1), by)).toBe(sum)
    expect(map.get(key(1))).toBe(sum)
    expect(map.size).toBe(1)
  })

  test.each(overflows)('%s + %s is out of range and changes nothing', (start, by) => {
    const map = new TestedMap(
      [
        [key(1), start],
        [key(2), one],
      ],
      { values },
    )
    const before = sorted(map)
    const error = errorOf(() => map.increment(key(1), by))
    expect(error).toBeInstanceOf(RangeError)
    expect(error.message).toContain(`${name}.increment`)
    expect(error.message).toContain(values)
    expect(sorted(map)).toEqual(before)
    expect(map.increment(key(2))).toBe(one + one)
  })

  test.each(['1', null, true, {}, Symbol('by'), typeof one === 'bigint' ? 1 : 1n])('refuses to add %s', by => {
    const map = new TestedMap([[key(1), one]], { values })
    for (const k of [key(1), key(2)]) {
      const error = errorOf(() => map.increment(k, by))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain(`${name}.increment: by must be`)
    }
    expect([...map]).toEqual([[key(1), one]])
  })

  test('refuses to add an integer out of range', () => {
    if (overflows.length === 0) return
    const map = new TestedMap([[key(1), one]], { values })
    const bad = typeof one === 'bigint' ? [2n ** 64n, -(2n ** 63n) - 1n] : [2 ** 32, -(2 ** 31) - 1, 0.5, Number.NaN]
    for (const by of bad) expect(() => map.increment(key(1), by)).toThrow(RangeError)
    expect([...map]).toEqual([[key(1), one]])
  })
})

test.each(CLASSES)('$map of any is refused, and unchanged', ({ map: name, Map: TestedMap, key }) => {
  for (const map of [new TestedMap(), new TestedMap([[key(1), 1]])]) {
    const before = [...map]
    const error = errorOf(() => map.increment(key(1)))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toBe(`${name}.increment: needs a map with values of numbers, not 'any'`)
    expect([...map]).toEqual(before)
  }
})
