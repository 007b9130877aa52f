// A Wasm instance with the memory that its tables are in.

import { instantiateSync } from '@assemblyscript/loader'
import { min, RangeError, TypeError } from '../../basics/builtins.js'
import { WasmMemory } from '../../basics/platform.js'
import { random32 } from '../../basics/random.js'
import { ABI_VERSION } from '../../generated/constants.js'
import type { Exports } from '../../generated/wasm/exports.js'
import type { LinearMemory } from './memory.js'
import { Reclaimer } from './reclaim.js'
import type { View } from './view.js'

/** 1 GiB, reserved and not touched: growing the memory later can cost the program a garbage collection. */
const INITIAL_PAGES = 16384
const LEAST_PAGES = 16
const MAXIMUM_PAGES = 65536

/** A memory of at most `maximum` pages: of 1 GiB address space at first or, where that is refused, of what is granted. */
function memoryUpTo(maximum: number): WebAssembly.Memory | undefined {
  for (let initial = min(INITIAL_PAGES, maximum); initial >= LEAST_PAGES; initial >>>= 1) {
    try {
      return new WasmMemory({ initial, maximum })
    } catch {}
  }
  return undefined
}

/** Some engines reserve the maximum: where 4 GiB are refused, the most that is granted. */
export function createMemory(): WebAssembly.Memory {
  for (let maximum = MAXIMUM_PAGES; maximum >= LEAST_PAGES; maximum >>>= 1) {
    const memory = memoryUpTo(maximum)
    if (memory !== undefined) return memory
  }
  throw new RangeError('tophash: the engine refuses a memory of any size')
}

export class Space {
  readonly exports: Exports
  readonly memory: LinearMemory
  readonly reclaimer: Reclaimer
  readonly view: View

  /** @throws TypeError if the module is of another version or layout */
  constructor(module: WebAssembly.Module, wasmMemory: WebAssembly.Memory, memory: LinearMemory, view: View) {
    const { instance } = instantiateSync(module, { env: { memory: wasmMemory } })
    const exports = instance.exports as unknown as Exports
    const version = exports.abiVersion.value
    if (version !== ABI_VERSION) {
      throw new TypeError(`init: the module is of ABI version ${version}, this package needs ${ABI_VERSION}`)
    }
    if (exports.tableLayout.value !== view.number) {
      throw new TypeError(
        `init: the module has the tables of another entry of the package, not those of ${view.layout.entry}`,
      )
    }
    memory.attach(wasmMemory, exports.stageLongKey)
    exports.seedEntropy(random32(), random32(), random32())
    this.exports = exports
    this.memory = memory
    this.view = view
    this.reclaimer = new Reclaimer(exports)
  }
}
