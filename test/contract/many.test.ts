// Many keys a call: what single-key calls do, key after key, whatever array the keys are in.

import { describe, expect, test } from 'vitest'
import { checked } from '../../src/reference/index.js'
import { BytesMap, BytesSet, HashMap, HashSet, hasBuckets, Int32Map, isChecked } from '../backend.js'
import { KEY_ARRAYS, VALUE_ARRAYS as NUMBER_ARRAYS } from '../columns.js'
import { textOf } from '../internals.js'
import { errorOf, foreignKey, PLAIN, type Tested, VALUES } from './classes.js'
import { growInto } from './growing.js'
import { type Face, Promised, walkThrough } from './walking.js'

const VALUE_ARRAYS: Record<string, any> = { any: Array, ...NUMBER_ARRAYS }

const objects = Array.from({ length: 3000 }, (_, id) => ({ id }))

/** The class of mixed keys: a part for each kind, and one for the rest. */
const HASH: Tested = {
  kind: 'Hash',
  map: 'HashMap',
  set: 'HashSet',
  Map: HashMap,
  Set: HashSet,
  key: i => [i, i + 0.5, `${i}`, BigInt(i), objects[i]][i % 5],
  edges: [undefined, null, Number.NaN, true, Symbol.iterator, 1n << 70n, 0],
  refused: [],
  limit: '',
}

const isBig = (values: string) => values.startsWith('big')
const one = (values: string): any => (isBig(values) ? 1n : 1)
const zero = (values: string): any => (values === 'any' ? undefined : isBig(values) ? 0n : 0)

type Form = readonly [name: string, make: (items: any[]) => any]

/** The arrays that items come in. `Own` is the typed array of their kind, if there is one. */
function formsOf(Own: any): Form[] {
  const plain: Form = ['plain', items => items]
  if (Own === undefined || Own === Array) return [plain]
  const inside = (buffer: ArrayBufferLike, items: any[]) => {
    const part = new Own(buffer, 3 * Own.BYTES_PER_ELEMENT, items.length)
    part.set(items)
    return part
  }
  const size = (items: any[]) => (items.length + 5) * Own.BYTES_PER_ELEMENT
  return [
    plain,
    ['typed', items => Own.from(items)],
    ['part of a buffer', items => inside(new ArrayBuffer(size(items)), items)],
    ['shared', items => inside(new SharedArrayBuffer(size(items)), items)],
  ]
}

/** Key by key the length hardly matters; typed arrays go in groups of 32 and in chunks of 2,048. */
function lengthsOf(form: string): number[] {
  if (form === 'plain') return [0, 1, 40]
  return [0, 1, 31, 32, 33, ...(isChecked || form !== 'part of a buffer' ? [] : [2047, 2048, 2049])]
}

const makersOf = (Own: any) => formsOf(Own).map(form => form[1])
const own = (Own: any, items: any[]): any => (Own === undefined || Own === Array ? items : Own.from(items))
const range = <T = number>(from: number, to: number, make: (i: number) => T = i => i as T): T[] =>
  Array.from({ length: to - from }, (_, i) => make(from + i))

function expectItems(actual: ArrayLike<any>, expected: ArrayLike<any>): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) {
    if (!Object.is(actual[i], expected[i])) expect(actual[i], `item ${i}`).toBe(expected[i])
  }
}

/** Two maps of one seed that have seen the same are the same, bucket for bucket. */
function expectSame(many: any, single: any): void {
  if (textOf(many.inspect()) === textOf(single.inspect())) return
  expect(many.inspect()).toEqual(single.inspect())
  expect.fail('the tables differ')
}

const twins = (Class: any, options: object) => [0, 1].map(() => new Class({ ...options, seed: 7n })) as [any, any]

const KINDS = [...PLAIN, HASH].map(c => {
  const KeyArray = KEY_ARRAYS[c.kind]
  const ofKeys = (items: any[]) => own(KeyArray, items)
  return { ...c, KeyArray, ofKeys, forms: formsOf(KeyArray), makers: makersOf(KeyArray) }
})
const PAIRS = KINDS.flatMap(c =>
  VALUES.map(v => ({
    ...c,
    ...v,
    // The same objects each time they are asked for.
    value: v.values === 'any' ? (i: number): any => objects[i] : v.value,
    ValueArray: VALUE_ARRAYS[v.values],
    ofValues: (items: any[]) => own(VALUE_ARRAYS[v.values], items),
    keyEdges: c.edges,
    badKeys: c.refused,
    keyLimit: c.limit,
    pair: `${c.map} of ${v.values}`,
  })),
)
const NUMBERS = PAIRS.filter(({ values }) => values !== 'any')

const NO_ARRAYS: any[] = [
  ...[undefined, null, 1, true, {}, { length: -1 }, { length: '1' }, { length: 0.5 }, new Set(), (_: unknown) => 0],
  ...[new DataView(new ArrayBuffer(8)), new ArrayBuffer(8)],
]
const NO_BYTES: any[] = [
  ...[new Uint8Array(4), new Int8Array(5), new Uint8ClampedArray(5), new Uint32Array(5)],
  ...[Array(5), {}, null],
]

