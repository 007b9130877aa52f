// tophash/testing: contents compared by a test library and by themselves, for the classes over Wasm and for their twins.

import assert from 'node:assert'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as wasm from '../../src/index.js'
import * as twin from '../../src/reference/index.js'
import { assertSameContent, contentTester } from '../../src/testing.js'
import { errorOf, KEYS, type Keys } from '../contract/classes.js'
import { replay } from '../internals.js'

// Of this file only: each has its own testers.
beforeAll(() => {
  expect.addEqualityTesters([contentTester])
})

const FAMILIES = Object.entries({ wasm, twin }) as [name: string, family: any][]
const HASHED = [{ kind: 'Hash', key: (i: number) => [i, `${i}`, i / 4, BigInt(i), i > 3][i % 5] }]
const CLASSES = FAMILIES.flatMap(([family, classes]) =>
  [...KEYS, ...(HASHED as unknown as Keys[])].flatMap(({ kind, key }) =>
    ['Map', 'Set'].map(type => ({ name: `${family}: ${kind}${type}`, Class: classes[kind + type], type, key })),
  ),
)

/** What a matcher of the test library says. */
function passes(call: () => void): boolean {
  try {
    call()
    return true
  } catch {
    return false
  }
}

/** What all who compare say of two values: true or false, and never different things. */
function areSame(a: unknown, b: unknown): boolean {
  const verdicts = [
    passes(() => expect(a).toEqual(b)),
    passes(() => expect(b).toEqual(a)),
    passes(() => expect(a).toStrictEqual(b)),
    passes(() => expect({ deep: [a] }).toEqual({ deep: [b] })),
    passes(() => expect(a).not.toEqual(b)) === false,
    passes(() => assertSameContent(a, b, isDeepStrictEqual)),
    passes(() => assertSameContent(b, a, isDeepStrictEqual)),
  ]
  expect(new Set(verdicts).size, `${verdicts}`).toBe(1)
  return verdicts[0]!
}

describe.each(CLASSES)('$name', ({ Class, type, key }) => {
  const of = (is: Iterable<number>, options?: object) => {
    const all = new Class(options)
    for (const i of is) type === 'Map' ? all.set(key(i), i) : all.add(key(i))
    return all
  }

  test('the same contents are equal, whatever the history and the hash', () => {
    expect(areSame(of([]), of([]))).toBe(true)
    expect(areSame(of([1, 2, 3]), of([3, 1, 2]))).toBe(true)
    const long = of(Array.from({ length: 100 }, (_, i) => i))
    for (let i = 0; i < 100; i++) if (i < 1 || i > 3) long.delete(key(i))
    expect(areSame(of([1, 2, 3]), long)).toBe(true)
    const map = of([1, 2])
    expect(areSame(map, map)).toBe(true)
    expect(areSame(map, map.clone())).toBe(true)
  })

  test('a key more, less or another is a difference', () => {
    for (const other of [[], [1, 2], [1, 2, 3, 4], [1, 2, 5]]) expect(areSame(of([1, 2, 3]), of(other))).toBe(false)
  })

  test('the built-in one is never equal', () => {
    const map = of([1, 2])
    const builtIn = type === 'Map' ? new Map(map) : new Set(map)
    expect(map).not.toEqual(builtIn)
    expect(builtIn).not.toEqual(map)
    expect(map).not.toEqual({})
    expect(map).not.toEqual([...map])
    expect({ map }).not.toEqual({ map: undefined })
  })
})

describe.each(CLASSES.filter(({ type }) => type === 'Map'))('$name', ({ Class, key }) => {
  const of = (...values: unknown[]) => new Class(values.map((value, i) => [key(i), value]))

  test('another value is a difference, another kind of values is none', () => {
    expect(areSame(of(1, 2), of(1, 3))).toBe(false)
    expect(areSame(of(1, 2), of(1, undefined))).toBe(false)
    expect(areSame(of(1), new Class([[key(0), 1]], { values: 'float64' }))).toBe(true)
  })
})

test('equal contents in any order are equal with each of 1000 seeds, and never so with one entry changed', () => {
  const random = fc.sample(fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 20 }), { numRuns: 1000, ...replay })
  const wrong: number[] = []
  for (const [seed, keys] of random.entries()) {
    const a = new wasm.Int32Map<number>({ seed: BigInt(seed) })
    const b = new wasm.Int32Map<number>({ seed: BigInt(seed) << 32n })
    for (const key of keys) a.set(key, key ^ 1)
    for (const key of [...keys].reverse()) b.set(key, key ^ 1)
    if (!passes(() => expect(a).toEqual(b)) || !passes(() => assertSameContent(a, b))) wrong.push(seed)
    b.set(keys[seed % keys.length]!, 0.5)
    if (passes(() => expect(a).toEqual(b)) || passes(() => assertSameContent(a, b))) wrong.push(seed)
  }
  expect(wrong).toEqual([])
})

