// What the classes of ordinary maps in a shared heap use beside its exports; see ../buckets/ordinary.ts. As those of other
// heaps, they have one text for all of them.

import { WeakMap } from '../../basics/builtins.js'
import type { Exports } from '../../generated/wasm/exports.js'
import type { KeyKind } from '../../kinds/kind.js'
import type { Engine } from '../engine.js'
import { open, recipeOf, settle as settleInHeap, type Tenancy } from '../heap/ordinary.js'
import type { PairOf } from '../wasm/engine.js'
import type { Space } from '../wasm/space.js'
import type { PlainBody } from './body.js'
import { PlainBytesEngine, PlainEngine } from './engine.js'
import { spaceOf } from './space.js'

export type { Exports } from '../../generated/wasm/exports.js'
export { HAS_LAYOUTS, type Tenancy } from '../heap/ordinary.js'
export { NO_TABLE } from '../wasm/engine.js'
export { isStaged, lacksMemory, probeBytes, probeString, stageBytes, stageRange, stageString } from '../wasm/keys.js'
export type { Probed, Staged, Table } from '../wasm/table.js'
export { PlainMapBase, PlainSetBase } from './base.js'
export { PlainBody } from './body.js'

export function enginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<number>[] {
  return recipeOf(PlainEngine, keys, pairs)
}

/** The same where keys are bytes. */
export function stagedEnginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<number>[] {
  return recipeOf(PlainBytesEngine, keys, pairs)
}

/** The heaps that have the space of their thread. */
const opened = /* @__PURE__ */ new WeakMap<object, true>()

/** Puts the body of a new map into its heap. */
export function settle<Calls>(
  map: object,
  body: PlainBody<Tenancy<Calls>>,
  entries: unknown,
  options: unknown,
  callsOf: (exports: Exports) => Calls,
): undefined {
  const { shared } = body
  if (!opened.has(shared)) {
    open(shared, spaceOf(body.thread, body.name) as unknown as Space)
    opened.set(shared, true)
  }
  settleInHeap(map, body, entries, options, callsOf)
  body.begin()
}
