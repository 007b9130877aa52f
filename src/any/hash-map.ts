// HashMap: any key. What ECMAScript says of Map, clause by clause, but for the order; the entries are in AnyMap.
//
// This is the class over Wasm, and the specimen of the twin's (scripts/stamp).

import { getPrototypeOf, setPrototypeOf, TypeError } from '../basics/builtins.js'
import { DISPOSE, type Disposing } from '../basics/dispose.js'
import { incompatible, requireCallable } from '../basics/errors.js'
import type { MapWalk } from '../basics/walks.js'
import { DOOR, handOver } from '../body/door.js'
import { MARK, nextMark } from '../body/mark.js'
import type { BigIntOptions, NumberOptions, OptionsFor } from '../body/options.js'
import { INSPECT, type Inspect, type InspectOptions } from '../body/sight.js'
import { BigInt64Map } from '../generated/buckets/bigint64-map.js'
import { Float64Map } from '../generated/buckets/float64-map.js'
import { Int32Map } from '../generated/buckets/int32-map.js'
import { StringMap } from '../generated/buckets/string-map.js'
import { layoutOf, RULES } from '../spaces/buckets/ordinary.js'
import type { Seen } from '../spaces/layouts/buckets.js'
import { type AnyInspection, configured } from './any-keys.js'
import { AnyMap } from './any-map.js'
import { argumentsOf, finishClass, repairPrototype } from './hash-class.js'
import { ENTRIES, hashIterator, KEYS, VALUES } from './hash-iterator.js'

/** A map of any keys: behaves as `Map` does in all but the order of entries, also while they change. */
export interface HashMap<K = any, V = any> extends Disposing {
  /** Number of entries. O(1). */
  readonly size: number
  /** The value of `key`, or undefined. O(1). */
  get(key: K): V | undefined
  has(key: K): boolean
  /** @throws TypeError or RangeError for a value that the value kind cannot hold, RangeError out of memory. O(1). */
  set(key: K, value: V): this
  delete(key: K): boolean
  clear(): void
  forEach(visit: (value: V, key: K, map: HashMap<K, V>) => void, thisArg?: unknown): void
  entries(): MapWalk<[K, V]>
  keys(): MapWalk<K>
  values(): MapWalk<V>
  [Symbol.iterator](): MapWalk<[K, V]>
  /** The value of `key`, which is inserted with `value` if it is absent. O(1). */
  getOrInsert(key: K, value: V): V
  /** The value of `key`, which is inserted with `compute(key)` if it is absent. O(1). */
  getOrInsertComputed(key: K, compute: (key: K) => V): V
  /** The value of `key`, or `fallback` if it is absent. O(1). */
  getOr(key: K, fallback: V): V
  /**
   * Adds `by` (default 1, or 1n) to the value of `key`, which starts at zero, and returns the sum. O(1).
   * @throws RangeError if an integer sum is out of the range of the value kind; the map is unchanged then
   * @throws TypeError if the values are of kind `'any'`
   */
  increment(key: K, by?: V): V
  /** One with the same entries, value kind and hashes. O(size). @throws RangeError when memory is out. */
  clone(): this
  /** Whether `other` has the same keys with the same values (SameValueZero). O(size). */
  equals(other: ReadonlyMap<K, V>): boolean
  /** Sets every entry of `other` here. If an entry is refused, those before it stay. O(size of other). */
  assign(other: Iterable<readonly [K, V]>): this
  /** Deletes the entries for which `predicate` is true. Returns how many. O(size). */
  deleteWhere(predicate: (value: V, key: K, map: HashMap<K, V>) => unknown): number
  /** The values of many keys, `missing` where there is none; see `getMany` of the typed maps. O(keys). */
  getMany(keys: ArrayLike<K>, out?: unknown, missing?: V): any
  /** For each of many keys 1 if it is there, else 0. O(keys). */
  hasMany(keys: ArrayLike<K>, out?: Uint8Array): Uint8Array
  /** Sets many keys, each to its value. O(keys). @throws as `set`, with `done`: how many were set before. */
  setMany(keys: ArrayLike<K>, values: ArrayLike<V>): this
  /** Removes many keys. Returns how many of them were there. O(keys). */
  deleteMany(keys: ArrayLike<K>): number
  /** Adds to the values of many keys. O(keys). @throws as `increment`, with `done`: how many were added before. */
  incrementMany(keys: ArrayLike<K>, by?: V | ArrayLike<V>): this
  /** All keys and, in the same order, their values. O(size). */
  toArrays(): { keys: K[]; values: any }
  /** Makes room for `n` entries in each table that there is, or in the first one. @throws RangeError out of memory. */
  reserve(n: number): void
  /** Fits the tables to their entries and gives the rest of their memory back. O(size). */
  shrink(): void
  /** Figures of the typed tables together. */
  stats(): Seen['stats']
  /** The typed tables bucket by bucket, and the entries beside them. O(size). */
  inspect(): AnyInspection<Seen['inspection']>
  readonly [Symbol.toStringTag]: string
}

