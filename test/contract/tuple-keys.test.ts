// Keys of several parts: what each part is equal to, what is refused and by what words.

import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { PartKind } from '../../src/index.js'
import { isWasm, TupleMap, TupleSet } from '../backend.js'
import { KeyMap } from '../ids.js'
import { errorOf, sorted } from './classes.js'

const bytes = (...items: number[]) => Uint8Array.from(items)
const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000abcn]).buffer)[0]!

/** Different parts of each kind, those in a row equal. */
const ROWS: Record<PartKind, any[][]> = {
  int32: [[0, -0], [1], [-1], [2 ** 31 - 1], [-(2 ** 31)]],
  uint32: [[0, -0], [1], [2 ** 31], [2 ** 32 - 1]],
  float64: [[0, -0], [Number.NaN, otherNaN, -Number.NaN], [0.1], [-0.1], [Infinity], [-Infinity], [5e-324], [2 ** 53]],
  bigint64: [[0n], [1n], [-1n], [2n ** 63n - 1n], [-(2n ** 63n)], [2n ** 32n]],
  biguint64: [[0n], [1n], [2n ** 63n], [2n ** 64n - 1n], [2n ** 32n]],
  string: [
    ...[[''], ['\0'], ['\0\0'], ['a'], ['ab'], ['é'], ['e\u0301'], ['漢'], ['\ud800'], ['\udc00'], ['\ud800\udc00']],
    ...[3, 4, 31, 32, 33, 5000].flatMap(n => [['x'.repeat(n)], ['é'.repeat(n)], ['漢'.repeat(n)]]),
  ],
  bytes: [
    [bytes(), new ArrayBuffer(0)],
    ...[[0], [0, 0], [0, 0, 0], [0, 0, 0, 0], [97], [97, 98]].map(items => [bytes(...items)]),
    [bytes(1, 2), new DataView(bytes(9, 1, 2, 9).buffer, 1, 2), Buffer.from([1, 2])],
    [new Uint8Array(65).fill(7)],
    [new Uint8Array(9000)],
  ],
}
const KINDS = Object.keys(ROWS) as PartKind[]

/** What is no part of a kind, and the error for it. */
const REFUSED: Record<PartKind, [value: unknown, error: typeof TypeError | typeof RangeError][]> = {
  int32: [
    [2 ** 31, RangeError],
    [0.5, RangeError],
    [Number.NaN, RangeError],
    ['1', TypeError],
    [1n, TypeError],
  ],
  uint32: [
    [-1, RangeError],
    [2 ** 32, RangeError],
    [undefined, TypeError],
    [null, TypeError],
  ],
  float64: [
    ['1', TypeError],
    [1n, TypeError],
    [undefined, TypeError],
  ],
  bigint64: [
    [2n ** 63n, RangeError],
    [1, TypeError],
  ],
  biguint64: [
    [-1n, RangeError],
    [2n ** 64n, RangeError],
    [1, TypeError],
  ],
  string: [
    [1, TypeError],
    [undefined, TypeError],
    [new String('a'), TypeError],
  ],
  bytes: [
    ['a', TypeError],
    [[1], TypeError],
    [new Int8Array(1), TypeError],
    [undefined, TypeError],
  ],
}

/** The arrangements of parts in which a kind is tested: alone, at each end, among many. */
const around = (kind: PartKind): [parts: PartKind[], at: number][] => [
  [[kind], 0],
  [[kind, 'int32'], 0],
  [['int32', kind], 1],
  [['string', kind, 'bytes'], 1],
  [['float64', 'uint32', kind, 'bigint64'], 2],
  [['int32', 'string', 'float64', kind, 'bytes'], 3],
]
const OTHER: Record<PartKind, any> = {
  int32: -7,
  uint32: 7,
  float64: 0.5,
  bigint64: -7n,
  biguint64: 7n,
  string: 'é漢',
  bytes: bytes(3, 2, 1),
}
const keyOf = (parts: PartKind[], at: number, part: unknown) => parts.map((kind, i) => (i === at ? part : OTHER[kind]))

const isSame = (a: any, b: any): boolean => isDeepStrictEqual(a, b)

/** A number for each value of the kind that a set and a map are given. */
const put = (container: any, key: any, i: number) => (container.set ? container.set(key, i) : container.add(key))