describe.each(PAIRS)('$pair', c => {
  const {
    map: name,
    Map: TestedMap,
    key,
    ofKeys,
    makers,
    values,
    value,
    ValueArray,
    ofValues,
    edges,
    refused,
    limit,
  } = c
  const keysTo = (n: number) => range(0, n, key)
  const of = (n: number, step = 1) => {
    const map = new TestedMap({ values })
    for (let i = 0; i < n; i += step) map.set(key(i), value(i))
    return map
  }

  test.each(c.forms)('reads, keys %s', (form, make) => {
    for (const n of lengthsOf(form)) {
      const map = of(n, 2)
      const keys = make(keysTo(n))
      const present = range(0, n, i => i % 2 === 0)
      expectItems(map.hasMany(keys), Uint8Array.from(present, Number))
      const expected = (missing: any) => ofValues(present.map((is, i) => (is ? map.get(key(i)) : missing)))
      expectItems(map.getMany(keys), expected(zero(values)))
      expectItems(map.getMany(keys, undefined, value(99)), expected(value(99)))
      expect(map.getMany(keys)).toBeInstanceOf(ValueArray)
      expect(map.size).toBe(Math.ceil(n / 2))
    }
  })

  // Large enough that the buckets of a group of keys are loaded ahead.
  test.runIf(c.KeyArray && !isChecked && ['any', 'int32', 'float64'].includes(values))('a table of 2 MB', () => {
    const n = 60_000
    const map = new TestedMap({ values })
    const half = n >> 1
    map.setMany(ofKeys(keysTo(half)), ofValues(range(0, half, i => value(i % 3000))))
    map.setMany(ofKeys(range(half, n, key)), ofValues(range(half, n, i => value(i % 3000))))
    expect(map.size).toBe(n)
    const read = map.getMany(ofKeys(keysTo(n + 100)))
    for (let i = 0; i < n + 100; i++) {
      const expected = i < n ? value(i % 3000) : zero(values)
      if (!Object.is(read[i], expected)) expect(read[i]).toBe(expected)
      if (map.has(key(i)) !== i < n) expect.fail(`key ${i}`)
    }
    expectItems(map.hasMany(ofKeys(range(n - 50, n + 50, key))), [...Array(50).fill(1), ...Array(50).fill(0)])
    expect(map.deleteMany(ofKeys(range(100, n, key)))).toBe(n - 100)
    expect(map.size).toBe(100)
    expectItems(map.getMany(ofKeys(keysTo(100))), read.slice(0, 100))
  })

  test.each(c.forms)('writes, keys %s', (form, make) => {
    for (const n of lengthsOf(form)) {
      for (const [, makeValues] of formsOf(n > 100 ? undefined : ValueArray).concat([['own', x => ofValues(x)]])) {
        const [many, single] = twins(TestedMap, { values })
        expect(many.setMany(make(keysTo(n)), makeValues(range(0, n, value)))).toBe(many)
        for (let i = 0; i < n; i++) single.set(key(i), value(i))
        expectSame(many, single)
        expect(many.deleteMany(make(range(n >> 1, n + 3, key)))).toBe(n - (n >> 1))
        for (let i = n >> 1; i < n + 3; i++) single.delete(key(i))
        expectSame(many, single)
      }
    }
  })

  test('an untouched map has nothing', () => {
    const map = new TestedMap({ values })
    const keys = ofKeys(keysTo(3))
    expectItems(map.getMany(keys), ofValues([zero(values), zero(values), zero(values)]))
    expectItems(map.getMany(keys, undefined, value(7)), ofValues([value(7), value(7), value(7)]))
    expectItems(map.hasMany(keys, new Uint8Array(3).fill(9)), new Uint8Array(3))
    expect(map.deleteMany(keys)).toBe(0)
    for (const array of [[], ofKeys([])]) {
      expect(map.setMany(array, []).size).toBe(0)
      expect(map.getMany(array).length + map.hasMany(array).length + map.deleteMany(array)).toBe(0)
    }
  })

  test('of equal keys the last value wins, and one is deleted', () => {
    for (const make of makers) {
      const [many, single] = twins(TestedMap, { values })
      const indices = range(0, 100, i => (i * i) % 37)
      many.setMany(make(indices.map(key)), ofValues(range(0, 100, value)))
      for (const [i, k] of indices.entries()) single.set(key(k), value(i))
      expectSame(many, single)
      expect(many.deleteMany(make(indices.map(key)))).toBe(single.size)
      expect(many.size).toBe(0)
    }
  })

  test('keys at the limits', () => {
    const map = new TestedMap({ values })
    const keys = ofKeys(c.keyEdges)
    map.setMany(keys, ofValues(range(0, c.keyEdges.length, value)))
    expect(map.size).toBe(c.keyEdges.length)
    for (const [i, edge] of c.keyEdges.entries()) expect(map.get(edge)).toBe(value(i))
    expectItems(map.hasMany(keys), new Uint8Array(c.keyEdges.length).fill(1))
    expect(map.deleteMany(keys)).toBe(c.keyEdges.length)
  })

  test('values at the limits, and those that stand for "missing" inside', () => {
    for (const make of makers) {
      const map = new TestedMap({ values })
      const keys = make(range(0, 3 * edges.length, key))
      const present = keys.slice(0, 2 * edges.length)
      map.setMany(present, ofValues([...edges, ...edges]))
      for (let i = 0; i < present.length; i++) {
        expectItems([map.get(keys[i]), map.getOr(keys[i], value(1))], Array(2).fill(edges[i % edges.length]))
      }
      const read = ofValues([...edges, ...edges, ...edges.map(() => value(3))])
      expectItems(map.getMany(keys, undefined, value(3)), read)
      for (const edge of edges)
        expectItems(map.getMany(keys.slice(2 * edges.length), undefined, edge).slice(0, 1), ofValues([edge]))
      for (let i = present.length; i < keys.length; i++) expect(map.get(keys[i])).toBe(undefined)
    }
  })

  test('answers go to an array that is given', () => {
    const map = of(40, 2)
    for (const make of makers) {
      const keys = make(keysTo(40))
      const out = ofValues(range(0, 50, value))
      const expected = map.getMany(keys)
      expect(map.getMany(keys, out)).toBe(out)
      expectItems(out.slice(0, 40), expected)
      expectItems(out.slice(40), ofValues(range(40, 50, value)))
      expect(map.getMany(keys.slice(0, 3), out, value(9))).toBe(out)
      expectItems(out.slice(0, 3), map.getMany(keys.slice(0, 3), undefined, value(9)))
      expectItems(out.slice(3, 40), expected.slice(3))
      for (const makeOut of formsOf(ValueArray === Array ? undefined : ValueArray)
        .slice(1)
        .map(form => form[1])) {
        const part = makeOut(range(0, 41, value))
        expect(map.getMany(keys, part)).toBe(part)
        expectItems(part.subarray(0, 40), expected)
        expectItems(part.subarray(40), ofValues([value(40)]))
      }
      const present = new Uint8Array(50).fill(9)
      expect(map.hasMany(keys, present.subarray(5)).buffer).toBe(present.buffer)
      expectItems(present, [9, 9, 9, 9, 9, ...map.hasMany(keys), 9, 9, 9, 9, 9])
    }
  })

  test('an array that cannot take the answers is refused before anything is read', () => {
    const map = of(5)
    const unread = new Proxy(keysTo(5), {
      get: (keys, name) => (name === 'length' ? keys.length : expect.unreachable(`${String(name)} was read`)),
    })
    const wrong = Object.values(VALUE_ARRAYS).filter(Other => Other !== ValueArray)
    for (const map_ of [map, new TestedMap({ values })]) {
      for (const keys of [unread, ofKeys(keysTo(5))]) {
        for (const out of [new ValueArray(4), ...wrong.map(Other => new Other(5)), new Uint8Array(5), {}, null, 5]) {
          const before = JSON.stringify(out, (_, x) => (typeof x === 'bigint' ? `${x}` : x))
          const error = errorOf(() => map_.getMany(keys, out))
          expect(error).toBeInstanceOf(RangeError)
          expect(error.message).toContain(`${name}.getMany: out`)
          expect(JSON.stringify(out, (_, x) => (typeof x === 'bigint' ? `${x}` : x))).toBe(before)
        }
        for (const out of NO_BYTES) {
          const error = errorOf(() => map_.hasMany(keys, out))
          expect(error).toBeInstanceOf(RangeError)
          expect(error.message).toContain(`${name}.hasMany: out`)
        }
      }
    }
  })

  test.runIf(refused.length > 0)('a wrong value for missing keys is refused', () => {
    for (const map of [of(3), new TestedMap({ values })]) {
      for (const bad of refused.filter(({ value }) => value !== undefined)) {
        const error = errorOf(() => map.getMany(ofKeys(keysTo(3)), undefined, bad.value))
        expect(error.constructor).toBe(bad.error)
        expect(error.message).toContain(`${name}.getMany: missing`)
        expect(error.message).toContain(limit)
      }
    }
  })

  test.runIf(c.badKeys.length > 0)('wrong keys: writes stop there, reads find nothing', () => {
    for (const bad of c.badKeys) {
      const map = of(2)
      const keys = [key(5), key(6), bad.value, key(7)]
      const writes = [() => map.setMany(keys, [value(5), value(6), value(1), value(7)])]
      if (values !== 'any') writes.push(() => map.incrementMany(keys, ofValues(Array(4).fill(one(values)))))
      for (const write of writes) {
        map.deleteMany(keysTo(9).slice(2))
        const error = errorOf(write)
        expect(error.constructor).toBe(bad.error)
        expect(error.message).toContain(c.keyLimit)
        expect(error.message).toContain(name)
        expect(error.done).toBe(2)
        expectItems(map.hasMany(keysTo(8)), [1, 1, 0, 0, 0, 1, 1, 0])
      }
      expectItems(map.hasMany(keys), [1, 1, 0, 0])
      expect(map.getMany(keys, undefined, value(9))[2]).toEqual(value(9))
      expect(map.deleteMany(keys)).toBe(2)
    }
  })

  test.runIf(refused.length > 0)('wrong values: those before stay', () => {
    for (const bad of refused) {
      for (const make of makers) {
        const map = of(3)
        const error = errorOf(() => map.setMany(make(keysTo(5)), [value(8), value(9), bad.value, value(1), value(1)]))
        expect(error.constructor).toBe(bad.error)
        expect(error.message).toContain(limit)
        expect(error.done).toBe(2)
        expectItems(map.getMany(keysTo(4)), ofValues([value(8), value(9), value(2), zero(values)]))
        expect(map.size).toBe(3)
      }
    }
  })

  test('what is no array, or not as long as the other, is refused', () => {
    const map = of(3)
    for (const bad of NO_ARRAYS) {
      const calls: [string, () => unknown][] = [
        ['getMany: keys', () => map.getMany(bad)],
        ['hasMany: keys', () => map.hasMany(bad)],
        ['setMany: keys', () => map.setMany(bad, [])],
        ['setMany: values', () => map.setMany([], bad)],
        ['deleteMany: keys', () => map.deleteMany(bad)],
        ['incrementMany: keys', () => map.incrementMany(bad)],
      ]
      for (const [where, call] of calls) {
        const error = errorOf(call)
        expect(error).toBeInstanceOf(TypeError)
        expect(error.message).toContain(`${name}.${where}`)
      }
    }
    for (const make of makers) {
      for (const n of [1, 3]) {
        expect(errorOf(() => map.setMany(make(range(8, 10, key)), ofValues(range(0, n, value))))).toBeInstanceOf(
          RangeError,
        )
      }
    }
    expect(map.size).toBe(3)
  })

  test.runIf(c.kind !== 'Hash')('in the middle of a growth', () => {
    for (const make of makers) {
      const copy = new TestedMap({ values })
      const n = growInto(copy, i => copy.set(key(i), value(i)), isChecked ? 20 : 200)
      const before = textOf(copy.inspect())
      const keys = make(keysTo(n + 20))
      const expected = range(0, n + 20).map(i => (i < n ? copy.get(key(i)) : zero(values)))
      expectItems(copy.getMany(keys), ofValues(expected))
      expectItems(copy.hasMany(keys), [...Array(n).fill(1), ...Array(20).fill(0)])
      expect(textOf(copy.inspect())).toBe(before)
      expect(copy.deleteMany(make(range(n - 3, n + 3, key)))).toBe(3)
      copy.setMany(make(range(n - 5, n + 5, key)), ofValues(range(0, 10, value)))
      expect(copy.size).toBe(n + 5)
      for (let i = 0; i < n + 5; i++) expect(copy.get(key(i))).toEqual(value(i < n - 5 ? i : i - n + 5))
    }
  })

  test('a table that is emptied on the way and filled again', () => {
    for (const make of makers) {
      const [many, single] = twins(TestedMap, { values })
      for (let round = 0; round < 4; round++) {
        const n = [5, 40, 70, 33][round]!
        many.setMany(make(range(round, round + n, key)), ofValues(range(0, n, value)))
        for (let i = 0; i < n; i++) single.set(key(round + i), value(i))
        expectSame(many, single)
        const all = range(round, round + n, key)
        expect(many.deleteMany(make([...all, ...all, ...range(200, 240, key)]))).toBe(n)
        for (const k of all) single.delete(k)
        expect(many.size).toBe(0)
        expectItems(many.hasMany(make(all)), new Uint8Array(n))
        many.setMany(make(all.slice(0, 9)), ofValues(range(0, Math.min(n, 9), value)))
        for (const [i, k] of all.slice(0, 9).entries()) single.set(k, value(i))
        expectSame(many, single)
        many.clear()
        single.clear()
      }
    }
  })

  test('after it was disposed', () => {
    for (const map of [of(3), new TestedMap({ values })]) {
      map[Symbol.dispose]()
      for (const n of [0, 2]) {
        const keys = ofKeys(keysTo(n))
        const calls = [
          () => map.getMany(keys),
          () => map.hasMany(keys),
          () => map.setMany(keys, ofValues(range(0, n, value))),
          () => map.deleteMany(keys),
          () => map.incrementMany(keys),
          () => map.toArrays(),
        ]
        for (const call of calls) {
          const error = errorOf(call)
          expect(error).toBeInstanceOf(TypeError)
          expect(error.message, `of ${n} keys: ${call}`).toMatch(/disposed/)
        }
      }
    }
  })
})

