// What the classes of ordinary maps use of Wasm beside its exports. The other spaces have a file of the same names.

import type { Rules } from '../../body/options.js'
import type { KeyKind } from '../../kinds/kind.js'
import type { TupleCodec } from '../../kinds/tuple.js'
import type { Engine } from '../engine.js'
import type { Layout } from '../layouts/layout.js'
import { SWISS } from '../layouts/swiss.js'
import { BytesEngine } from '../wasm/bytes-engine.js'
import { makeEngines, type PairOf, WasmEngine } from '../wasm/engine.js'
import { requireHeapOf } from '../wasm/settle.js'
import type { Table } from '../wasm/table.js'
import { tupleEngineFor } from '../wasm/tuple-engines.js'
import { theSpace } from './default.js'
import { SWISS_VIEW } from './view.js'

export type { Exports } from '../../generated/wasm/exports.js'
export { NO_TABLE } from '../wasm/engine.js'
export { isStaged, lacksMemory, probeBytes, probeString, stageBytes, stageRange, stageString } from '../wasm/keys.js'
export { settle } from '../wasm/settle.js'
export type { Probed, Staged, Table } from '../wasm/table.js'
export { probeParts, probeTuple } from '../wasm/tuple-keys.js'
export { memory } from './default.js'

/** A binary has one layout. */
export const HAS_LAYOUTS = false

/** That of all tables. */
export const layoutOf = (): Layout => SWISS

/** What is to be known of the options of HashMap and HashSet. */
export const RULES: Rules = {
  hasLayouts: HAS_LAYOUTS,
  requireHeap: (where, heap) => requireHeapOf(SWISS, where, heap),
}

/** The engines of a class: of maps one a value kind, of sets only the one at SET. */
export function enginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(WasmEngine, keys, SWISS_VIEW, theSpace, pairs)
}

/** The same where keys are bytes. */
export function stagedEnginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(BytesEngine, keys, SWISS_VIEW, theSpace, pairs)
}

/** The same where keys have several parts. */
export function tupleEnginesOf(codec: TupleCodec, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(tupleEngineFor(codec), codec.keys, SWISS_VIEW, theSpace, pairs)
}