describe.each(FAMILIES)('%s', (_, family) => {
  const { Int32Map, Int32Set, Uint32Map, Float64Map, StringMap, BytesMap, HashMap, HashSet } = family

  test('another class is another content', () => {
    class Own extends (Int32Map as typeof wasm.Int32Map)<number> {}
    const entries = [[1, 2]] as const
    const all = [Int32Map, Uint32Map, Float64Map, HashMap, Own].map(Class => new Class(entries))
    for (const a of all) for (const b of all) expect(areSame(a, b)).toBe(a === b)
    expect(areSame(new Own(entries), new Own(entries))).toBe(true)
    expect(areSame(new Int32Set([1]), new HashSet([1]))).toBe(false)
  })

  test('maps within maps are compared by their contents', () => {
    const nested = (last: number) =>
      new StringMap([
        ['a', new Int32Map([[1, new HashSet([1, 'x'])]])],
        ['b', new Int32Map([[2, new Float64Map([[0.5, last]])]])],
      ])
    expect(areSame(nested(1), nested(1))).toBe(true)
    expect(areSame(nested(1), nested(2))).toBe(false)
    expect(passes(() => assertSameContent(nested(1), nested(1)))).toBe(true)
  })

  test('a map within an array within a map, and a Map between two', () => {
    const nested = (last: number) => new Int32Map([[1, [new Map([['m', new Int32Set([last])]])]]])
    expect(nested(1)).toEqual(nested(1))
    expect(nested(1)).toStrictEqual(nested(1))
    expect(nested(1)).not.toEqual(nested(2))
  })

  test('maps that contain themselves are compared to the end', () => {
    const cyclic = (last: number) => {
      const map = new Int32Map([[1, last]])
      return map.set(2, map).set(3, { map })
    }
    expect(cyclic(1)).toEqual(cyclic(1))
    expect(cyclic(1)).not.toEqual(cyclic(2))
    const [a, b] = [new Int32Map(), new Int32Map()]
    a.set(1, b)
    b.set(1, a)
    expect(areSame(a, b)).toBe(true)
    b.set(2, 2)
    expect(areSame(a, b)).toBe(false)
  })

  test('matchers among the values match', () => {
    const map = new StringMap([['id', 7]])
    expect(map).toEqual(new StringMap([['id', expect.any(Number)]]))
    expect(map).not.toEqual(new StringMap([['id', expect.any(String)]]))
    expect(map).toEqual(expect.any(StringMap))
    expect([1, map]).toContainEqual(map.clone())
    expect({ map, more: 1 }).toMatchObject({ map: map.clone() })
  })

  test('special values: NaN is itself, undefined is not absent', () => {
    expect(areSame(new Int32Map([[1, Number.NaN]]), new Int32Map([[1, Number.NaN]]))).toBe(true)
    expect(areSame(new Int32Map([[1, undefined]]), new Int32Map([[2, undefined]]))).toBe(false)
    expect(areSame(new Int32Map([[1, undefined]]), new Int32Map([[1, null]]))).toBe(false)
    expect(areSame(new HashMap([[Number.NaN, 1]]), new HashMap([[Number.NaN, 1]]))).toBe(true)
  })

  test('keys of bytes are compared by their content', () => {
    const of = (entries: [number[], number][], options?: object) =>
      new BytesMap(
        entries.map(([bytes, value]) => [Uint8Array.from(bytes), value]),
        options,
      )
    const both = (last: number) =>
      of([
        [[1, 2], 1],
        [[last], 2],
      ])
    expect(areSame(both(3), both(3))).toBe(true)
    expect(areSame(both(3), both(4))).toBe(false)
    expect(areSame(of([[[1, 2], 1]]), of([[[1, 2], 1]], { keyLength: 2 }))).toBe(true)
    expect(areSame(of([[[1, 2, 3], 1]]), of([[[1, 2], 1]], { keyLength: 2 }))).toBe(false)
  })

  test('keys that are objects are the same, or alike', () => {
    const shared = { id: 1 }
    const of = (...entries: [unknown, unknown][]) => new HashMap(entries)
    expect(areSame(of([shared, 1], [2, 2]), of([2, 2], [shared, 1]))).toBe(true)
    expect(areSame(of([{ id: 1 }, 1]), of([{ id: 1 }, 1]))).toBe(true)
    expect(areSame(of([{ id: 1 }, 1]), of([{ id: 2 }, 1]))).toBe(false)
    expect(areSame(of([{ id: 1 }, 1]), of([{ id: 1 }, 2]))).toBe(false)
    expect(areSame(of([shared, 1]), of([shared, 2]))).toBe(false)
    expect(areSame(of([[1], 1], [{}, 2]), of([{}, 2], [[1], 1]))).toBe(true)
    expect(areSame(of([() => 1, 1]), of([() => 1, 1]))).toBe(false)
    expect(areSame(of([new Int32Set([1]), 1]), of([new Int32Set([1]), 1]))).toBe(true)
  })

  test('each of several alike keys has one that is like it', () => {
    const of = (...values: number[]) => new HashMap(values.map(value => [{}, value]))
    expect(areSame(of(1, 2, 2), of(2, 1, 2))).toBe(true)
    expect(areSame(of(1, 2, 2), of(1, 1, 2))).toBe(false)
    expect(areSame(of(1, 1, 2), of(1, 2, 2))).toBe(false)
    // The same keys with their values exchanged: alike keys have the same values.
    const [a, b] = [{}, {}]
    const first = new HashMap([
      [a, 1],
      [b, 2],
    ])
    const second = new HashMap([
      [a, 2],
      [b, 1],
    ])
    expect(areSame(first, second)).toBe(true)
    // A key that both share is taken: no other is paired with it.
    expect(areSame(new HashSet([a, {}]), new HashSet([a, { id: 1 }]))).toBe(false)
    expect(areSame(new HashSet([{ id: 1 }, 2]), new HashSet([2, { id: 1 }]))).toBe(true)
    expect(areSame(new HashSet([{ id: 1 }]), new HashSet([{ id: 2 }]))).toBe(false)
  })

  test('a disposed map is an error, not an empty map', () => {
    const map = new Int32Map([[1, 1]])
    map[Symbol.dispose]()
    expect(() => expect(map).toEqual(new Int32Map())).toThrow(/used after it was disposed/)
    expect(() => assertSameContent(new Int32Map(), map)).toThrow(/used after it was disposed/)
  })
})