const MAXIMA: Record<string, any> = {
  int32: 2 ** 31 - 1,
  uint32: 2 ** 32 - 1,
  bigint64: 2n ** 63n - 1n,
  biguint64: 2n ** 64n - 1n,
}

describe.each(NUMBERS)('$pair, incrementMany', c => {
  const { map: name, Map: TestedMap, key, forms, makers, values, value, ofValues, edges, refused, limit } = c
  const ones = (n: number) => ofValues(Array(n).fill(one(values)))

  test.each(c.forms)('adds up, keys %s', (form, make) => {
    for (const n of lengthsOf(form)) {
      const [many, single] = twins(TestedMap, { values })
      const indices = range(0, n, i => ((i * 7) % (n / 2 + 1)) | 0)
      const steps = range(0, n, i => (isBig(values) ? BigInt(i) : i))
      expect(many.incrementMany(make(indices.map(key)), ofValues(steps))).toBe(many)
      for (let i = 0; i < n; i++) single.increment(key(indices[i]!), steps[i])
      expectSame(many, single)
      const by = isBig(values) ? 5n : 5
      many
        .incrementMany(make(indices.map(key)), by)
        .incrementMany(make(indices.map(key)))
        .incrementMany(make(indices.map(key)), steps)
      for (const k of indices) single.increment(key(k), by)
      for (const k of indices) single.increment(key(k))
      for (let i = 0; i < n; i++) single.increment(key(indices[i]!), steps[i])
      expectSame(many, single)
    }
  })

  test('sums that stand for "missing" inside', () => {
    for (const make of makers) {
      for (const edge of edges) {
        // As many as make a table outgrow its first bucket, all with that sum.
        const map = new TestedMap({ values })
        const keys = make(range(0, 30, key))
        map.incrementMany(keys, edge)
        for (let i = 0; i < 30; i++) expect(map.get(keys[i])).toBe(edge)
        expectItems(map.getMany(keys), ofValues(Array(30).fill(edge)))
        expect(map.get(key(50))).toBe(undefined)
        const before = edge - one(values)
        const [many, single] = twins(TestedMap, { values })
        const isPossible = !refused.some(bad => bad.value === before) && errorless(() => single.set(key(1), before))
        if (!isPossible) continue
        many.setMany(make([key(1)]), ofValues([before])).incrementMany(make([key(1)]))
        single.increment(key(1))
        expect(many.get(key(1))).toBe(single.get(key(1)))
        expect(many.get(key(2))).toBe(undefined)
      }
    }
  })

  const maximum = MAXIMA[values]
  const POSITIONS = [0, 1, 31, 32, 40, ...(isChecked ? [] : [2047, 2048, 2050])]

  test.runIf(maximum !== undefined)('a sum out of range: those before stay, the error says how many', () => {
    for (const [form, make] of forms) {
      for (const at of POSITIONS) {
        if (form === 'plain' && at > 100) continue
        for (const by of [undefined, ones(at + 3), [...ones(at + 3)]]) {
          const map = new TestedMap([[key(at), maximum]], { values })
          const error = errorOf(() => map.incrementMany(make(range(0, at + 3, key)), by))
          expect(error).toBeInstanceOf(RangeError)
          // That of the table which the key is in, for a HashMap.
          if (c.kind !== 'Hash') expect(error.message).toContain(`${name}.increment`)
          expect(error.message).toContain(values)
          expect(error.done).toBe(at)
          expect(map.size).toBe(at + 1)
          const sums = range(0, at + 3, i => (i < at ? one(values) : i === at ? maximum : zero(values)))
          expectItems(map.getMany(range(0, at + 3, key)), ofValues(sums))
        }
      }
    }
  })

  test('a wrong step is refused', () => {
    const map = new TestedMap([[key(1), value(1)]], { values })
    const before = textOf(map.inspect())
    for (const make of makers) {
      const keys = make(range(0, 3, key))
      for (const bad of refused) {
        if (bad.value === undefined || Array.isArray(bad.value)) continue
        const error = errorOf(() => map.incrementMany(keys, bad.value))
        expect(error).toBeInstanceOf(typeof bad.value === 'object' && bad.value !== null ? TypeError : bad.error)
        expect(error.message).toContain(`${name}.increment`)
        expect(textOf(map.inspect())).toBe(before)
      }
      for (const n of [0, 2, 4]) {
        for (const by of [ones(n), [...ones(n)]]) {
          expect(errorOf(() => map.incrementMany(keys, by))).toBeInstanceOf(RangeError)
        }
        expect(textOf(map.inspect())).toBe(before)
      }
    }
  })

  test('wrong steps in an array: those before stay', () => {
    for (const bad of refused) {
      for (const make of makers) {
        const map = new TestedMap({ values })
        const error = errorOf(() =>
          map.incrementMany(make(range(0, 4, key)), [one(values), one(values), bad.value, one(values)]),
        )
        expect(error.constructor).toBe(bad.error)
        expect(error.message).toContain(`${name}.incrementMany`)
        expect(error.message).toContain(limit)
        expect(error.done).toBe(2)
        expectItems(map.hasMany(range(0, 4, key)), [1, 1, 0, 0])
      }
    }
  })
})

