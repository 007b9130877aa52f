// The twin as a backend of the same classes.

import type { Column } from '../classes/many.js'
import type { Cursor } from '../cursor.js'
import type { Engine, InspectedBucket, InspectedSlot, Inspection, Stats, TableOwner } from '../engine.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, INT32, SET, STRING_KEYS, UINT32 } from '../options.js'
import { MIN_TOPHASH, SLOTS } from '../tophash.js'
import { clearTable, cloneTable, reserveTable, shrinkTable } from './grow.js'
import { seedRandom } from './hash.js'
import { inChunks, valueNow } from './many.js'
import {
  add,
  get,
  getOrInsert,
  has,
  incrementBigInt64,
  incrementBigUint64,
  incrementFloat32,
  incrementFloat64,
  incrementInt32,
  incrementStatus,
  incrementUint32,
  remove,
  set,
} from './operations.js'
import { type Buckets, chainAt, homeOf, type KeyWire, NONE, newTable, type TwinTable, type ValueWire } from './table.js'

export { incrementStatus, incrementSum, incrementSum64, wasFound } from './operations.js'

/** Stands for "no table yet". */
export const NO_TABLE = null as unknown as TwinTable

/** Entries that a staging aims at. */
const STAGE_CAPACITY = 64

function reverse(x: number): number {
  x = ((x & 0x55555555) << 1) | ((x >>> 1) & 0x55555555)
  x = ((x & 0x33333333) << 2) | ((x >>> 2) & 0x33333333)
  x = ((x & 0x0f0f0f0f) << 4) | ((x >>> 4) & 0x0f0f0f0f)
  x = ((x & 0x00ff00ff) << 8) | ((x >>> 8) & 0x00ff00ff)
  return ((x << 16) | (x >>> 16)) >>> 0
}

class TwinEngine implements Engine {
  readonly #key: KeyWire
  readonly #value: ValueWire
  readonly #kind: number

  constructor(key: KeyWire, value: ValueWire, kind: number) {
    this.#key = key
    this.#value = value
    this.#kind = kind
  }