export interface HashMapConstructor {
  readonly prototype: HashMap
  new <K = any, V = any>(entries?: Iterable<readonly [K, V]> | null, options?: OptionsFor<V>): HashMap<K, V>
  new <K = any>(options: NumberOptions): HashMap<K, number>
  new <K = any>(options: BigIntOptions): HashMap<K, bigint>
  new <K = any, V = any>(options: OptionsFor<V>): HashMap<K, V>
  /** A map of arrays: the items for which `keyOf` returned a key, under that key. O(items). */
  groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): HashMap<K, T[]>
}

/** What the constructor takes for an entry: any object. */
type Pair = { 0?: unknown; 1?: unknown }

const PARTS = { layoutOf, Int32: Int32Map, Float64: Float64Map, BigInt64: BigInt64Map, String: StringMap }

const HashMapIterator = /* @__PURE__ */ hashIterator('HashMap Iterator')

class HashMapClass {
  declare [MARK]: number
  // Of the prototype: see finishClass.
  declare [Symbol.iterator]: HashMapClass['entries']
  declare readonly [Symbol.toStringTag]: string
  #table: AnyMap

  constructor(...args: unknown[]) {
    repairPrototype(this, new.target, HashMapClass)
    const { source, options } = argumentsOf('HashMap', args)
    this.#table = new AnyMap('HashMap', PARTS, configured('HashMap', options, true, RULES))
    this[MARK] = nextMark()
    if (source === undefined) return
    const { set } = this
    requireCallable('HashMap', 'set', set)
    for (const entry of source) {
      if ((typeof entry !== 'object' && typeof entry !== 'function') || entry === null) {
        throw new TypeError('HashMap: an entry must be an object like [key, value]')
      }
      set.call(this, (entry as Pair)[0], (entry as Pair)[1])
    }
  }

  static groupBy(items: Iterable<unknown>, keyOf: (item: unknown, index: number) => unknown): HashMapClass {
    if (items === undefined || items === null) throw new TypeError('HashMap.groupBy: items must be iterable')
    requireCallable('HashMap.groupBy', 'keyOf', keyOf)
    const groups = new HashMapClass()
    groups.#table.group(items, keyOf)
    return groups
  }

  static get [Symbol.species](): unknown {
    // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
    return this
  }

