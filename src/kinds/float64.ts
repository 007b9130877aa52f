// Numbers, as keys (NaN equals NaN, -0 is 0) and as values.

import { NAN } from '../basics/builtins.js'
import { FLOAT64, type KeyKind, type ScalarKind } from './kind.js'
import { scalarKey } from './scalar-key.js'

const scratch = new DataView(new ArrayBuffer(8))

/** The type of keys. */
export type Key = number

// Functions of one expression: scripts/stamp writes them out where an operation uses them.

export const accepts = (x: unknown): x is number => typeof x === 'number'
/** As a table holds it: -0 is 0. */
export const asKey = (x: number): number => x + 0
/** As a table returns it. */
export const asValue = (x: number): number => x
/** What an operation answers where there is no value: an unlikely one, so that the caller asks again. */
export const missing = (): number => NAN
export const isMissing = (x: number): boolean => x !== x
/** What a table answers, as a value. */
export const handedOut = (x: number): number => x
/** Whether the sum that an increment answers may stand for its failure. */
export const mayHaveFailed = (sum: number): boolean => sum !== sum
export const one = (): number => 1

export const kind: ScalarKind<number> = {
  number: FLOAT64,
  label: 'Float64',
  name: 'float64',
  type: 'number',
  range: 'a number',
  Column: Float64Array,
  one: 1,
  size: 8,
  wire: 'f64',
  increment: '',
  accepts,
  asValue,
  handedOut,
  isMissing,
  anyMissing: (values: Float64Array) => values.includes(NAN),
  columnOf: views => views.floats,
  read: (views, word) => views.floats[word >>> 1]!,
  write(views, word, x) {
    views.floats[word >>> 1] = x
  },
  readAt: (data, at) => data.getFloat64(at, true),
  bitsOf: x => {
    scratch.setFloat64(0, x)
    return scratch.getBigInt64(0)
  },
}

export const keys: KeyKind<Key> = /* @__PURE__ */ scalarKey(kind, 'f64')
