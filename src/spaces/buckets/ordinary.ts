// What the classes of ordinary maps use of Wasm beside its exports. The other spaces have a file of the same names.

import type { ClassHome } from '../../body/home.js'
import type { KeyKind } from '../../kinds/kind.js'
import type { Engine } from '../engine.js'
import { BUCKETS } from '../layouts/buckets.js'
import { BytesEngine } from '../wasm/bytes-engine.js'
import { makeEngines, type PairOf, WasmEngine } from '../wasm/engine.js'
import { requireHeapOf } from '../wasm/settle.js'
import type { Table } from '../wasm/table.js'
import { theSpace } from './default.js'
import { BUCKETS_VIEW } from './view.js'

export type { Exports } from '../../generated/wasm/exports.js'
export type { Buckets as Seen } from '../layouts/buckets.js'
export { NO_TABLE } from '../wasm/engine.js'
export { isStaged, lacksMemory, probeBytes, probeString, stageBytes, stageRange, stageString } from '../wasm/keys.js'
export { settle } from '../wasm/settle.js'
export type { Probed, Staged, Table } from '../wasm/table.js'
export { memory } from './default.js'

/** The layout of the tables. */
export const LAYOUT = BUCKETS

/** @throws TypeError if the tables in a heap have another layout */
export function requireHeap(where: string, heap: ClassHome): void {
  requireHeapOf(LAYOUT, where, heap)
}

/** The engines of a class: of maps one a value kind, of sets only the one at SET. */
export function enginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(WasmEngine, keys, BUCKETS_VIEW, theSpace, pairs)
}

/** The same where keys are bytes. */
export function stagedEnginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(BytesEngine, keys, BUCKETS_VIEW, theSpace, pairs)
}
