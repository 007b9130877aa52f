// The kinds of keys and values as numbered lists: what the random tests choose from. A list begins with the special ones.

import type { ValueKind } from '../../src/index.js'
import * as classes from '../backend.js'
import { tupleClasses } from '../backend.js'

export interface KeyKind {
  /** What the classes begin with. */
  name: 'Int32' | 'Uint32' | 'Float64' | 'BigInt64' | 'BigUint64' | 'String' | 'Bytes' | keyof typeof classes.PARTS
  /** What tests are called. */
  label: string
  /** The key of a number; the same key may have several numbers. */
  key(i: number): any
  /** Keys that have the same hash where all of its words are zero, if others have not. */
  crowded?: (i: number) => any
  options?: { keyLength: number }
  /** The kinds of values that are tested with it, if not all. */
  values?: readonly ValueKind[]
}

function special(list: readonly any[], other: (i: number) => any): (i: number) => any {
  return i => (i < list.length ? list[i] : other(i))
}

const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000abcn]).buffer)[0]
const GOLDEN = 0x9e3779b97f4a7c15n

/** Bytes, different for different numbers below 2^32 if there are 4 or more. */
function bytesOf(i: number, n: number): Uint8Array {
  return new Uint8Array(n)
    .fill(i)
    .fill(i >>> 8, 1)
    .fill(i >>> 16, 2)
    .fill(i >>> 24, 3)
}

/** Short ones, those around the end of a short record, some of another form of storage, a few that are staged elsewhere. */
const SPECIAL_LENGTHS = [0, 1, 2, 62, 63, 64, 65, 8, 9, 16, 4087, 4088, 8160, 8161, 20_000]
const lengthOf = (i: number) => (i % 97 === 0 ? 5000 : i % 31 === 0 ? 60 + (i % 13) : 4 + (i % 29))

function textOf(i: number): string {
  // Wide ones of 8,160 bytes at most.
  const text = `${i}`.padEnd(i % 4 === 0 ? Math.min(3000, lengthOf(i)) : lengthOf(i), '-')
  return i % 4 === 0 ? `${text}\u6f22` : i % 4 === 1 ? `${text}\xe9` : text
}

const SPECIAL_TEXTS = [
  ...['', '\0', '\0\0', 'a', '\xe9', 'e\u0301', '\ud800', '\udc00', '\ud800\udc00', '\u0100', '\0\x01'],
  ...['x'.repeat(62), 'x'.repeat(63), '\u6f22'.repeat(31), '\u6f22'.repeat(32), 'x'.repeat(5000), 'y'.repeat(8161)],
  ...['\u6f22'.repeat(4081), 'x'.repeat(4087), 'x'.repeat(4088), '\u0100'.repeat(9000), `${'x'.repeat(9000)}\u0100`],
]

/** Of at most 4 bytes, wide and not: the bytes of some differ in nothing but that. */
function shortTextOf(i: number): string {
  const codes = [i & 255, (i >> 8) & 255]
  const wide = String.fromCharCode(codes[0]! | 0x100, codes[1]! | 0x100)
  return i % 2 === 0 ? wide : String.fromCharCode(codes[0]!, 1, codes[1]!, 1)
}

const PAIRS = [0, -0, -1, 2 ** 31 - 1, -(2 ** 31)].flatMap(x => [0, -0, 2 ** 32 - 1].map(y => [x, y]))
const FIXED = [0, -0, Number.NaN, otherNaN, Infinity].flatMap(x => [0n, -1n, 2n ** 63n - 1n].map(y => [-1, x, y]))

const TEXTS = SPECIAL_TEXTS.map((text, i) => {
  const other = SPECIAL_TEXTS[(7 * i) % SPECIAL_TEXTS.length]
  return [text, i % 2, new Uint8Array(i % 3).fill(i), other]
})

export const KEY_KINDS: readonly KeyKind[] = [
  {
    name: 'Int32',
    label: 'Int32',
    key: special([0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), -2147483645], i => Math.imul(i, 0x9e3779b1)),
  },
  { name: 'Uint32', label: 'Uint32', key: special([0, -0, 1, 2 ** 32 - 1, 2 ** 31, 2 ** 31 - 1, 2147483651], i => i) },
  {
    name: 'Float64',
    label: 'Float64',
    key: special(
      [0, -0, Number.NaN, otherNaN, 1, -1, Infinity, -Infinity, Number.MIN_VALUE, -Number.MAX_VALUE, 2 ** 53],
      i => (i % 2 === 0 ? i : i * 0.1),
    ),
  },
  {
    name: 'BigInt64',
    label: 'BigInt64',
    key: special([0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n, -0x7ffffffffffffffdn], i =>
      BigInt.asIntN(64, BigInt(i) * GOLDEN),
    ),
  },
  {
    name: 'BigUint64',
    label: 'BigUint64',
    key: special([0n, 1n, 2n ** 64n - 1n, 2n ** 63n, 2n ** 32n, 0x8000000000000003n], i => BigInt(i) << 20n),
  },
  { name: 'String', label: 'String', key: special(SPECIAL_TEXTS, textOf), crowded: shortTextOf },
  {
    name: 'Bytes',
    label: 'Bytes',
    key: special(
      SPECIAL_LENGTHS.flatMap((n, i) => (n === 0 ? [new Uint8Array(0)] : [bytesOf(i, n), new Uint8Array(n)])),
      i => bytesOf(i, lengthOf(i)),
    ),
    crowded: i => bytesOf(i, i % 5),
  },
  {
    name: 'Bytes',
    label: 'Bytes of 5',
    key: i => bytesOf(i, 5),
    crowded: i => Uint8Array.of(0, i, i >> 8, 0, 0),
    options: { keyLength: 5 },
  },
  {
    name: 'Bytes',
    label: 'Bytes of 300',
    key: i => bytesOf(i, 300),
    crowded: i => new Uint8Array(300).fill(i, 4, 5),
    options: { keyLength: 300 },
  },
]

