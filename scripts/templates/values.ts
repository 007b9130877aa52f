// The value kinds of maps, as the template of their methods needs them.

import { FAILED_BIGINT, MISSING, MISSING_BIGINT } from '../../src/classes/scalars.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, INT32, UINT32 } from '../../src/options.js'

/** Value kinds in the order of their numbers: how one crosses, how it is checked, how it comes back. */
export interface ValueTraits {
  /** Its number in src/options.ts. */
  kind: number
  name: string
  /** Expression: is `sum` the sign of a failed increment? */
  failed: string
  wire: 'u32' | 'f32' | 'f64' | 'i64'
  /** Expression: can \`value\` be stored? */
  accepts: string
  type: 'number' | 'bigint'
  /** What stands for "missing" on the way back, and whether it is what came back. */
  missing: string
  isMissing: (x: string) => string
  back: (raw: string) => string
  increment: string
}

export const VALUES: ValueTraits[] = [
  {
    kind: INT32,
    name: 'Int32',
    failed: 'sum !== sum',
    wire: 'u32',
    accepts: "typeof value === 'number' && (value | 0) === value",
    type: 'number',
    missing: `${MISSING}`,
    isMissing: x => `${x} === ${MISSING}`,
    back: raw => raw,
    increment: 'IncrementSigned',
  },
  {
    kind: UINT32,
    name: 'Uint32',
    failed: 'sum !== sum',
    wire: 'u32',
    accepts: "typeof value === 'number' && value >>> 0 === value",
    type: 'number',
    missing: `${MISSING}`,
    isMissing: x => `(${x} | 0) === ${MISSING}`,
    back: raw => `${raw} >>> 0`,
    increment: 'IncrementUnsigned',
  },
  {
    kind: FLOAT32,
    name: 'Float32',
    failed: 'sum !== sum',
    wire: 'f32',
    accepts: "typeof value === 'number'",
    type: 'number',
    missing: 'Number.NaN',
    isMissing: x => `${x} !== ${x}`,
    back: raw => raw,
    increment: 'Increment',
  },
  {
    kind: FLOAT64,
    name: 'Float64',
    failed: 'sum !== sum',
    wire: 'f64',
    accepts: "typeof value === 'number'",
    type: 'number',
    missing: 'Number.NaN',
    isMissing: x => `${x} !== ${x}`,
    back: raw => raw,
    increment: 'Increment',
  },
  {
    kind: BIGINT64,
    name: 'BigInt64',
    failed: `sum === ${FAILED_BIGINT}n`,
    wire: 'i64',
    accepts: "typeof value === 'bigint' && BigInt.asIntN(64, value) === value",
    type: 'bigint',
    missing: `${MISSING_BIGINT}n`,
    isMissing: x => `${x} === ${MISSING_BIGINT}n`,
    back: raw => raw,
    increment: 'IncrementSigned',
  },
  {
    kind: BIGUINT64,
    name: 'BigUint64',
    failed: `BigInt.asIntN(64, sum) === ${FAILED_BIGINT}n`,
    wire: 'i64',
    accepts: "typeof value === 'bigint' && BigInt.asUintN(64, value) === value",
    type: 'bigint',
    missing: `${MISSING_BIGINT}n`,
    isMissing: x => `BigInt.asIntN(64, ${x}) === ${MISSING_BIGINT}n`,
    back: raw => `BigInt.asUintN(64, ${raw})`,
    increment: 'IncrementUnsigned',
  },
]
