// Whole columns: maps and sets as arrays, dictionary encoding, the join.

import { describe, expect, test } from 'vitest'
import * as twin from '../../src/reference/index.js'
import { HashMap, HashSet, isChecked, isWasm, library as wasm } from '../backend.js'
import { KEY_ARRAYS, VALUE_ARRAYS } from '../columns.js'
import { idOf, KeyMap } from '../ids.js'
import { errorOf, PLAIN, VALUES } from './classes.js'
import { growInto } from './growing.js'

const { indexMany, joinMany } = (isWasm ? wasm : twin) as any

const range = (n: number) => Array.from({ length: n }, (_, i) => i)

const objects = range(6000).map(id => ({ id }))
/** A number, a fraction, a string, a BigInt, an object in turns. */
const mixed = (i: number): any => [i, i + 0.5, `${i}`, BigInt(i), objects[i]][i % 5]

const KINDS = [
  ...PLAIN,
  { kind: 'Hash', map: 'HashMap', set: 'HashSet', Map: HashMap as any, Set: HashSet as any, key: mixed },
].map(c => ({ ...c, KeyArray: KEY_ARRAYS[c.kind] ?? Array }))
const PAIRS = KINDS.flatMap(c =>
  VALUES.map(v => ({ ...c, ...v, ValueArray: VALUE_ARRAYS[v.values] ?? Array, pair: `${c.map} of ${v.values}` })),
)

const SIZES = isChecked ? [0, 1, 8, 9, 60] : [0, 1, 8, 9, 60, 5000]

describe.each(PAIRS)('$pair, toArrays', ({ kind, Map: TestedMap, key, KeyArray, values, value, edges, ValueArray }) => {
  /** The arrays hold exactly the entries of the map. */
  function expectArrays(map: any, expected: KeyMap<any>): void {
    const { keys, values } = map.toArrays()
    expect(keys.constructor).toBe(KeyArray)
    expect(values.constructor).toBe(ValueArray)
    expect([keys.length, values.length]).toEqual([expected.size, expected.size])
    const seen = new Set()
    for (let i = 0; i < keys.length; i++) {
      seen.add(idOf(keys[i]))
      if (!Object.is(values[i], expected.get(keys[i]))) expect(values[i]).toBe(expected.get(keys[i]))
    }
    expect(seen.size).toBe(expected.size)
  }

  test('of any size', () => {
    for (const n of SIZES) {
      const map = new TestedMap({ values })
      const expected = new KeyMap<any>()
      for (let i = 0; i < n; i++) expected.set(key(i), value(i))
      for (const [k, v] of expected) map.set(k, v)
      expectArrays(map, expected)
      for (let i = 0; i < n; i += 3) {
        map.delete(key(i))
        expected.delete(key(i))
      }
      expectArrays(map, expected)
    }
  })

  test.runIf(kind !== 'Hash')('in the middle of a growth', () => {
    const map = new TestedMap({ values })
    const expected = new KeyMap<any>()
    const put = (i: number) => {
      expected.set(key(i), value(i))
      map.set(key(i), expected.get(key(i)))
    }
    growInto(map, put, isChecked ? 20 : 300)
    const before = map.stats()
    expectArrays(map, expected)
    expect(map.stats()).toEqual(before)
  })

  test('values at the limits, and back into a map', () => {
    const map = new TestedMap({ values })
    const expected = new KeyMap<any>()
    for (const [i, edge] of edges.entries()) {
      map.set(key(i), edge)
      expected.set(key(i), edge)
    }
    expectArrays(map, expected)
    const arrays = map.toArrays()
    expectArrays(new TestedMap({ values }).setMany(arrays.keys, arrays.values), expected)
  })

  test('later changes of either do not show in the other', () => {
    const map = new TestedMap({ values }).set(key(1), value(1))
    const first = map.toArrays()
    map.set(key(1), value(2)).set(key(2), value(2))
    expect(first.keys.length).toBe(1)
    expect(first.values[0]).toEqual(value(1))
    first.values[0] = value(9)
    expect(map.get(key(1))).toEqual(value(2))
  })
})

