// The engines of tables in plain TypeScript: the twin as a space of the same classes.

import { arrayFrom, floor, log2, Number } from '../../basics/builtins.js'
import { BUCKET_SLOTS, MIN_TOPHASH } from '../../generated/constants.js'
import { scalarOf } from '../../kinds/index.js'
import { type Column, type KeyKind, type Scalar, type ScalarKind, SET } from '../../kinds/kind.js'
import type { Engine, StagePlace, TableOwner } from '../engine.js'
import { BUCKETS, type InspectedBucket, type InspectedSlot, type Inspection, type Stats } from '../layouts/buckets.js'
import { clearTable, cloneTable, reserveTable, shrinkTable } from './grow.js'
import { seedRandom } from './hash.js'
import { inChunks, valueNow } from './many.js'
import { add, get, getOrInsert, has, incrementOf, incrementStatus, remove, set } from './operations.js'
import {
  type Buckets,
  chainAt,
  homeOf,
  type KeyWire,
  NONE,
  newTable,
  type TwinKey,
  type TwinTable,
  type ValueWire,
} from './table.js'

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

class TwinEngine implements Engine<TwinTable> {
  /** There is no batch for keys that are ranges of a buffer. */
  readonly ranges = undefined
  readonly layout = BUCKETS
  readonly #keys: KeyKind
  readonly #wire: KeyWire
  readonly #value: ValueWire
  readonly #kind: number
  readonly #scalar: ScalarKind | undefined

  constructor(keys: KeyKind, value: ValueWire, kind: number) {
    this.#keys = keys
    this.#wire = keys.isString ? 'string' : keys.wire
    this.#value = value
    this.#kind = kind
    this.#scalar = kind === SET ? undefined : scalarOf(kind)
  }

  create(_owner: TableOwner, _method: string, seedLow: number, seedHigh: number, capacity: number): TwinTable {
    const table = newTable(this.#wire, this.#value, capacity, seedRandom(seedLow, seedHigh))
    table.reseed()
    return table
  }

  clone(owner: TableOwner, table: TwinTable): TwinTable {
    const copy = cloneTable(table)
    if (copy === undefined) throw owner.outOfMemory('clone')
    return copy
  }

  outgrew(): void {}

  count(table: TwinTable): number {
    return table === NO_TABLE ? 0 : table.count
  }

  generation(table: TwinTable): number {
    return table.generation
  }

  /** The twin does not look: a key that is looked up twice does no harm here. */
  sawMissing(): boolean {
    return true
  }

  noteMissing(): void {}

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
    return table.growing ? log2(table.oldmask + 1) : table.B
  }

  /** See assembly/buckets/iterate.ts: places in an iteration are (class, reversed added bits). */
  stage(cursor: StagePlace<TwinTable>): void {
    const { bits, start } = cursor
    const t = cursor.table
    const classMask = 2 ** bits - 1
    if (cursor.done === 0 && cursor.sub === 0) cursor.rehashes = t.formerWords.length
    if (cursor.rehashes !== t.formerWords.length) {
      stageAll(cursor, t)
      return
    }
    while (cursor.done <= classMask && cursor.count < STAGE_CAPACITY) {
      const index = (start + cursor.done) & classMask
      const least = cursor.sub
      const h = (index | (bits === 32 ? 0 : reverse(least) << bits)) >>> 0
      const old = t.growing && (h & t.oldmask) >= t.nevacuate
      const width = old ? log2(t.oldmask + 1) : t.B
      const filtering = width < bits || (least !== 0 && least % 2 ** (32 - (width - bits)) !== 0)
      const isInside = (key: TwinKey) => {
        const keyHash = t.hash(key)
        return (keyHash & classMask) === index && reverse(keyHash >>> bits) >= least
      }
      stageChain(cursor, t, homeOf(t, h), filtering ? isInside : undefined)
      if (width <= bits) {
        cursor.sub = 0
        cursor.done++
      } else {
        const step = 2 ** (32 - (width - bits))
        cursor.sub = floor(least / step) * step + step
        if (cursor.sub === 2 ** 32) {
          cursor.sub = 0
          cursor.done++
        }
      }
    }
  }

  getMany(table: TwinTable, keys: Column, out: Column, missing: Scalar): boolean {
    for (let i = 0; i < keys.length; i++) out[i] = this.#readable(get(table, keys[i]!, missing))
    return true
  }

  hasMany(table: TwinTable, keys: Column, out: Uint8Array): number {
    let count = 0
    for (let i = 0; i < keys.length; i++) count += out[i] = has(table, keys[i]!)
    return count
  }

