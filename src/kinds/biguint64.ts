// BigInts of 64 bits without a sign, as keys and as values. A table holds, and answers, the signed one of the same bits.

import { asIntN, asUintN } from '../basics/builtins.js'
import { FAILED_BIGINT, MISSING_64 } from '../generated/constants.js'
import { BIGUINT64, type KeyKind, type ScalarKind } from './kind.js'
import { scalarKey } from './scalar-key.js'

/** The type of keys. */
export type Key = bigint

// Functions of one expression: scripts/stamp writes them out where an operation uses them.

export const accepts = (x: unknown): x is bigint => typeof x === 'bigint' && asUintN(64, x) === x
/** As a table holds it. */
export const asKey = (x: bigint): bigint => x
/** As a table returns it. */
export const asValue = (x: bigint): bigint => x
/** What an operation answers where there is no value: an unlikely one, so that the caller asks again. */
export const missing = (): bigint => MISSING_64
export const isMissing = (x: bigint): boolean => asIntN(64, x) === MISSING_64
/** What a table answers, as a value. */
export const handedOut = (x: bigint): bigint => asUintN(64, x)
/** Whether the sum that an increment answers may stand for its failure. */
export const mayHaveFailed = (sum: bigint): boolean => asIntN(64, sum) === FAILED_BIGINT
export const one = (): bigint => 1n

export const kind: ScalarKind<bigint> = {
  number: BIGUINT64,
  label: 'BigUint64',
  name: 'biguint64',
  type: 'bigint',
  range: 'a bigint from 0 to 2^64 - 1',
  Column: BigUint64Array,
  one: 1n,
  size: 8,
  wire: 'i64',
  increment: 'Unsigned',
  accepts,
  asValue,
  handedOut,
  isMissing,
  anyMissing: (values: BigUint64Array) => values.includes(asUintN(64, MISSING_64)),
  columnOf: views => views.bigUints,
  read: (views, word) => views.bigUints[word >>> 1]!,
  write(views, word, x) {
    views.bigUints[word >>> 1] = x
  },
  readAt: (data, at) => data.getBigUint64(at, true),
  bitsOf: x => x,
}

export const keys: KeyKind<Key> = /* @__PURE__ */ scalarKey(kind, 'i64')
