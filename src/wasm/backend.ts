// The Wasm backend: engines over the one instance.

import { type Column, type Ranges, valueColumn } from '../classes/many.js'
import type { Cursor } from '../cursor.js'
import type { Engine, InspectedBucket, InspectedSlot, Inspection, Stats, TableOwner } from '../engine.js'
import { type ColdFunctions, coldFunctions, type PAIRS } from '../generated/wasm/abi.js'
import { bytes, renewViews, view, words } from '../memory.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, SET, STRING_KEYS, UINT32 } from '../options.js'
import { MIN_TOPHASH, SLOTS } from '../tophash.js'
import { type SharedExports, theInstance, whenInstantiated } from './instance.js'
import { inChunks, type ManyFunctions } from './many.js'
import { inRangeChunks, type RangeFunctions } from './ranges.js'
import { ownSmallTable, ownTable } from './reclaim.js'
import { copyBytes, readString, recordData, recordLength } from './records.js'

/** Stands for "no table yet". Calls with it never reach Wasm. */
export const NO_TABLE = 0

const SLOTS_OFFSET = 8
const BYTES_SLOTS_OFFSET = 12

let shared: SharedExports
let stageEntries = 0
let stageNextDone = 0
let stageNextSub = 0
let stageRest = 0

whenInstantiated(exports => {
  shared = exports
  stageEntries = exports.stageEntries.value
  stageNextDone = exports.stageNextDone.value
  stageNextSub = exports.stageNextSub.value
  stageRest = exports.stageRest.value
})

export function incrementStatus(): number {
  return shared.incrementStatus()
}

/** The sum of an increment whose table outgrew its first bucket. */
export function incrementSum(): number {
  return shared.incrementSum()
}
export function incrementSum64(): bigint {
  return shared.incrementSum64()
}

/** Whether the key of the last `get` of a map with keys of bytes was there. */
export function wasFound(): number {
  return shared.wasFound()
}

/** How many bytes a value of a kind takes in a slot. */
function valueBytes(kind: number): number {
  if (kind === SET) return 0
  return kind === FLOAT64 || kind >= BIGINT64 ? 8 : 4
}

/** In names of exports: the pair that stands for all values of a size, and which increment is meant. */
function exportNames(kind: number): { sized: string; increment: string } {
  const sized = kind === SET ? 'None' : valueBytes(kind) === 4 ? 'U32' : 'I64'
  const isSigned = kind !== UINT32 && kind !== BIGUINT64
  return { sized, increment: kind === FLOAT32 || kind === FLOAT64 ? '' : isSigned ? 'Signed' : 'Unsigned' }
}

class WasmEngine implements Engine {
  protected readonly pair: (typeof PAIRS)[number]
  readonly #keyBytes: number
  protected readonly kind: number
  #cold: ColdFunctions | undefined
  #many: ManyFunctions | undefined
  /** Whether a sum of the last increment of many keys is what single reads take for "missing". */
  protected saw = false
  /** Room for a value that goes to all keys. */
  private single: any

  constructor(pair: (typeof PAIRS)[number], keyBytes: number, kind: number) {
    this.pair = pair
    this.#keyBytes = keyBytes
    this.kind = kind
  }

