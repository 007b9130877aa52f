// The classes under test as tables: what each key class and each value kind takes, refuses and hands back.

import * as backend from '../backend.js'
import { idOf } from '../ids.js'

export interface Refused {
  value: unknown
  error: typeof RangeError | typeof TypeError
}

const range = (...values: unknown[]): Refused[] => values.map(value => ({ value, error: RangeError }))
const type = (...values: unknown[]): Refused[] => values.map(value => ({ value, error: TypeError }))

export interface Keys {
  /** Int32, Uint32, ... */
  kind: string
  /** The i-th of a sequence of different keys that uses the whole range. */
  key: (i: number) => any
  /** Keys at the limits. */
  edges: any[]
  refused: Refused[]
  /** Part of every message about a refused key. */
  limit: string
}

const NO_NUMBERS = type('1', true, null, undefined, {}, [], Symbol('key'), 1n, () => 1, new Date(0))
const NO_BIGINTS = type('1', true, null, undefined, {}, [], Symbol('key'), 1, () => 1n, 0.5)
const NO_STRINGS = type(1, true, null, undefined, {}, [], Symbol('key'), 1n, () => '', new String('s'))
const NO_BYTES = type(
  ...['1', 1, true, null, undefined, {}, [1], Symbol('key'), 1n, () => 1],
  ...[new Float64Array(2), new Uint8ClampedArray(2), new Int8Array(2), new Uint16Array(2)],
)
const scatter = (i: number) => Math.imul(i, 0x9e3779b1)
const scatter64 = (i: number) => BigInt.asIntN(64, BigInt(i) * 0x9e3779b97f4a7c15n)

export const KEYS: Keys[] = [
  {
    kind: 'Int32',
    key: scatter,
    edges: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), -0x7ffffffd],
    refused: [...range(2 ** 31, -(2 ** 31) - 1, 0.5, -1e-300, Number.NaN, Infinity, -Infinity, 2 ** 53), ...NO_NUMBERS],
    limit: 'an integer from -2147483648 to 2147483647',
  },
  {
    kind: 'Uint32',
    key: i => scatter(i) >>> 0,
    edges: [0, 1, 2 ** 31, 2 ** 32 - 1, 2 ** 31 - 1],
    refused: [...range(2 ** 32, -1, 0.5, Number.NaN, Infinity, -Infinity, 2 ** 53), ...NO_NUMBERS],
    limit: 'an integer from 0 to 4294967295',
  },
  {
    kind: 'Float64',
    key: i => scatter(i) / 1024,
    edges: [0, 0.1, -0.1, Number.NaN, Infinity, -Infinity, Number.MAX_VALUE, 2 ** 53, 5e-324, 1e-310],
    refused: NO_NUMBERS,
    limit: 'a number',
  },
  {
    kind: 'BigInt64',
    key: scatter64,
    edges: [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), -0x7ffffffffffffffdn, -0x7fffffffffffffffn, 2n ** 32n],
    refused: [...range(2n ** 63n, -(2n ** 63n) - 1n, 2n ** 64n, 2n ** 200n), ...NO_BIGINTS],
    limit: 'a bigint from -2^63 to 2^63 - 1',
  },
  {
    kind: 'BigUint64',
    key: i => BigInt.asUintN(64, scatter64(i)),
    edges: [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 32n],
    refused: [...range(2n ** 64n, -1n, 2n ** 200n), ...NO_BIGINTS],
    limit: 'a bigint from 0 to 2^64 - 1',
  },
  {
    kind: 'String',
    key: i => `${i}${'-'.repeat(i % 40)}${i % 3 === 0 ? 'é' : i % 7 === 0 ? '漢' : ''}`,
    edges: [
      ...['', '\0', '\0\0', 'é', 'e\u0301', '\u0100', '\ud800', '\udc00', '\ud800\udc00', '\udc00\ud800'],
      ...[62, 63, 64, 65, 4087, 4088, 8160, 8161].map(n => 'x'.repeat(n)),
      ...[31, 32, 4080, 4081, 5000].map(n => '漢'.repeat(n)),
    ],
    refused: NO_STRINGS,
    limit: 'a string of at most 536870911 characters',
  },
  {
    kind: 'Bytes',
    key: i =>
      new Uint8Array(5 + ((i >>> 0) % 67))
        .fill(i)
        .fill(i >>> 8, 2)
        .fill(i >>> 16, 3)
        .fill(i >>> 24, 4),
    edges: [
      ...[[], [0], [0, 0], [255], [255, 0]].map(bytes => new Uint8Array(bytes)),
      ...[62, 63, 64, 65, 4087, 4088, 8160, 8161, 10_000].map(n => new Uint8Array(n).fill(1)),
    ],
    refused: NO_BYTES,
    limit: 'a Uint8Array, DataView or ArrayBuffer',
  },
]

