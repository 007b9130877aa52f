// Compiling ahead, or elsewhere.

import { NativeSet, setPrototypeOf, TypeError } from '../../basics/builtins.js'
import { moduleExports, WasmModule as NativeModule } from '../../basics/platform.js'
import { EXPORTS } from '../../generated/wasm/exports.js'
import { hasSpace, make } from './default.js'
import { compiledAhead } from './module.js'

/** `WebAssembly.Module` where TypeScript knows of it: by its option `lib`, or by types of the platform. */
type WasmModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer Module } } } ? Module : object

/** Those of a module of any realm: the function tells modules by what they have inside. */
function exportsOf(module: unknown): WebAssembly.ModuleExportDescriptor[] {
  try {
    return moduleExports(module as WebAssembly.Module)
  } catch {
    throw new TypeError('init: module must be a WebAssembly.Module, for instance of the file that tophash/wasm exports')
  }
}

function requireOurs(module: unknown): void {
  const names = new NativeSet(exportsOf(module).map(e => e.name))
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
export async function init(module?: WasmModule): Promise<void> {
  if (module !== undefined) {
    requireOurs(module)
    if (hasSpace()) throw new TypeError('init: too late for a module, a map has been written already')
    // What instantiates it tells modules by their prototype.
    if (!(module instanceof NativeModule)) setPrototypeOf(module, NativeModule.prototype)
    make(module)
    return
  }
  if (hasSpace()) return
  const compiled = await compiledAhead()
  if (!hasSpace()) make(compiled)
}
