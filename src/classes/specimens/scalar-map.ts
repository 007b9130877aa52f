// The specimen of a map whose keys cross into Wasm as scalars. scripts/stamp.ts makes of it each such class of each space,
// with a text of its own, so that every call site of a table's function is its own and stays monomorphic, whatever other
// maps a program uses. What stands in a region is made once for each kind of values.
//
// The object has a private reference to its body and nothing else, but for its mark. So a method finds out by reading it
// whether its receiver is of this very class.

import { incompatible, requireCallable } from '../../basics/errors.js'
import { Body, type Traits } from '../../body/body.js'
import { DOOR, handOver } from '../../body/door.js'
import { MARK, nextMark } from '../../body/mark.js'
import { type BigIntOptions, type Entries, entriesOf, type NumberOptions, type OptionsFor } from '../../body/options.js'
import { incrementStatus, incrementSum, incrementSum64, tableCount } from '../../generated/wasm/calls.js'
import {
  u32F32,
  u32F64,
  u32I64,
  u32I64Has,
  u32I64Remove,
  u32U32,
  u32U32Get,
  u32U32GetOrInsert,
  u32U32Has,
  u32U32IncrementSigned,
  u32U32Remove,
  u32U32Set,
  u32U32Take,
} from '../../generated/wasm/calls-u32.js'
import { VALUE_KINDS } from '../../kinds/index.js'
import * as int32 from '../../kinds/int32.js'
import * as key from '../../kinds/int32.js'
import { ANY, BIGINT64, FLOAT64, INT32 } from '../../kinds/kind.js'
import { enginesOf, memory, NO_TABLE, sawMissing, settle, type Table } from '../../spaces/wasm/ordinary.js'
import { FAILED, OUTGREW, OVERFLOW } from '../answers.js'
import { fillMap, groupInto, MapBase, storedValue } from '../map-base.js'
import type { TypedMap } from '../types.js'

type K = key.Key

const NAME = 'SpecimenMap'

const TRAITS: Traits = {
  name: NAME,
  keys: key.keys,
  engines: /* @__PURE__ */ enginesOf(key.keys, [u32U32, u32U32, u32U32, u32F32, u32F64, u32I64, u32I64]),
  noTable: NO_TABLE,
  operations: { get, has, set, remove, increment, raw },
  make: options => new SpecimenMapClass(options),
}

class SpecimenMapClass<V> extends MapBase {
  readonly #body: Body