const NO_TUPLES = type(
  '1',
  1,
  true,
  null,
  undefined,
  {},
  Symbol('key'),
  1n,
  () => 1,
  new Int32Array(2),
  new Set([1, 2]),
)
const bytes = (n: number) => new Uint8Array(n).fill(n)

/** Keys of several parts: see PARTS in backend.ts. */
const TUPLE_KEYS: Keys[] = [
  {
    kind: 'Pair',
    key: i => [scatter(i), i >>> 3],
    edges: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)].flatMap(x => [0, 1, 2 ** 31, 2 ** 32 - 1].map(y => [x, y])),
    refused: [
      ...range([2 ** 31, 0], [0.5, 0], [0, -1], [0, 2 ** 32], [0, Number.NaN], [], [1], [1, 2, 3]),
      ...type(['1', 1], [1, 1n], [undefined, 1], [1, [1]]),
      ...NO_TUPLES,
    ],
    limit: ' must ',
  },
  {
    kind: 'Fixed',
    key: i => [i & 7, scatter(i) / 1024, scatter64(i)],
    edges: [0, 0.1, Number.NaN, Infinity, -Infinity, 5e-324].flatMap(x => [0n, -1n, -(2n ** 63n)].map(y => [-1, x, y])),
    refused: [
      ...range([2 ** 31, 0, 0n], [0, 0, 2n ** 63n], [], [1, 2], [1, 2, 3n, 4]),
      ...type([0, '1', 0n], [0, 0, 0], [0, undefined, 0n]),
      ...NO_TUPLES,
    ],
    limit: ' must ',
  },
  {
    kind: 'Texts',
    key: i => [`${i}${i % 3 === 0 ? '漢' : ''}`, i & 3, bytes((i >>> 0) % 67), 'é'.repeat(i % 5)],
    edges: [
      ...[
        ['', ''],
        ['a', 'bc'],
        ['ab', 'c'],
        ['\0', ''],
        ['', '\0'],
        ['\ud800', '\udc00'],
        ['\ud800\udc00', ''],
        ['é', '漢'],
      ].map(([x, y]) => [x, 0, bytes(0), y]),
      ...[1, 3, 4, 5, 255, 4087, 8140, 8160, 9000].map(n => ['x'.repeat(n % 300), 2 ** 32 - 1, bytes(n), '漢']),
      ...[31, 32, 33, 4080, 5000].map(n => ['漢'.repeat(n), 1, bytes(1), 'y'.repeat(n)]),
    ],
    refused: [
      ...range(['', -1, bytes(0), ''], [], ['a'], ['a', 1, bytes(1), '', '']),
      ...type([1, 1, bytes(0), ''], ['', 1, 'x', ''], ['', 1, [1], ''], ['', 1, bytes(0), undefined]),
      ...NO_TUPLES,
    ],
    limit: ' must ',
  },
]

/** A key class with its map and its set. */
export interface Tested extends Keys {
  map: string
  set: string
  Map: any
  Set: any
}

/** Those whose keys are of one part. */
export const PLAIN: Tested[] = KEYS.map(keys => ({
  ...keys,
  map: `${keys.kind}Map`,
  set: `${keys.kind}Set`,
  Map: (backend as any)[`${keys.kind}Map`],
  Set: (backend as any)[`${keys.kind}Set`],
}))

const tuples = backend.tupleClasses()

/** Those whose keys have several parts, of each way to hold them. */
export const TUPLES: Tested[] = TUPLE_KEYS.map(keys => ({
  ...keys,
  map: 'TupleMap',
  set: 'TupleSet',
  Map: tuples[`${keys.kind}Map`],
  Set: tuples[`${keys.kind}Set`],
}))

export const CLASSES: Tested[] = [...PLAIN, ...TUPLES]

/** Whether keys of a class have several parts. */
export const isTuple = (kind: string): boolean => kind in backend.PARTS