test('a map in a heap is like one outside', () => {
  const entries = [
    [1, 'a'],
    [2, 'b'],
  ] as const
  const inHeap = new wasm.Int32Map(entries, { heap: new wasm.Heap() })
  expect(areSame(inHeap, new wasm.Int32Map(entries))).toBe(true)
  expect(areSame(inHeap, new wasm.Int32Map<string>(entries).set(2, 'c'))).toBe(false)
})

test('a map and its twin are of different classes, and so is a checked map', () => {
  const map = new wasm.Int32Map([[1, 1]])
  expect(areSame(map, new twin.Int32Map([[1, 1]]))).toBe(false)
  expect(areSame(map, twin.checked(new wasm.Int32Map([[1, 1]])))).toBe(false)
})

test('what is no map or set is left to others', () => {
  const ask = (a: unknown, b: unknown) => contentTester.call({ equals: Object.is }, a, b)
  for (const value of [undefined, null, 1, '', {}, [], new Map(), new Set(), wasm.Int32Map, wasm.Int32Map.prototype]) {
    expect(ask(value, value)).toBe(undefined)
    expect(ask(value, new wasm.Int32Map())).toBe(false)
  }
  expect(ask(Object.create(new wasm.Int32Map()), {})).toBe(undefined)
  expect(new Map([[1, [2]]])).toEqual(new Map([[1, [2]]]))
})

test('what sees only fields named by strings calls any two equal: there are none', () => {
  const [one, other] = [new wasm.Int32Map([[1, 1]]), new wasm.Int32Map([[1, 2]])]
  assert.deepEqual(one, other)
  expect(() => assert.deepStrictEqual(one, other)).toThrow(assert.AssertionError)
  expect(() => assertSameContent(one, other)).toThrow()
})