describe.each(KINDS)('$set, toArray', ({ kind, Set: TestedSet, key, KeyArray }) => {
  function expectArray(set: any, expected: any[]): void {
    const array = set.toArray()
    expect(array.constructor).toBe(KeyArray)
    expect(array.length).toBe(expected.length)
    expect(new Set([...array].map(idOf))).toEqual(new Set(expected.map(idOf)))
  }

  test('of any size', () => {
    for (const n of SIZES) {
      const set = new TestedSet(range(n).map(key))
      expectArray(set, range(n).map(key))
      for (let i = 0; i < n; i += 3) set.delete(key(i))
      const left = range(n)
        .filter(i => i % 3 !== 0)
        .map(key)
      expectArray(set, left)
      expectArray(new TestedSet().addMany(set.toArray()), left)
    }
  })

  test.runIf(kind !== 'Hash')('in the middle of a growth', () => {
    const set = new TestedSet()
    const n = growInto(set, i => set.add(key(i)), isChecked ? 20 : 300)
    const before = set.stats()
    expectArray(set, range(n).map(key))
    expect(set.stats()).toEqual(before)
  })
})

/** Ids as a plain Map gives them. */
function idsByMap(keys: ArrayLike<any>): { ids: number[]; keys: any[] } {
  const known = new Map<any, number>()
  const ids: number[] = []
  for (let i = 0; i < keys.length; i++) {
    if (!known.has(keys[i])) known.set(keys[i], known.size)
    ids.push(known.get(keys[i])!)
  }
  return { ids, keys: [...known.keys()] }
}

/** Equal as keys are: NaN is NaN, and zeros are one. */
const same = (a: any, b: any) => a === b || (a !== a && b !== b)

function expectKeys(actual: ArrayLike<any>, expected: ArrayLike<any>): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) if (!same(actual[i], expected[i])) expect(actual[i]).toBe(expected[i])
}

/** Columns with many equal keys: n of about `distinct`, in no order. */
const scattered = (i: number, distinct: number) => (Math.imul(i, 0x9e3779b1) >>> 7) % distinct
const LENGTHS = [0, 1, 31, 32, 33, 2047, 2048, 2049, ...(isChecked ? [] : [70_000])]

type Column = readonly [name: string, make: (n: number, distinct: number) => any]
const numeric = ([kind, KeyArray]: [string, any]): Column[] => {
  const keyOf = PLAIN.find(c => c.kind === kind)!.key
  const keys = (n: number, distinct: number) => range(n).map(i => keyOf(scattered(i, distinct)))
  const inside = (buffer: any, list: any[]) => {
    const part = new KeyArray(buffer, 16, list.length)
    part.set(list)
    return part
  }
  return [
    [KeyArray.name, (n, d) => KeyArray.from(keys(n, d))],
    [`part of a ${KeyArray.name}`, (n, d) => inside(new ArrayBuffer(8 * n + 24), keys(n, d))],
    [`shared ${KeyArray.name}`, (n, d) => inside(new SharedArrayBuffer(8 * n + 24), keys(n, d))],
  ]
}
const OTHERS: Column[] = [
  ['plain array of numbers', (n, d) => range(n).map(i => scattered(i, d))],
  ['plain array of anything', (n, d) => range(n).map(i => mixed(scattered(i, Math.min(d, 6000))))],
  ['plain array of strings', (n, d) => range(n).map(i => `key ${scattered(i, d)}`)],
  [
    'plain array of strings and other keys behind them',
    (n, d) => range(n).map(i => (i % 7 === 6 ? scattered(i, d) : `${scattered(i, d)}`)),
  ],
  ['Uint8Array', (n, d) => Uint8Array.from(range(n), i => scattered(i, d))],
  ['Int16Array', (n, d) => Int16Array.from(range(n), i => scattered(i, d))],
  ['Float32Array', (n, d) => Float32Array.from(range(n), i => scattered(i, d) / 4)],
]
const COLUMNS = [...Object.entries(KEY_ARRAYS).flatMap(numeric), ...OTHERS]

