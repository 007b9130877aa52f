// BigInts of 64 bits with a sign, as keys and as values.

import { asIntN } from '../basics/builtins.js'
import { FAILED_BIGINT, MISSING_64 } from '../generated/constants.js'
import { BIGINT64, type KeyKind, type ScalarKind } from './kind.js'
import { scalarKey } from './scalar-key.js'

/** The type of keys. */
export type Key = bigint

// Functions of one expression: scripts/stamp writes them out where an operation uses them.

export const accepts = (x: unknown): x is bigint => typeof x === 'bigint' && asIntN(64, x) === x
/** As a table holds it. */
export const asKey = (x: bigint): bigint => x
/** As a table returns it. */
export const asValue = (x: bigint): bigint => x
/** What an operation answers where there is no value: an unlikely one, so that the caller asks again. */
export const missing = (): bigint => MISSING_64
export const isMissing = (x: bigint): boolean => x === MISSING_64
/** What a table answers, as a value. */
export const handedOut = (x: bigint): bigint => x
/** Whether the sum that an increment answers may stand for its failure. */
export const mayHaveFailed = (sum: bigint): boolean => sum === FAILED_BIGINT
export const one = (): bigint => 1n

export const kind: ScalarKind<bigint> = {
  number: BIGINT64,
  label: 'BigInt64',
  name: 'bigint64',
  type: 'bigint',
  range: 'a bigint from -2^63 to 2^63 - 1',
  Column: BigInt64Array,
  one: 1n,
  size: 8,
  wire: 'i64',
  increment: 'Signed',
  accepts,
  asValue,
  handedOut,
  isMissing,
  anyMissing: (values: BigInt64Array) => values.includes(MISSING_64),
  columnOf: views => views.bigInts,
  read: (views, word) => views.bigInts[word >>> 1]!,
  write(views, word, x) {
    views.bigInts[word >>> 1] = x
  },
  readAt: (data, at) => data.getBigInt64(at, true),
  bitsOf: x => x,
}

export const keys: KeyKind<Key> = /* @__PURE__ */ scalarKey(kind, 'i64')