function errorless(run: () => unknown): boolean {
  try {
    run()
    return true
  } catch {
    return false
  }
}

describe.each(KINDS)('$set', c => {
  const { set: name, Set: TestedSet, key, ofKeys, edges, refused, limit } = c

  test.each(c.forms)('as key by key, keys %s', (form, make) => {
    for (const n of lengthsOf(form)) {
      const [many, single] = twins(TestedSet, {})
      const indices = range(0, n, i => (i * 3) % (n - (n >> 2)))
      expect(many.addMany(make(indices.map(key)))).toBe(many)
      for (const i of indices) single.add(key(i))
      expectSame(many, single)
      expectItems(many.hasMany(make(range(0, n, key))), Uint8Array.from(range(0, n, i => Number(single.has(key(i))))))
      expect(many.deleteMany(make(range(n >> 1, n + 3, key)))).toBe(
        range(n >> 1, n + 3, i => single.delete(key(i))).filter(Boolean).length,
      )
      expectSame(many, single)
    }
  })

  test('keys at the limits, and an untouched set', () => {
    const set = new TestedSet()
    expectItems(set.hasMany(ofKeys(edges)), new Uint8Array(edges.length))
    expect(set.deleteMany(ofKeys(edges))).toBe(0)
    expect(set.addMany([]).size + set.addMany(ofKeys([])).size).toBe(0)
    expect(set.addMany(ofKeys([...edges, ...edges])).size).toBe(edges.length)
    for (const edge of edges) expect(set.has(edge)).toBe(true)
    expect(set.deleteMany(ofKeys([...edges, ...edges]))).toBe(edges.length)
    expect(set.size).toBe(0)
    expect(set.addMany(ofKeys(edges)).size).toBe(edges.length)
  })

  test('wrong keys: those before stay', () => {
    for (const bad of refused) {
      const set = new TestedSet()
      const error = errorOf(() => set.addMany([key(0), key(1), bad.value, key(2)]))
      expect(error.constructor).toBe(bad.error)
      expect(error.message).toContain(limit)
      expect(error.done).toBe(2)
      expectItems(set.hasMany([key(0), key(1), bad.value, key(2)]), [1, 1, 0, 0])
      expect(set.deleteMany([key(0), bad.value])).toBe(1)
    }
  })

  test('refuses what is no array, a wrong place for answers, and use after it was disposed', () => {
    const set = new TestedSet([key(1)])
    for (const bad of NO_ARRAYS) {
      for (const method of ['addMany', 'hasMany', 'deleteMany']) {
        const error = errorOf(() => set[method](bad))
        expect(error).toBeInstanceOf(TypeError)
        expect(error.message).toContain(`${name}.${method}: keys`)
      }
    }
    for (const out of [new Uint8Array(1), new Int8Array(2), [0, 0], {}, null]) {
      expect(errorOf(() => set.hasMany(ofKeys([key(1), key(2)]), out))).toBeInstanceOf(RangeError)
    }
    set[Symbol.dispose]()
    for (const n of [0, 1]) {
      for (const method of ['addMany', 'hasMany', 'deleteMany', 'toArray']) {
        const error = errorOf(() => set[method](ofKeys(range(0, n, key))))
        expect(error).toBeInstanceOf(TypeError)
        expect(error.message, `${method} of ${n} keys`).toMatch(/disposed/)
      }
    }
  })
})

