// The specimen of a map whose keys are staged: their bytes are written to a place in memory, and an operation is given a
// descriptor of them. See scalar-map.ts. What stands in a region `range` is only for keys of bytes, which may also be named
// by a range of a buffer: nothing is allocated for such a key.
//
// Nothing may throw between staging a key and the operation that releases it.

import { Uint8Array } from '../../basics/builtins.js'
import { requireCallable } from '../../basics/errors.js'
import { Body, FAILED, type Traits } from '../../body/body.js'
import { DOOR, handOver, ofKin } from '../../body/door.js'
import { MARK, nextMark } from '../../body/mark.js'
import { type BigIntOptions, type Entries, entriesOf, type NumberOptions, type OptionsFor } from '../../body/options.js'
import { incrementStatus, incrementSum, incrementSum64, tableCount, wasFound } from '../../generated/buckets/calls.js'
import {
  bytesF32,
  bytesF64,
  bytesI64,
  bytesI64Has,
  bytesI64Remove,
  bytesU32,
  bytesU32Get,
  bytesU32GetOrInsert,
  bytesU32Has,
  bytesU32IncrementSigned,
  bytesU32Remove,
  bytesU32Set,
  bytesU32Take,
} from '../../generated/buckets/calls-bytes.js'
import { STATUS_OUTGREW } from '../../generated/constants.js'
import * as key from '../../kinds/bytes.js'
import * as int32 from '../../kinds/int32.js'
import { ANY, BIGINT64, FLOAT64, INT32, type Scalar } from '../../kinds/kind.js'
import { rangeKeys } from '../../many/ranges.js'
import {
  HAS_LAYOUTS,
  isStaged,
  lacksMemory,
  memory,
  NO_TABLE,
  type Probed,
  probeBytes,
  type Staged,
  settle,
  stageBytes,
  stagedEnginesOf,
  stageRange,
  type Table,
} from '../../spaces/buckets/ordinary.js'
import type { Seen } from '../../spaces/layouts/buckets.js'
import { failedIncrement, fillMap, groupInto, MapBase, notNumbers, storedValue } from '../map-base.js'
import { badRange, isKeyRange } from '../range.js'
import type { TypedMap } from '../types.js'

type K = key.Key
/** What is taken for a key. */
type Taken = key.Taken
type KeyOptions = key.KeyOptions
/** What is inside an object of this class. */
type Inside = Body<Table>

const NAME = 'SpecimenMap'

class SpecimenMapClass extends MapBase {
  readonly #body: Inside

