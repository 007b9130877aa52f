// What is drawn: a table as `stats` and `inspect` show it, and the three facts they leave out.

import type { Inspection, Stats } from '../../src/spaces/layouts/buckets.js'
import type { HashWords } from '../../src/spaces/reference/hash.js'
import { wordsOf } from './words.js'

/** An Int32Map of int32 values, of any of the three builds. */
export interface Table {
  readonly size: number
  get(key: number): number | undefined
  set(key: number, value: number): unknown
  delete(key: number): boolean
  clear(): void
  shrink(): void
  stats(): Stats
  inspect(): Inspection
  /** How often the table has drawn hash words; 1 for one that was not written yet, which is what it will be. */
  generation(): number
  /** log2 of the buckets of the old array while the table grows, else B. */
  baseBits(): number
}

export interface Snapshot {
  stats: Stats
  inspection: Inspection
  /** log2 of the buckets of the old array while the table grows, else B. */
  oldB: number
  generation: number
  words: HashWords
}

/** What `withSight` asks of the copy of the library that a map is of. */
interface Inside {
  readonly hasTable: boolean
  readonly table: any
  readonly engine: { generation(table: any): number; baseBits(table: any): number }
}

/** A map, which is changed, as a table that tells what its public methods do not. */
export function withSight(map: object, bodyOf: (map: unknown, method: string) => Inside): Table {
  const body = bodyOf(map, 'sight')
  return Object.assign(map, {
    generation: () => (body.hasTable ? body.engine.generation(body.table) : 1),
    baseBits: () => (body.hasTable ? body.engine.baseBits(body.table) : 0),
  }) as Table
}

export function snapshotOf(table: Table, seed: bigint): Snapshot {
  const generation = table.generation()
  return {
    stats: table.stats(),
    inspection: table.inspect(),
    oldB: table.baseBits(),
    generation,
    words: wordsOf(seed, generation),
  }
}
