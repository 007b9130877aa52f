/**
 * Seeded keys. The i-th key is a bijection of i, so keys are distinct without a table that remembers
 * them, absent keys are simply higher numbers, and any number can be checked again later.
 */
import type { Key, Order } from '../common/rows.js'
import { bytes16Keys, copyOfBytes } from './bytes.js'
import { mix } from './mix.js'
import { string12Keys, stringKeys } from './strings.js'

/** Below this are the keys of a map, above it those that it never held. Every grid stays far below. */
export const ABSENT = 1 << 26

export type Keys = Int32Array | Uint32Array | Float64Array | bigint[] | string[] | Buffer[]

const int32Keys = (from: number, to: number, seed: number, order: Order) => {
  const keys = new Int32Array(to - from)
  for (let i = from; i < to; i++) keys[i - from] = order === 'random' ? mix(i + seed) : i
  return keys
}

const uint32Keys = (from: number, to: number, seed: number, order: Order) =>
  Uint32Array.from(int32Keys(from, to, seed, order))

/** Sequential ones are halves: whole numbers would be small integers to `Map`, another kind of key. */
const float64Keys = (from: number, to: number, seed: number, order: Order) => {
  const keys = new Float64Array(to - from)
  for (let i = from; i < to; i++) {
    const low = mix(i ^ ~seed) >>> 11
    keys[i - from] = order === 'random' ? ((mix(i + seed) >>> 0) * 2 ** 21 + low) * 2 ** -53 : i + 0.5
  }
  return keys
}

/** Every call makes new BigInts, as parsing or reading a column does: a pick is equal to the stored key, not identical. */
const bigint64Keys = (from: number, to: number, seed: number, order: Order) => {
  const halves = new Int32Array(2)
  const whole = new BigInt64Array(halves.buffer)
  const keys: bigint[] = new Array(to - from)
  for (let i = from; i < to; i++) {
    halves[0] = order === 'random' ? mix(i ^ ~seed) : i
    halves[1] = order === 'random' ? mix(i + seed) : 0
    keys[i - from] = whole[0]!
  }
  return keys
}

type Maker = (from: number, to: number, seed: number, order: Order) => Keys

const makers: Record<Key, Maker> = {
  int32: int32Keys,
  float64: float64Keys,
  bigint64: bigint64Keys,
  uint32: uint32Keys,
  'hash-int32': int32Keys,
  string: stringKeys,
  'string-fresh': stringKeys,
  string12: string12Keys,
  bytes16: bytes16Keys,
  words: () => {
    throw new Error('words come from a text')
  },
}

/** Keys number `from` up to, not including, `to`. */
export const makeKeys = (key: Key, from: number, to: number, seed: number, order: Order): Keys =>
  makers[key](from, to, seed, order)

/** The elements of `source` at `indices`, as new BigInts and buffers where they are such, but as the same strings. */
export const gather = (source: Keys, indices: Int32Array): Keys => {
  if (source instanceof Int32Array) return Int32Array.from(indices, i => source[i]!)
  if (source instanceof Uint32Array) return Uint32Array.from(indices, i => source[i]!)
  if (source instanceof Float64Array) return Float64Array.from(indices, i => source[i]!)
  if (typeof source[0] === 'bigint') return copyOfBigInts(source as bigint[], indices)
  if (typeof source[0] === 'string') return Array.from(indices, i => source[i] as string)
  return copyOfBytes(source as Buffer[], indices)
}

const copyOfBigInts = (source: bigint[], indices: Int32Array) => {
  const copy = new BigInt64Array(1)
  return Array.from(indices, i => {
    copy[0] = source[i]!
    return copy[0]!
  })
}
