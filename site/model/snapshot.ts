// What is drawn: a table as `stats` and `inspect` show it, and the three facts they leave out.

import type { Inspection, Stats } from '../../src/engine.js'
import type { HashWords } from '../../src/reference/hash.js'
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
  readonly _table: any
  readonly _traits: { noTable: any }
  readonly _engine: { generation(table: any): number; baseBits(table: any): number }
}

export interface Snapshot {
  stats: Stats
  inspection: Inspection
  /** log2 of the buckets of the old array while the table grows, else B. */
  oldB: number
  generation: number
  words: HashWords
}

/** How often the table has drawn hash words; 1 for one that was not written yet, which is what it will be. */
export function generationOf(table: Table): number {
  return table._table === table._traits.noTable ? 1 : table._engine.generation(table._table)
}

export function oldBitsOf(table: Table): number {
  return table._table === table._traits.noTable ? 0 : table._engine.baseBits(table._table)
}

export function snapshotOf(table: Table, seed: bigint): Snapshot {
  const generation = generationOf(table)
  return {
    stats: table.stats(),
    inspection: table.inspect(),
    oldB: oldBitsOf(table),
    generation,
    words: wordsOf(seed, generation),
  }
}