/** A face whose changes are collected, and made by one call for as many as are of one sort. */
function batchedFace(c: (typeof KINDS)[number], values: string | undefined): Face & { flush(): void } {
  const subject = values === undefined ? new c.Set() : new c.Map({ values })
  const stored = (x: number): any => (values !== undefined && isBig(values) ? BigInt(x) : x)
  let [removing, indices, numbers]: [boolean, number[], number[]] = [false, [], []]
  const flush = () => {
    const keys = c.ofKeys(indices.map(c.key))
    if (removing) subject.deleteMany(keys)
    else if (values === undefined) subject.addMany(keys)
    else subject.setMany(keys, own(VALUE_ARRAYS[values], numbers.map(stored)))
    indices = []
    numbers = []
  }
  const queue = (isRemoval: boolean, i: number, x: number) => {
    if (isRemoval !== removing) flush()
    removing = isRemoval
    indices.push(i)
    numbers.push(x)
  }
  return {
    subject,
    key: c.key,
    put: (i, x) => queue(false, i, x),
    remove: i => queue(true, i, 0),
    flush,
    hasValues: values !== undefined,
    walk: function* () {
      flush()
      if (values === undefined) for (const key of subject) yield [key, undefined]
      else for (const [key, x] of subject) yield [key, Number(x)]
    },
  }
}

