// What users see of maps and sets. Interfaces, not the classes: a private field in a declaration would make the maps of two
// copies of the library unassignable, and the classes are too strict about value types for one that infers them from options.

import type { Disposing } from '../basics/dispose.js'
import type { SetLike } from '../basics/set-record.js'
import type { MapWalk, SetWalk } from '../basics/walks.js'
import type { Seen as Buckets } from '../spaces/layouts/buckets.js'
import type { AnySeen } from '../spaces/layouts/layout.js'

/**
 * What maps and sets have in common. `Many` is what many keys may be, `Layout` what can be seen of the tables.
 */
export interface Table<K, Many = ArrayLike<K>, Layout extends AnySeen = Buckets> extends Disposing {
  /** Number of entries. O(1). */
  readonly size: number
  /** Whether `key` is there. O(1). */
  has(key: K): boolean
  /** Removes `key`. Returns whether it was there. O(1). */
  delete(key: K): boolean
  /** Removes every entry and frees their memory. */
  clear(): void
  /**
   * Makes room for `n` entries in all, 0 to 2^29, so that inserting up to that many does not grow the table. O(size).
   * @throws RangeError when memory is out; nothing has changed then.
   */
  reserve(n: number): void
  /**
   * Fits the table to its entries and gives the rest of its memory back. O(size).
   * @throws RangeError when memory for the smaller table is out; nothing has changed then.
   */
  shrink(): void
  /**
   * For each of many keys 1 if it is there, else 0. Answers go to `out` or to a new array. O(keys).
   * @throws RangeError before anything is read if `out` is no Uint8Array or too short
   */
  hasMany(keys: Many, out?: Uint8Array): Uint8Array
  /** Removes many keys. Returns how many of them were there. O(keys). */
  deleteMany(keys: Many): number
  /** Figures of the table. O(1). */
  stats(): Layout['stats']
  /** The table bucket by bucket, or group by group, as plain objects. O(buckets). */
  inspect(): Layout['inspection']
  /** One with the same entries, value kind and hash. O(size). @throws RangeError when memory is out. */
  clone(): this
  readonly [Symbol.toStringTag]: string
}

/** What all maps with keys of one kind have. `Taken` is what they take for a key, where that is more than they hand out. */
export interface TypedMap<K, V, Taken = K, Many = ArrayLike<Taken>, Layout extends AnySeen = Buckets>
  extends Table<Taken, Many, Layout> {
  /** The value of `key`, or undefined. O(1). */
  get(key: Taken): V | undefined
  /** Sets the value of `key`. @throws TypeError or RangeError for a bad key or value, RangeError out of memory. O(1). */
  set(key: Taken, value: V): this
  /** The value of `key`, or `fallback` if it is absent: Go's read of a missing key. O(1). */
  getOr(key: Taken, fallback: V): V
  /** The value of `key`, which is inserted with `value` if it is absent. O(1). */
  getOrInsert(key: Taken, value: V): V
  /** The value of `key`, which is inserted with `compute(key)` if it is absent. O(1). */
  getOrInsertComputed(key: Taken, compute: (key: K) => V): V
  /**
   * Adds `by` (default 1, or 1n) to the value of `key`, which starts at zero, and returns the sum. O(1).
   * @throws RangeError if an integer sum is out of the range of the value kind; the map is unchanged then
   * @throws TypeError if the values are of kind `'any'`
   */
  increment(key: Taken, by?: V): V
  /** Calls `visit` once an entry. See the class for what holds while the map changes. O(buckets). */
  forEach(visit: (value: V, key: K, map: this) => void, thisArg?: any): void
  entries(): MapWalk<[K, V]>
  keys(): MapWalk<K>
  values(): MapWalk<V>
  [Symbol.iterator](): MapWalk<[K, V]>
  /**
   * The values of many keys, `missing` (default: 0, 0n, or undefined for values of kind `'any'`) where there is none.
   * Answers go to `out`, a typed array of the value kind (an Array for `'any'`), or to a new one. O(keys).
   * @throws RangeError before anything is read if `out` is of another type or too short
   */
  getMany(keys: Many, out?: any, missing?: any): any
  /** Sets many keys, each to its value. O(keys). @throws as `set`, with `done`: how many were set before. */
  setMany(keys: Many, values: ArrayLike<V>): this
  /**
   * Adds to the values of many keys: `by` is one number for all of them (default 1, or 1n) or an array of as many. O(keys).
   * @throws as `increment`, with `done`: how many were added before
   */
  incrementMany(keys: Many, by?: V | ArrayLike<V>): this
  /** All keys and, in the same order, their values: typed arrays where the kinds have them. O(buckets). */
  toArrays(): { keys: any; values: any }
  /** Whether `other` has the same keys with the same values (SameValueZero). O(size). */
  equals(other: ReadonlyMap<K, V>): boolean
  /** Sets every entry of `other` here. If an entry is refused, those before it stay. O(size of other). */
  assign(other: Iterable<readonly [Taken, V]>): this
  /** Deletes the entries for which `predicate` is true. Returns how many. O(buckets). */
  deleteWhere(predicate: (value: V, key: K, map: this) => unknown): number
}

/** What all sets with keys of one kind have. */
export interface TypedSet<K, Taken = K, Many = ArrayLike<Taken>, Layout extends AnySeen = Buckets>
  extends Table<Taken, Many, Layout> {
  /** Adds `key`. @throws TypeError or RangeError for a bad key, RangeError out of memory. O(1). */
  add(key: Taken): this
  /** Calls `visit` once a key. O(buckets). */
  forEach(visit: (value: K, key: K, set: this) => void, thisArg?: any): void
  entries(): SetWalk<[K, K]>
  keys(): SetWalk<K>
  values(): SetWalk<K>
  [Symbol.iterator](): SetWalk<K>
  /** Adds many keys. O(keys). @throws as `add`, with `done`: how many were added before. */
  addMany(keys: Many): this
  /** All keys: a typed array where the kind has one. O(buckets). */
  toArray(): any
  /** Whether `other` has the same keys. O(size). */
  equals(other: SetLike<K>): boolean
  /** Adds every key of `other` here. If one is refused, those before it stay. O(size of other). */
  assign(other: Iterable<Taken>): this
  /** Deletes the keys for which `predicate` is true. Returns how many. O(buckets). */
  deleteWhere(predicate: (key: K, set: this) => unknown): number

  // The set methods of ES2025. A key that this class cannot hold makes `union` and `symmetricDifference` throw a
  // TypeError, since their result could not hold it; the others treat it as absent. The second form of three of them says
  // the same in the words of `Set`, which cannot be assigned to otherwise.

  /** A new set of the keys in either. */
  union(other: SetLike<unknown>): this
  union<T>(other: SetLike<T>): this & Set<K | T>
  /** A new set of the keys in both. */
  intersection(other: SetLike<unknown>): this
  intersection<T>(other: SetLike<T>): this & Set<K & T>
  /** A new set of the keys that are here and not in `other`. */
  difference(other: SetLike<unknown>): this
  /** A new set of the keys in exactly one of both. */
  symmetricDifference(other: SetLike<unknown>): this
  symmetricDifference<T>(other: SetLike<T>): this & Set<K | T>
  /** Whether every key is in `other`. */
  isSubsetOf(other: SetLike<unknown>): boolean
  /** Whether every key of `other` is here. */
  isSupersetOf(other: SetLike<unknown>): boolean
  /** Whether no key is in both. */
  isDisjointFrom(other: SetLike<unknown>): boolean
}
