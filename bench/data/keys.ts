/**
 * Seeded keys, values and picks. The i-th key is a bijection of i, so keys are distinct without a table that remembers
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

/** Small enough that counting on top of them never leaves int32. */
export const makeInt32Values = (n: number, seed: number) => {
  const values = new Int32Array(n)
  for (let i = 0; i < n; i++) values[i] = mix(i ^ (seed + 0x5bd1)) & 0xf_ffff
  return values
}

export interface Box {
  id: number
}

export const makeBoxes = (n: number, seed: number) => {
  const boxes: Box[] = new Array(n)
  for (let i = 0; i < n; i++) boxes[i] = { id: mix(i ^ (seed + 0x5bd1)) & 0xf_ffff }
  return boxes
}

/** Operations timed as one sample. A shorter list of picks would teach the branch predictor the way of each. */
export const WINDOW = 65_536

/** Large maps get more picks than one window: 65,536 picks of a 10 M map would live in the cache. */
const pickCount = (n: number) => (n < 200_000 ? WINDOW : 16 * WINDOW)

/** Random numbers below n. */
export const makeDraws = (count: number, n: number, seed: number) => {
  const draws = new Int32Array(count)
  for (let i = 0; i < count; i++) draws[i] = Math.floor(((mix(i ^ (seed + 0x3c6e)) >>> 0) / 2 ** 32) * n)
  return draws
}

export const makePicks = (n: number, seed: number) => makeDraws(pickCount(n), n, seed)

/** A random permutation of the numbers below n (Fisher and Yates). */
export const makePermutation = (n: number, seed: number) => {
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const j = Math.floor(((mix(i ^ (seed + 0x7f4a)) >>> 0) / 2 ** 32) * (i + 1))
    order[i] = order[j]!
    order[j] = i
  }
  return order
}

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
