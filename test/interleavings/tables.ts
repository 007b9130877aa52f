// What scenarios begin with: small tables, and keys that collide, of chosen hashes.

import type { Deed, Deeds } from './deeds.js'
import { keyAt } from './scenario.js'

export type Entries = (readonly [key: number, value: number])[]

/** Entries of one chain: their hashes end in `low`, their tophashes are of their own. */
export const chain = (low: number, n: number, from = 0x10): Entries =>
  Array.from({ length: n }, (_, i) => [keyAt(from + i, low), 100 + from + i] as const)

// In tables of one bucket.
export const K = keyAt(0x20, 0)
/** Another key with the tophash of K. */
export const LIKE_K = keyAt(0x20, 0x100)
export const OTHER = keyAt(0x30, 0)
export const few = chain(0, 2)

/** Hints with which a table begins with 2 and with 4 buckets. */
export const TWO = 9
export const FOUR = 14

/** Two threads that do these. */
export const two =
  (first: (deeds: Deeds) => Deed[], second: (deeds: Deeds) => Deed[]) =>
  (deeds: Deeds): Deed[][] => [first(deeds), second(deeds)]

export const withK: Entries = [...few, [K, 7]]

// In tables of more.
export const full = chain(0, 8)
export const NINTH = keyAt(0x20, 0)
export const full1 = chain(1, 8, 0x40)
export const IN_CHAIN_1 = keyAt(0x50, 1)
