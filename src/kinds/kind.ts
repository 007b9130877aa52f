// What the rest of the library knows of a kind of keys or values: each has a file of its own beside this one, and is known by
// nothing but its object. Adding a kind is adding a file (CONTRIBUTING.md says how).

import type { Views } from '../basics/views.js'
import type { Ranges } from './packed.js'

/** A typed array of keys or values. */
export type Column = Int32Array | Uint32Array | Float32Array | Float64Array | BigInt64Array | BigUint64Array

export interface ColumnClass {
  new (length: number): Column
  readonly BYTES_PER_ELEMENT: number
  readonly name: string
  readonly prototype: Column
}

/** How a value crosses into Wasm. */
export type ValueWire = 'u32' | 'f32' | 'f64' | 'i64'

/** How a key does: as a scalar, or as bytes that are staged. */
export type KeyWire = 'u32' | 'f64' | 'i64' | 'bytes'

/** Numbers of the kinds of values, for what is decided once an operation. */
export const ANY = 0
export const INT32 = 1
export const UINT32 = 2
export const FLOAT32 = 3
export const FLOAT64 = 4
export const BIGINT64 = 5
export const BIGUINT64 = 6
/** In their place in a set: no values. */
export const SET = 7

/** A kind of scalars, which stand in memory as they are. */
export interface ScalarKind {
  /** Its number. */
  readonly number: number
  /** In names of classes: Int32 -> Int32Map. */
  readonly label: string
  /** As an option of a map. */
  readonly name: string
  readonly type: 'number' | 'bigint'
  /** What it must be, in an error. */
  readonly range: string
  /** The typed array of such scalars. */
  readonly Column: ColumnClass
  /** What `increment` adds if it is not told. */
  readonly one: number | bigint
  /** Bytes in a slot. */
  readonly size: 4 | 8
  /** How a value crosses into Wasm. */
  readonly wire: ValueWire
  /** How values are added there: integers with a sign and those without overflow at different sums. */
  readonly increment: 'Signed' | 'Unsigned' | ''
  /** Whether a table can hold `x`. */
  accepts(x: unknown): boolean
  /** A value as a table holds and returns it. Precondition: it is accepted. */
  asValue(x: any): any
  /** What a table holds or answers, as a value: integers without a sign may be held as those with one. */
  handedOut(x: any): any
  /** Whether `x`, a value or what a table answers, is what stands for "missing" in an answer. */
  isMissing(x: any): boolean
  /** Whether a value among these is what stands for "missing". */
  anyMissing(values: any): boolean
  /** The array of such scalars over a buffer. */
  columnOf(views: Views): Column
  /** The scalar in 4-byte word `word`, an even one for 8-byte scalars. */
  read(views: Views, word: number): any
  write(views: Views, word: number, x: any): void
  /** The scalar at any address. */
  readAt(data: DataView, at: number): any
  /** The bits that stand for a value in a table: a number for 4 bytes, a bigint for 8. */
  bitsOf(x: any): number | bigint
}

/** A kind of keys. */
export interface KeyKind {
  readonly label: string
  readonly wire: KeyWire
  /** `typeof` a key, and what it must be, in an error. */
  readonly type: string
  readonly range: string
  /** How keys stand in memory; undefined if they are read as objects. */
  readonly scalar: ScalarKind | undefined
  /** Whether keys are strings, for a table of bytes. */
  readonly isString: boolean
  /** Whether `keyLength` is an option. */
  readonly hasKeyLength: boolean
  /** Whether it can be a key where every key has `keyLength` bytes, or any number of them if that is 0. */
  accepts(key: unknown, keyLength: number): boolean
  /** A key as it is now, whatever a callback does to the object that it is given. */
  kept(key: any): any
  /** What is wrong with a key that is not accepted. */
  reject(where: string, key: unknown, keyLength: number): Error
  /** The keys of a call if they are ranges of a buffer, checked as a whole; undefined for an array of keys. */
  rangesOf(where: string, keys: unknown, keyLength: number): Ranges | undefined
  /** Key `i` of such ranges. */
  keyOf(ranges: Ranges, i: number): any
}