describe.each(KINDS)('a part of kind %s', kind => {
  test.each(around(kind))('among %j at %i', (parts, at) => {
    for (const container of [new TupleMap(parts as any, { values: 'int32' }), new TupleSet(parts as any)] as any[]) {
      const rows = ROWS[kind].map(row => row.map(part => keyOf(parts, at, part)))
      for (const [i, row] of rows.entries()) for (const key of row) put(container, key, i)
      expect(container.size).toBe(rows.length)
      for (const [i, row] of rows.entries()) {
        for (const key of row) {
          expect(container.has(key)).toBe(true)
          if (container.get) expect(container.get(key)).toBe(i)
        }
      }
      // What is handed out is equal, canonical and the caller's own.
      const found = new KeyMap(
        rows.map(([key], i) => [key!.map((part: any) => (part instanceof ArrayBuffer ? bytes() : part)), i]),
      )
      for (const key of container.keys()) {
        expect(found.delete(key)).toBe(true)
        for (const part of key) expect(Object.is(part, -0)).toBe(false)
        key.fill(undefined)
      }
      expect(found.size).toBe(0)
      expect(container.size).toBe(rows.length)
      for (const [key] of rows) expect(container.delete(key)).toBe(true)
      expect(container.size).toBe(0)
    }
  })

  test.each(around(kind))('what is none, among %j at %i', (parts, at) => {
    const map: any = new TupleMap(parts as any, { values: 'int32' })
    const set: any = new TupleSet(parts as any)
    for (const isFilled of [false, true]) {
      const good = keyOf(parts, at, OTHER[kind])
      if (isFilled) for (const container of [map, set]) put(container, good, 1)
      for (const [value, error] of REFUSED[kind]) {
        const key = keyOf(parts, at, value)
        for (const [name, call] of [
          ['TupleMap.set', () => map.set(key, 1)],
          ['TupleMap.increment', () => map.increment(key)],
          ['TupleMap.getOrInsert', () => map.getOrInsert(key, 1)],
          ['TupleMap.getOrInsertComputed', () => map.getOrInsertComputed(key, () => 1)],
          ['TupleSet.add', () => set.add(key)],
        ] as const) {
          const thrown = errorOf(call)
          expect(thrown).toBeInstanceOf(error)
          expect(thrown.message).toContain(`${name}: key[${at}] must be `)
        }
        expect([map.get(key), map.has(key), map.delete(key), map.getOr(key, 5)]).toEqual([undefined, false, false, 5])
        expect([set.has(key), set.delete(key)]).toEqual([false, false])
      }
      expect([map.size, set.size]).toEqual(isFilled ? [1, 1] : [0, 0])
    }
  })
})

test('where a part ends is told', () => {
  const set = new TupleSet(['string', 'string', 'bytes', 'bytes'])
  const splits = [
    ['a', 'bc', bytes(1), bytes(2, 3)],
    ['ab', 'c', bytes(1, 2), bytes(3)],
    ['abc', '', bytes(1, 2, 3), bytes()],
    ['', 'abc', bytes(), bytes(1, 2, 3)],
    ['a', 'bc', bytes(1, 2), bytes(3)],
    ['a', 'bc\0', bytes(1), bytes(2, 3, 0)],
  ] as const
  for (const key of splits) set.add(key)
  expect(set.size).toBe(splits.length)
  for (const key of splits) expect(set.has(key)).toBe(true)
})

test('a key is the same whatever was looked up before it', () => {
  const noises = [255, 1].map(x => [new Uint8Array(200).fill(x), 'x'.repeat(200), '漢'.repeat(100), bytes(x)] as const)
  const map = new TupleMap(['bytes', 'string', 'string', 'bytes'], { values: 'int32' })
  const keys = [0, 1, 2, 3, 4, 5, 31, 33, 34, 35, 66].map(
    n => [new Uint8Array(n).fill(n), 'é'.repeat(n), '漢'.repeat(n), bytes(n)] as const,
  )
  for (const [i, key] of keys.entries()) map.set(key, i)
  for (const noise of noises) {
    for (const [i, key] of keys.entries()) {
      expect(map.has(noise)).toBe(false)
      expect(map.get(key)).toBe(i)
    }
  }
})

test('up to 16 parts', () => {
  const parts = Array.from({ length: 16 }, (_, i) => KINDS[i % KINDS.length]!)
  const key = (i: number) => parts.map((kind, at) => ROWS[kind][(i >> at) & 1]![0])
  const map: any = new TupleMap(parts as any)
  for (let i = 0; i < 500; i++) map.set(key(i), i)
  expect(map.size).toBe(500)
  for (let i = 0; i < 500; i++) expect(map.get(key(i))).toBe(i)
  expect(map.parts).toEqual(parts)
  expect(Object.isFrozen(map.parts)).toBe(true)
})

test('wrong parts are named', () => {
  const message = (parts: any) => errorOf(() => new TupleMap(parts))
  for (const parts of [undefined, null, 'int32', {}, 5, [], Array(17).fill('int32'), { 0: 'int32', length: 1 }]) {
    expect(message(parts)).toBeInstanceOf(TypeError)
    expect(message(parts).message).toContain("TupleMap: parts must be an array of 1 to 16 of 'int32', 'uint32', ")
  }
  for (const part of ['int16', 'any', undefined, 1, 'float32']) {
    expect(message(['int32', part])).toBeInstanceOf(TypeError)
    expect(message(['int32', part]).message).toContain("TupleMap: parts[1] must be one of 'int32', ")
  }
  expect(errorOf(() => new TupleSet(['x' as any])).message).toContain('TupleSet: parts[0] must be one of ')
})