describe('indexMany', () => {
  test.each(COLUMNS)('%s', (_, make) => {
    for (const n of LENGTHS) {
      for (const distinct of n > 10_000 ? [n >> 1] : [1, 20, Math.max(1, n >> 1)]) {
        const column = make(n, distinct)
        const before = [...column]
        const expected = idsByMap(column)
        const { ids, keys } = indexMany(column)
        expect(ids).toBeInstanceOf(Uint32Array)
        expectKeys(ids, expected.ids)
        expectKeys(keys, expected.keys)
        expect(keys.constructor).toBe(column.constructor)
        expectKeys(column, before)
      }
    }
  })

  test('NaN is one key, and so are the zeros', () => {
    const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000abcn]).buffer)[0]!
    const list = [Number.NaN, -0, 1, 0, otherNaN, -0, -1, Number.NaN, 1e-310, 1e-310]
    for (const column of [Float64Array.from(list), list]) {
      const { ids, keys } = indexMany(column)
      expect([...ids]).toEqual([0, 1, 2, 1, 0, 1, 3, 0, 4, 4])
      expectKeys(keys, [Number.NaN, 0, 1, -1, 1e-310])
    }
  })

  test.each(PLAIN.filter(c => KEY_ARRAYS[c.kind]))('keys at the limits of $kind', ({ kind, edges }) => {
    const column = KEY_ARRAYS[kind].from([...edges, ...edges].reverse())
    const { ids, keys } = indexMany(column)
    expectKeys(ids, [...range(edges.length), ...range(edges.length)])
    expectKeys(keys, [...edges].reverse())
  })

  test('any values at all', () => {
    const symbol = Symbol('key')
    const list = [undefined, null, 0, '0', 0n, true, symbol, objects[0], 2 ** 40, 2n ** 80n, undefined, symbol, null]
    const { ids, keys } = indexMany(list)
    expect([...ids]).toEqual([...range(10), 0, 6, 1])
    expect(keys).toEqual(list.slice(0, 10))
  })

  test('ids go to an array that is given', () => {
    for (const column of [Int32Array.of(5, 6, 5, 7), [5, 6, 5, 7]]) {
      const out = new Uint32Array(6).fill(9)
      for (let round = 0; round < 2; round++) {
        const { ids, keys } = indexMany(column, out)
        expect(ids).toBe(out)
        expect([...out]).toEqual([0, 1, 0, 2, 9, 9])
        expect([...keys]).toEqual([5, 6, 7])
      }
      const part = new Uint32Array(new SharedArrayBuffer(24), 8, 4)
      expect([...indexMany(column, part).ids]).toEqual([0, 1, 0, 2])
    }
  })

  test('refuses what does not fit before anything is read', () => {
    // The first element tells keys from columns of their parts.
    const unread = new Proxy([1, 2, 3], {
      get: (keys, name) =>
        name === 'length' || name === '0' ? Reflect.get(keys, name) : expect.unreachable(`${String(name)} was read`),
    })
    for (const keys of [unread, Int32Array.of(1, 2, 3)]) {
      for (const out of [new Uint32Array(2), new Int32Array(3), new Float64Array(3), [0, 0, 0], {}, null]) {
        const error = errorOf(() => indexMany(keys, out))
        expect(error).toBeInstanceOf(RangeError)
        expect(error.message).toContain('indexMany: out')
      }
    }
    for (const bad of [undefined, null, 1, 'text', {}, new Set([1]), new DataView(new ArrayBuffer(8))]) {
      const error = errorOf(() => indexMany(bad))
      expect(error).toBeInstanceOf(TypeError)
      expect(error.message).toContain('indexMany: keys')
    }
  })
})

