// Concurrent maps and sets in one thread: what a Map and a Set would answer.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as library from '../../src/shared.js'
import { SharedHeap } from '../../src/shared.js'
import { replay } from '../text.js'

interface Kind {
  name: string
  /** Typical values, the ends included, then some that are none. */
  good: readonly unknown[]
  bad: readonly unknown[]
  sum(a: unknown, b: unknown): unknown
}

const big = (n: number) => 2n ** BigInt(n)
const INTEGERS = [0, 1, 2, 3, 7, 100, 4711, 65536, 2 ** 30]
const KINDS: readonly Kind[] = [
  {
    name: 'int32',
    good: [...INTEGERS, -1, -5, -(2 ** 31), 2 ** 31 - 1, -2147483645],
    bad: [1.5, 2 ** 31, -(2 ** 31) - 1, Number.NaN, '1', 1n, undefined, null],
    sum: (a, b) => ((x: number) => ((x | 0) === x ? x : undefined))(Number(a) + Number(b)),
  },
  {
    name: 'uint32',
    good: [...INTEGERS, 2 ** 31, 2 ** 32 - 1, 2147483651],
    bad: [1.5, -1, 2 ** 32, Number.NaN, '1', 1n, undefined],
    sum: (a, b) => ((x: number) => (x >>> 0 === x ? x : undefined))(Number(a) + Number(b)),
  },
  {
    name: 'float64',
    good: [...INTEGERS, -0.5, Number.NaN, 1e300, Number.POSITIVE_INFINITY, 2 ** 53, -1],
    bad: ['1', 1n, undefined, {}],
    sum: (a, b) => Number(a) + Number(b),
  },
  {
    name: 'bigint64',
    good: [0n, 1n, -1n, 5n, big(31), -big(63), big(63) - 1n, -9223372036854775805n],
    bad: [big(63), -big(63) - 1n, 1, '1', undefined],
    sum: (a, b) => ((x: bigint) => (BigInt.asIntN(64, x) === x ? x : undefined))((a as bigint) + (b as bigint)),
  },
  {
    name: 'biguint64',
    good: [0n, 1n, 5n, big(31), big(63), big(64) - 1n, 9223372036854775811n],
    bad: [-1n, big(64), 1, undefined],
    sum: (a, b) => ((x: bigint) => (BigInt.asUintN(64, x) === x ? x : undefined))((a as bigint) + (b as bigint)),
  },
]
const FLOAT32: Kind = {
  name: 'float32',
  good: [0, 0.5, -1, 1e30, Number.NaN, 3],
  bad: ['1', 1n, undefined],
  sum: (a, b) => Math.fround(Number(a) + Number(b)),
}
/** Texts of one and of two bytes a character, and some that differ in little; lone surrogates are characters like others. */
const TEXTS = [
  '',
  '\0',
  '\0\0',
  'a',
  'ab',
  'abc',
  'abcd',
  'abcde',
  'abcdefgh',
  'abcdefghi',
  'é',
  'éa',
  'ж',
  '\ud800',
  '\udc00',
  '😀',
]
const LONG = 'lorem ipsum '.repeat(9000)
const STRING: Kind = {
  name: 'string',
  good: [...TEXTS, 'x'.repeat(63), 'x'.repeat(64), 'x'.repeat(65), 'ж'.repeat(300), LONG, `${LONG}x`, `${LONG}ж`],
  bad: [1, 1n, undefined, null, {}, Object('a'), Symbol('a')],
  sum: () => undefined,
}
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))
const BYTES: Kind = {
  name: 'bytes',
  good: [
    ...STRING.good.map(text => bytesOf(text as string)),
    new Uint8Array([1]),
    new Uint8Array([1, 0]),
    new DataView(new Uint8Array([9, 1, 9]).buffer, 1, 1),
    new Uint8Array(8).buffer,
    new Uint8Array(new SharedArrayBuffer(8)),
  ],
  bad: ['a', 1, undefined, null, [1], new Int32Array(1), {}],
  sum: () => undefined,
}
const LABELS: Record<string, string> = {
  string: 'String',
  bytes: 'Bytes',
  int32: 'Int32',
  uint32: 'Uint32',
  float64: 'Float64',
  bigint64: 'BigInt64',
  biguint64: 'BigUint64',
}
type AnyMap = library.ConcurrentMap<unknown, unknown>
type AnySet = library.ConcurrentSet<unknown>
const heap = new SharedHeap()
const mapOf = (key: Kind, values: Kind, more = {}): AnyMap =>
  new (library as any)[`Concurrent${LABELS[key.name]}Map`]({ heap, values: values.name, ...more })
const setOf = (key: Kind): AnySet => new (library as any)[`Concurrent${LABELS[key.name]}Set`]({ heap })

