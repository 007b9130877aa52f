// What all concurrent maps have in common but for what is called most, which each class has as a text of its own.

import { defineProperty } from '../basics/builtins.js'
import { requireCallable } from '../basics/errors.js'
import type { Scalar } from '../kinds/kind.js'
import { ABSENT, PRESENT } from '../spaces/shared/pair.js'
import {
  type Concurrent,
  type ConcurrentSetOptions,
  ConcurrentTable,
  failure,
  foundIn,
  type Inside,
  isKey,
  live,
  requireKey,
  requireValue,
  whereIn,
} from './inside.js'
import { deleteMany, getMany, hasMany, incrementMany, setMany } from './many.js'
import { walk } from './walk.js'

/** PRESENT or ABSENT. @throws what another answer means */
export function checked(inside: Inside, method: string, status: number): number {
  if (status === PRESENT || status === ABSENT) return status
  throw failure(inside, method, status)
}

export abstract class ConcurrentMapBase extends ConcurrentTable {
  getOr(key: unknown, fallback: unknown): unknown {
    const inside = live(this, 'getOr')
    if (!isKey(inside, key)) return fallback
    return checked(inside, 'getOr', inside.pair.has(inside.table, key)) === PRESENT ? foundIn(inside) : fallback
  }

  getOrInsert(key: unknown, value: unknown): unknown {
    const inside = live(this, 'getOrInsert')
    requireKey(inside, 'getOrInsert', key)
    requireValue(inside, 'getOrInsert', 'value', value)
    const status = inside.pair.insertIfAbsent(inside.table, key, value)
    return checked(inside, 'getOrInsert', status) === PRESENT ? foundIn(inside) : inside.values!.asValue(value)
  }

  getOrInsertComputed(key: unknown, compute: (key: unknown) => unknown): unknown {
    const inside = live(this, 'getOrInsertComputed')
    requireKey(inside, 'getOrInsertComputed', key)
    requireCallable(whereIn(inside, 'getOrInsertComputed'), 'compute', compute)
    const status = inside.pair.has(inside.table, key)
    if (checked(inside, 'getOrInsertComputed', status) === PRESENT) return foundIn(inside)
    return this.getOrInsert(key, compute(inside.traits.keys.kept(key)))
  }

  setIfAbsent(key: unknown, value: unknown): boolean {
    const inside = live(this, 'setIfAbsent')
    requireKey(inside, 'setIfAbsent', key)
    requireValue(inside, 'setIfAbsent', 'value', value)
    return checked(inside, 'setIfAbsent', inside.pair.insertIfAbsent(inside.table, key, value)) === ABSENT
  }

  getAndDelete(key: unknown): unknown {
    const inside = live(this, 'getAndDelete')
    if (!isKey(inside, key)) return undefined
    const status = inside.pair.remove(inside.table, key)
    return checked(inside, 'getAndDelete', status) === PRESENT ? foundIn(inside) : undefined
  }

  swap(key: unknown, value: unknown): unknown {
    const inside = live(this, 'swap')
    requireKey(inside, 'swap', key)
    requireValue(inside, 'swap', 'value', value)
    const status = inside.pair.set(inside.table, key, value)
    return checked(inside, 'swap', status) === PRESENT ? foundIn(inside) : undefined
  }

  compareAndSwap(key: unknown, expected: unknown, value: unknown): boolean {
    const inside = live(this, 'compareAndSwap')
    requireKey(inside, 'compareAndSwap', key)
    requireValue(inside, 'compareAndSwap', 'expected', expected)
    requireValue(inside, 'compareAndSwap', 'value', value)
    const status = inside.pair.compareAndSwap(inside.table, key, expected, value)
    return checked(inside, 'compareAndSwap', status) === PRESENT
  }

  compareAndDelete(key: unknown, expected: unknown): boolean {
    const inside = live(this, 'compareAndDelete')
    if (!isKey(inside, key)) return false
    requireValue(inside, 'compareAndDelete', 'expected', expected)
    return checked(inside, 'compareAndDelete', inside.pair.compareAndDelete(inside.table, key, expected)) === PRESENT
  }

  update(key: unknown, change: (value: unknown) => unknown): unknown {
    const inside = live(this, 'update')
    requireKey(inside, 'update', key)
    requireCallable(whereIn(inside, 'update'), 'change', change)
    for (;;) {
      const isThere = checked(inside, 'update', inside.pair.has(inside.table, key)) === PRESENT
      const before: Scalar | undefined = isThere ? foundIn(inside) : undefined
      const after: unknown = change(before)
      requireValue(live(this, 'update'), 'update', 'what change returns', after)
      const status =
        before === undefined
          ? 1 - checked(inside, 'update', inside.pair.insertIfAbsent(inside.table, key, after))
          : checked(inside, 'update', inside.pair.compareAndSwap(inside.table, key, before, after))
      if (status === PRESENT) return inside.values!.asValue(after)
    }
  }

  forEach(callback: (value: unknown, key: unknown, map: this) => void, thisArg?: unknown): void {
    requireCallable(whereIn(live(this, 'forEach'), 'forEach'), 'callback', callback)
    for (const [key, value] of this.entries()) callback.call(thisArg, value, key, this)
  }