test('what is no key', () => {
  const map: any = new TupleMap(['int32', 'int32'], [[[1, 2], 'a']])
  for (const key of [undefined, null, 1, '1,2', {}, new Map(), Int32Array.of(1, 2), { 0: 1, 1: 2, length: 2 }]) {
    expect([map.get(key), map.has(key), map.delete(key)]).toEqual([undefined, false, false])
    expect(errorOf(() => map.set(key, 1))).toBeInstanceOf(TypeError)
    expect(errorOf(() => map.set(key, 1)).message).toContain('TupleMap.set: key must be an array of 2 parts, got ')
  }
  for (const key of [[], [1], [1, 2, 3], [1, 2, undefined]]) {
    expect([map.get(key), map.has(key), map.delete(key)]).toEqual([undefined, false, false])
    expect(errorOf(() => map.set(key, 1))).toBeInstanceOf(RangeError)
    expect(errorOf(() => map.set(key, 1)).message).toContain(`TupleMap.set: key must have 2 parts, got ${key.length}`)
  }
  expect([...map]).toEqual([[[1, 2], 'a']])
})

const AT: [parts: PartKind[], keys: any[][]][] = [
  [
    ['int32', 'int32'],
    [
      [1, 2],
      [2, 1],
      [-1, 0],
    ],
  ],
  [
    ['uint32', 'int32'],
    [
      [2 ** 32 - 1, -1],
      [0, 0],
    ],
  ],
  [
    ['string', 'float64'],
    [
      ['a', 0.5],
      ['漢', Number.NaN],
    ],
  ],
  [
    ['int32', 'string', 'bytes'],
    [
      [1, 'a', bytes(1)],
      [1, 'a'.repeat(9000), bytes()],
    ],
  ],
  [
    ['bigint64', 'int32', 'uint32', 'float64'],
    [
      [-1n, 1, 2, 0.5],
      [1n, 1, 2, 0],
    ],
  ],
]
test.each(AT)('parts one by one: %j', (parts, keys) => {
  for (const values of ['any', 'int32', 'float64', 'bigint64'] as const) {
    const map: any = new TupleMap(parts as any, { values } as any)
    const v = (i: number): any => (values === 'bigint64' ? BigInt(i) : i)
    for (const [i, key] of keys.entries()) {
      expect([map.getAt(...key), map.hasAt(...key), map.deleteAt(...key)]).toEqual([undefined, false, false])
      expect(map.getOrAt(...key, v(9))).toBe(v(9))
      expect(map.setAt(...key, v(i))).toBe(map)
      expect([map.getAt(...key), map.get(key), map.hasAt(...key), map.getOrAt(...key, v(9))]).toEqual([
        v(i),
        v(i),
        true,
        v(i),
      ])
      if (values !== 'any')
        expect([map.incrementAt(...key), map.incrementAt(...key, v(2))]).toEqual([v(i + 1), v(i + 3)])
      expect(map.deleteAt(...key)).toBe(true)
      expect(map.getOrInsertAt(...key, v(4))).toBe(v(4))
      expect(map.getOrInsertAt(...key, v(5))).toBe(v(4))
      map.delete(key)
      expect(map.getOrInsertComputedAt(...key, (own: any) => (isSame(own, key) ? v(6) : v(0)))).toBe(v(6))
      expect(map.getOrInsertComputedAt(...key, () => v(7))).toBe(v(6))
    }
    expect(map.size).toBe(keys.length)
  }
  const set: any = new TupleSet(parts as any)
  for (const key of keys)
    expect([set.hasAt(...key), set.addAt(...key) === set, set.has(key)]).toEqual([false, true, true])
  for (const key of keys) expect([set.deleteAt(...key), set.hasAt(...key)]).toEqual([true, false])
})

