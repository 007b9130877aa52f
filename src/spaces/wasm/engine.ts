// The engines of tables in Wasm memory: one for each (key kind, value kind), over a space. Those of keys of bytes add to
// this one (bytes-engine.ts).

import { max } from '../../basics/builtins.js'
import {
  BUCKET_SLOTS,
  STAGE_ENTRIES,
  STAGE_NEXT_DONE,
  STAGE_NEXT_SUB,
  STAGE_REHASHES,
  STAGE_REST,
  TABLE_SENTINEL,
} from '../../generated/constants.js'
import type { Exports } from '../../generated/wasm/exports.js'
import { scalarOf } from '../../kinds/index.js'
import { type Column, type KeyKind, type Scalar, type ScalarKind, SET } from '../../kinds/kind.js'
import type { Engine, InspectedEntry, RangeEngine, StagePlace, TableOwner } from '../engine.js'
import type { Layout } from '../layouts/layout.js'
import { inChunks, type Work } from './many.js'
import type { PairFunctions } from './pair.js'
import type { Space } from './space.js'
import type { Looking, View } from './view.js'

/** Stands for "no table yet". Calls with it never reach Wasm. */
export const NO_TABLE = 0

/** The exports of the pair that a key kind and a value kind make. */
export type PairOf = (exports: Exports) => PairFunctions

/** What a call for many keys does to the table: see Work. */
type Effect = Pick<Work, 'inserts' | 'isLogged'>
const READS: Effect = { inserts: false, isLogged: false }
const INSERTS: Effect = { inserts: true, isLogged: false }
const LOGGED_INSERTS: Effect = { inserts: true, isLogged: true }

/** Bytes of a handle, which is what a table holds for values of kind `'any'`. */
const HANDLE_SIZE = 4

export class WasmEngine implements Engine<number>, Looking {
  readonly ranges: RangeEngine<number> | undefined = undefined
  protected readonly keys: KeyKind
  protected readonly kind: number
  protected readonly values: ScalarKind | undefined
  readonly #view: View
  readonly #spaceOf: () => Space
  readonly #pairOf: PairOf
  #space: Space | undefined
  #pair: PairFunctions | undefined
  /** Room for a value that goes to all keys. */
  #single: Column | undefined

  constructor(keys: KeyKind, kind: number, view: View, spaceOf: () => Space, pairOf: PairOf) {
    this.keys = keys
    this.kind = kind
    this.values = kind === SET ? undefined : scalarOf(kind)
    this.#view = view
    this.#spaceOf = spaceOf
    this.#pairOf = pairOf
  }

  layoutOf(): Layout {
    return this.#view.layout
  }

  get space(): Space {
    this.#space ??= this.#spaceOf()
    return this.#space
  }

  get pair(): PairFunctions {
    this.#pair ??= this.#pairOf(this.space.exports)
    return this.#pair
  }

  /** Bytes of a value in a slot. */
  protected get valueSize(): number {
    if (this.kind === SET) return 0
    return this.values?.size ?? HANDLE_SIZE
  }

  create(owner: TableOwner, method: string, seedLow: number, seedHigh: number, capacity: number): number {
    const { reclaimer } = this.space
    const tables = capacity <= BUCKET_SLOTS ? reclaimer.smallTables(owner) : reclaimer.ownTables(owner)
    const place = tables.length
    const table = this.createTable(owner, seedLow, seedHigh, capacity)
    tables[place] = table
    if (table === 0) throw owner.outOfMemory(method)
    return table
  }

  protected createTable(_owner: TableOwner, seedLow: number, seedHigh: number, capacity: number): number {
    return this.space.exports.tableCreate(seedLow, seedHigh, capacity)
  }

  clone(owner: TableOwner, table: number): number {
    const tables = this.space.reclaimer.ownTables(owner)
    const copy = this.pair.clone(table)
    tables[0] = copy
    if (copy === 0) throw owner.outOfMemory('clone')
    return copy
  }

  outgrew(owner: TableOwner, table: number): void {
    this.space.reclaimer.ownTable(owner, table)
  }

  count(table: number): number {
    return table === NO_TABLE ? 0 : this.space.exports.tableCount(table) >>> 0
  }

  generation(table: number): number {
    return this.space.exports.tableGeneration(table)
  }

  sawMissing(table: number): boolean {
    const { memory } = this.space
    memory.renew()
    return memory.words[(table + TABLE_SENTINEL) >>> 2] !== 0
  }

  noteMissing(table: number): void {
    this.space.exports.tableNoteMissing(table)
  }

  clear(table: number): void {
    this.space.exports.tableClear(table)
  }

  reserve(table: number, n: number): boolean {
    return this.pair.reserve(table, n) !== 0
  }

  shrink(table: number): boolean {
    return this.pair.shrink(table) !== 0
  }

  baseBits(table: number): number {
    return this.space.exports.tableBaseBits(table)
  }

  stage(place: StagePlace<number>): void {
    const { pair } = this
    const { memory } = this.space
    const { base } = memory
    let count = pair.stage(place.table, place.bits, place.start, place.done, place.sub, place.rehashes)
    memory.renew()
    const done = memory.words[(base + STAGE_NEXT_DONE) >>> 2]!
    const sub = memory.words[(base + STAGE_NEXT_SUB) >>> 2]!
    const rehashes = memory.words[(base + STAGE_REHASHES) >>> 2]!
    this.takeStaged(place, 0, count)
    const restAt = (base + STAGE_REST) >>> 2
    for (let rest = memory.words[restAt]!; rest !== 0; rest = memory.words[restAt]!) {
      const more = pair.stageRest(place.table, rest)
      this.takeStaged(place, count, more)
      count += more
    }
    // At once: if it was stopped before, the next call stages the same again.
    place.done = done
    place.sub = sub
    place.rehashes = rehashes
    place.count = count
  }

