// What the classes of ordinary maps use of Wasm beside its exports. The other spaces have a file of the same names.

import { getPrototypeOf, hasOwn, TypeError } from '../../basics/builtins.js'
import type { Body } from '../../body/body.js'
import { DOOR } from '../../body/door.js'
import { MAKE } from '../../body/home.js'
import type { KeyKind } from '../../kinds/kind.js'
import type { Engine } from '../engine.js'
import { BytesEngine } from './bytes-engine.js'
import { theSpace } from './default.js'
import { makeEngines, type PairOf, WasmEngine } from './engine.js'

export type { Exports } from '../../generated/wasm/exports.js'
export { memory } from './default.js'
export { NO_TABLE } from './engine.js'
export { isStaged, lacksMemory, probeBytes, probeString, stageBytes, stageRange, stageString } from './keys.js'

/** There is one layout in a binary. */
export const HAS_LAYOUTS = false

/** The descriptor of a staged key. */
export type Staged = number

/** What staging a key answers: a descriptor, or what says that there is none. */
export type Probed = number

/** The address of a table's header. */
export type Table = number

/** The engines of a class: of maps one a value kind, of sets only the one at SET. */
export function enginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(WasmEngine, keys, theSpace, pairs)
}

/** The same where keys are bytes. */
export function stagedEnginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<Table>[] {
  return makeEngines(BytesEngine, keys, theSpace, pairs)
}

/**
 * The object of a map with a heap: one of the same class in that heap.
 * @throws TypeError if `map` is of a subclass, whose methods it would not have
 */
export function settle<T extends object>(map: T, body: Body, entries: unknown, options: unknown): T {
  if (!hasOwn(getPrototypeOf(map), DOOR)) {
    throw new TypeError(`${body.name}: an object of a subclass cannot have a heap of its own`)
  }
  return body.heap![MAKE](body.name, entries, options) as T
}