  // Defaults keep the length of the constructor 0.
  constructor(first: unknown = undefined, second: unknown = undefined) {
    super()
    const entries = entriesOf<[K, V]>(NAME, first, second)
    const options = entries === undefined && second === undefined ? first : second
    const body = new Body(TRAITS, options, true)
    this.#body = body
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, entries, options)
      // biome-ignore lint/correctness/noConstructorReturn: a map in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (entries !== undefined) fillMap(this, body, entries)
  }

  get(k: K): V | undefined {
    if (!(#body in this)) throw incompatible(`${NAME}.get`)
    return get(this.#body, k)
  }

  has(k: K): boolean {
    if (!(#body in this)) throw incompatible(`${NAME}.has`)
    return has(this.#body, k)
  }

  set(k: K, value: V): this {
    if (!(#body in this)) throw incompatible(`${NAME}.set`)
    set(this.#body, k, value, 'set')
    return this
  }

  delete(k: K): boolean {
    if (!(#body in this)) throw incompatible(`${NAME}.delete`)
    return remove(this.#body, k)
  }

  increment(k: K, by?: V): V {
    if (!(#body in this)) throw incompatible(`${NAME}.increment`)
    return increment(this.#body, k, by, 'increment')
  }

  getOr(k: K, fallback: V): V {
    if (!(#body in this)) throw incompatible(`${NAME}.getOr`)
    const body = this.#body
    const value = get(body, k)
    if (value !== undefined) return value
    return body.kind === ANY && has(body, k) ? (undefined as V) : fallback
  }

  getOrInsert(k: K, value: V): V {
    if (!(#body in this)) throw incompatible(`${NAME}.getOrInsert`)
    const body = this.#body
    requireKey(body, k, 'getOrInsert')
    const found = get(body, k)
    if (found !== undefined || (body.kind === ANY && has(body, k))) return found
    const stored = storedValue(body, 'getOrInsert', value)
    set(body, k, stored, 'getOrInsert')
    return stored
  }

  getOrInsertComputed(k: K, compute: (k: K) => V): V {
    if (!(#body in this)) throw incompatible(`${NAME}.getOrInsertComputed`)
    const body = this.#body
    requireKey(body, k, 'getOrInsertComputed')
    requireCallable(body.where('getOrInsertComputed'), 'compute', compute)
    const found = get(body, k)
    if (found !== undefined || (body.kind === ANY && has(body, k))) return found
    const canonical = key.asKey(k)
    const stored = storedValue(body, 'getOrInsertComputed', compute(canonical))
    set(body, canonical, stored, 'getOrInsertComputed')
    return stored
  }

  get size(): number {
    if (!(#body in this)) throw incompatible(`${NAME}.size`)
    const body = this.#body
    if (body.table) return tableCount(body.table) >>> 0
    body.live('size')
    return 0
  }

  [DOOR](): void {
    if (#body in this) handOver(this.#body)
  }

  static groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): SpecimenMap<T[]> {
    return groupInto(new SpecimenMap<T[]>(), NAME, items, keyOf)
  }

  static get [Symbol.species](): unknown {
    // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
    return this
  }

  get [Symbol.toStringTag](): string {
    return NAME
  }
}
Object.defineProperty(SpecimenMapClass, 'name', { value: NAME })

function requireKey(body: Body, k: K, method: string): void {
  if (!key.accepts(k)) throw body.badKey(method, k)
  body.live(method)
}

function get(body: Body, k: K): any {
  const { table } = body
  if (!key.accepts(k) || !table) return body.live('get')
  const { kind } = body
  if (kind === INT32) return getInt32(body, table, k)
  if (kind === ANY) return body.handles!.get(u32U32Get(table, k, 0))
  return getOther(body, table, k)
}

function has(body: Body, k: K): boolean {
  const { table } = body
  if (!key.accepts(k) || !table) return body.absent('has')
  const { kind } = body
  if (kind < FLOAT64) return u32U32Has(table, k) !== 0
  return u32I64Has(table, k) !== 0
}

function set(body: Body, k: K, value: any, method: string): void {
  if (!key.accepts(k)) throw body.badKey(method, k)
  const { kind } = body
  if (kind === INT32) setInt32(body, k, value, method)
  else if (kind === ANY) setAny(body, k, value, method)
  else setOther(body, k, value, method)
}

function setAny(body: Body, k: K, value: any, method: string): void {
  const table = body.table || body.open(method)
  const handles = body.handles!
  const fresh = handles.peek()
  const handle = u32U32GetOrInsert(table, k, fresh, FAILED)
  if (handle === fresh) handles.take(value)
  else if (handle >= 0) handles.set(handle, value)
  else if (handle === FAILED) throw body.outOfMemory(method)
  else {
    handles.take(value)
    body.engine.outgrew(body, table)
  }
}

function remove(body: Body, k: K): boolean {
  const { table } = body
  if (!key.accepts(k) || !table) return body.absent('delete')
  const { kind } = body
  if (kind === ANY) return removeAny(body, table, k)
  if (kind < FLOAT64) return u32U32Remove(table, k) !== 0
  return u32I64Remove(table, k) !== 0
}

function removeAny(body: Body, table: Table, k: K): boolean {
  const handle = u32U32Take(table, k, 0)
  if (handle === 0) return false
  body.handles!.release(handle)
  return true
}

function increment(body: Body, k: K, by: any, method: string): any {
  if (!key.accepts(k)) throw body.badKey(method, k)
  switch (body.kind) {
    // #region value
    case INT32:
      return incrementInt32(body, k, by, method)
    // #endregion
  }
  body.live(method)
  throw new TypeError(`${body.where(method)}: needs a map with values of numbers, not 'any'`)
}

/** The sum when what the last increment returned may stand for a failure. Throws if it does. */
function incrementAgain(body: Body, sum: any, method: string): any {
  const status = incrementStatus()
  if (status === OUTGREW) {
    body.engine.outgrew(body, body.table)
    return body.kind < BIGINT64 ? incrementSum() : incrementSum64()
  }
  if (status === OVERFLOW) {
    throw new RangeError(`${body.where(method)}: the sum is out of the range of ${VALUE_KINDS[body.kind]}`)
  }
  if (status !== 0) throw body.outOfMemory(method)
  return sum
}

/** The value of a key that is there, its handle for values of kind `'any'`. */
function raw(body: Body, k: K): any {
  return body.kind === ANY ? u32U32Get(body.table, k, 0) : get(body, k)
}

function getOther(body: Body, table: Table, k: K): any {
  switch (body.kind) {
    // #region value
    case INT32:
      return getInt32(body, table, k)
    // #endregion
  }
}

function setOther(body: Body, k: K, value: any, method: string): void {
  switch (body.kind) {
    // #region value
    case INT32:
      setInt32(body, k, value, method)
      break
    // #endregion
  }
}

// Small functions for each kind of values: V8 inlines those that a program uses.

// #region value

function getInt32(body: Body, table: Table, k: K): number | undefined {
  const answer = u32U32Get(table, k, int32.missing())
  if (int32.isMissing(answer) && (!sawMissing(memory, table) || u32U32Has(table, k) === 0)) return undefined
  return int32.handedOut(answer)
}

function setInt32(body: Body, k: K, value: any, method: string): void {
  if (!int32.accepts(value)) throw body.badValue('value', value, method)
  const table = body.table || body.open(method)
  const isNew = u32U32Set(table, k, value)
  if (isNew > 1 || isNew < 0) body.outgrown(isNew, method)
}

function incrementInt32(body: Body, k: K, by: any, method: string): number {
  if (by === undefined) by = int32.one()
  if (!int32.accepts(by)) throw body.badValue('by', by, method)
  const table = body.table || body.open(method)
  let sum = u32U32IncrementSigned(table, k, by)
  if (int32.mayHaveFailed(sum)) sum = incrementAgain(body, sum, method)
  return int32.handedOut(sum)
}
// #endregion

/**
 * A map whose keys are numbers, each an integer from -2147483648 to 2147483647. A key of another kind is a TypeError or
 * RangeError for writing methods; `get`, `has` and `delete` answer that it is not there.
 */
export interface SpecimenMap<V = any> extends TypedMap<K, V> {}

export interface SpecimenMapConstructor {
  readonly prototype: SpecimenMap
  new (options: NumberOptions): SpecimenMap<number>
  new (entries: Entries<K, number>, options: NumberOptions): SpecimenMap<number>
  new (options: BigIntOptions): SpecimenMap<bigint>
  new (entries: Entries<K, bigint>, options: BigIntOptions): SpecimenMap<bigint>
  new <V = any>(entries?: Entries<K, V>, options?: OptionsFor<V>): SpecimenMap<V>
  new <V = any>(options: OptionsFor<V>): SpecimenMap<V>
  /** A map of arrays: the items for which `keyOf` returned a key, under that key. O(items). */
  groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): SpecimenMap<T[]>
}
export const SpecimenMap = SpecimenMapClass as unknown as SpecimenMapConstructor