  /** Copies staged entries to a place, behind the first ones. */
  protected takeStaged({ staging, shift }: StagePlace<number>, first: number, count: number): void {
    const size = 4 << shift
    const at = first * size
    staging.reserve(at + count * size)
    const { bytes, base } = this.space.memory
    staging.bytes.set(bytes.subarray(base + STAGE_ENTRIES, base + STAGE_ENTRIES + count * size), at)
  }

  getMany(table: number, keys: Column, out: Column, missing: Scalar): boolean {
    const { pair } = this
    const bits = this.bitsOf(missing)
    const run = (at: number, answers: number, n: number, places: number) => {
      pair.getMany!(table, at, answers, n, bits, places)
      return n
    }
    return inChunks(this.#work(table, keys, undefined, out, READS, run)) >= 0
  }

  hasMany(table: number, keys: Column, out: Uint8Array): number {
    const { pair } = this
    let count = 0
    const run = (at: number, answers: number, n: number, places: number) => {
      count += pair.hasMany!(table, at, answers, n, places)
      return n
    }
    return inChunks(this.#work(table, keys, undefined, out, READS, run)) < 0 ? -1 : count
  }

  setMany(table: number, keys: Column, values: Column | undefined): number {
    const { pair } = this
    this.noteMissingIn(table, values)
    const run = (at: number, from: number, n: number, log: number) => pair.setMany!(table, at, from, n, log)
    return max(0, inChunks(this.#work(table, keys, values, undefined, LOGGED_INSERTS, run)))
  }

  removeMany(table: number, keys: Column): number {
    const { pair } = this
    let count = 0
    const run = (at: number, _: number, n: number) => {
      count += pair.removeMany!(table, at, n)
      return n
    }
    return inChunks(this.#work(table, keys, undefined, undefined, READS, run)) < 0 ? -1 : count
  }

  incrementMany(table: number, keys: Column, by: Column | Scalar): number {
    const { pair } = this
    const increment = (pair.incrementMany ?? this.ofSign(pair.incrementManySigned, pair.incrementManyUnsigned))!
    const run = (at: number, from: number, n: number, log: number) => increment(table, at, from, n, log)
    return max(0, inChunks(this.#work(table, keys, this.asColumn(by), undefined, LOGGED_INSERTS, run)))
  }

  indexMany(table: number, keys: Column, ids: Uint32Array): number {
    const { pair } = this
    const run = (at: number, answers: number, n: number, places: number) =>
      pair.indexMany!(table, at, answers, n, places)
    return max(0, inChunks(this.#work(table, keys, undefined, ids, INSERTS, run)))
  }

  /** Every call makes an object of the same shape: one that was spread from another took a microsecond. */
  #work(
    table: number,
    keys: Column,
    values: Column | undefined,
    answers: Column | undefined,
    { inserts, isLogged }: Effect,
    run: Work['run'],
  ): Work {
    return { space: this.space, table, keys, functions: this.pair, values, answers, inserts, isLogged, run }
  }

  /** Notes whether a value among those that are to be set looks like "missing": these calls do not know their kind. */
  protected noteMissingIn(table: number, values: Column | undefined): void {
    if (values !== undefined && this.values!.anyMissing(values)) this.noteMissing(table)
  }

  /** Of the two ways to add integers, the one of the value kind. */
  protected ofSign<T>(signed: T, unsigned: T): T {
    return this.values!.increment === 'Signed' ? signed : unsigned
  }

  /** The numbers to add; one for all keys as a column of one. */
  protected asColumn(by: Column | Scalar): Column {
    if (typeof by === 'object') return by
    this.#single ??= new this.values!.Column(1)
    this.#single[0] = by
    return this.#single
  }

  /** A value, or a handle, as the bits that stand for it. */
  protected bitsOf(value: Scalar): Scalar {
    return this.values === undefined ? value : this.values.bitsOf(value)
  }

  stats(table: number): object {
    return this.#view.stats(this.space.exports, table)
  }

  inspect(table: number): object {
    this.space.memory.renew()
    return this.#view.inspect(this, table)
  }

  entryAt(table: number, bucket: number, index: number): InspectedEntry {
    const { size, readAt } = this.keys.scalar!
    const at = bucket + this.space.exports.tableFirstSlot(table) + index * (size + this.valueSize)
    return this.inspected(readAt(this.space.memory.data, at), at + size)
  }

  /** An entry of an inspection, whose value is at an address. */
  protected inspected(key: unknown, valueAt: number): InspectedEntry {
    if (this.kind === SET) return { key }
    const { data } = this.space.memory
    return { key, value: this.values?.readAt(data, valueAt) ?? data.getInt32(valueAt, true) }
  }
}

/** An engine of a kind of tables. */
export type EngineClass = new (
  keys: KeyKind,
  kind: number,
  view: View,
  spaceOf: () => Space,
  pairOf: PairOf,
) => Engine<number>

/** The engines of the tables with such keys: of maps one a value kind, by its number; of sets only the one at SET. */
export function makeEngines(
  Class: EngineClass,
  keys: KeyKind,
  view: View,
  spaceOf: () => Space,
  pairs: readonly PairOf[],
): readonly Engine<number>[] {
  const engines: Engine<number>[] = []
  const first = pairs.length === 1 ? SET : 0
  for (const [i, pairOf] of pairs.entries()) engines[first + i] = new Class(keys, first + i, view, spaceOf, pairOf)
  return engines
}