test('errors of those name them', () => {
  const map: any = new TupleMap(['int32', 'string'], { values: 'int32' })
  expect(errorOf(() => map.setAt(1, 2, 3)).message).toContain('TupleMap.setAt: key[1] must be a string')
  expect(errorOf(() => map.setAt(1, 'a', 'b')).message).toContain('TupleMap.setAt: value must be ')
  expect(errorOf(() => map.incrementAt(1, 'a', 0.5)).message).toContain('TupleMap.incrementAt: by must be ')
  expect(errorOf(() => map.getOrInsertAt(0.5, 'a', 1)).message).toContain('TupleMap.getOrInsertAt: key[0] must be ')
  expect(errorOf(() => map.getOrInsertComputedAt(1, 'a', 5)).message).toContain('compute must be a function')
  expect(map.size).toBe(0)
  for (const parts of [['int32'], Array(5).fill('int32')] as any[]) {
    const other: any = new TupleMap(parts, { values: 'int32' })
    for (const method of [
      'getAt',
      'setAt',
      'hasAt',
      'deleteAt',
      'incrementAt',
      'getOrAt',
      'getOrInsertAt',
      'getOrInsertComputedAt',
    ]) {
      expect(errorOf(() => other[method](1, 1, 1, 1, 1)).message).toBe(
        `TupleMap.${method}: needs keys of 2 to 4 parts, these have ${parts.length}`,
      )
    }
    for (const method of ['addAt', 'hasAt', 'deleteAt']) {
      expect(errorOf(() => (new TupleSet(parts) as any)[method](1, 1))).toBeInstanceOf(TypeError)
    }
  }
})

test('maps of the same parts are equal by content, whatever wrote them', () => {
  const entries = Array.from({ length: 100 }, (_, i) => [[`k${i % 10}`, i], i] as const)
  const map = new TupleMap(['string', 'int32'], entries, { values: 'int32' })
  const other = new TupleMap(['string', 'int32'], { values: 'float64' }).assign(map)
  expect(map.equals(other) && other.equals(map.clone())).toBe(true)
  other.increment(['k1', 1])
  expect(map.equals(other)).toBe(false)
  expect(new TupleMap(['string', 'float64'], map).size).toBe(100)
})

test('set algebra, with sets of its own and others', () => {
  const of = (...keys: any[]): any => new TupleSet(['int32', 'string'], keys)
  const [a, b] = [of([1, 'a'], [2, 'b']), of([2, 'b'], [3, 'c'])]
  expect(sorted(a.union(b))).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ])
  expect([...a.intersection(b)]).toEqual([[2, 'b']])
  expect([...a.difference(b)]).toEqual([[1, 'a']])
  expect(sorted(a.symmetricDifference(b))).toEqual([
    [1, 'a'],
    [3, 'c'],
  ])
  expect([a.isSubsetOf(b), a.isSupersetOf(of([1, 'a'])), a.isDisjointFrom(of([9, 'z']))]).toEqual([false, true, true])
  // A set of others that is smaller is walked; a larger one is asked, and of arrays it knows only its own.
  const foreign = new Set<unknown>([[2, 'b']])
  expect([...a.difference(foreign)]).toEqual([[1, 'a']])
  expect([...a.intersection(foreign)]).toEqual([[2, 'b']])
  expect(a.isSupersetOf(foreign)).toBe(true)
  for (const none of [[2], 'b', 5, null, [2, 3], { 0: 2, 1: 'b', length: 2 }]) {
    const others = new Set<unknown>([none])
    expect([a.isSupersetOf(others), a.isDisjointFrom(others), a.intersection(others).size]).toEqual([false, true, 0])
    expect(a.difference(others).equals(a)).toBe(true)
    expect(() => a.union(others)).toThrow(TypeError)
    expect(() => a.symmetricDifference(others)).toThrow(TypeError)
  }
  expect(a.size).toBe(2)
})

test('groupBy', () => {
  const orders = [
    { country: 'at', year: 1 },
    { country: 'at', year: 2 },
    { country: 'at', year: 1 },
  ]
  const groups = TupleMap.groupBy(orders, ['string', 'int32'], o => [o.country, o.year])
  expect(groups.get(['at', 1])).toEqual([orders[0], orders[2]])
  expect(groups).toBeInstanceOf(TupleMap)
  expect(() => TupleMap.groupBy([], ['int32', 'int32'], 5 as any)).toThrow(TypeError)
  expect(() => TupleMap.groupBy(orders, ['int32', 'x' as any], () => [1, 2] as any)).toThrow(TypeError)
})

test.runIf(isWasm)(
  'two 32-bit parts are one key of 64 bits in a slot, parts of fixed size are in it, others in a record',
  () => {
    const bytesOf = (parts: PartKind[]) => {
      const map: any = new TupleMap(parts as any, { values: 'int32', capacity: 1000 })
      const keys = Array.from({ length: 1000 }, (_, i) =>
        parts.map(kind => (kind.startsWith('big') ? BigInt(i) : kind === 'string' ? `${i}` : i)),
      )
      for (const key of keys) map.set(key, 1)
      return map.stats().bytes as number
    }
    const pair = bytesOf(['int32', 'uint32'])
    const fixed = bytesOf(['int32', 'uint32', 'float64'])
    expect(fixed / pair).toBeGreaterThan(1.3)
    expect(fixed / pair).toBeLessThan(2)
  },
)