const WALKED = KINDS.flatMap(c =>
  [undefined, 'any', 'int32', 'float64', 'bigint64'].map(values => ({
    c,
    values,
    name: values ? `${c.map} of ${values}` : c.set,
  })),
)

describe.each(WALKED)('$name, under a live iterator', ({ c, values }) => {
  const n = isChecked ? 50 : 150

  test('many updates, inserts and deletes at a time', () => {
    const face = batchedFace(c, values)
    const promised = new Promised(face, range(0, n))
    let fresh = n
    walkThrough(promised, step => {
      if (step % 5 === 0) for (let i = 0; i < n; i += 3) if (promised.now.has(c.key(i))) promised.put(i, i + step)
      if (step % 11 === 1) for (let end = fresh + 40; fresh < end && fresh < 6 * n; fresh++) promised.put(fresh, fresh)
      if (step % 7 === 2) for (let i = step; i < step + 15; i += 2) if (promised.now.size > 1) promised.remove(i)
      face.flush()
    })
  })

  // A HashMap has several tables, of which an iterator may not have begun some.
  test.runIf(c.kind !== 'Hash')('a call that empties the table, and one that fills it again', () => {
    const face = batchedFace(c, values)
    const promised = new Promised(face, range(0, n))
    walkThrough(promised, step => {
      if (step !== 10) return
      for (let i = 0; i < n; i++) promised.remove(i)
      for (let i = 0; i < n; i++) promised.put(i, i)
      face.flush()
    })
  })
})