/** The kinds of keys. */
const KEYS = [...KINDS, STRING, BYTES]
/** What is the same for keys that are the same. */
function asModel(key: unknown): unknown {
  if (typeof key !== 'object' || key === null) return key
  const view = ArrayBuffer.isView(key)
    ? new Uint8Array(key.buffer, key.byteOffset, key.byteLength)
    : new Uint8Array(key as ArrayBuffer)
  return Buffer.from(view).toString('latin1')
}
const contentOf = (map: AnyMap) => new Map([...map].map(([k, v]) => [asModel(k), v]))
/** Key `i` of many. */
function nth({ name, good }: Kind, i: number): unknown {
  if (name === 'string') return `${i} ${'ж'.repeat(i % 3)}`
  if (name === 'bytes') return new Uint8Array(new Int32Array([i, i % 5, 7]).buffer, 0, 4 + (i % 9))
  return typeof good[0] === 'bigint' ? BigInt(i * 7) : i * 7
}

const PAIRS = KEYS.flatMap(key => [...KINDS, FLOAT32].map(values => [key.name, values.name, key, values] as const))
const asValue = (values: Kind, x: unknown) => (values === FLOAT32 ? Math.fround(x as number) : x)

/** What an operation answers, or the name of the error. */
function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return (error as Error).name
  }
}

describe.each(PAIRS)('%s keys, %s values', (_, __, key, values) => {
  const operation = fc.record({
    name: fc.constantFrom(
      'set',
      'set',
      'delete',
      'get',
      'has',
      'increment',
      'swap',
      'cas',
      'cad',
      'goi',
      'sia',
      'gad',
      'update',
      'getOr',
    ),
    key: fc.constantFrom(...key.good),
    value: fc.constantFrom(...values.good),
    other: fc.constantFrom(...values.good),
  })

  /** The same on a Map. */
  function expected(model: Map<unknown, unknown>, name: string, k: unknown, value: unknown, other: unknown): unknown {
    const old = model.get(k)
    const isThere = model.has(k)
    const isSame = isThere && (old === other || (old !== old && other !== other))
    switch (name) {
      case 'get':
        return old
      case 'has':
        return isThere
      case 'getOr':
        return isThere ? old : value
      case 'delete':
        return model.delete(k)
      case 'gad':
        model.delete(k)
        return old
      case 'goi':
        if (!isThere) model.set(k, value)
        return isThere ? old : value
      case 'sia':
        if (!isThere) model.set(k, value)
        return !isThere
      case 'cas':
        if (isSame) model.set(k, value)
        return isSame
      case 'cad':
        if (isSame) model.delete(k)
        return isSame
      case 'increment': {
        const sum = isThere ? values.sum(old, value) : value
        if (sum === undefined) return 'RangeError'
        model.set(k, sum)
        return sum
      }
    }
    // set, swap, update
    model.set(k, value)
    return name === 'swap' ? old : name === 'update' ? [old, value] : 'self'
  }

  function actual(map: AnyMap, name: string, k: unknown, value: unknown, other: unknown): unknown {
    switch (name) {
      case 'get':
        return map.get(k)
      case 'has':
        return map.has(k)
      case 'getOr':
        return map.getOr(k, value)
      case 'delete':
        return map.delete(k)
      case 'gad':
        return map.getAndDelete(k)
      case 'goi':
        return map.getOrInsert(k, value)
      case 'sia':
        return map.setIfAbsent(k, value)
      case 'cas':
        return map.compareAndSwap(k, other, value)
      case 'cad':
        return map.compareAndDelete(k, other)
      case 'increment':
        return outcome(() => map.increment(k, value))
      case 'swap':
        return map.swap(k, value)
    }
    if (name === 'set') return map.set(k, value) === map ? 'self' : 'another'
    let seen: unknown
    const after = map.update(k, before => {
      seen = before
      return value
    })
    return [seen, after]
  }

  test('random operations answer as a Map does', () => {
    const property = fc.property(fc.array(operation, { maxLength: 60 }), list => {
      const map = mapOf(key, values)
      const model = new Map<unknown, unknown>()
      for (const { name, key: k, value, other } of list) {
        const [x, y] = [asValue(values, value), asValue(values, other)]
        const answer = actual(map, name, k, x, y)
        expect(answer, `${name} ${String(k).slice(0, 50)}`).toEqual(expected(model, name, asModel(k), x, y))
        expect(map.size).toBe(model.size)
      }
      expect(contentOf(map)).toEqual(model)
      map.destroy()
    })
    fc.assert(property, { numRuns: 25, ...replay })
  })

  test('many keys grow it, and all are there, then go', () => {
    const map = mapOf(key, values)
    const keys = Array.from({ length: 3000 }, (_, i) => nth(key, i))
    const valueAt = (i: number) => asValue(values, typeof values.good[0] === 'bigint' ? BigInt(i) : i)
    for (const [i, k] of keys.entries()) map.set(k, valueAt(i))
    expect(map.size).toBe(3000)
    for (const [i, k] of keys.entries()) if (map.get(k) !== valueAt(i)) expect(map.get(k)).toBe(valueAt(i))
    expect([...(map.getMany(keys) as Iterable<unknown>)]).toEqual(keys.map((_, i) => valueAt(i)))
    expect(map.deleteMany(keys.slice(0, 2990))).toBe(2990)
    expect([...map.hasMany(keys)]).toEqual(keys.map((_, i) => Number(i >= 2990)))
    expect([...map.keys()].length).toBe(10)
    map.setMany(keys.slice(5, 8), [valueAt(1), valueAt(2), valueAt(3)])
    expect(map.get(keys[6])).toBe(valueAt(2))
    map.incrementMany([keys[6], keys[6]])
    expect(map.get(keys[6])).toBe(valueAt(4))
    map.clear()
    expect([map.size, [...map].length]).toEqual([0, 0])
    map.destroy()
  })

  test('a wrong key or value is an error before anything changes', () => {
    const map = mapOf(key, values)
    const [k, v] = [key.good[1], values.good[1]]
    for (const bad of key.bad) {
      for (const write of ['set', 'getOrInsert', 'setIfAbsent', 'swap', 'increment'] as const) {
        expect(
          outcome(() => map[write](bad, v)),
          write,
        ).toMatch(/TypeError|RangeError/)
      }
      expect([map.get(bad), map.has(bad), map.delete(bad), map.getAndDelete(bad)]).toEqual([
        undefined,
        false,
        false,
        undefined,
      ])
      expect(outcome(() => map.setMany([k, bad], [v, v]))).toMatch(/TypeError|RangeError/)
    }
    for (const bad of values.bad) {
      if (bad !== undefined) expect(outcome(() => map.increment(k, bad))).toMatch(/TypeError|RangeError/)
      for (const write of ['set', 'getOrInsert', 'setIfAbsent', 'swap'] as const) {
        expect(
          outcome(() => map[write](k, bad)),
          write,
        ).toMatch(/TypeError|RangeError/)
      }
      expect(outcome(() => map.setMany([k, k], [v, bad]))).toMatch(/TypeError|RangeError/)
    }
    expect(map.size).toBe(0)
    map.destroy()
  })
})

