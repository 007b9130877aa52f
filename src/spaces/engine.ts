// What maps and sets ask of the space that their tables are in (Wasm memory, a heap's, or plain TypeScript) outside the
// single-key operations, which call its functions directly. A table is opaque here: an address, or an object of the twin.

import type { Views } from '../basics/views.js'
import type { Column, Scalar, ScalarKind } from '../kinds/kind.js'
import type { Ranges } from '../kinds/packed.js'
import type { Layout, LayoutName } from './layouts/layout.js'

/** An entry as an inspection shows it: a handle for a value of kind `'any'`. */
export interface InspectedEntry {
  key: unknown
  /** Absent in sets. */
  value?: unknown
}

/** What holds a table. */
export interface TableOwner {
  outOfMemory(method: string): RangeError
  /** Dies with the owner: so the space learns that the table is to be freed. */
  guard: object | undefined
  /** Bytes of every key, 0 if they differ. */
  readonly keyLength: number
  /** That of its table, where the space has more than one. */
  readonly layout: LayoutName
}

/** Where a walk through a table is, and where it is given the next entries. */
export interface StagePlace<Table = unknown> {
  readonly table: Table
  /** Hash bits that select a class of keys, the first class, classes done, reversed added bits: see assembly. */
  readonly bits: number
  readonly start: number
  done: number
  sub: number
  /** How many rehashes the table had had when the walk began: the first staging tells. */
  rehashes: number
  /** Entries staged. */
  count: number
  /** log2 of the 4-byte words of a staged entry. */
  readonly shift: number
  readonly staging: StagedScalars
  /** Keys that are no scalars. */
  readonly keys: unknown[]
  readonly keyScalar: ScalarKind | undefined
  readonly valueScalar: ScalarKind | undefined
}

/** Raw bytes of staged entries. */
export interface StagedScalars extends Views {
  /** Makes room for `n` bytes in all. */
  reserve(n: number): void
}

/** `Table` is what the space takes for a table. */
export interface Engine<Table = unknown> {
  /** A new table; it is freed after its owner. Throws a RangeError when memory is out. */
  create(owner: TableOwner, method: string, seedLow: number, seedHigh: number, capacity: number): Table
  clone(owner: TableOwner, table: Table): Table
  /** The table may have outgrown its first bucket: it is to be freed as soon as its owner is gone. */
  outgrew(owner: TableOwner, table: Table): void
  count(table: Table): number
  /** Moves when the table was cleared or has become empty. */
  generation(table: Table): number
  /** Whether a value was ever stored that single reads take for "missing": the table knows. */
  sawMissing(table: Table): boolean
  /** Tells the table. */
  noteMissing(table: Table): void
  clear(table: Table): void
  /** False when memory is out. */
  reserve(table: Table, n: number): boolean
  shrink(table: Table): boolean
  /** Hash bits that surely select one chain now. */
  baseBits(table: Table): number
  /**
   * Puts the next keys and values into the place, handles for values of kind `'any'`, and moves it on: all at the end, so
   * that whoever is stopped in the middle finds the place as it was. Precondition: nothing is staged there.
   */
  stage(place: StagePlace<Table>): void
  /** How tables are laid out whose owners say so, and so what the next two return: of Wasm, there is one layout a binary. */
  layoutOf(name: LayoutName): Layout
  stats(table: Table): object
  inspect(table: Table): object
  // Many keys a call; keys and values are typed arrays of exactly the types of the table. Those that return a number of
  // keys done return fewer than there are when memory is out or a sum is out of range.
  /** Handles for values of kind `'any'`. False when memory is out. */
  getMany(table: Table, keys: Column, out: Column, missing: Scalar): boolean
  /** Returns how many are there, or -1 when memory is out. */
  hasMany(table: Table, keys: Column, out: Uint8Array): number
  /** Returns the number of keys done. No values: a set. */
  setMany(table: Table, keys: Column, values: Column | undefined): number
  /** Returns how many were there, or -1 when memory is out. */
  removeMany(table: Table, keys: Column): number
  /** Returns the number of keys done. */
  incrementMany(table: Table, keys: Column, by: Column | Scalar): number
  /**
   * A number below the size of the table for each key, equal for equal keys, into `ids`. Returns the number of keys done;
   * the table is of no use any more if that is fewer than there are.
   */
  indexMany(table: Table, keys: Column, ids: Uint32Array): number
  /** Keys that are ranges of a buffer, where there is a batch for them. */
  readonly ranges: RangeEngine<Table> | undefined
}

/**
 * Many keys that are ranges of a buffer. Each call begins with the key at `from` and returns the place of the first one that
 * it leaves: the caller does that one alone and goes on behind it.
 */
export interface RangeEngine<Table = unknown> {
  get(table: Table, ranges: Ranges, from: number, answers: Column, missing: Scalar): number
  has(table: Table, ranges: Ranges, from: number, answers: Uint8Array): number
  set(table: Table, ranges: Ranges, from: number, values: Column | undefined): number
  remove(table: Table, ranges: Ranges, from: number, gone: Uint8Array): number
  increment(table: Table, ranges: Ranges, from: number, by: Column | Scalar): number
}