  entries(): IterableIterator<[unknown, unknown]> {
    live(this, 'entries')
    return walk(this, 'entries', (keys, values, i): [unknown, unknown] => [keys[i], values[i]])
  }

  keys(): IterableIterator<unknown> {
    live(this, 'keys')
    return walk(this, 'keys', (keys, _, i) => keys[i])
  }

  values(): IterableIterator<unknown> {
    live(this, 'values')
    return walk(this, 'values', (_, values, i) => values[i])
  }

  declare [Symbol.iterator]: () => IterableIterator<[unknown, unknown]>

  hasMany(keys: ArrayLike<unknown>, out?: Uint8Array): Uint8Array {
    return hasMany(this, keys, out)
  }

  deleteMany(keys: ArrayLike<unknown>): number {
    return deleteMany(this, keys)
  }

  getMany(keys: ArrayLike<unknown>, out?: unknown, missing?: unknown): unknown {
    return getMany(this, keys, out, missing)
  }

  setMany(keys: ArrayLike<unknown>, values: ArrayLike<unknown>): this {
    setMany(this, keys, values)
    return this
  }

  incrementMany(keys: ArrayLike<unknown>, by?: unknown): this {
    incrementMany(this, keys, by)
    return this
  }
}
const { entries } = ConcurrentMapBase.prototype
// As of a Map: the same function.
defineProperty(ConcurrentMapBase.prototype, Symbol.iterator, { value: entries, writable: true, configurable: true })

export interface ConcurrentNumberOptions extends ConcurrentSetOptions {
  values: 'int32' | 'uint32' | 'float32' | 'float64'
}
export interface ConcurrentBigIntOptions extends ConcurrentSetOptions {
  values: 'bigint64' | 'biguint64'
}

/**
 * What all concurrent maps have: operations on one key each take place at one moment, whatever other threads do. `T` is what is
 * taken for a key.
 */
export interface ConcurrentMap<K, V, T = K> extends Concurrent<K, T> {
  /** The value of `key`, or undefined. Never waits for a thread that writes. O(1). */
  get(key: T): V | undefined
  /** Sets the value of `key`. @throws TypeError or RangeError for a bad key or value, RangeError out of memory. O(1). */
  set(key: T, value: V): this
  /** The value of `key`, or `fallback` if it is absent. O(1). */
  getOr(key: T, fallback: V): V
  /** The value of `key`, which is inserted with `value` if it is absent: sync.Map's LoadOrStore. O(1). */
  getOrInsert(key: T, value: V): V
  /** The same with `compute(key)`, which is called only if the key is absent, and whose value may come too late. O(1). */
  getOrInsertComputed(key: T, compute: (key: K) => V): V
  /** Inserts `key` if it is absent. Whether it was: of several threads, one is told so. O(1). */
  setIfAbsent(key: T, value: V): boolean
  /** Removes `key` and returns the value it had, or undefined: sync.Map's LoadAndDelete. O(1). */
  getAndDelete(key: T): V | undefined
  /** Sets the value of `key` and returns the one before, or undefined. O(1). */
  swap(key: T, value: V): V | undefined
  /** Sets the value of `key` if it is `expected` (SameValueZero). Whether it was. O(1). */
  compareAndSwap(key: T, expected: V, value: V): boolean
  /** Removes `key` if its value is `expected` (SameValueZero). Whether it was. O(1). */
  compareAndDelete(key: T, expected: V): boolean
  /**
   * Adds `by` (default 1) to the value of `key`, which counts as 0 if it is absent, and returns the sum. O(1).
   * @throws RangeError if the sum is no integer of the kind; nothing has changed then
   */
  increment(key: T, by?: V): V
  /**
   * Sets the value of `key` to what `change` makes of the one before, or of undefined, and returns it. `change` is called
   * again if another thread was faster; no lock is held meanwhile.
   */
  update(key: T, change: (value: V | undefined) => V): V
  /** Calls `callback` for each entry: see `entries`. */
  forEach(callback: (value: V, key: K, map: this) => void, thisArg?: unknown): void
  /**
   * Entries, each with a value that it had: what is not touched comes exactly once, no key comes twice, what is inserted or
   * deleted meanwhile may come or not (sync.Map's Range).
   */
  entries(): IterableIterator<[K, V]>
  keys(): IterableIterator<K>
  values(): IterableIterator<V>
  [Symbol.iterator](): IterableIterator<[K, V]>
  /** The values of many keys, `missing` (default 0) for those that are absent: each at a moment of its own. O(keys). */
  getMany(keys: ArrayLike<T>, out?: Columns<V>, missing?: V): Columns<V>
  /** Sets many. @throws RangeError out of memory: its `done` is how many are set. O(keys). */
  setMany(keys: ArrayLike<T>, values: ArrayLike<V>): this
  /** Adds to many. @throws RangeError as `increment`: its `done` is how many are added. O(keys). */
  incrementMany(keys: ArrayLike<T>, by?: V | ArrayLike<V>): this
}

/** The typed arrays of values of a type. */
export type Columns<V> = V extends bigint
  ? BigInt64Array | BigUint64Array
  : Int32Array | Uint32Array | Float32Array | Float64Array
