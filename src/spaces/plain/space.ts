// What ordinary tables need of a thread's part in a shared memory: their exports, their memory, under the names that the rest
// of the library knows.

import { keysOf, WeakMap } from '../../basics/builtins.js'
import { outOfMemory } from '../../basics/errors.js'
import { random32 } from '../../basics/random.js'
import type { Exports as WasmExports } from '../../generated/wasm/exports.js'
import { BUCKETS_VIEW } from '../buckets/view.js'
import { PlainMemory } from '../shared/memory.js'
import type { Thread } from '../shared/thread.js'
import type { Space } from '../wasm/space.js'

const PREFIX = 'plain'

/** Those whose names begin so, without that. */
function plainExports(exports: object): WasmExports {
  const found: Record<string, unknown> = {}
  for (const name of keysOf(exports)) {
    if (!name.startsWith(PREFIX)) continue
    const rest = name.slice(PREFIX.length)
    found[rest.charAt(0).toLowerCase() + rest.slice(1)] = (exports as Record<string, unknown>)[name]
  }
  return found as unknown as WasmExports
}

/** A space without a reclaimer: what frees a table is known elsewhere. */
export interface PlainSpace extends Omit<Space, 'reclaimer' | 'memory'> {
  readonly memory: PlainMemory
}

const spaces = /* @__PURE__ */ new WeakMap<Thread, PlainSpace>()

/** The space of a thread, which is made with its first map. @throws RangeError when memory is out */
export function spaceOf(thread: Thread, where: string): PlainSpace {
  let space = spaces.get(thread)
  if (space === undefined) {
    const { plainEnter, plainMemoryPages } = thread.exports
    const base = plainEnter()
    if (base === 0) throw outOfMemory(where)
    const exports = plainExports(thread.exports)
    exports.seedEntropy(random32(), random32(), random32())
    const memory = new PlainMemory(thread.memory, base >>> 0, exports.stageLongKey, plainMemoryPages)
    space = { exports, memory, view: BUCKETS_VIEW }
    spaces.set(thread, space)
  }
  return space
}
