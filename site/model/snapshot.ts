// What is drawn: a table as `stats` and `inspect` show it, and the three facts they leave out.

import type { Inspection, Stats } from '../../src/spaces/layouts/buckets.js'
import type { HashWords } from '../../src/spaces/reference/hash.js'
import type { Key, KeyKind, KeyName } from './keys.js'
import type { SwissInspection, SwissSnapshot, SwissStats } from './swiss.js'
import { wordsOf } from './words.js'

/** A map of int32 values, of any of the builds. */
export interface AnyTable<Stats, Inspection> {
  readonly size: number
  get(key: Key): number | undefined
  set(key: Key, value: number): unknown
  delete(key: Key): boolean
  clear(): void
  shrink(): void
  stats(): Stats
  inspect(): Inspection
  /** How often the table has drawn hash words; 1 for one that was not written yet, which is what it will be. */
  generation(): number
}

export interface Table extends AnyTable<Stats, Inspection> {
  /** log2 of the buckets of the old array while the table grows, else B. */
  baseBits(): number
}

/** One of the other layout. */
export type SwissTable = AnyTable<SwissStats, SwissInspection>

export interface Snapshot {
  stats: Stats
  inspection: Inspection
  /** log2 of the buckets of the old array while the table grows, else B. */
  oldB: number
  generation: number
  keys: KeyKind
  words: HashWords
}

/** What `withSight` asks of the copy of the library that a map is of. */
interface Inside {
  readonly hasTable: boolean
  readonly table: any
  readonly engine: { generation(table: any): number; baseBits(table: any): number }
}

/** A map, which is changed, as a table that tells what its public methods do not. */
function withSight<T>(map: object, bodyOf: (map: unknown, method: string) => Inside): T {
  const body = bodyOf(map, 'sight')
  return Object.assign(map, {
    generation: () => (body.hasTable ? body.engine.generation(body.table) : 1),
    baseBits: () => (body.hasTable ? body.engine.baseBits(body.table) : 0),
  }) as T
}

type MapClass = new (options: { values: 'int32'; seed: bigint; capacity: number }) => object

/** The classes of a copy of the library, one for each kind of keys. */
export interface Classes {
  readonly Int32Map: MapClass
  readonly BigInt64Map: MapClass
  readonly StringMap: MapClass
  readonly bodyOf: (map: unknown, method: string) => Inside
}

export interface TableOptions {
  keys: KeyName
  seed: bigint
  capacity: number
}

/** How to make tables of these classes. */
export function makerOf<T = Table>(library: Classes): (options: TableOptions) => T {
  const { Int32Map, BigInt64Map, StringMap, bodyOf } = library
  const classes: Record<KeyName, MapClass> = { int32: Int32Map, bigint64: BigInt64Map, string: StringMap }
  return ({ keys, seed, capacity }) => withSight(new classes[keys]({ values: 'int32', seed, capacity }), bodyOf)
}

export function snapshotOf(table: Table, seed: bigint, keys: KeyKind): Snapshot {
  const generation = table.generation()
  return {
    stats: table.stats(),
    inspection: table.inspect(),
    oldB: table.baseBits(),
    generation,
    keys,
    words: wordsOf(seed, generation, keys),
  }
}

export function swissSnapshotOf(table: SwissTable, seed: bigint, keys: KeyKind): SwissSnapshot {
  const generation = table.generation()
  const words = wordsOf(seed, generation, keys)
  return { stats: table.stats(), inspection: table.inspect(), generation, keys, words }
}
