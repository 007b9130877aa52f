// Many keys a call: what is checked before anything is read, and what happens where an engine has no batch for a class.
//
// Keys in a typed array of the class's own type go to the engine in chunks. Any other array is worked through key by key.
// A failure half-way leaves what was done before it, and its error says how many keys that were: `error.done`.

import { badArgument } from '../errors.js'
import { ANY, BIGINT64, BIGUINT64, FLOAT32, FLOAT64, INT32, UINT32 } from '../options.js'
import { MISSING, MISSING_BIGINT } from './scalars.js'
import { requireValue } from './values.js'

/** A typed array that an engine takes. */
export type Column = Int32Array | Uint32Array | Float32Array | Float64Array | BigInt64Array | BigUint64Array

/** Keys for a call: an array of them, best a typed array of the class's own type. */
export type Keys<K> = ArrayLike<K>

type ColumnClass = (new (length: number) => Column) & { readonly BYTES_PER_ELEMENT: number; readonly name: string }

const VALUE_COLUMNS: Record<number, ColumnClass> = {
  [INT32]: Int32Array,
  [UINT32]: Uint32Array,
  [FLOAT32]: Float32Array,
  [FLOAT64]: Float64Array,
  [BIGINT64]: BigInt64Array,
  [BIGUINT64]: BigUint64Array,
}

/** By key kind; strings and bytes have none. */
const KEY_COLUMNS: readonly (ColumnClass | undefined)[] = [
  Int32Array,
  Uint32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
]

/** Keys that are ranges of a buffer, which were checked: each is inside it and ends where it starts or later. */
export interface Ranges {
  n: number
  bytes: Uint8Array
  /** Where keys start and end; undefined if each is `keyLength` bytes behind the one before. */
  starts: Int32Array | Uint32Array | undefined
  ends: Int32Array | Uint32Array | undefined
  /** Of every key that the map can hold, or 0. */
  keyLength: number
  /** Whether they are strings in UTF-8. */
  isUtf8: boolean
}

export function startOf({ starts, keyLength }: Ranges, i: number): number {
  return starts === undefined ? i * keyLength : starts[i]!
}

export function endOf({ ends, keyLength }: Ranges, i: number): number {
  return ends === undefined ? (i + 1) * keyLength : ends[i]!
}

/** The single-key operations on each of the keys of a call, for where an engine has no batch for them. */
export interface KeySource {
  has(i: number): boolean
  delete(i: number): boolean
  /** Of maps. */
  getOr(i: number, fallback: any): any
  set(i: number, value: any): void
  increment(i: number, by: any): void
  /** Of sets. */
  add(i: number): void
}

/** The typed array of a value kind, or undefined for `'any'`. */
export function valueColumn(kind: number): ColumnClass | undefined {
  return VALUE_COLUMNS[kind]
}

export function keyColumn(keyKind: number): ColumnClass | undefined {
  return KEY_COLUMNS[keyKind]
}

/** What `getMany` answers for a key that is not there: `missing` if it is given, else zero or, of `'any'`, undefined. */
export function fallbackFor(where: string, kind: number, missing: any): any {
  if (kind === ANY) return missing
  if (missing === undefined) return isBigIntKind(kind) ? 0n : 0
  return requireValue(where, 'missing', kind, missing)
}

export function isBigIntKind(kind: number): boolean {
  return kind === BIGINT64 || kind === BIGUINT64
}

/** The keys as a typed array that the engine takes, or undefined. */
export function asColumn(keys: unknown, keyKind: number): Column | undefined {
  const Class = KEY_COLUMNS[keyKind]
  return Class !== undefined && keys instanceof Class ? (keys as Column) : undefined
}

/** Throws unless it is an array of some kind. Returns its length. */
export function requireArray(where: string, argument: string, array: unknown): number {
  const isArray = Array.isArray(array) || (ArrayBuffer.isView(array) && !(array instanceof DataView))
  if (!isArray) throw new TypeError(badArgument(where, argument, 'an array or a typed array', '', array).message)
  return (array as ArrayLike<unknown>).length
}

/** Where answers go: `out` if it is given and fits, else a new array. */
export function outputFor(where: string, out: any, kind: number, n: number): any {
  const Class: any = kind === ANY ? Array : kind === BYTE ? Uint8Array : VALUE_COLUMNS[kind]
  if (out === undefined) return new Class(n)
  if (!(out instanceof Class)) throw new RangeError(`${where}: out must be of the type ${Class.name}`)
  if (out.length < n) throw new RangeError(`${where}: out must have room for ${n} answers, has ${out.length}`)
  return out
}

/** The kind of an output of booleans as bytes. */
export const BYTE = -1

/** Adds `done`, the number of keys that were applied, to what a call throws. */
export function withDone<E>(error: E, done: number): E {
  if (typeof error === 'object' && error !== null) (error as { done?: number }).done = done
  return error
}

/** Calls `apply` for each index; an error says how many went before. */
export function eachIndex(n: number, apply: (i: number) => void): void {
  let i = 0
  try {
    for (; i < n; i++) apply(i)
  } catch (error) {
    throw withDone(error, i)
  }
}

/**
 * Does keys in bulk as far as `bulk` gets, which returns the place of the first one that it leaves, and that one alone; an
 * error says how many went before.
 */
export function eachRun(n: number, bulk: (from: number) => number, alone: (i: number) => void): void {
  let i = 0
  try {
    while (i < n) {
      i = bulk(i)
      if (i < n) alone(i)
      i++
    }
  } catch (error) {
    throw withDone(error, i)
  }
}

/** Whether a value is among these that single reads take for "missing". */
export function holdsMissing(values: Column, kind: number): boolean {
  switch (kind) {
    case INT32:
      return (values as Int32Array).includes(MISSING)
    case UINT32:
      return (values as Uint32Array).includes(MISSING >>> 0)
    case BIGINT64:
      return (values as BigInt64Array).includes(MISSING_BIGINT)
    case BIGUINT64:
      return (values as BigUint64Array).includes(BigInt.asUintN(64, MISSING_BIGINT))
    default:
      return (values as Float64Array).includes(Number.NaN)
  }
}