  create(_owner: TableOwner, _method: string, seedLow: number, seedHigh: number, capacity: number): TwinTable {
    const table = newTable(this.#key, this.#value, capacity, seedRandom(seedLow, seedHigh))
    table.reseed()
    return table
  }

  clone(owner: TableOwner, table: TwinTable): TwinTable {
    const copy = cloneTable(table)
    if (copy === undefined) throw owner._outOfMemory('clone')
    return copy
  }

  outgrew(): void {}

  count(table: TwinTable): number {
    return table === NO_TABLE ? 0 : table.count
  }

  generation(table: TwinTable): number {
    return table.generation
  }

  clear(table: TwinTable): void {
    clearTable(table)
  }

  reserve(table: TwinTable, n: number): boolean {
    return reserveTable(table, n)
  }

  shrink(table: TwinTable): boolean {
    return shrinkTable(table)
  }

  baseBits(table: TwinTable): number {
    return table.growing ? Math.log2(table.oldmask + 1) : table.B
  }

  /** See assembly/iterate.ts: places in an iteration are (class, reversed added bits). */
  stage(cursor: Cursor): void {
    const { bits, start } = cursor
    const t: TwinTable = cursor.table
    const classMask = 2 ** bits - 1
    while (cursor.done <= classMask && cursor.count < STAGE_CAPACITY) {
      const index = (start + cursor.done) & classMask
      const least = cursor.sub
      const h = (index | (bits === 32 ? 0 : reverse(least) << bits)) >>> 0
      const old = t.growing && (h & t.oldmask) >= t.nevacuate
      const width = old ? Math.log2(t.oldmask + 1) : t.B
      const filtering = width < bits || (least !== 0 && least % 2 ** (32 - (width - bits)) !== 0)
      const isInside = (key: any) => {
        const keyHash = t.hash(key)
        return (keyHash & classMask) === index && reverse(keyHash >>> bits) >= least
      }
      stageChain(cursor, t, homeOf(t, h), filtering ? isInside : undefined)
      if (width <= bits) {
        cursor.sub = 0
        cursor.done++
      } else {
        const step = 2 ** (32 - (width - bits))
        cursor.sub = Math.floor(least / step) * step + step
        if (cursor.sub === 2 ** 32) {
          cursor.sub = 0
          cursor.done++
        }
      }
    }
  }

  getMany(table: TwinTable, keys: Column, out: Column, missing: any): boolean {
    for (let i = 0; i < keys.length; i++) out[i] = readable(get(table, keys[i], missing), this.#kind)
    return true
  }

  hasMany(table: TwinTable, keys: Column, out: Uint8Array): number {
    let count = 0
    for (let i = 0; i < keys.length; i++) count += out[i] = has(table, keys[i])
    return count
  }

  setMany(table: TwinTable, keys: Column, values: Column | undefined): number {
    const apply = (i: number) => (values === undefined ? add(table, keys[i]) : set(table, keys[i], values[i])) >= 0
    return inChunks(table, keys, true, apply)
  }

  removeMany(table: TwinTable, keys: Column): number {
    let count = 0
    inChunks(table, keys, false, i => {
      count += remove(table, keys[i])
      return true
    })
    return count
  }

  incrementMany(table: TwinTable, keys: Column, by: Column | number | bigint): number {
    const increment = INCREMENTS[this.#kind]!
    return inChunks(table, keys, true, (i, log) => {
      log?.push(valueNow(table, keys[i]))
      increment(table, keys[i], typeof by === 'object' ? by[i] : by)
      return incrementStatus() === 0
    })
  }

  /** The twin does not look: a value read twice does no harm here. */
  sawMissing(): boolean {
    return true
  }

  indexMany(table: TwinTable, keys: Column, ids: Uint32Array): number {
    return inChunks(table, keys, true, i => {
      ids[i] = getOrInsert(table, keys[i], table.count, -1)
      return true
    })
  }

  stats(table: TwinTable): Stats {
    const { B, count, growing, nevacuate, noverflow, allocated } = table
    return {
      size: count,
      B,
      buckets: allocated ? 2 ** B : 0,
      overflowBuckets: noverflow,
      loadFactor: count / 2 ** B,
      growing,
      evacuated: nevacuate,
      bytes: allocated ? table.main.bytes + table.extra.bytes : 0,
    }
  }

  inspect(table: TwinTable): Inspection {
    const { B, count, growing, nevacuate, allocated } = table
    const inspection: Inspection = { size: count, B, growing, evacuated: nevacuate, chains: [] }
    for (let index = 0; allocated && index < 2 ** B; index++) {
      const head = chainAt(table, index)
      if (head === NONE) continue
      const buckets = [this.#inspectBucket(table.main, head)]
      for (let next = table.main.next[head]!; next !== NONE; next = table.extra.next[next]!) {
        buckets.push(this.#inspectBucket(table.extra, next))
      }
      inspection.chains.push({ index, buckets })
    }
    return inspection
  }

  #inspectBucket(buckets: Buckets, place: number): InspectedBucket {
    const first = place * SLOTS
    const tophashes = Array.from(buckets.tops.subarray(first, first + SLOTS))
    const slots = tophashes.map((tophash, i) => {
      if (tophash < MIN_TOPHASH) return null
      const slot: InspectedSlot = { tophash, key: handedOut(buckets.keys[first + i]) }
      if (this.#kind !== SET) slot.value = readValue(buckets, first + i, this.#kind)
      return slot
    })
    return { tophashes, slots }
  }
}

/** A key as its class hands it out: never the bytes that the table holds. */
function handedOut(key: any): any {
  return key instanceof Uint8Array ? key.slice() : key
}

const INCREMENTS: Record<number, (table: TwinTable, key: any, by: any) => any> = {
  [INT32]: incrementInt32,
  [UINT32]: incrementUint32,
  [FLOAT32]: incrementFloat32,
  [FLOAT64]: incrementFloat64,
  [BIGINT64]: incrementBigInt64,
  [BIGUINT64]: incrementBigUint64,
}

/** A value of an unsigned kind may be stored signed. */
function readable(value: any, kind: number): any {
  return kind === BIGUINT64 ? BigInt.asUintN(64, value) : value
}

/** A value as its class hands it out, a handle for kind ANY. */
function readValue(buckets: Buckets, at: number, kind: number): any {
  const raw = buckets.values?.[at]
  if (kind === UINT32) return (raw as number) >>> 0
  return kind === BIGUINT64 ? BigInt.asUintN(64, raw as bigint) : raw
}

function stageChain(cursor: Cursor, t: TwinTable, head: number, isInside?: (key: any) => boolean): void {
  const { shift, keyFormat, kind } = cursor
  let buckets = t.main
  for (let place = head; place !== NONE; buckets = t.extra) {
    const staging = cursor.staging!
    staging.reserve((cursor.count + SLOTS) * (4 << shift))
    for (let at = place * SLOTS; at < place * SLOTS + SLOTS; at++) {
      if (buckets.tops[at]! < MIN_TOPHASH) continue
      const key = buckets.keys[at]!
      if (isInside !== undefined && !isInside(key)) continue
      const word = cursor.count++ << shift
      if (Array.isArray(buckets.keys)) cursor.keys[cursor.count - 1] = handedOut(key)
      else staging.write(word, keyFormat, key)
      if (kind !== SET) staging.write(word + shift, kind, buckets.values![at])
    }
    place = buckets.next[place]!
  }
}

const VALUE_WIRES: ValueWire[] = ['u32', 'u32', 'u32', 'f32', 'f64', 'i64', 'i64']

/** The engines of a key wire type: one a value kind for maps; for sets, the one at SET. */
export function enginesFor(wire: 'u32' | 'f64' | 'i64' | 'bytes', isSet: boolean, keyKind?: number): readonly Engine[] {
  const key: KeyWire = keyKind === STRING_KEYS ? 'string' : wire
  const engines: Engine[] = []
  if (isSet) engines[SET] = new TwinEngine(key, 'none', SET)
  else for (const [kind, value] of VALUE_WIRES.entries()) engines.push(new TwinEngine(key, value, kind))
  return engines
}
