// Compiling ahead, or a module that somebody else has compiled.

import { NativeSet, TypeError } from '../../basics/builtins.js'
import { moduleExports, WasmModule } from '../../basics/platform.js'
import { theModule } from './module.js'

/** A module without these is not ours. */
const NEEDED = ['sharedVersion', 'enterThread', 'u32U32Get', 'lockCreate']

/**
 * Compiles the Wasm ahead of the first heap, off the main thread where the engine does that; or takes a module compiled of
 * the file `tophash/wasm-shared`, where compiling bytes is forbidden. Each thread calls it for itself.
 * @throws TypeError (the promise rejects) if it is given something else
 */
export async function init(module?: WebAssembly.Module): Promise<void> {
  if (module === undefined) {
    await theModule.ahead()
    return
  }
  if (WasmModule === undefined || !(module instanceof WasmModule)) {
    throw new TypeError('init: the module must be a WebAssembly.Module of tophash/wasm-shared')
  }
  const names = new NativeSet(moduleExports!(module).map(({ name }) => name))
  if (!NEEDED.every(name => names.has(name))) {
    throw new TypeError('init: the module is not that of tophash/wasm-shared')
  }
  theModule.use(module)
}
