// Integers of 32 bits without a sign, as keys and as values. A table holds, and may answer, the signed integer of the same bits.

import { MISSING } from '../generated/constants.js'
import { type KeyKind, type ScalarKind, UINT32 } from './kind.js'
import { scalarKey } from './scalar-key.js'

/** The type of keys. */
export type Key = number

// Functions of one expression: scripts/stamp writes them out where an operation uses them.

export const accepts = (x: unknown): x is number => typeof x === 'number' && x >>> 0 === x
/** As a table holds it: -0 is 0. */
export const asKey = (x: number): number => x + 0
/** As a table returns it. */
export const asValue = (x: number): number => x >>> 0
/** What an operation answers where there is no value: an unlikely one, so that the caller asks again. */
export const missing = (): number => MISSING
export const isMissing = (x: number): boolean => (x | 0) === MISSING
/** What a table answers, as a value. */
export const handedOut = (x: number): number => x >>> 0
/** Whether the sum that an increment answers may stand for its failure. */
export const mayHaveFailed = (sum: number): boolean => sum !== sum
export const one = (): number => 1

export const kind: ScalarKind<number> = {
  number: UINT32,
  label: 'Uint32',
  name: 'uint32',
  type: 'number',
  range: 'an integer from 0 to 4294967295',
  Column: Uint32Array,
  one: 1,
  size: 4,
  wire: 'u32',
  increment: 'Unsigned',
  accepts,
  asValue,
  handedOut,
  isMissing,
  anyMissing: (values: Uint32Array) => values.includes(MISSING >>> 0),
  columnOf: views => views.uints,
  read: (views, word) => views.uints[word]!,
  write(views, word, x) {
    views.uints[word] = x
  },
  readAt: (data, at) => data.getUint32(at, true),
  bitsOf: x => x,
}

export const keys: KeyKind<Key> = /* @__PURE__ */ scalarKey(kind, 'u32')
