// The one space of all ordinary maps: made lazily and synchronously at the first write, or ahead by `init`.

import { TypeError } from '../../basics/builtins.js'
import { WasmMemory } from '../../basics/platform.js'
import type { Exports } from '../../generated/wasm/exports.js'
import { LinearMemory } from './memory.js'
import { theModule, useModule } from './module.js'
import { createMemory, Space } from './space.js'

/** Its memory; empty views until there is one. */
export const memory = /* @__PURE__ */ new LinearMemory()

let space: Space | undefined
const waiting: ((exports: Exports) => void)[] = []

/** Makes the space. Precondition: there is none yet. */
export function make(module: WebAssembly.Module, wasmMemory = createMemory()): Space {
  const made = new Space(module, wasmMemory, memory)
  useModule(module)
  for (const use of waiting) use(made.exports)
  waiting.length = 0
  space = made
  return made
}

/** The space, which is made now if there is none. */
export function theSpace(): Space {
  return space ?? make(theModule())
}

export function hasSpace(): boolean {
  return space !== undefined
}

/** Calls `use` with the exports as soon as there is an instance. */
export function whenInstantiated(use: (exports: Exports) => void): void {
  if (space === undefined) waiting.push(use)
  else use(space.exports)
}

/** For tests: a space with a memory of a given size. Precondition: there is none yet. */
export function makeWith(module: WebAssembly.Module, pages: number, maximum: number): Space {
  if (space !== undefined) throw new TypeError('makeWith: there is a space already')
  return make(module, new WasmMemory({ initial: pages, maximum }))
}
