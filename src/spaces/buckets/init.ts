// Compiling ahead, or elsewhere.

import type { WasmModule } from '../wasm/shared.js'
import { shared } from './default.js'

/**
 * Compiles ahead of the first write, off the main thread where the engine does that.
 *
 * @param module a precompiled module of the file that `tophash/wasm` exports, for runtimes that forbid compiling bytes
 * @throws TypeError if the module is not ours, of another version or layout, or if an instance exists already
 */
export function init(module?: WasmModule): Promise<void> {
  return shared.init(module)
}
