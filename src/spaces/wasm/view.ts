// What the engines of one layout know of it: how a table is looked into.

import type { Exports } from '../../generated/wasm/exports.js'
import type { InspectedEntry } from '../engine.js'
import type { Layout } from '../layouts/layout.js'
import type { LinearMemory } from './memory.js'
import type { PairFunctions } from './pair.js'

/** An engine, to whom looks into one of its tables. */
export interface Looking {
  readonly space: { readonly exports: Exports; readonly memory: LinearMemory }
  readonly pair: PairFunctions
  /** The entry in a slot of the bucket or group at an address. */
  entryAt(table: number, at: number, index: number): InspectedEntry
}

export interface View {
  readonly layout: Layout
  /** What modules of this layout say. */
  readonly number: number
  stats(exports: Exports, table: number): object
  inspect(engine: Looking, table: number): object
}