  #functions(): ColdFunctions {
    this.#cold ??= coldFunctions(theInstance(), this.pair)
    return this.#cold
  }

  create(owner: TableOwner, method: string, seedLow: number, seedHigh: number, capacity: number): number {
    const table = this.createTable(owner, seedLow, seedHigh, capacity)
    if (table === 0) throw owner._outOfMemory(method)
    if (capacity <= SLOTS) ownSmallTable(owner, table)
    else ownTable(owner, table)
    return table
  }

  protected createTable(_owner: TableOwner, seedLow: number, seedHigh: number, capacity: number): number {
    return theInstance().tableCreate(seedLow, seedHigh, capacity)
  }

  clone(owner: TableOwner, table: number): number {
    const copy = this.#functions().clone(table)
    if (copy === 0) throw owner._outOfMemory('clone')
    ownTable(owner, copy)
    return copy
  }

  outgrew(owner: TableOwner, table: number): void {
    ownTable(owner, table)
  }

  count(table: number): number {
    return table === NO_TABLE ? 0 : shared.tableCount(table) >>> 0
  }

  generation(table: number): number {
    return shared.tableGeneration(table)
  }

  clear(table: number): void {
    shared.tableClear(table)
  }

  reserve(table: number, n: number): boolean {
    return this.#functions().reserve(table, n) !== 0
  }

  shrink(table: number): boolean {
    return this.#functions().shrink(table) !== 0
  }

  baseBits(table: number): number {
    return shared.tableBaseBits(table)
  }

  stage(cursor: Cursor): void {
    const functions = this.#functions()
    const { table } = cursor
    const count = functions.stage(table, cursor.bits, cursor.start, cursor.done, cursor.sub)
    renewViews()
    cursor.done = words[stageNextDone >>> 2]!
    cursor.sub = words[stageNextSub >>> 2]!
    this.takeStaged(cursor, count)
    for (let rest = words[stageRest >>> 2]!; rest !== 0; rest = words[stageRest >>> 2]!) {
      this.takeStaged(cursor, functions.stageRest(table, rest))
    }
  }

  /** Copies staged entries to a cursor, behind those that it has. */
  protected takeStaged(cursor: Cursor, count: number): void {
    const staging = cursor.staging!
    const size = 4 << cursor.shift
    const at = cursor.count * size
    staging.reserve(at + count * size)
    staging.bytes.set(bytes.subarray(stageEntries, stageEntries + count * size), at)
    cursor.count += count
  }

  /** The exports for many keys: what depends on the size of a value is shared by all values of that size. */
  #manyFunctions(): ManyFunctions {
    if (this.#many !== undefined) return this.#many
    const exports = theInstance() as any
    const key = this.pair.slice(0, 3)
    const { sized, increment } = exportNames(this.kind)
    this.#many = {
      getMany: exports[`${key}${sized}GetMany`],
      hasMany: exports[`${key}${sized}HasMany`],
      setMany: exports[`${key}${sized}SetMany`],
      removeMany: exports[`${key}${sized}RemoveMany`],
      incrementMany: exports[`${this.pair}IncrementMany${increment}`],
      indexMany: exports[`${key}${sized}IndexMany`],
      undoMany: exports[`${key}${sized}UndoMany`],
      partition: exports[`${key}Partition`],
    }
    return this.#many
  }

  getMany(table: number, keys: Column, out: Column, missing: any): boolean {
    const functions = this.#manyFunctions()
    const bits = bitsOf(missing, this.kind)
    const run = (at: number, answers: number, n: number, places: number) => {
      functions.getMany(table, at, answers, n, bits, places)
      return n
    }
    return inChunks({ table, keys, functions, answers: out, inserts: false, run }) >= 0
  }

  hasMany(table: number, keys: Column, out: Uint8Array): number {
    const functions = this.#manyFunctions()
    let count = 0
    const run = (at: number, answers: number, n: number, places: number) => {
      count += functions.hasMany(table, at, answers, n, places)
      return n
    }
    return inChunks({ table, keys, functions, answers: out, inserts: false, run }) < 0 ? -1 : count
  }

  setMany(table: number, keys: Column, values: Column | undefined): number {
    const functions = this.#manyFunctions()
    const run = (at: number, from: number, n: number, log: number) => functions.setMany(table, at, from, n, log)
    return Math.max(0, inChunks({ table, keys, functions, values, inserts: true, isLogged: true, run }))
  }

  removeMany(table: number, keys: Column): number {
    const functions = this.#manyFunctions()
    let count = 0
    const run = (at: number, _: number, n: number) => {
      count += functions.removeMany(table, at, n)
      return n
    }
    return inChunks({ table, keys, functions, inserts: false, run }) < 0 ? -1 : count
  }

  incrementMany(table: number, keys: Column, by: Column | number | bigint): number {
    const functions = this.#manyFunctions()
    this.saw = false
    const values = typeof by === 'object' ? by : this.asColumn(by)
    const run = (at: number, from: number, n: number, log: number) => {
      const count = functions.incrementMany(table, at, from, n, log)
      if (shared.batchSawMissing() !== 0) this.saw = true
      return count
    }
    return Math.max(0, inChunks({ table, keys, functions, values, inserts: true, isLogged: true, run }))
  }

  /** A value for all keys, as a column. */
  protected asColumn(value: number | bigint): Column {
    this.single ??= new (valueColumn(this.kind)!)(1)
    this.single[0] = value
    return this.single
  }

  sawMissing(): boolean {
    return this.saw
  }

  indexMany(table: number, keys: Column, ids: Uint32Array): number {
    const functions = this.#manyFunctions()
    const run = (at: number, answers: number, n: number, places: number) =>
      functions.indexMany(table, at, answers, n, places)
    return Math.max(0, inChunks({ table, keys, functions, answers: ids, inserts: true, run }))
  }

  stats(table: number): Stats {
    const size = this.count(table)
    const buckets = shared.tableBuckets(table)
    return {
      size,
      B: shared.tableBits(table),
      buckets,
      overflowBuckets: shared.tableOverflow(table),
      loadFactor: size / (buckets || 1),
      growing: shared.tableOldBuckets(table) !== 0,
      evacuated: shared.tableEvacuated(table),
      bytes: shared.tableBytes(table),
    }
  }

  inspect(table: number): Inspection {
    renewViews()
    const { size, B, buckets: all, growing, evacuated } = this.stats(table)
    const inspection: Inspection = { size, B, growing, evacuated, chains: [] }
    const functions = this.#functions()
    for (let index = 0; index < all; index++) {
      const buckets: InspectedBucket[] = []
      let bucket = functions.chainAt(table, index)
      for (; bucket !== 0; bucket = functions.overflowOf(bucket)) buckets.push(this.#inspectBucket(table, bucket >>> 0))
      if (buckets.length > 0) inspection.chains.push({ index, buckets })
    }
    return inspection
  }

  #inspectBucket(table: number, bucket: number): InspectedBucket {
    const tophashes = Array.from(bytes.subarray(bucket, bucket + SLOTS))
    const slots = tophashes.map((tophash, i) => (tophash < MIN_TOPHASH ? null : this.slotAt(table, bucket, i, tophash)))
    return { tophashes, slots }
  }

  protected slotAt(_table: number, bucket: number, index: number, tophash: number): InspectedSlot {
    const at = bucket + SLOTS_OFFSET + index * (this.#keyBytes + valueBytes(this.kind))
    const slot: InspectedSlot = { tophash, key: this.#keyAt(at) }
    if (this.kind !== SET) slot.value = readScalar(at + this.#keyBytes, this.kind)
    return slot
  }

  #keyAt(at: number): number | bigint {
    const pair = this.pair
    if (pair.startsWith('u32')) return view.getInt32(at, true)
    return pair.startsWith('f64') ? view.getFloat64(at, true) : view.getBigInt64(at, true)
  }
}

/** Keys of bytes. The entries that Wasm stages say where a key is; it is read at once. */
class BytesEngine extends WasmEngine {
  readonly #isString: boolean
  #ranges: RangeFunctions | undefined

  constructor(pair: (typeof PAIRS)[number], kind: number, isString: boolean) {
    super(pair, 0, kind)
    this.#isString = isString
  }

  #functions(): RangeFunctions {
    if (this.#ranges !== undefined) return this.#ranges
    const exports = theInstance() as any
    const { sized, increment } = exportNames(this.kind)
    this.#ranges = {
      getRanges: exports[`bytes${sized}GetRanges`],
      hasRanges: exports[`bytes${sized}HasRanges`],
      setRanges: exports[`bytes${sized}SetRanges`],
      removeRanges: exports[`bytes${sized}RemoveRanges`],
      incrementRanges: exports[`${this.pair}IncrementRanges${increment}`],
    }
    return this.#ranges
  }

  getRanges(table: number, ranges: Ranges, from: number, answers: Column, missing: any): number {
    const { getRanges } = this.#functions()
    const bits = bitsOf(missing, this.kind)
    const run = (n: number) => getRanges(table, n, Number(ranges.isUtf8), bits)
    return inRangeChunks(shared, { ranges, answers, run }, from)
  }

  hasRanges(table: number, ranges: Ranges, from: number, answers: Uint8Array): number {
    const { hasRanges } = this.#functions()
    const run = (n: number) => hasRanges(table, n, Number(ranges.isUtf8))
    return inRangeChunks(shared, { ranges, answers, run }, from)
  }

  setRanges(table: number, ranges: Ranges, from: number, values: Column | undefined): number {
    const { setRanges } = this.#functions()
    const run = (n: number) => setRanges(table, n, Number(ranges.isUtf8))
    return inRangeChunks(shared, { ranges, values, run }, from)
  }

  removeRanges(table: number, ranges: Ranges, from: number, gone: Uint8Array): number {
    const { removeRanges } = this.#functions()
    const run = (n: number) => removeRanges(table, n, Number(ranges.isUtf8))
    return inRangeChunks(shared, { ranges, answers: gone, run }, from)
  }

  incrementRanges(table: number, ranges: Ranges, from: number, by: Column | number | bigint): number {
    const { incrementRanges } = this.#functions()
    if (from === 0) this.saw = false
    const values = typeof by === 'object' ? by : this.asColumn(by)
    const run = (n: number) => {
      const done = incrementRanges(table, n, Number(ranges.isUtf8))
      if (shared.batchSawMissing() !== 0) this.saw = true
      return done
    }
    return inRangeChunks(shared, { ranges, values, run }, from)
  }

  protected override createTable(owner: TableOwner, seedLow: number, seedHigh: number, capacity: number): number {
    const instance = theInstance()
    const length = owner._keyLength <= instance.maxPackedKey.value ? owner._keyLength : 0
    return instance.tableCreateBytes(seedLow, seedHigh, capacity, length, valueBytes(this.kind))
  }

  protected override takeStaged(cursor: Cursor, count: number): void {
    const first = cursor.count
    super.takeStaged(cursor, count)
    const length = shared.tableKeyLength(cursor.table)
    const { ints } = cursor.staging!
    for (let i = first; i < cursor.count; i++) cursor.keys[i] = this.#read(ints[i << 2]! >>> 0, length)
  }

  /** The key at an address: of `length` bytes, or a record if that is 0. */
  #read(at: number, length: number): string | Uint8Array {
    if (length !== 0) return copyBytes(at, length)
    return this.#isString ? readString(at) : copyBytes(recordData(at), recordLength(at))
  }

  protected override slotAt(table: number, bucket: number, index: number, tophash: number): InspectedSlot {
    const at = bucket + BYTES_SLOTS_OFFSET + index * shared.tableSlotSize(table)
    const length = shared.tableKeyLength(table)
    const key = at + valueBytes(this.kind)
    const slot: InspectedSlot = { tophash, key: this.#read(length === 0 ? view.getUint32(key, true) : key, length) }
    if (this.kind !== SET) slot.value = readScalar(at, this.kind)
    return slot
  }
}