test.each(KEYS.map(kind => [kind.name, kind] as const))('sets of %s', (_, key) => {
  const property = fc.property(fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...key.good)), { maxLength: 60 }), list => {
    const set = setOf(key)
    const model = new Set<unknown>()
    for (const [name, k] of list) {
      if (name === 0) expect(set.add(k)).toBe(set)
      else if (name === 1) expect(set.addIfAbsent(k)).toBe(!model.has(asModel(k)))
      else if (name === 2) expect(set.delete(k)).toBe(model.delete(asModel(k)))
      else expect(set.has(k)).toBe(model.has(asModel(k)))
      if (name < 2) model.add(asModel(k))
      expect(set.size).toBe(model.size)
    }
    expect(new Set([...set].map(asModel))).toEqual(model)
    expect(new Map([...set.entries()].map(([k, again]) => [asModel(k), asModel(again)]))).toEqual(
      new Map(model.entries()),
    )
    set.destroy()
  })
  fc.assert(property, { numRuns: 25, ...replay })
})

// Go's tests of sync.Map, by their names, as far as they are of one goroutine.

const ints = () => mapOf(KINDS[0]!, KINDS[0]!)

test('TestMapRangeNestedCall', () => {
  const map = ints()
  for (const [i, v] of [3, 5, 7].entries()) map.set(i, v)
  const seen: unknown[] = []
  map.forEach((_, k) => {
    map.forEach((v, inner) => {
      expect(map.get(inner)).toBe(v)
      seen.push(inner)
      map.set(Number(inner) + 10, 1)
      map.delete(Number(inner) + 10)
    })
    map.delete(k)
  })
  expect(map.size).toBe(0)
  expect(seen.length).toBeGreaterThan(2)
})

test('TestCompareAndSwap_NonExistingKey', () => {
  const map = ints()
  expect(map.compareAndSwap(1, 0, 42)).toBe(false)
  expect(map.has(1)).toBe(false)
})

test('TestMapClear', () => {
  const map = ints()
  map.clear()
  for (let i = 0; i < 3; i++) {
    map.set(1, i)
    map.clear()
    expect([map.size, map.get(1), [...map].length]).toEqual([0, undefined, 0])
  }
})
