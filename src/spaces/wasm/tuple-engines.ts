// The engines of tables in Wasm memory whose keys have several parts: pairs of 32-bit integers are keys of 64 bits there, all
// others bytes.

import type { TupleCodec, TupleKeys } from '../../kinds/tuple.js'
import type { InspectedEntry, StagePlace, TableOwner } from '../engine.js'
import { BytesEngine } from './bytes-engine.js'
import { type EngineClass, WasmEngine } from './engine.js'
import { recordData } from './records.js'

const PAIR_BYTES = 8

class PairEngine extends WasmEngine {
  private get codec(): TupleCodec {
    return (this.keys as TupleKeys).codec
  }

  protected override takeStaged(place: StagePlace<number>, first: number, count: number): void {
    super.takeStaged(place, first, count)
    const { codec } = this
    const { words } = place.staging
    for (let i = first; i < first + count; i++) place.keys[i] = codec.pairOf(words[i << 2]!, words[(i << 2) + 1]!)
  }

  override entryAt(table: number, bucket: number, index: number): InspectedEntry {
    const { exports, memory } = this.space
    const { data } = memory
    const at = bucket + exports.tableFirstSlot(table) + index * (PAIR_BYTES + this.valueSize)
    const key = this.codec.pairOf(data.getInt32(at, true), data.getInt32(at + 4, true))
    return this.inspected(key, at + PAIR_BYTES)
  }
}

class TupleEngine extends BytesEngine {
  protected override keyLengthOf(_owner: TableOwner): number {
    return (this.keys as TupleKeys).codec.keyLength
  }

  protected override read(at: number, length: number): unknown {
    const { memory } = this.space
    return (this.keys as TupleKeys).codec.read(memory, length === 0 ? recordData(memory, at) : at)
  }
}

/** The class of the engines of tables of such keys. */
export const tupleEngineFor = (codec: TupleCodec): EngineClass => (codec.isPair ? PairEngine : TupleEngine)