/** A value in memory, a handle for kind ANY. */
function readScalar(at: number, kind: number): number | bigint {
  switch (kind) {
    case FLOAT32:
      return view.getFloat32(at, true)
    case FLOAT64:
      return view.getFloat64(at, true)
    case BIGINT64:
      return view.getBigInt64(at, true)
    case BIGUINT64:
      return view.getBigUint64(at, true)
    case UINT32:
      return view.getUint32(at, true)
    default:
      return view.getInt32(at, true)
  }
}

const scratch = new DataView(new ArrayBuffer(8))

/** A value as the bits that stand for it in a table: a number for 4 bytes, a bigint for 8. */
function bitsOf(value: any, kind: number): number | bigint {
  if (kind === FLOAT32) {
    scratch.setFloat32(0, value)
    return scratch.getInt32(0)
  }
  if (kind !== FLOAT64) return value
  scratch.setFloat64(0, value)
  return scratch.getBigInt64(0)
}

const VALUE_WIRES = ['U32', 'U32', 'U32', 'F32', 'F64', 'I64', 'I64'] as const

/** The engines of a key wire type: one a value kind for maps; for sets, the one at SET. */
export function enginesFor(key: 'u32' | 'f64' | 'i64' | 'bytes', isSet: boolean, keyKind?: number): readonly Engine[] {
  const make = (pair: (typeof PAIRS)[number], kind: number) =>
    key === 'bytes'
      ? new BytesEngine(pair, kind, keyKind === STRING_KEYS)
      : new WasmEngine(pair, key === 'u32' ? 4 : 8, kind)
  const engines: Engine[] = []
  if (isSet) engines[SET] = make(`${key}None`, SET)
  else for (const [kind, value] of VALUE_WIRES.entries()) engines.push(make(`${key}${value}`, kind))
  return engines
}
