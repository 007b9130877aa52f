// The Wasm backend: engines over the one instance.

import type { Cursor } from '../cursor.js'
import type { Engine, InspectedBucket, InspectedSlot, Inspection, Stats, TableOwner } from '../engine.js'
import { type ColdFunctions, coldFunctions, type PAIRS } from '../generated/wasm/abi.js'
import { bytes, renewViews, view, words } from '../memory.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, SET, UINT32 } from '../options.js'
import { MIN_TOPHASH, SLOTS } from '../tophash.js'
import { type SharedExports, theInstance, whenInstantiated } from './instance.js'
import { ownSmallTable, ownTable } from './reclaim.js'

/** Stands for "no table yet". Calls with it never reach Wasm. */
export const NO_TABLE = 0

const SLOTS_OFFSET = 8

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

/** How many bytes a value of a kind takes in a slot. */
function valueBytes(kind: number): number {
  if (kind === SET) return 0
  return kind === FLOAT64 || kind >= BIGINT64 ? 8 : 4
}

class WasmEngine implements Engine {
  readonly #pair: (typeof PAIRS)[number]
  readonly #keyBytes: number
  readonly #kind: number
  #cold: ColdFunctions | undefined

  constructor(pair: (typeof PAIRS)[number], keyBytes: number, kind: number) {
    this.#pair = pair
    this.#keyBytes = keyBytes
    this.#kind = kind
  }

  #functions(): ColdFunctions {
    this.#cold ??= coldFunctions(theInstance(), this.#pair)
    return this.#cold
  }

  create(owner: TableOwner, method: string, seedLow: number, seedHigh: number, capacity: number): number {
    const table = theInstance().tableCreate(seedLow, seedHigh, capacity)
    if (table === 0) throw owner._outOfMemory(method)
    if (capacity <= SLOTS) ownSmallTable(owner, table)
    else ownTable(owner, table)
    return table
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
    takeStaged(cursor, count)
    for (let rest = words[stageRest >>> 2]!; rest !== 0; rest = words[stageRest >>> 2]!) {
      takeStaged(cursor, functions.stageRest(table, rest))
    }
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
      for (; bucket !== 0; bucket = functions.overflowOf(bucket)) buckets.push(this.#inspectBucket(bucket >>> 0))
      if (buckets.length > 0) inspection.chains.push({ index, buckets })
    }
    return inspection
  }

  #inspectBucket(bucket: number): InspectedBucket {
    const tophashes = Array.from(bytes.subarray(bucket, bucket + SLOTS))
    const size = this.#keyBytes + valueBytes(this.#kind)
    const slots = tophashes.map((tophash, i) => {
      if (tophash < MIN_TOPHASH) return null
      const at = bucket + SLOTS_OFFSET + i * size
      const slot: InspectedSlot = { tophash, key: this.#keyAt(at) }
      if (this.#kind !== SET) slot.value = readScalar(at + this.#keyBytes, this.#kind)
      return slot
    })
    return { tophashes, slots }
  }

  #keyAt(at: number): number | bigint {
    const pair = this.#pair
    if (pair.startsWith('u32')) return view.getInt32(at, true)
    return pair.startsWith('f64') ? view.getFloat64(at, true) : view.getBigInt64(at, true)
  }
}

/** Copies staged entries to a cursor, behind those that it has. */
function takeStaged(cursor: Cursor, count: number): void {
  const staging = cursor.staging!
  const size = 4 << cursor.shift
  const at = cursor.count * size
  staging.reserve(at + count * size)
  staging.bytes.set(bytes.subarray(stageEntries, stageEntries + count * size), at)
  cursor.count += count
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

const VALUE_WIRES = ['U32', 'U32', 'U32', 'F32', 'F64', 'I64', 'I64'] as const

/** The engines of a key wire type: one a value kind for maps; for sets, the one at SET. */
export function enginesFor(key: 'u32' | 'f64' | 'i64', isSet: boolean): readonly Engine[] {
  const keyBytes = key === 'u32' ? 4 : 8
  const engines: Engine[] = []
  if (isSet) engines[SET] = new WasmEngine(`${key}None`, keyBytes, SET)
  else for (const [kind, value] of VALUE_WIRES.entries()) engines.push(new WasmEngine(`${key}${value}`, keyBytes, kind))
  return engines
}