/** Many keys as the calls for them take those of a class: of several parts, a column for each. */
export function manyOf(kind: string, keys: any[]): any {
  if (!isTuple(kind)) return keys
  return backend.PARTS[kind as keyof typeof backend.PARTS].map((_, i) => keys.map(key => key[i]))
}

/** A value that is of no type that a class takes as a key. */
export function foreignKey({ refused }: Keys): unknown {
  return refused.find(({ error }) => error === TypeError)!.value
}

/** Map and set classes alike, with their names and how to write a key. */
export const CONTAINERS = CLASSES.flatMap(c => [
  { ...c, name: c.map, Class: c.Map, isMap: true, put: (map: any, i: number) => map.set(c.key(i), i) },
  { ...c, name: c.set, Class: c.Set, isMap: false, put: (set: any, i: number) => set.add(c.key(i)) },
])

export interface Values {
  /** 'any', 'int32', ... */
  values: string
  value: (i: number) => any
  edges: any[]
  refused: Refused[]
  limit: string
}

const shared = Object.freeze({ shared: true })

export const VALUES: Values[] = [
  {
    values: 'any',
    value: i => ({ i }),
    edges: [undefined, null, 0, -0, Number.NaN, '', 'text', 1n, true, Symbol.iterator, shared, [], () => 0],
    refused: [],
    limit: '',
  },
  {
    values: 'int32',
    value: i => i - 5,
    edges: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), -0x7ffffffd, -0x7ffffffe],
    refused: [...range(2 ** 31, -(2 ** 31) - 1, 0.5, Number.NaN, Infinity), ...NO_NUMBERS],
    limit: 'an integer from -2147483648 to 2147483647',
  },
  {
    values: 'uint32',
    value: i => 2 ** 31 + i,
    edges: [0, 1, 2 ** 31, 2 ** 32 - 1, 0x80000003, 0x80000002],
    refused: [...range(2 ** 32, -1, 0.5, Number.NaN, Infinity), ...NO_NUMBERS],
    limit: 'an integer from 0 to 4294967295',
  },
  {
    values: 'float32',
    value: i => i + 0.5,
    edges: [0, -0, 1.5, Number.NaN, Infinity, -Infinity, Math.fround(0.1), Math.fround(3e38), 2 ** -149],
    refused: NO_NUMBERS,
    limit: 'a number',
  },
  {
    values: 'float64',
    value: i => i + 0.1,
    edges: [0, -0, 0.1, Number.NaN, Infinity, -Infinity, Number.MAX_VALUE, 5e-324],
    refused: NO_NUMBERS,
    limit: 'a number',
  },
  {
    values: 'bigint64',
    value: i => BigInt(i) - 5n,
    edges: [0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), -0x7ffffffffffffffdn, -0x7fffffffffffffffn],
    refused: [...range(2n ** 63n, -(2n ** 63n) - 1n, 2n ** 200n), ...NO_BIGINTS],
    limit: 'a bigint from -2^63 to 2^63 - 1',
  },
  {
    values: 'biguint64',
    value: i => 2n ** 63n + BigInt(i),
    edges: [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, 0x8000000000000003n, 0x8000000000000001n],
    refused: [...range(2n ** 64n, -1n, 2n ** 200n), ...NO_BIGINTS],
    limit: 'a bigint from 0 to 2^64 - 1',
  },
]

/** Every key class with every value kind. */
export const PAIRS = CLASSES.flatMap(keys =>
  VALUES.map(values => ({ ...keys, kindOfValue: values, pair: pairOf(keys, values) })),
)

function pairOf(keys: Tested, values: Values): string {
  return `${keys.map} of ${values.values}`
}

/** The error that a call throws. Fails if it throws none. */
export function errorOf(call: () => unknown): any {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('expected a call to throw, but it returned')
}

/** The keys or entries of anything iterable in an order of their own, for comparing. */
export function sorted<T = any>(items: Iterable<T>): T[] {
  return [...items].sort(compare)
}

function compare(a: any, b: any): number {
  if (Array.isArray(a)) {
    // Of entries, the keys tell: they are all different.
    for (const [i, item] of a.entries()) {
      const order = compare(item, b[i])
      if (order !== 0 || i === a.length - 1) return order
    }
  }
  const [x, y] = [a, b].map(idOf)
  if (x !== x || y !== y) return (x !== x ? 1 : 0) - (y !== y ? 1 : 0)
  return x < y ? -1 : x > y ? 1 : 0
}