describe('other typed arrays', () => {
  const LISTS: any[] = [
    ...[Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array],
    ...[Int32Array, Uint32Array, Float32Array, Float64Array],
  ]
  const BIG_LISTS: any[] = [BigInt64Array, BigUint64Array]
  const numbers = range(0, 40)
  const bigs = numbers.map(BigInt)

  test.each(KINDS)('$map, keys of their type in arrays of any kind', c => {
    const isNumber = ['Int32', 'Uint32', 'Float64', 'Hash'].includes(c.kind)
    const isBigInt = ['BigInt64', 'BigUint64', 'Hash'].includes(c.kind)
    for (const [lists, takes, keys] of [
      [LISTS, isNumber, numbers],
      [BIG_LISTS, isBigInt, bigs],
    ] as const) {
      for (const List of lists) {
        const map = new c.Map({ values: 'int32' })
        const column = List.from(keys)
        // Those are bytes of keys side by side.
        if (c.kind === 'Bytes' && List === Uint8Array) continue
        if (!takes) {
          expect(errorOf(() => map.setMany(column, numbers))).toMatchObject({ name: 'TypeError', done: 0 })
          expectItems(map.hasMany(column), new Uint8Array(40))
          expectItems(map.getMany(column, undefined, 3), new Int32Array(40).fill(3))
          expect(map.deleteMany(column)).toBe(0)
          continue
        }
        expect(map.setMany(column, numbers).incrementMany(column).size).toBe(40)
        for (const key of keys) expect(map.get(key)).toBe(Number(key) + 1)
        expectItems(map.getMany(column), range(1, 41))
        expectItems(map.hasMany(column), new Uint8Array(40).fill(1))
        expect(map.deleteMany(column)).toBe(40)
        expect(new c.Set().addMany(column).size).toBe(40)
      }
    }
  })

  test.each(VALUES.filter(({ values }) => values !== 'any'))(
    'values of $values in arrays of any kind',
    ({ values }) => {
      for (const List of isBig(values) ? BIG_LISTS : LISTS) {
        const map = new Int32Map({ values } as any) as any
        const column = List.from(isBig(values) ? bigs : numbers)
        map.setMany(Int32Array.from(numbers), column).incrementMany(Int32Array.from(numbers), column)
        for (const i of numbers) expect(Number(map.get(i))).toBe(2 * i)
      }
      const wrong = (isBig(values) ? LISTS : BIG_LISTS)[0].from(isBig(values) ? numbers : bigs)
      const map = new Int32Map({ values } as any) as any
      expect(errorOf(() => map.setMany(Int32Array.from(numbers), wrong))).toMatchObject({ name: 'TypeError', done: 0 })
      const error = errorOf(() => map.incrementMany(Int32Array.from(numbers), wrong))
      expect(error).toMatchObject({ name: 'TypeError', done: 0 })
      expect(map.size).toBe(0)
    },
  )
})

test.each(KINDS)("$map of 'any': undefined is a value, and values are released", c => {
  const map = new c.Map()
  const keys = c.ofKeys(range(0, 4, c.key))
  map.setMany(c.ofKeys([c.key(0), c.key(2)]), [undefined, 'two'])
  expectItems(map.getMany(keys), [undefined, undefined, 'two', undefined])
  expectItems(map.getMany(keys, undefined, 'none'), [undefined, 'none', 'two', 'none'])
  expectItems(map.getMany([...keys], undefined, 'none'), [undefined, 'none', 'two', 'none'])
  expectItems(map.hasMany(keys), [1, 0, 1, 0])
  for (let round = 0; round < 3; round++) {
    expect(map.deleteMany(keys)).toBe(round === 0 ? 2 : 4)
    map.setMany(keys, ['a', 'b', 'c', undefined])
    expectItems(map.getMany(keys, undefined, 'none'), ['a', 'b', 'c', undefined])
  }
  const before = textOf(map.inspect())
  for (const by of [undefined, 1, [1, 1, 1, 1]]) {
    expect(errorOf(() => map.incrementMany(keys, by))).toBeInstanceOf(TypeError)
  }
  expect(textOf(map.inspect())).toBe(before)
})

