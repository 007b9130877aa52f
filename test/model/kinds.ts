// The kinds of keys and values as numbered lists: what the random tests choose from. A list begins with the special ones.

import type { ValueKind } from '../../src/index.js'
import * as classes from '../backend.js'

export interface KeyKind {
  name: 'Int32' | 'Uint32' | 'Float64' | 'BigInt64' | 'BigUint64'
  /** The key of a number; the same key may have several numbers. */
  key(i: number): any
}

function special(list: readonly any[], other: (i: number) => any): (i: number) => any {
  return i => (i < list.length ? list[i] : other(i))
}

const otherNaN = new Float64Array(new BigUint64Array([0xfff8000000000abcn]).buffer)[0]
const GOLDEN = 0x9e3779b97f4a7c15n

export const KEY_KINDS: readonly KeyKind[] = [
  { name: 'Int32', key: special([0, -0, 1, -1, 2 ** 31 - 1, -(2 ** 31), -2147483645], i => Math.imul(i, 0x9e3779b1)) },
  { name: 'Uint32', key: special([0, -0, 1, 2 ** 32 - 1, 2 ** 31, 2 ** 31 - 1, 2147483651], i => i) },
  {
    name: 'Float64',
    key: special(
      [0, -0, Number.NaN, otherNaN, 1, -1, Infinity, -Infinity, Number.MIN_VALUE, -Number.MAX_VALUE, 2 ** 53],
      i => (i % 2 === 0 ? i : i * 0.1),
    ),
  },
  {
    name: 'BigInt64',
    key: special([0n, 1n, -1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 32n, -0x7ffffffffffffffdn], i =>
      BigInt.asIntN(64, BigInt(i) * GOLDEN),
    ),
  },
  {
    name: 'BigUint64',
    key: special([0n, 1n, 2n ** 64n - 1n, 2n ** 63n, 2n ** 32n, 0x8000000000000003n], i => BigInt(i) << 20n),
  },
]

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

export function newMap(key: KeyKind, options: object): any {
  return new (classes as any)[`${key.name}Map`](options)
}

export function newSet(key: KeyKind, options: object): any {
  return new (classes as any)[`${key.name}Set`](options)
}
