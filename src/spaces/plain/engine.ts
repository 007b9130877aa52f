// The engines of ordinary tables in shared memory: as all in Wasm memory, but for what begins and ends a table, which its
// body sees to (body.ts), and what a table notes by itself (assembly/calls/notes.ts).

import type { Engine, TableOwner } from '../engine.js'
import { BytesEngine } from '../wasm/bytes-engine.js'
import { type EngineClass, WasmEngine } from '../wasm/engine.js'

function plain(Base: new (...args: ConstructorParameters<EngineClass>) => WasmEngine): EngineClass {
  return class extends Base implements Engine<number> {
    override create(owner: TableOwner, method: string, seedLow: number, seedHigh: number, capacity: number): number {
      const table = this.createTable(owner, seedLow, seedHigh, capacity) >>> 0
      if (table === 0) throw owner.outOfMemory(method)
      return table
    }

    override clone(owner: TableOwner, table: number): number {
      const copy = this.pair.clone(table) >>> 0
      if (copy === 0) throw owner.outOfMemory('clone')
      return copy
    }

    override outgrew(): void {}
  }
}

export const PlainEngine = /* @__PURE__ */ plain(WasmEngine)
export const PlainBytesEngine = /* @__PURE__ */ plain(BytesEngine)
