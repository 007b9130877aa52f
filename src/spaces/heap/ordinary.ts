// What the classes of maps in a heap use beside their heap's exports; see ../buckets/ordinary.ts. They have one text for all
// heaps: where the others call an export, they call that of the space that the body is in.

import { assign, WeakMap } from '../../basics/builtins.js'
import type { Body, Traits } from '../../body/body.js'
import type { Exports } from '../../generated/wasm/exports.js'
import type { KeyKind } from '../../kinds/kind.js'
import type { TupleCodec } from '../../kinds/tuple.js'
import type { Engine } from '../engine.js'
import { BytesEngine } from '../wasm/bytes-engine.js'
import { type EngineClass, makeEngines, type PairOf, WasmEngine } from '../wasm/engine.js'
import type { Space } from '../wasm/space.js'
import { tupleEngineFor } from '../wasm/tuple-engines.js'

export type { Exports } from '../../generated/wasm/exports.js'
export { NO_TABLE } from '../wasm/engine.js'
export { isStaged, lacksMemory, probeBytes, probeString, stageBytes, stageRange, stageString } from '../wasm/keys.js'
export type { Probed, Staged, Table } from '../wasm/table.js'
export { probeParts, probeTuple } from '../wasm/tuple-keys.js'

/** A heap is of one layout. */
export const HAS_LAYOUTS = false

/** What a body in a heap knows of it: the memory, and the exports that its class calls. */
export interface Tenancy<Calls = unknown> {
  readonly memory: Space['memory']
  readonly calls: Calls
  readonly engines: readonly Engine<number>[]
}

/** Which engines a class needs, in whichever heap. */
interface Recipe extends ReadonlyArray<Engine<number>> {
  makeIn(space: Space): readonly Engine<number>[]
}

/** None yet: each heap has its own. */
export function enginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<number>[] {
  return recipeOf(WasmEngine, keys, pairs)
}

/** The same where keys are bytes. */
export function stagedEnginesOf(keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<number>[] {
  return recipeOf(BytesEngine, keys, pairs)
}

/** The same where keys have several parts. */
export function tupleEnginesOf(codec: TupleCodec, pairs: readonly PairOf[]): readonly Engine<number>[] {
  return recipeOf(tupleEngineFor(codec), codec.keys, pairs)
}

/** The engines of such a class, in whichever heap. */
export function recipeOf(Class: EngineClass, keys: KeyKind, pairs: readonly PairOf[]): readonly Engine<number>[] {
  const makeIn = (space: Space) => makeEngines(Class, keys, space.view, () => space, pairs)
  return assign([], { makeIn })
}

/** The tenancies of the classes in one space. */
class Tenancies {
  /** Those of keys of several parts come and go. */
  readonly #all = new WeakMap<Traits, Tenancy>()
  readonly #space: Space

  constructor(space: Space) {
    this.#space = space
  }

  of<Calls>(traits: Traits, callsOf: (exports: Exports) => Calls): Tenancy<Calls> {
    // The traits of a class always come with the same calls.
    let tenancy = this.#all.get(traits) as Tenancy<Calls> | undefined
    if (tenancy === undefined) {
      const { memory, exports } = this.#space
      const engines = (traits.engines as Recipe).makeIn(this.#space)
      tenancy = { memory, calls: callsOf(exports), engines }
      this.#all.set(traits, tenancy)
    }
    return tenancy
  }
}

const opened = /* @__PURE__ */ new WeakMap<object, Tenancies>()

/** Gives a heap its space. */
export function open(heap: object, space: Space): void {
  opened.set(heap, new Tenancies(space))
}

/** Puts the body of a new map into its heap, which is open. */
export function settle<Calls>(
  _map: object,
  body: Body<number, Tenancy<Calls>>,
  _entries: unknown,
  _options: unknown,
  callsOf: (exports: Exports) => Calls,
): undefined {
  const tenancy = opened.get(body.heap!)!.of(body.traits, callsOf)
  body.space = tenancy
  body.engine = tenancy.engines[body.kind]!
}