  // Defaults keep the length of the constructor 0.
  constructor(first: unknown = undefined, second: unknown = undefined) {
    super()
    const entries = entriesOf<[K, unknown]>(NAME, first, second)
    const options = entries === undefined && second === undefined ? first : second
    const body: Inside = new Body(TRAITS, this, options, true)
    this.#body = body
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, entries, options)
      // biome-ignore lint/correctness/noConstructorReturn: a map in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (entries !== undefined) fillMap(this, body, entries)
  }

  get(k: Taken): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'get', k)
    const body = this.#body
    const { table } = body
    if (!table) return body.live('get')
    const descriptor = probeBytes(memory, k, body.keyLength)
    if (!isStaged(descriptor)) return unstaged(body, descriptor, 'get')
    if (body.kind === INT32) {
      const answer = bytesU32Get(table, descriptor, int32.missing())
      const isAbsent = int32.isMissing(answer) && (!body.sentinel || wasFound() === 0)
      return isAbsent ? undefined : int32.handedOut(answer)
    }
    return getStaged(body, table, descriptor)
  }

  has(k: Taken): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'has', k)
    const body = this.#body
    const { table } = body
    if (!table) return body.absent('has')
    const descriptor = probeBytes(memory, k, body.keyLength)
    if (!isStaged(descriptor)) return unstaged(body, descriptor, 'has') !== undefined
    return hasStaged(body, table, descriptor)
  }

  set(k: Taken, value: unknown): this {
    if (!(#body in this)) return ofKin(this, NAME, 'set', k, value)
    const body = this.#body
    if (!key.accepts(k, body.keyLength)) throw body.badKey('set', k)
    if (body.kind === INT32) {
      if (!int32.accepts(value)) throw body.badValue('value', value, 'set')
      const table = body.table || body.open('set')
      const descriptor = stageBytes(memory, k)
      if (!isStaged(descriptor)) throw body.outOfMemory('set')
      if (int32.isMissing(value)) body.noteMissing()
      const isNew = bytesU32Set(table, descriptor, value)
      if (isNew !== 1) body.notJustNew(isNew, 'set')
      return this
    }
    setOther(body, k, value)
    return this
  }

  delete(k: Taken): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'delete', k)
    const body = this.#body
    const { table } = body
    if (!table) return body.absent('delete')
    const descriptor = probeBytes(memory, k, body.keyLength)
    if (!isStaged(descriptor)) return unstaged(body, descriptor, 'delete') !== undefined
    return removeStaged(body, table, descriptor)
  }

  increment(k: Taken, by?: unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'increment', k, by)
    return increment(this.#body, k, by, 'increment')
  }

  getOr(k: Taken, fallback: unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'getOr', k, fallback)
    const body = this.#body
    const value = get.call(this, k)
    if (value !== undefined) return value
    return body.kind === ANY && has.call(this, k) ? undefined : fallback
  }

  getOrInsert(k: Taken, value: unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'getOrInsert', k, value)
    const body = this.#body
    requireKey(body, k, 'getOrInsert')
    const found = get.call(this, k)
    if (found !== undefined || (body.kind === ANY && has.call(this, k))) return found
    const stored = storedValue(body, 'getOrInsert', value)
    body.as('getOrInsert', () => set.call(this, k, stored))
    return stored
  }

  getOrInsertComputed(k: Taken, compute: (k: K) => unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'getOrInsertComputed', k, compute)
    const body = this.#body
    requireKey(body, k, 'getOrInsertComputed')
    requireCallable(body.where('getOrInsertComputed'), 'compute', compute)
    const found = get.call(this, k)
    if (found !== undefined || (body.kind === ANY && has.call(this, k))) return found
    const own = key.asKey(k)
    return computed(body, own, compute, 'getOrInsertComputed')
  }
  // #region range

  getRange(buffer: Uint8Array, start: number, end: number): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'getRange', buffer, start, end)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'getRange') || !body.table) return body.live('getRange')
    return getStaged(body, body.table, staged(body, buffer, start, end, 'getRange'))
  }

  hasRange(buffer: Uint8Array, start: number, end: number): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'hasRange', buffer, start, end)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'hasRange') || !body.table) return body.absent('hasRange')
    return hasStaged(body, body.table, staged(body, buffer, start, end, 'hasRange'))
  }

  setRange(buffer: Uint8Array, start: number, end: number, value: unknown): this {
    if (!(#body in this)) return ofKin(this, NAME, 'setRange', buffer, start, end, value)
    setRange(this.#body, buffer, start, end, value, 'setRange')
    return this
  }

  deleteRange(buffer: Uint8Array, start: number, end: number): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'deleteRange', buffer, start, end)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'deleteRange') || !body.table) return body.absent('deleteRange')
    return removeStaged(body, body.table, staged(body, buffer, start, end, 'deleteRange'))
  }

  incrementRange(buffer: Uint8Array, start: number, end: number, by?: unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'incrementRange', buffer, start, end, by)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'incrementRange')) throw badRange(body, start, end, 'incrementRange')
    const step = requireStep(body, by, 'incrementRange')
    const table = body.table || body.open('incrementRange')
    return incrementStaged(body, table, staged(body, buffer, start, end, 'incrementRange'), step, 'incrementRange')
  }

  getOrRange(buffer: Uint8Array, start: number, end: number, fallback: unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'getOrRange', buffer, start, end, fallback)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'getOrRange')) return body.live('getOrRange') ?? fallback
    const value = findRange(body, buffer, start, end, 'getOrRange')
    return value === ABSENT ? fallback : value
  }

  getOrInsertRange(buffer: Uint8Array, start: number, end: number, value: unknown): unknown {
    if (!(#body in this)) return ofKin(this, NAME, 'getOrInsertRange', buffer, start, end, value)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'getOrInsertRange')) throw badRange(body, start, end, 'getOrInsertRange')
    const found = findRange(body, buffer, start, end, 'getOrInsertRange')
    if (found !== ABSENT) return found
    const stored = storedValue(body, 'getOrInsertRange', value)
    setRange(body, buffer, start, end, stored, 'getOrInsertRange')
    return stored
  }

  getOrInsertComputedRange(buffer: Uint8Array, start: number, end: number, compute: (k: K) => unknown): unknown {
    const method = 'getOrInsertComputedRange'
    if (!(#body in this)) return ofKin(this, NAME, method, buffer, start, end, compute)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, method)) throw badRange(body, start, end, method)
    requireCallable(body.where(method), 'compute', compute)
    const found = findRange(body, buffer, start, end, method)
    return found === ABSENT ? computed(body, new Uint8Array(buffer.subarray(start, end)), compute, method) : found
  }
  // #endregion

  get size(): number {
    if (!(#body in this)) return ofKin(this, NAME, 'size')
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

// As they are here, whatever a subclass makes of them.
const { get, has, set, delete: remove } = SpecimenMapClass.prototype

const TRAITS: Traits<Inside, Taken> = {
  name: NAME,
  keys: key.keys,
  engines: /* @__PURE__ */ stagedEnginesOf(key.keys, [
    bytesU32,
    bytesU32,
    bytesU32,
    bytesF32,
    bytesF64,
    bytesI64,
    bytesI64,
  ]),
  noTable: NO_TABLE,
  hasLayouts: HAS_LAYOUTS,
  rangeKeys,
  operations: {
    get: (body, k) => get.call(body.map, k),
    has: (body, k) => has.call(body.map, k),
    set: (body, k, value) => set.call(body.map, k, value),
    remove: (body, k) => remove.call(body.map, k),
    increment: (body, k, by) => increment(body, k, by, 'increment'),
    raw,
  },
  // Staging a key takes so long that nothing is gained by copies.
  publish() {},
  methods: () => SpecimenMapClass.prototype,
  make: options => new SpecimenMapClass(options),
}

function requireKey(body: Inside, k: Taken, method: string): void {
  if (!key.accepts(k, body.keyLength)) throw body.badKey(method, k)
  body.live(method)
}

/** Inserts a key, of which the caller has made a copy, with what is computed for it. */
function computed(body: Inside, own: K, compute: (k: K) => unknown, method: string): unknown {
  const stored = storedValue(body, method, compute(key.keys.kept(own)))
  body.as(method, () => set.call(body.map, own, stored))
  return stored
}

// The key is staged once its method is sure to use it; what the twin stages is the key itself.

function setOther(body: Inside, k: Taken, value: unknown): void {
  requireValue(body, value, 'set')
  const table = body.table || body.open('set')
  const descriptor = stageBytes(memory, k)
  if (!isStaged(descriptor)) throw body.outOfMemory('set')
  setStaged(body, table, descriptor, value, 'set')
}

function increment(body: Inside, k: Taken, by: unknown, method: string): unknown {
  if (!key.accepts(k, body.keyLength)) throw body.badKey(method, k)
  const step = requireStep(body, by, method)
  const table = body.table || body.open(method)
  const descriptor = stageBytes(memory, k)
  if (!isStaged(descriptor)) throw body.outOfMemory(method)
  return incrementStaged(body, table, descriptor, step, method)
}

/** A key was not staged: there is no such key, or memory is out. */
function unstaged(body: Inside, descriptor: Probed, method: string): undefined {
  if (lacksMemory(descriptor)) throw body.outOfMemory(method)
  return body.live(method)
}
// #region range

/** Stages a key that was checked. */
function staged(body: Inside, buffer: Uint8Array, start: number, end: number, method: string): Staged {
  const descriptor = stageRange(memory, buffer, start, end)
  if (!isStaged(descriptor)) throw body.outOfMemory(method)
  return descriptor
}

function setRange(body: Inside, buffer: Uint8Array, start: number, end: number, value: unknown, method: string): void {
  if (!isKeyRange(body, buffer, start, end, method)) throw badRange(body, start, end, method)
  requireValue(body, value, method)
  const table = body.table || body.open(method)
  setStaged(body, table, staged(body, buffer, start, end, method), value, method)
}

/** In place of a value: the key is not there. */
const ABSENT: unknown = {}

/** The value of a key that was checked. */
function findRange(body: Inside, buffer: Uint8Array, start: number, end: number, method: string): unknown {
  const { table } = body
  if (!table) return body.live(method) ?? ABSENT
  const value = getStaged(body, table, staged(body, buffer, start, end, method))
  return value === undefined && wasFound() === 0 ? ABSENT : value
}
// #endregion

function getStaged(body: Inside, table: Table, descriptor: Staged): unknown {
  const { kind } = body
  if (kind === INT32) return getInt32(body, table, descriptor)
  if (kind === ANY) return body.handles!.get(bytesU32Get(table, descriptor, 0))
  switch (kind) {
    // #region rest
    case INT32:
      return getInt32(body, table, descriptor)
    // #endregion
  }
}

function hasStaged(body: Inside, table: Table, descriptor: Staged): boolean {
  if (body.kind < FLOAT64) return bytesU32Has(table, descriptor) !== 0
  return bytesI64Has(table, descriptor) !== 0
}

/** Throws unless a value is of the map's kind. */
function requireValue(body: Inside, value: unknown, method: string): void {
  switch (body.kind) {
    // #region value
    case INT32:
      if (!int32.accepts(value)) throw body.badValue('value', value, method)
      return
    // #endregion
  }
}

/** What is to be added. Throws unless it is of the map's kind. */
function requireStep(body: Inside, by: unknown, method: string): Scalar {
  switch (body.kind) {
    // #region value
    case INT32:
      if (by === undefined) return int32.one()
      if (!int32.accepts(by)) throw body.badValue('by', by, method)
      return by
    // #endregion
  }
  throw notNumbers(body, method)
}

function setStaged(body: Inside, table: Table, descriptor: Staged, value: unknown, method: string): void {
  if (body.kind === ANY) {
    setAny(body, table, descriptor, value, method)
    return
  }
  const isNew = insert(body, table, descriptor, value)
  if (isNew !== 1) body.notJustNew(isNew, method)
}

/** Inserts a value that was checked. */
function insert(body: Inside, table: Table, descriptor: Staged, value: unknown): number {
  switch (body.kind) {
    // #region value
    case INT32:
      if (int32.isMissing(value as number)) body.noteMissing()
      return bytesU32Set(table, descriptor, value as number)
    // #endregion
  }
  return 0
}

function setAny(body: Inside, table: Table, descriptor: Staged, value: unknown, method: string): void {
  const handles = body.handles!
  const fresh = handles.take(value)
  const handle = bytesU32GetOrInsert(table, descriptor, fresh, FAILED)
  if (handle !== fresh) body.notFresh(handle, fresh, value, method)
}

function removeStaged(body: Inside, table: Table, descriptor: Staged): boolean {
  body.changed()
  if (body.kind === ANY) {
    const handle = bytesU32Take(table, descriptor, 0)
    if (handle === 0) return false
    body.handles!.release(handle)
    return true
  }
  if (body.kind < FLOAT64) return bytesU32Remove(table, descriptor) !== 0
  return bytesI64Remove(table, descriptor) !== 0
}

function incrementStaged(body: Inside, table: Table, descriptor: Staged, by: Scalar, method: string): unknown {
  switch (body.kind) {
    // #region value
    case INT32:
      return incrementInt32(body, table, descriptor, by as number, method)
    // #endregion
  }
}

/** The sum when what the last increment returned may stand for a failure. Throws if it does. */
function incrementAgain<X extends Scalar>(body: Inside, sum: X, method: string): X {
  const status = incrementStatus()
  if (status === STATUS_OUTGREW) {
    body.engine.outgrew(body, body.table)
    return (body.kind < BIGINT64 ? incrementSum() : incrementSum64()) as X
  }
  if (status !== 0) throw failedIncrement(body, status, method)
  return sum
}

/** The value of a key that is there, its handle for values of kind `'any'`. */
function raw(body: Inside, k: Taken): Scalar {
  if (body.kind !== ANY) return get.call(body.map, k) as Scalar
  return bytesU32Get(body.table, stageBytes(memory, k), 0)
}

// Small functions for each kind of values: V8 inlines those that a program uses.

// #region value

function getInt32(body: Inside, table: Table, descriptor: Staged): number | undefined {
  const answer = bytesU32Get(table, descriptor, int32.missing())
  const isAbsent = int32.isMissing(answer) && (!body.sentinel || wasFound() === 0)
  return isAbsent ? undefined : int32.handedOut(answer)
}

function incrementInt32(body: Inside, table: Table, descriptor: Staged, by: number, method: string): number {
  const { sentinel } = body
  // What the sum is, is known only when it is stored.
  body.sentinel = true
  let sum = bytesU32IncrementSigned(table, descriptor, by)
  if (body.watch !== undefined) body.watch.changes++
  if (int32.mayHaveFailed(sum)) sum = incrementAgain(body, sum, method)
  if (int32.isMissing(sum)) body.noteMissing()
  else body.sentinel = sentinel
  return int32.handedOut(sum)
}
// #endregion

/**
 * A map whose keys are Uint8Arrays, each a Uint8Array, DataView or ArrayBuffer. A key of another kind is a TypeError or
 * RangeError for writing methods; `get`, `has` and `delete` answer that it is not there.
 */
export interface SpecimenMap<V = any> extends TypedMap<K, V, Taken, ArrayLike<Taken> | key.Many, Seen> {
  // #region range
  // The key is the bytes from `start` to `end`, exclusive. Nothing is allocated for keys of up to 1 KiB.
  // @throws TypeError if `buffer` is no Uint8Array; RangeError if the range is not inside it
  getRange(buffer: Uint8Array, start: number, end: number): V | undefined
  hasRange(buffer: Uint8Array, start: number, end: number): boolean
  setRange(buffer: Uint8Array, start: number, end: number, value: V): this
  deleteRange(buffer: Uint8Array, start: number, end: number): boolean
  incrementRange(buffer: Uint8Array, start: number, end: number, by?: V): V
  getOrRange(buffer: Uint8Array, start: number, end: number, fallback: V): V
  getOrInsertRange(buffer: Uint8Array, start: number, end: number, value: V): V
  getOrInsertComputedRange(buffer: Uint8Array, start: number, end: number, compute: (key: Uint8Array) => V): V
  // #endregion
}

export interface SpecimenMapConstructor {
  readonly prototype: SpecimenMap
  new (options: NumberOptions & KeyOptions): SpecimenMap<number>
  new (entries: Entries<Taken, number>, options: NumberOptions & KeyOptions): SpecimenMap<number>
  new (options: BigIntOptions & KeyOptions): SpecimenMap<bigint>
  new (entries: Entries<Taken, bigint>, options: BigIntOptions & KeyOptions): SpecimenMap<bigint>
  new <V = any>(entries?: Entries<Taken, V>, options?: OptionsFor<V> & KeyOptions): SpecimenMap<V>
  new <V = any>(options: OptionsFor<V> & KeyOptions): SpecimenMap<V>
  /** A map of arrays: the items for which `keyOf` returned a key, under that key. O(items). */
  groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): SpecimenMap<T[]>
}
export const SpecimenMap = SpecimenMapClass as unknown as SpecimenMapConstructor