describe('packed keys of bytes', () => {
  const list = range(0, 50, i => Uint8Array.from({ length: i % 7 }, () => i))
  const bytes = Uint8Array.from(list.flatMap(key => [...key]))
  const starts = list.map((_, i) => list.slice(0, i).reduce((sum, key) => sum + key.length, 0))
  const ofAny = new BytesMap({ values: 'int32' }) as any
  const ofFive = new BytesMap({ values: 'int32', keyLength: 5 }) as any
  const fives = range(0, 50, i => new Uint8Array(5).fill(i))
  const LISTS: [string, any, any, any, Uint8Array[]][] = [
    ['Int32Array', ofAny, BytesSet, { bytes, offsets: Int32Array.from([...starts, bytes.length]) }, list],
    ['Uint32Array', ofAny, BytesSet, { bytes, offsets: Uint32Array.from([...starts, bytes.length]) }, list],
    ['one length', ofFive, undefined, Uint8Array.from(fives.flatMap(key => [...key])), fives],
  ]

  test.each(LISTS)('offsets in an %s', (_, map, TestedSet, packed, keys) => {
    map.clear()
    const single = new Map<string, number>()
    for (const [i, key] of keys.entries()) single.set(key.join(), i)
    map.setMany(packed, Int32Array.from(range(0, 50)))
    expect(map.size).toBe(single.size)
    for (const key of keys) expect(map.get(key)).toBe(single.get(key.join()))
    expectItems(map.getMany(packed), map.getMany(keys))
    expectItems(map.hasMany(packed), new Uint8Array(50).fill(1))
    const before = [...map.getMany(keys)]
    map.incrementMany(packed)
    for (const [i, key] of keys.entries()) {
      const times = keys.filter(other => other.join() === key.join()).length
      expect(map.get(key)).toBe(before[i] + times)
    }
    expect(map.deleteMany(packed)).toBe(single.size)
    expectItems(map.getMany(packed, undefined, 7), new Int32Array(50).fill(7))
    const set = TestedSet === undefined ? new BytesSet({ keyLength: 5 }) : new TestedSet()
    expect(set.addMany(packed).size).toBe(single.size)
    expectItems(set.hasMany(packed), new Uint8Array(50).fill(1))
    expect(set.deleteMany(packed)).toBe(single.size)
  })

  test('what does not fit is refused before anything is read', () => {
    const offsets = (...list: number[]) => ({ bytes: new Uint8Array(10), offsets: Int32Array.from(list) })
    const BAD: [any, any, any][] = [
      [ofAny, new Uint8Array(10), TypeError],
      [ofFive, new Uint8Array(11), RangeError],
      [ofAny, offsets(), TypeError],
      [ofAny, offsets(0, 3, 2), RangeError],
      [ofAny, offsets(0, 11), RangeError],
      [ofAny, offsets(-1, 3), RangeError],
      [ofAny, { bytes: new Uint8Array(10), offsets: [0, 1] }, TypeError],
      [ofAny, { bytes: [0, 1], offsets: Int32Array.of(0, 1) }, TypeError],
    ]
    for (const [map, keys, type] of BAD) {
      map.clear()
      for (const call of [
        ...[() => map.getMany(keys), () => map.hasMany(keys), () => map.deleteMany(keys)],
        ...[() => map.setMany(keys, [1, 2]), () => map.incrementMany(keys)],
      ]) {
        expect(errorOf(call).constructor).toBe(type)
        expect(map.size).toBe(0)
      }
    }
  })

  test('none, and keys of a wrong length', () => {
    const none = { bytes: new Uint8Array(0), offsets: Int32Array.of(0) }
    ofAny.clear()
    expect(ofAny.setMany(none, []).size + ofAny.getMany(none).length + ofAny.deleteMany(none)).toBe(0)
    expect(ofFive.hasMany(new Uint8Array(0)).length).toBe(0)
    ofFive.clear()
    const mixed = { bytes: new Uint8Array(20), offsets: Int32Array.of(0, 5, 9, 14) }
    expect(errorOf(() => ofFive.setMany(mixed, [1, 2, 3]))).toMatchObject({ name: 'RangeError', done: 1 })
    expectItems(ofFive.getMany(mixed), [1, 0, 1])
    expectItems(ofFive.hasMany(mixed), [1, 0, 1])
    const list = [fives[0], new Uint8Array(4), new Uint8Array(6)]
    expectItems(ofFive.hasMany(list), [1, 0, 0])
    expect(errorOf(() => ofFive.incrementMany(list))).toMatchObject({ done: 1 })
    expect(ofFive.deleteMany(mixed)).toBe(1)
  })
})

test('no keys at all make no table', () => {
  for (const { Map: TestedMap, Set: TestedSet } of PLAIN) {
    const map = new TestedMap({ values: 'int32' })
    expect(map.setMany([], new Int32Array(0)).incrementMany([]).incrementMany([], []).size).toBe(0)
    const set = new TestedSet()
    expect(set.addMany([]).deleteMany([])).toBe(0)
    expect([map.stats().bytes, set.stats().bytes]).toEqual([0, 0])
  }
  for (const [kind, Column] of Object.entries(KEY_ARRAYS)) {
    const { Map: TestedMap, Set: TestedSet } = PLAIN.find(c => c.kind === kind)!
    const map = new TestedMap({ values: 'int32' })
    const none = new Column(0)
    expect(map.setMany(none, new Int32Array(0)).incrementMany(none, new Int32Array(0)).size).toBe(0)
    expect([map.stats().bytes, new TestedSet().addMany(none).stats().bytes]).toEqual([0, 0])
  }
})

test('a class does not take the keys of another', () => {
  for (const c of PLAIN) {
    const map = new c.Map([[c.key(1), 1]])
    const foreign = foreignKey(c)
    expectItems(map.getMany([foreign, c.key(1)]), [undefined, 1])
    expect(errorOf(() => map.setMany([foreign], [1]))).toMatchObject({ name: 'TypeError', done: 0 })
  }
})

test.runIf(hasBuckets).each(PLAIN)('$map and $set under the eyes of their twins', c => {
  const KeyArray = KEY_ARRAYS[c.kind]
  const keys = own(KeyArray, range(0, 40, c.key))
  const map = checked(new c.Map({ values: 'int32' })) as any
  expect(map.setMany(keys, range(0, 40))).toBe(map)
  expectItems(map.getMany(keys), range(0, 40))
  expectItems(map.getMany(keys, new Int32Array(40)), range(0, 40))
  expectItems(map.hasMany(keys), Array(40).fill(1))
  expect(map.incrementMany(keys).deleteMany(keys.slice(0, 30))).toBe(30)
  expect([...map.toArrays().values].sort((a, b) => a - b)).toEqual(range(31, 41))
  const set = checked(new c.Set()) as any
  expect(set.addMany(keys).deleteMany(keys.slice(0, 30))).toBe(30)
  expectItems(set.hasMany(keys), [...Array(30).fill(0), ...Array(10).fill(1)])
  expect(set.toArray().length).toBe(10)
})
