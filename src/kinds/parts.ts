// What the parts of a key of several parts can be, one object a kind: what is accepted, how it stands in packed bytes.

import { arrayFrom, isArray, NAN, TypeError } from '../basics/builtins.js'
import { badArgument, show } from '../basics/errors.js'
import type { Views } from '../basics/views.js'
import * as bigint64 from './bigint64.js'
import * as biguint64 from './biguint64.js'
import * as bytes from './bytes.js'
import * as float64 from './float64.js'
import * as int32 from './int32.js'
import type { ScalarKind } from './kind.js'
import * as string from './string.js'
import * as uint32 from './uint32.js'

/** What a part of a key can be. Each has the equality of the keys of the class of that name. */
export type PartKind = 'int32' | 'uint32' | 'float64' | 'bigint64' | 'biguint64' | 'string' | 'bytes'

/** The parts of a key: 1 to 16 of them. */
export type Parts = readonly [PartKind, ...PartKind[]]

/** What a part is handed out as, and what is taken for it. */
export type PartOf<P> = P extends 'bigint64' | 'biguint64'
  ? bigint
  : P extends 'string'
    ? string
    : P extends 'bytes'
      ? Uint8Array
      : number
export type TakenPartOf<P> = P extends 'bytes' ? bytes.BytesLike : PartOf<P>

/** The key of such parts. */
export type TupleOf<P extends Parts> = { readonly [I in keyof P]: PartOf<P[I]> }
/** What is taken for one. */
export type TakenTupleOf<P extends Parts> = { readonly [I in keyof P]: TakenPartOf<P[I]> }
/** What is taken for many: a column for each part, all of one length. */
export type ColumnsOf<P extends Parts> = { readonly [I in keyof P]: ArrayLike<TakenPartOf<P[I]>> }

type ArrayOfPart<P> = P extends 'int32'
  ? Int32Array
  : P extends 'uint32'
    ? Uint32Array
    : P extends 'float64'
      ? Float64Array
      : P extends 'bigint64'
        ? BigInt64Array
        : P extends 'biguint64'
          ? BigUint64Array
          : PartOf<P>[]
/** The columns that are handed out. */
export type KeyColumnsOf<P extends Parts> = { -readonly [I in keyof P]: ArrayOfPart<P[I]> }

// Numbers of the kinds of parts, for what is decided once a part.
export const INT32_PART = 0
export const UINT32_PART = 1
export const FLOAT64_PART = 2
export const BIGINT64_PART = 3
export const BIGUINT64_PART = 4
export const STRING_PART = 5
export const BYTES_PART = 6

/** In the order of their numbers. */
export const PART_KINDS: readonly PartKind[] = [
  'int32',
  'uint32',
  'float64',
  'bigint64',
  'biguint64',
  'string',
  'bytes',
]

const SCALARS: readonly ScalarKind[] = [int32.kind, uint32.kind, float64.kind, bigint64.kind, biguint64.kind]

/** The kind of scalars of parts with a number, or undefined for strings and bytes. */
export function scalarPart(number: number): ScalarKind | undefined {
  return SCALARS[number]
}

/** Whether `x` can be a part of the kind with a number. */
export function acceptsPart(number: number, x: unknown): boolean {
  switch (number) {
    case INT32_PART:
      return int32.accepts(x)
    case UINT32_PART:
      return uint32.accepts(x)
    case FLOAT64_PART:
      return typeof x === 'number'
    case BIGINT64_PART:
      return bigint64.accepts(x)
    case BIGUINT64_PART:
      return biguint64.accepts(x)
    case STRING_PART:
      return string.accepts(x)
  }
  return bytes.byteLengthOf(x) >= 0
}

/** A part that is accepted as it is handed out: of bytes, a copy. */
export function keptPart(number: number, x: unknown): unknown {
  if (number === BYTES_PART) return bytes.copyOf(x as bytes.BytesLike)
  return typeof x === 'number' ? x + 0 : x
}

/** What is wrong with a part that is not accepted. */
export function rejectPart(where: string, argument: string, number: number, x: unknown): Error {
  const scalar = scalarPart(number)
  if (scalar !== undefined) return badArgument(where, argument, scalar.range, scalar.type, x)
  if (number === STRING_PART) return badArgument(where, argument, string.keys.range, 'string', x)
  if (!bytes.isBytes(x)) return new TypeError(badArgument(where, argument, bytes.keys.range, '', x).message)
  if (x.length === 0) return new TypeError(`${where}: ${argument} is detached or out of bounds`)
  return badArgument(where, argument, `at most ${bytes.MAX_KEY_BYTES} bytes`, 'object', x)
}

/** Writes a part of fixed size, which is accepted, to a word, an even one if it has 8 bytes. */
export function writeScalar(to: Views, word: number, number: number, x: unknown): void {
  switch (number) {
    case INT32_PART:
    case UINT32_PART:
      to.words[word] = x as number
      break
    case FLOAT64_PART:
      writeFloat(to, word, x as number)
      break
    default:
      to.bigInts[word >>> 1] = x as bigint
  }
}

/** Equal floats as equal bits: one NaN, no negative zero. */
export function writeFloat(to: Views, word: number, x: number): void {
  if (x === x) {
    // Adding zero turns -0 into 0.
    to.floats[word >>> 1] = x + 0
  } else {
    to.words[word] = 0
    to.words[word + 1] = 0x7ff80000
  }
}

/** A part of fixed size at any address. */
export function readScalar(data: DataView, at: number, number: number): unknown {
  switch (number) {
    case INT32_PART:
      return data.getInt32(at, true)
    case UINT32_PART:
      return data.getUint32(at, true)
    case FLOAT64_PART: {
      const x = data.getFloat64(at, true)
      return x === x ? x : NAN
    }
    case BIGINT64_PART:
      return data.getBigInt64(at, true)
  }
  return data.getBigUint64(at, true)
}

const MOST_PARTS = 16
const KNOWN = /* @__PURE__ */ PART_KINDS.map(kind => `'${kind}'`).join(', ')

/** The numbers of the kinds of parts. @throws TypeError that names what is wrong */
export function partNumbers(where: string, parts: unknown): number[] {
  if (!isArray(parts) || parts.length === 0 || parts.length > MOST_PARTS) {
    const got = isArray(parts) ? `an array of ${parts.length}` : show(parts)
    throw new TypeError(`${where}: parts must be an array of 1 to ${MOST_PARTS} of ${KNOWN}, got ${got}`)
  }
  return arrayFrom(parts, (part, i) => {
    const number = PART_KINDS.indexOf(part as PartKind)
    if (number < 0) throw new TypeError(`${where}: parts[${i}] must be one of ${KNOWN}, got ${show(part)}`)
    return number
  })
}