  setMany(table: TwinTable, keys: Column, values: Column | undefined): number {
    const apply = (i: number) => (values === undefined ? add(table, keys[i]!) : set(table, keys[i]!, values[i]!)) >= 0
    return inChunks(table, keys, true, apply)
  }

  removeMany(table: TwinTable, keys: Column): number {
    let count = 0
    inChunks(table, keys, false, i => {
      count += remove(table, keys[i]!)
      return true
    })
    return count
  }

  incrementMany(table: TwinTable, keys: Column, by: Column | Scalar): number {
    const increment = incrementOf(this.#kind)
    return inChunks(table, keys, true, (i, log) => {
      log?.push(valueNow(table, keys[i]!))
      increment(table, keys[i]!, typeof by === 'object' ? by[i]! : by)
      return incrementStatus() === 0
    })
  }

  indexMany(table: TwinTable, keys: Column, ids: Uint32Array): number {
    return inChunks(table, keys, true, i => {
      ids[i] = getOrInsert(table, keys[i]!, table.count, -1)
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
      rehashes: table.formerWords.length,
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
    const first = place * BUCKET_SLOTS
    const tophashes = arrayFrom(buckets.tops.subarray(first, first + BUCKET_SLOTS))
    const slots = tophashes.map((tophash, i) => {
      if (tophash < MIN_TOPHASH) return null
      const slot: InspectedSlot = { tophash, key: this.#shownKey(buckets.keys[first + i]!) }
      if (this.#kind !== SET) slot.value = this.#readable(buckets.values![first + i]!)
      return slot
    })
    return { tophashes, slots }
  }

  /** A key as its class hands it out: never the bytes that the table holds, and without a sign if it has none. */
  #shownKey(key: TwinKey): unknown {
    return this.#keys.scalar === undefined ? this.#keys.kept(key) : this.#keys.scalar.handedOut(key as Scalar)
  }

  /** A value as its class hands it out: that of a kind without a sign may be stored with one. A handle stays one. */
  #readable(value: Scalar): Scalar {
    return this.#scalar === undefined ? value : this.#scalar.handedOut(value)
  }
}

/** The hash has changed since the iteration began: all that is left at once, by the words of then. */
function stageAll(cursor: StagePlace<TwinTable>, t: TwinTable): void {
  const { bits, start, done, sub, rehashes } = cursor
  const words = t.formerWords[rehashes]!
  const isLeft = (key: TwinKey) => {
    const h = t.hashWith(words, key)
    const classes = (h - start) & (2 ** bits - 1)
    return classes > done || (classes === done && reverse(bits === 32 ? 0 : h >>> bits) >= sub)
  }
  for (let index = 0; index <= t.mask; index++) {
    const head = chainAt(t, index)
    if (head !== NONE) stageChain(cursor, t, head, isLeft)
  }
  cursor.done = 2 ** bits
  cursor.sub = 0
}

function stageChain(
  place: StagePlace<TwinTable>,
  t: TwinTable,
  head: number,
  isInside?: (key: TwinKey) => boolean,
): void {
  const { shift, keyScalar, valueScalar } = place
  let buckets = t.main
  for (let at = head; at !== NONE; buckets = t.extra) {
    const { staging } = place
    staging.reserve((place.count + BUCKET_SLOTS) * (4 << shift))
    for (let slot = at * BUCKET_SLOTS; slot < at * BUCKET_SLOTS + BUCKET_SLOTS; slot++) {
      if (buckets.tops[slot]! < MIN_TOPHASH) continue
      const key = buckets.keys[slot]!
      if (isInside !== undefined && !isInside(key)) continue
      const word = place.count++ << shift
      if (keyScalar === undefined) place.keys[place.count - 1] = typeof key === 'object' ? key.slice() : key
      else keyScalar.write(staging, word, key as Scalar)
      if (valueScalar !== undefined) valueScalar.write(staging, word + shift, buckets.values![slot]!)
      else if (buckets.values !== undefined) staging.words[word + shift] = Number(buckets.values[slot])
    }
    at = buckets.next[at]!
  }
}

/** The values of a class of maps, or none, as tables hold them. */
export type TwinPair = ValueWire

/** The engines of the tables with such keys: of maps one a value kind, by its number; of sets only the one at SET. */
export function enginesOf(keys: KeyKind, pairs: readonly TwinPair[]): readonly Engine<TwinTable>[] {
  const engines: Engine<TwinTable>[] = []
  const first = pairs.length === 1 ? SET : 0
  for (const [i, value] of pairs.entries()) engines[first + i] = new TwinEngine(keys, value, first + i)
  return engines
}