/** The pairs of equal keys by looking at all. */
function joinByLoops(left: ArrayLike<any>, right: ArrayLike<any>): [number, number][] {
  const pairs: [number, number][] = []
  for (let i = 0; i < left.length; i++) {
    for (let j = 0; j < right.length; j++) if (same(left[i], right[j])) pairs.push([i, j])
  }
  return pairs
}

function expectJoin(left: ArrayLike<any>, right: ArrayLike<any>): void {
  const joined = joinMany(left, right)
  const expected = joinByLoops(left, right)
  expect([joined.left.constructor, joined.right.constructor]).toEqual([Uint32Array, Uint32Array])
  expectKeys(
    joined.left,
    expected.map(([i]) => i),
  )
  expectKeys(
    joined.right,
    expected.map(([, j]) => j),
  )
}

describe('joinMany', () => {
  test.each(COLUMNS)('%s', (_, make) => {
    const sides = [0, 1, 32, 33, 150]
    for (const l of sides) for (const r of sides) expectJoin(make(l, 20), make(r, 40))
    // No duplicates on one side, and beyond a chunk.
    expectJoin(
      make(isChecked ? 100 : 2100, 5),
      range(5).map(i => make(2100, 5)[i]),
    )
    expectJoin(make(40, 40), make(isChecked ? 100 : 2100, 60))
  })

  test('no key in common, and all keys equal', () => {
    const ones = new Int32Array(30).fill(1)
    expectJoin(ones, new Int32Array(20).fill(2))
    expectJoin(ones, new Int32Array(20).fill(1))
    expectJoin(new Float64Array(7).fill(Number.NaN), Float64Array.of(Number.NaN, 0, -0))
    expectJoin(Float64Array.of(-0, 1, Number.NaN), Float64Array.of(0, Number.NaN, 0))
  })

  test('sides of different types', () => {
    const numbers = range(50).map(i => scattered(i, 20) - 5)
    const sides = [Int32Array.from(numbers), Float64Array.from(numbers), numbers, Int8Array.from(numbers)]
    for (const left of sides) for (const right of sides) expectJoin(left, right)
    expectJoin(Int32Array.of(1, 2, 3), BigInt64Array.of(1n, 2n))
    expectJoin([1n, 2n, '1', 1], BigInt64Array.of(1n, 2n, 1n))
    expectJoin([1.5, 'a', 2 ** 40, -1, 7], Uint32Array.of(7, 2 ** 32 - 1))
    expectJoin(Int32Array.of(-1), Uint32Array.of(2 ** 32 - 1))
    expectJoin(BigInt64Array.of(-1n, 5n), BigUint64Array.of(2n ** 64n - 1n, 5n))
    expectJoin(Float64Array.of(2 ** 32 - 1, 0.5, -0), Uint32Array.of(0, 2 ** 32 - 1))
    expectJoin([undefined, null, 'a', objects[1]], [objects[1], undefined, undefined])
  })

  test('of a column with itself, and both are left as they were', () => {
    const column = Int32Array.from(range(100), i => i % 7)
    expectJoin(column, column)
    expect([...column]).toEqual(range(100).map(i => i % 7))
  })

  test('refuses what is no array', () => {
    for (const bad of [undefined, null, 1, 'text', {}, new Set([1])]) {
      for (const [call, argument] of [
        [() => joinMany(bad, []), 'left'],
        [() => joinMany([], bad), 'right'],
      ] as const) {
        const error = errorOf(call)
        expect(error).toBeInstanceOf(TypeError)
        expect(error.message).toContain(`joinMany: ${argument}`)
      }
    }
  })

  test.runIf(!isChecked)('of large sides agrees with a Map', () => {
    const left = Int32Array.from(range(60_000), i => scattered(i, 30_000))
    const right = Int32Array.from(range(40_000), i => i)
    const joined = joinMany(left, right)
    expectKeys(joined.left, range(60_000))
    expectKeys(joined.right, left)
  })
})