  /** What is inside the receiver of a method. */
  static #of(map: HashMapClass, method: string): AnyMap {
    if (!(#table in map)) throw incompatible(`HashMap.${method}`)
    return map.#table
  }

  get size(): number {
    return HashMapClass.#of(this, 'size').size
  }

  get(key: unknown): unknown {
    if (!(#table in this)) throw incompatible('HashMap.get')
    return this.#table.get(key)
  }

  has(key: unknown): boolean {
    if (!(#table in this)) throw incompatible('HashMap.has')
    return this.#table.has(key)
  }

  set(key: unknown, value: unknown): this {
    if (!(#table in this)) throw incompatible('HashMap.set')
    this.#table.set(key, value)
    return this
  }

  delete(key: unknown): boolean {
    if (!(#table in this)) throw incompatible('HashMap.delete')
    return this.#table.delete(key)
  }

  clear(): void {
    HashMapClass.#of(this, 'clear').clear()
  }

  forEach(visit: (value: unknown, key: unknown, map: this) => void, thisArg: unknown = undefined): void {
    HashMapClass.#of(this, 'forEach').forEach(this, visit, thisArg)
  }

  entries(): MapIterator<[unknown, unknown]> {
    return new HashMapIterator(HashMapClass.#of(this, 'entries'), ENTRIES, 'entries')
  }

  keys(): MapIterator<unknown> {
    return new HashMapIterator(HashMapClass.#of(this, 'keys'), KEYS, 'keys')
  }

  values(): MapIterator<unknown> {
    return new HashMapIterator(HashMapClass.#of(this, 'values'), VALUES, 'values')
  }

  getOrInsert(key: unknown, value: unknown): unknown {
    return HashMapClass.#of(this, 'getOrInsert').getOrInsert(key, value)
  }

  getOrInsertComputed(key: unknown, compute: (key: unknown) => unknown): unknown {
    return HashMapClass.#of(this, 'getOrInsertComputed').getOrInsertComputed(key, compute)
  }

  getOr(key: unknown, fallback: unknown): unknown {
    return HashMapClass.#of(this, 'getOr').getOr(key, fallback)
  }

  increment(key: unknown, by: unknown = undefined): unknown {
    return HashMapClass.#of(this, 'increment').increment(key, by)
  }

  clone(): HashMapClass {
    const copy = new HashMapClass()
    copy.#table = HashMapClass.#of(this, 'clone').clone()
    return setPrototypeOf(copy, getPrototypeOf(this))
  }

  equals(other: ReadonlyMap<unknown, unknown>): boolean {
    const table = HashMapClass.#of(this, 'equals')
    table.live('equals')
    return other === (this as unknown) || table.equals(other)
  }

  assign(other: Iterable<readonly [unknown, unknown]>): this {
    const table = HashMapClass.#of(this, 'assign')
    table.live('assign')
    if (other !== (this as unknown)) table.assign(other)
    return this
  }

  deleteWhere(predicate: (value: unknown, key: unknown, map: this) => unknown): number {
    return HashMapClass.#of(this, 'deleteWhere').deleteWhere(this, predicate)
  }

  getMany(keys: ArrayLike<unknown>, out?: unknown, missing?: unknown): unknown {
    return HashMapClass.#of(this, 'getMany').getMany(keys, out, missing)
  }

  hasMany(keys: ArrayLike<unknown>, out?: Uint8Array): Uint8Array {
    return HashMapClass.#of(this, 'hasMany').hasMany(keys, out)
  }

  setMany(keys: ArrayLike<unknown>, values: ArrayLike<unknown>): this {
    HashMapClass.#of(this, 'setMany').setMany(keys, values)
    return this
  }

  deleteMany(keys: ArrayLike<unknown>): number {
    return HashMapClass.#of(this, 'deleteMany').deleteMany(keys)
  }

  incrementMany(keys: ArrayLike<unknown>, by?: unknown): this {
    HashMapClass.#of(this, 'incrementMany').incrementMany(keys, by)
    return this
  }

  toArrays(): { keys: unknown[]; values: unknown } {
    return HashMapClass.#of(this, 'toArrays').toArrays()
  }

  reserve(n: number): void {
    HashMapClass.#of(this, 'reserve').reserve(n)
  }

  shrink(): void {
    HashMapClass.#of(this, 'shrink').shrink()
  }

  stats(): unknown {
    return HashMapClass.#of(this, 'stats').stats()
  }

  inspect(): AnyInspection<unknown> {
    return HashMapClass.#of(this, 'inspect').inspect()
  }

  [DISPOSE](): void {
    HashMapClass.#of(this, 'dispose').dispose()
  }

  [INSPECT](depth: number, options: InspectOptions, inspect: Inspect): object | string {
    return HashMapClass.#of(this, 'inspect').show(this, depth, options, inspect)
  }

  [DOOR](): void {
    if (#table in this) handOver(this.#table)
  }
}
finishClass(HashMapClass, 'HashMap', 'entries')

export const HashMap = HashMapClass as HashMapConstructor
