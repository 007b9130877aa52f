// The space of all ordinary maps of tables that split.

import { TypeError } from '../../basics/builtins.js'
import { WasmMemory } from '../../basics/platform.js'
import { BINARY } from '../../generated/swiss/binary.js'
import type { Exports } from '../../generated/wasm/exports.js'
import { EmbeddedModule } from '../wasm/embedded.js'
import { LinearMemory } from '../wasm/memory.js'
import { SharedSpace } from '../wasm/shared.js'
import type { Space } from '../wasm/space.js'
import { SWISS_VIEW } from './view.js'

/** Its memory; empty views until there is one. */
export const memory = /* @__PURE__ */ new LinearMemory()

export const theModule = /* @__PURE__ */ new EmbeddedModule(BINARY, 'tophash/wasm-swiss')

export const shared = /* @__PURE__ */ new SharedSpace(theModule, SWISS_VIEW, memory)

/** The space, which is made now if there is none. */
export function theSpace(): Space {
  return shared.get()
}

/** Calls `use` with the exports as soon as there is an instance. */
export function whenInstantiated(use: (exports: Exports) => void): void {
  shared.whenInstantiated(use)
}

/** For tests: a space with a memory of a given size. Precondition: there is none yet. */
export function makeWith(module: WebAssembly.Module, pages: number, maximum: number): Space {
  if (shared.exists) throw new TypeError('makeWith: there is a space already')
  return shared.make(module, new WasmMemory({ initial: pages, maximum }))
}