/** Keys of several parts, of each way to hold them: many of them come as columns. */
export const TUPLE_KINDS: readonly KeyKind[] = [
  {
    name: 'Pair',
    label: 'Pair',
    key: special(PAIRS, i => [Math.imul(i, 0x9e3779b1), i >>> 2]),
    values: ['any', 'int32', 'float64'],
  },
  {
    name: 'Fixed',
    label: 'Fixed',
    key: special(FIXED, i => [i & 3, (i >>> 2) / 3, (BigInt(i) * GOLDEN) & 0xffffffffn]),
    values: ['any', 'bigint64'],
  },
  {
    name: 'Texts',
    label: 'Texts',
    key: special(TEXTS, i => [textOf(i), i % 3, bytesOf(i, 4 + (i % 5)), i % 2 === 0 ? '' : '\u6f22']),
    values: ['any', 'uint32'],
  },
]

export const ALL_KINDS: readonly KeyKind[] = [...KEY_KINDS, ...TUPLE_KINDS]

const something = { a: 1 }

/** The value of a number, special ones first: limits, and whatever stands for "missing" inside. */
export const VALUES: Record<ValueKind, (j: number) => any> = {
  any: special([undefined, null, something, '', Number.NaN, -1, something], j => (j % 2 === 0 ? `v${j}` : { j })),
  int32: special([0, -1, 2 ** 31 - 1, -(2 ** 31), -0x7ffffffd, -0], j => j),
  uint32: special([0, 2 ** 32 - 1, 2 ** 31, 2147483651, -0], j => j),
  float32: special([0, -0, Number.NaN, Infinity, 0.1, 1e300], j => j / 3),
  float64: special([0, -0, Number.NaN, otherNaN, Infinity, 0.1, -Number.MAX_VALUE], j => j / 3),
  bigint64: special([0n, -1n, 2n ** 63n - 1n, -(2n ** 63n), -0x7ffffffffffffffdn, -0x7fffffffffffffffn], j =>
    BigInt(j),
  ),
  biguint64: special([0n, 2n ** 64n - 1n, 2n ** 63n, 0x8000000000000003n, 0x8000000000000001n], j => BigInt(j)),
}

export const VALUE_KINDS = Object.keys(VALUES) as ValueKind[]

/** What is read back after a value was written. */
export function stored(kind: ValueKind, value: any): any {
  if (kind === 'float32') return Math.fround(value)
  return (kind === 'int32' || kind === 'uint32') && value === 0 ? 0 : value
}

/** The sum that an increment leaves, or undefined where it is out of range. */
export function sum(kind: ValueKind, old: any, by: any): any {
  if (kind === 'float32') return Math.fround(old + Math.fround(by))
  const result = old + by
  const fits = {
    any: true,
    int32: () => (result | 0) === result,
    uint32: () => result >>> 0 === result,
    float64: true,
    bigint64: () => BigInt.asIntN(64, result) === result,
    biguint64: () => BigInt.asUintN(64, result) === result,
  }[kind]
  return fits === true || (fits as () => boolean)() ? result : undefined
}

const classOf = ({ name }: KeyKind, suffix: string, backend: any): any =>
  (name in classes.PARTS ? tupleClasses(backend) : backend)[`${name}${suffix}`]

/** Many keys as calls take them: of several parts, a column for each. */
export function manyOf({ name }: KeyKind, keys: any[]): any {
  if (!(name in classes.PARTS)) return keys
  return classes.PARTS[name as keyof typeof classes.PARTS].map((_, i) => keys.map(key => key[i]))
}

export function newMap(key: KeyKind, options: object, backend: any = classes): any {
  return new (classOf(key, 'Map', backend))({ ...options, ...key.options })
}

export function newSet(key: KeyKind, options: object, backend: any = classes): any {
  return new (classOf(key, 'Set', backend))({ ...options, ...key.options })
}
