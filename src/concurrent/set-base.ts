// What all concurrent sets have in common but for what is called most, which each class has as a text of its own.

import { defineProperty } from '../basics/builtins.js'
import { requireCallable } from '../basics/errors.js'
import { type Concurrent, ConcurrentTable, live, whereIn } from './inside.js'
import { addMany, deleteMany, hasMany } from './many.js'
import { walk } from './walk.js'

export abstract class ConcurrentSetBase extends ConcurrentTable {
  forEach(callback: (key: unknown, again: unknown, set: this) => void, thisArg?: unknown): void {
    requireCallable(whereIn(live(this, 'forEach'), 'forEach'), 'callback', callback)
    for (const key of this.values()) callback.call(thisArg, key, key, this)
  }

  entries(): IterableIterator<[unknown, unknown]> {
    live(this, 'entries')
    return walk(this, 'entries', (keys, _, i): [unknown, unknown] => [keys[i], keys[i]])
  }

  values(): IterableIterator<unknown> {
    live(this, 'values')
    return walk(this, 'values', (keys, _, i) => keys[i])
  }

  declare keys: () => IterableIterator<unknown>
  declare [Symbol.iterator]: () => IterableIterator<unknown>

  hasMany(keys: ArrayLike<unknown>, out?: Uint8Array): Uint8Array {
    return hasMany(this, keys, out)
  }

  deleteMany(keys: ArrayLike<unknown>): number {
    return deleteMany(this, keys)
  }

  addMany(keys: ArrayLike<unknown>): this {
    addMany(this, keys)
    return this
  }
}
const { values } = ConcurrentSetBase.prototype
// As of a Set: the same function.
for (const name of ['keys', Symbol.iterator] as const) {
  defineProperty(ConcurrentSetBase.prototype, name, { value: values, writable: true, configurable: true })
}

/**
 * What all concurrent sets have: operations on one key each take place at one moment, whatever other threads do. `T` is what is
 * taken for a key.
 */
export interface ConcurrentSet<K, T = K> extends Concurrent<K, T> {
  /** Adds `key`. @throws TypeError or RangeError for a bad key, RangeError out of memory. O(1). */
  add(key: T): this
  /** Adds `key` if it is absent. Whether it was: of several threads, one is told so. O(1). */
  addIfAbsent(key: T): boolean
  forEach(callback: (key: K, again: K, set: this) => void, thisArg?: unknown): void
  entries(): IterableIterator<[K, K]>
  /** Keys: what is not touched comes exactly once, none comes twice, what comes or goes meanwhile may come or not. */
  values(): IterableIterator<K>
  keys(): IterableIterator<K>
  [Symbol.iterator](): IterableIterator<K>
  /** Adds many. @throws RangeError out of memory: its `done` is how many are added. O(keys). */
  addMany(keys: ArrayLike<T>): this
}
