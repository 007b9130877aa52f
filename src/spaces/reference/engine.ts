// The engines of tables in plain TypeScript: the twin as a space of the same classes.

import { scalarOf } from '../../kinds/index.js'
import { type Column, type KeyKind, type Scalar, type ScalarKind, SET } from '../../kinds/kind.js'
import type { TupleCodec } from '../../kinds/tuple.js'
import type { Engine, StagePlace, TableOwner } from '../engine.js'
import { BUCKETS } from '../layouts/buckets.js'
import type { Layout, LayoutName } from '../layouts/layout.js'
import { SWISS } from '../layouts/swiss.js'
import { BucketTable } from './buckets/table.js'
import { seedRandom } from './hash.js'
import { inChunks, valueNow } from './many.js'
import { add, get, getOrInsert, has, incrementOf, incrementStatus, remove, set } from './operations.js'
import { SwissTable } from './swiss/table.js'
import type { Shown, TwinTable } from './table.js'
import { unpacked } from './tuples.js'
import type { KeyWire, TwinKey, ValueWire } from './wires.js'

/** Stands for "no table yet". */
export const NO_TABLE = null as unknown as TwinTable

/** How the tables are laid out whose options say so. */
export function layoutOf(name: LayoutName): Layout {
  return name === 'swiss' ? SWISS : BUCKETS
}

class TwinEngine implements Engine<TwinTable> {
  /** There is no batch for keys that are ranges of a buffer. */
  readonly ranges = undefined
  readonly layoutOf = layoutOf
  readonly #keys: KeyKind
  readonly #wire: KeyWire
  readonly #value: ValueWire
  readonly #kind: number
  readonly #scalar: ScalarKind | undefined
  readonly #shown: Shown
  readonly #codec: TupleCodec | undefined

  constructor(keys: KeyKind, value: ValueWire, kind: number, codec?: TupleCodec) {
    this.#keys = keys
    this.#wire = keys.isString ? 'string' : keys.wire
    this.#value = value
    this.#kind = kind
    this.#codec = codec
    this.#scalar = kind === SET ? undefined : scalarOf(kind)
    this.#shown = {
      key: key => this.#shownKey(key),
      value: kind === SET ? undefined : stored => this.#readable(stored),
    }
  }

  create(owner: TableOwner, _method: string, seedLow: number, seedHigh: number, capacity: number): TwinTable {
    const Table = owner.layout === 'swiss' ? SwissTable : BucketTable
    const table = new Table(this.#wire, this.#value, capacity, seedRandom(seedLow, seedHigh))
    table.reseed()
    return table
  }

  clone(owner: TableOwner, table: TwinTable): TwinTable {
    const copy = table.clone()
    if (copy === undefined) throw owner.outOfMemory('clone')
    return copy
  }

  outgrew(): void {}

  count(table: TwinTable): number {
    return table === NO_TABLE ? 0 : table.count
  }

  generation(table: TwinTable): number {
    return table.generation
  }

  /** The twin does not look: a key that is looked up twice does no harm here. */
  sawMissing(): boolean {
    return true
  }

  noteMissing(): void {}

  clear(table: TwinTable): void {
    table.clear()
  }

  reserve(table: TwinTable, n: number): boolean {
    return table.reserve(n)
  }

  shrink(table: TwinTable): boolean {
    return table.shrink()
  }

  baseBits(table: TwinTable): number {
    return table.baseBits()
  }

  stage(place: StagePlace<TwinTable>): void {
    place.table.stage(place)
    if (this.#codec === undefined) return
    for (let i = 0; i < place.count; i++) place.keys[i] = unpacked(this.#codec, place.keys[i] as TwinKey)
  }

  getMany(table: TwinTable, keys: Column, out: Column, missing: Scalar): boolean {
    for (let i = 0; i < keys.length; i++) out[i] = this.#readable(get(table, keys[i]!, missing))
    return true
  }

  hasMany(table: TwinTable, keys: Column, out: Uint8Array): number {
    let count = 0
    for (let i = 0; i < keys.length; i++) count += out[i] = has(table, keys[i]!)
    return count
  }

  setMany(table: TwinTable, keys: Column, values: Column | undefined): number {
    const apply = (i: number) => (values === undefined ? add(table, keys[i]!) : set(table, keys[i]!, values[i]!)) >= 0
    return inChunks(table, keys, true, apply)
  }

  removeMany(table: TwinTable, keys: Column): number {
    let count = 0
    inChunks(table, keys, false, i => {
      count += remove(table, keys[i]!)
      return true
    })
    return count
  }

  incrementMany(table: TwinTable, keys: Column, by: Column | Scalar): number {
    const increment = incrementOf(this.#kind)
    return inChunks(table, keys, true, (i, log) => {
      log?.push(valueNow(table, keys[i]!))
      increment(table, keys[i]!, typeof by === 'object' ? by[i]! : by)
      return incrementStatus() === 0
    })
  }

  indexMany(table: TwinTable, keys: Column, ids: Uint32Array): number {
    return inChunks(table, keys, true, i => {
      ids[i] = getOrInsert(table, keys[i]!, table.count, -1)
      return true
    })
  }

  stats(table: TwinTable): object {
    return table.stats()
  }

  inspect(table: TwinTable): object {
    return table.inspect(this.#shown)
  }

  /** A key as its class hands it out: never the bytes that the table holds, and without a sign if it has none. */
  #shownKey(key: TwinKey): unknown {
    if (this.#codec !== undefined) return unpacked(this.#codec, key)
    return this.#keys.scalar === undefined ? this.#keys.kept(key) : this.#keys.scalar.handedOut(key as Scalar)
  }

  /** A value as its class hands it out: that of a kind without a sign may be stored with one. A handle stays one. */
  #readable(value: Scalar): Scalar {
    return this.#scalar === undefined ? value : this.#scalar.handedOut(value)
  }
}

/** The values of a class of maps, or none, as tables hold them. */
export type TwinPair = ValueWire

/** The engines of the tables with such keys: of maps one a value kind, by its number; of sets only the one at SET. */
export function enginesOf(keys: KeyKind, pairs: readonly TwinPair[], codec?: TupleCodec): readonly Engine<TwinTable>[] {
  const engines: Engine<TwinTable>[] = []
  const first = pairs.length === 1 ? SET : 0
  for (const [i, value] of pairs.entries()) engines[first + i] = new TwinEngine(keys, value, first + i, codec)
  return engines
}

/** The same where keys have several parts. */
export function tupleEnginesOf(codec: TupleCodec, pairs: readonly TwinPair[]): readonly Engine<TwinTable>[] {
  return enginesOf(codec.keys, pairs, codec)
}
