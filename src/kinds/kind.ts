// What the rest of the library knows of a kind of keys or values: each has a file of its own beside this one, and is known by
// nothing but its object. Adding a kind is adding a file (CONTRIBUTING.md says how).

import type { Views } from '../basics/views.js'
import type { Ranges } from './packed.js'

/** A key or a value of a kind of scalars. */
export type Scalar = number | bigint

/** A typed array of scalars: what those of all kinds have in common. */
export interface Column {
  readonly length: number
  readonly byteLength: number
  readonly BYTES_PER_ELEMENT: number
  [index: number]: Scalar
  fill(value: Scalar, start?: number, end?: number): this
  set(from: ArrayLike<Scalar>, at?: number): void
  subarray(start: number, end: number): Column
}

/** An array of keys or values of any kind, to write to: a column or an Array. */
export interface Cells {
  readonly length: number
  [index: number]: unknown
  fill(value: unknown, start?: number, end?: number): this
}

export interface CellsClass<T extends Cells = Cells> {
  new (length: number): T
  readonly name: string
}

export interface ColumnClass extends CellsClass<Column> {
  readonly prototype: Column
  readonly BYTES_PER_ELEMENT: number
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
export interface ScalarKind<X extends Scalar = Scalar> {
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
  readonly one: X
  /** Bytes in a slot. */
  readonly size: 4 | 8
  /** How a value crosses into Wasm. */
  readonly wire: ValueWire
  /** How values are added there: integers with a sign and those without overflow at different sums. */
  readonly increment: 'Signed' | 'Unsigned' | ''
  /** Whether a table can hold `x`. */
  accepts(x: unknown): x is X
  /** A value as a table holds and returns it. Precondition: it is accepted. */
  asValue(x: X): X
  /** What a table holds or answers, as a value: integers without a sign may be held as those with one. */
  handedOut(x: X): X
  /** Whether `x`, a value or what a table answers, is what stands for "missing" in an answer. */
  isMissing(x: X): boolean
  /** Whether a value among these is what stands for "missing". */
  anyMissing(values: Column): boolean
  /** The array of such scalars over a buffer. */
  columnOf(views: Views): Column
  /** The scalar in 4-byte word `word`, an even one for 8-byte scalars. */
  read(views: Views, word: number): X
  write(views: Views, word: number, x: X): void
  /** The scalar at any address. */
  readAt(data: DataView, at: number): X
  /** The bits that stand for a value in a table: a number for 4 bytes, a bigint for 8. */
  bitsOf(x: X): Scalar
}

/** A kind of keys. */
export interface KeyKind<K = unknown> {
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
  kept(key: K): K
  /** What is wrong with a key that is not accepted. */
  reject(where: string, key: unknown, keyLength: number): Error
  /** The keys of a call if they are ranges of a buffer, checked as a whole; undefined for an array of keys. */
  rangesOf(where: string, keys: unknown, keyLength: number): Ranges | undefined
  /** Key `i` of such ranges; undefined where keys are none. */
  keyOf(ranges: Ranges, i: number): K | undefined
  /** Of keys of several parts: a column for each of them, of many keys. */
  columnsOf?(keys: ArrayLike<unknown>): unknown
}