describe('assertSameContent', () => {
  const { Int32Map, Int32Set, StringMap, BytesMap, HashMap, HashSet } = wasm
  const message = (a: unknown, b: unknown, equals?: (a: unknown, b: unknown) => boolean): string => {
    const error = errorOf(() => assertSameContent(a, b, equals))
    expect(error.constructor).toBe(Error)
    return error.message
  }

  test('returns nothing where there is nothing to say', () => {
    expect(assertSameContent(new Int32Map([[1, 1]]), new Int32Map([[1, 1]]))).toBe(undefined)
  })

  test.each([undefined, null, 1, {}, new Map(), [[1, 1]]])('refuses %s', value => {
    for (const [name, args] of Object.entries({ actual: [value, new Int32Map()], expected: [new Int32Map(), value] })) {
      const error = errorOf(() => assertSameContent(args[0], args[1]))
      expect(error.constructor).toBe(TypeError)
      expect(error.message).toBe(`assertSameContent: ${name} must be a map or set of tophash`)
    }
  })

  test('says how they differ', () => {
    const one = new Int32Map([[1, 'one']])
    const differs = 'assertSameContent:'
    expect(message(one, new StringMap())).toBe(`${differs} actual is of class Int32Map, expected of StringMap`)
    expect(message(one, new twin.Int32Map())).toBe(
      `${differs} actual is of class Int32Map, expected of another of that name`,
    )
    expect(message(one, new Int32Map())).toBe(`${differs} actual has size 1, expected 0`)
    expect(message(one, new Int32Map([[2, 'one']]))).toBe(`${differs} 1 is only in actual`)
    expect(message(one, new Int32Map([[1, 'uno']]))).toBe(`${differs} the value of 1 is "one", expected "uno"`)
    expect(message(new Int32Set([1]), new Int32Set([2]))).toBe(`${differs} 1 is only in actual`)
  })

  test('shows any key and any value', () => {
    const map = (key: unknown, value: unknown) => new HashMap([[key, value]])
    const values = (a: unknown, b: unknown) => message(map(1, a), map(1, b)).replace(/^.*the value of /, '')
    expect(values(1n, -0)).toBe('1 is 1n, expected -0')
    expect(values(Symbol('s'), undefined)).toBe('1 is Symbol(s), expected undefined')
    expect(values(Object.create(null), [])).toBe('1 is an object, expected an array')
    expect(values({}, {})).toBe('1 differs')
    expect(values(new Uint8Array(2), new Uint8Array(20))).toMatch(/^1 is bytes \[0,0\], expected bytes \[(0,){16} …\]$/)
    const keys = [Object.create(null), Symbol('s'), () => 0, 'k', 5n, new Uint8Array(1)]
    const shown = ['an object', 'Symbol(s)', 'a function', '"k"', '5n', 'bytes [0]']
    expect(keys.map(key => message(map(key, 1), map(0, 1)))).toEqual(
      shown.map(text => `assertSameContent: ${text} is only in actual`),
    )
    const bytes = (first: number) => new BytesMap([[Uint8Array.of(first), 1]])
    expect(message(bytes(7), bytes(8))).toBe('assertSameContent: bytes [7] is only in actual')
    const same = {}
    expect(message(map(same, 1), map(same, 2))).toBe('assertSameContent: the value of an object is 1, expected 2')
  })

  test('compares values with SameValueZero and bytes by default, and by what it is given', () => {
    const of = (value: unknown) => new Int32Map([[1, value]])
    assertSameContent(of(-0), of(0))
    assertSameContent(of(Uint8Array.of(1, 2)), of(Buffer.from([1, 2])))
    message(of(Uint8Array.of(1, 2)), of(Uint8Array.of(1, 3)))
    message(of(Uint8Array.of(1, 2)), of(Uint8Array.of(1)))
    message(of({}), of({}))
    assertSameContent(of({}), of({}), isDeepStrictEqual)
    message(of(0), of(-0), Object.is)
    assertSameContent(of(1.5), of(1.25), (a: any, b: any) => Math.floor(a) === Math.floor(b))
  })

  test('asks for no more than keys where there are no values', () => {
    const byId = (a: any, b: any) => a.id === b.id
    assertSameContent(new HashSet([{ id: 1 }, { id: 2 }]), new HashSet([{ id: 2 }, { id: 1 }]), byId)
    message(new HashSet([{ id: 1 }]), new HashSet([{ id: 2 }]), byId)
  })

  test('an error of what it is given comes through, and the next comparison is whole', () => {
    const of = (value: unknown) => new Int32Map([[1, value]])
    const [a, b] = [of(1), of(2)]
    const fail = () => {
      throw new TypeError('of its own')
    }
    expect(() => assertSameContent(a, b, fail)).toThrow('of its own')
    message(a, b)
  })
})
