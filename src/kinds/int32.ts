// Integers of 32 bits with a sign, as keys and as values.

import { MISSING } from '../generated/constants.js'
import { INT32, type KeyKind, type ScalarKind } from './kind.js'
import { scalarKey } from './scalar-key.js'

/** The type of keys. */
export type Key = number

// Functions of one expression: scripts/stamp writes them out where an operation uses them.

export const accepts = (x: unknown): x is number => typeof x === 'number' && (x | 0) === x
/** As a table holds it: -0 is 0. */
export const asKey = (x: number): number => x + 0
/** As a table returns it. */
export const asValue = (x: number): number => x | 0
/** What an operation answers where there is no value: an unlikely one, so that the caller asks again. */
export const missing = (): number => MISSING
export const isMissing = (x: number): boolean => x === MISSING
/** What a table answers, as a value. */
export const handedOut = (x: number): number => x
/** Whether the sum that an increment answers may stand for its failure. */
export const mayHaveFailed = (sum: number): boolean => sum !== sum
export const one = (): number => 1

export const kind: ScalarKind<number> = {
  number: INT32,
  label: 'Int32',
  name: 'int32',
  type: 'number',
  range: 'an integer from -2147483648 to 2147483647',
  Column: Int32Array,
  one: 1,
  size: 4,
  wire: 'u32',
  increment: 'Signed',
  accepts,
  asValue,
  handedOut,
  isMissing,
  anyMissing: (values: Int32Array) => values.includes(MISSING),
  columnOf: views => views.words,
  read: (views, word) => views.words[word]!,
  write(views, word, x) {
    views.words[word] = x
  },
  readAt: (data, at) => data.getInt32(at, true),
  bitsOf: x => x,
}

export const keys: KeyKind<Key> = /* @__PURE__ */ scalarKey(kind, 'u32')
