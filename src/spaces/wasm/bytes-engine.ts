// The engines of tables in Wasm memory whose keys are bytes or strings.

import { Number } from '../../basics/builtins.js'
import { MAX_PACKED_KEY } from '../../generated/constants.js'
import type { Ranges } from '../../kinds/packed.js'
import type { InspectedEntry, RangeEngine, StagePlace, TableOwner } from '../engine.js'
import { WasmEngine } from './engine.js'
import { inRangeChunks, type RangeWork } from './ranges.js'
import { copyBytes, readString, recordData, recordLength } from './records.js'

/** The entries that Wasm stages say where a key is; it is read at once. */
export class BytesEngine extends WasmEngine {
  override readonly ranges: RangeEngine<number> = {
    get: (table, ranges, from, answers, missing) => {
      const bits = this.bitsOf(missing)
      return this.#run(ranges, from, { answers }, (n, isUtf8) => this.pair.getRanges!(table, n, isUtf8, bits))
    },
    has: (table, ranges, from, answers) =>
      this.#run(ranges, from, { answers }, (n, isUtf8) => this.pair.hasRanges!(table, n, isUtf8)),
    set: (table, ranges, from, values) => {
      if (from === 0) this.noteMissingIn(table, values)
      return this.#run(ranges, from, { values }, (n, isUtf8) => this.pair.setRanges!(table, n, isUtf8))
    },
    remove: (table, ranges, from, answers) =>
      this.#run(ranges, from, { answers }, (n, isUtf8) => this.pair.removeRanges!(table, n, isUtf8)),
    increment: (table, ranges, from, by) => {
      const { pair } = this
      const increment = (pair.incrementRanges ?? this.ofSign(pair.incrementRangesSigned, pair.incrementRangesUnsigned))!
      return this.#run(ranges, from, { values: this.asColumn(by) }, (n, isUtf8) => increment(table, n, isUtf8))
    },
  }

  #run(
    ranges: Ranges,
    from: number,
    columns: Pick<RangeWork, 'values' | 'answers'>,
    run: (n: number, isUtf8: number) => number,
  ): number {
    const isUtf8 = Number(ranges.isUtf8)
    return inRangeChunks(this.space, { ranges, ...columns, run: n => run(n, isUtf8) }, from)
  }

  protected override createTable(owner: TableOwner, seedLow: number, seedHigh: number, capacity: number): number {
    const keyLength = this.keyLengthOf(owner)
    const length = keyLength <= MAX_PACKED_KEY ? keyLength : 0
    return this.space.exports.tableCreateBytes(seedLow, seedHigh, capacity, length, this.valueSize)
  }

  /** Bytes of every key, 0 if they differ. */
  protected keyLengthOf(owner: TableOwner): number {
    return owner.keyLength
  }

  protected override takeStaged(place: StagePlace<number>, first: number, count: number): void {
    super.takeStaged(place, first, count)
    const length = this.space.exports.tableKeyLength(place.table)
    const { words } = place.staging
    for (let i = first; i < first + count; i++) place.keys[i] = this.read(words[i << 2]! >>> 0, length)
  }

  /** The key at an address: of `length` bytes, or a record if that is 0. */
  protected read(at: number, length: number): unknown {
    const { memory } = this.space
    if (length !== 0) return copyBytes(memory, at, length)
    return this.keys.isString
      ? readString(memory, at)
      : copyBytes(memory, recordData(memory, at), recordLength(memory, at))
  }

  override entryAt(table: number, bucket: number, index: number): InspectedEntry {
    const { exports, memory } = this.space
    const at = bucket + exports.tableFirstSlot(table) + index * exports.tableSlotSize(table)
    const length = exports.tableKeyLength(table)
    const key = at + this.valueSize
    return this.inspected(this.read(length === 0 ? memory.data.getUint32(key, true) : key, length), at)
  }
}
