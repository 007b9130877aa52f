// The one space of all ordinary maps of a layout: made lazily and synchronously at the first write, or ahead by `init`.

import { NativeSet, setPrototypeOf, TypeError } from '../../basics/builtins.js'
import { moduleExports, WasmModule as NativeModule } from '../../basics/platform.js'
import { EXPORTS, type Exports } from '../../generated/wasm/exports.js'
import type { EmbeddedModule } from './embedded.js'
import type { LinearMemory } from './memory.js'
import { createMemory, Space } from './space.js'
import type { View } from './view.js'

/** A module where TypeScript knows of it: by its option `lib`, or by types of the platform. */
export type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } }
  ? Module
  : object

/** Those of a module of any realm: the function tells modules by what they have inside. */
function exportsOf(module: unknown, file: string): WebAssembly.ModuleExportDescriptor[] {
  try {
    return moduleExports(module as WebAssembly.Module)
  } catch {
    throw new TypeError(`init: module must be a WebAssembly.Module, for instance of the file that ${file} exports`)
  }
}

function requireOurs(module: unknown, file: string): void {
  const names = new NativeSet(exportsOf(module, file).map(e => e.name))
  if (!names.has('abiVersion') || !EXPORTS.every(name => names.has(name))) {
    throw new TypeError('init: the module is not of tophash')
  }
}

export class SharedSpace {
  readonly #module: EmbeddedModule
  readonly #view: View
  /** Its memory; empty views until there is one. */
  readonly #memory: LinearMemory
  #space: Space | undefined
  #waiting: ((exports: Exports) => void)[] = []

  constructor(module: EmbeddedModule, view: View, memory: LinearMemory) {
    this.#module = module
    this.#view = view
    this.#memory = memory
  }

  /** Makes the space. Precondition: there is none yet. */
  make(module: WebAssembly.Module, wasmMemory = createMemory()): Space {
    const made = new Space(module, wasmMemory, this.#memory, this.#view)
    this.#module.use(module)
    for (const use of this.#waiting) use(made.exports)
    this.#waiting.length = 0
    this.#space = made
    return made
  }

  /** The space, which is made now if there is none. */
  get(): Space {
    return this.#space ?? this.make(this.#module.get())
  }

  get exists(): boolean {
    return this.#space !== undefined
  }

  /** Calls `use` with the exports as soon as there is an instance. */
  whenInstantiated(use: (exports: Exports) => void): void {
    if (this.#space === undefined) this.#waiting.push(use)
    else use(this.#space.exports)
  }

  /** What `init` does. */
  async init(module: unknown): Promise<void> {
    if (module !== undefined) {
      requireOurs(module, this.#module.file)
      if (this.exists) throw new TypeError('init: too late for a module, a map has been written already')
      // What instantiates it tells modules by their prototype.
      if (!(module instanceof NativeModule)) setPrototypeOf(module as object, NativeModule.prototype)
      this.make(module as WebAssembly.Module)
      return
    }
    if (this.exists) return
    const compiled = await this.#module.ahead()
    if (!this.exists) this.make(compiled)
  }
}
