// The one space of all ordinary maps: made lazily and synchronously at the first write, or ahead by `init`.

import { EXPORTS, type Exports } from '../../generated/wasm/exports.js'
import { LinearMemory } from './memory.js'
import { compiledAhead, theModule, useModule } from './module.js'
import { createMemory, Space } from './space.js'

/** Its memory; empty views until there is one. */
export const memory = /* @__PURE__ */ new LinearMemory()

let space: Space | undefined
const waiting: ((exports: Exports) => void)[] = []

function make(module: WebAssembly.Module, wasmMemory: WebAssembly.Memory): Space {
  const made = new Space(module, wasmMemory, memory)
  useModule(module)
  for (const use of waiting) use(made.exports)
  waiting.length = 0
  space = made
  return made
}

/** The space, which is made now if there is none. */
export function theSpace(): Space {
  return space ?? make(theModule(), createMemory())
}

/** Calls `use` with the exports as soon as there is an instance. */
export function whenInstantiated(use: (exports: Exports) => void): void {
  if (space === undefined) waiting.push(use)
  else use(space.exports)
}

function requireOurs(module: unknown): void {
  if (!(module instanceof WebAssembly.Module)) {
    throw new TypeError('init: module must be a WebAssembly.Module, for instance of the file that tophash/wasm exports')
  }
  const names = new Set(WebAssembly.Module.exports(module).map(e => e.name))
  if (!names.has('abiVersion') || !EXPORTS.every(name => names.has(name))) {
    throw new TypeError('init: the module is not of tophash')
  }
}

/**
 * Compiles ahead of the first write, off the main thread where the engine does that.
 *
 * @param module a precompiled module of the file that `tophash/wasm` exports, for runtimes that forbid compiling bytes
 * @throws TypeError if the module is not ours or of another version, or if an instance exists already
 */
export async function init(module?: WebAssembly.Module): Promise<void> {
  if (module !== undefined) {
    requireOurs(module)
    if (space !== undefined) throw new TypeError('init: too late for a module, a map has been written already')
    make(module, createMemory())
    return
  }
  if (space !== undefined) return
  const compiled = await compiledAhead()
  if (space === undefined) make(compiled, createMemory())
}

/** For tests: a space with a memory of a given size. Precondition: there is none yet. */
export function makeWith(module: WebAssembly.Module, pages: number, maximum: number): Space {
  if (space !== undefined) throw new TypeError('makeWith: there is a space already')
  return make(module, new WebAssembly.Memory({ initial: pages, maximum }))
}
