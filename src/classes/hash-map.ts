// HashMap: any key. What ECMAScript says of Map, clause by clause, but for the order; the entries are in AnyKeys.

import type { Stats } from '../engine.js'
import { requireCallable } from '../errors.js'
import { ANY, checkCapacity, type MapOptions, type OptionsFor, parseOptions } from '../options.js'
import { AnyConfiguration, type AnyInspection, AnyKeys, type PartClasses, Walk } from './any-keys.js'
import { deleteMany, getMany, hasMany } from './any-many.js'
import { DISPOSE, INSPECT, inspectAs, shownEntries } from './container.js'
import { argumentsOf, finishClass, INSIDE, repairPrototype } from './hash-class.js'
import { ENTRIES, hashIterator, KEYS, VALUES } from './hash-iterator.js'
import { eachIndex, type Keys, requireArray, valueColumn } from './many.js'
import { requireValue } from './values.js'

const TRAITS = { name: 'HashMap', keyKind: -1 }

export interface HashMap<K = any, V = any> {
  /** Number of entries. O(1). */
  readonly size: number
  /** The value of `key`, or undefined. O(1). */
  get(key: K): V | undefined
  has(key: K): boolean
  /** @throws TypeError or RangeError for a value that the value kind cannot hold, RangeError out of memory. O(1). */
  set(key: K, value: V): this
  delete(key: K): boolean
  clear(): void
  forEach(visit: (value: V, key: K, map: HashMap<K, V>) => void, thisArg?: any): void
  entries(): MapIterator<[K, V]>
  keys(): MapIterator<K>
  values(): MapIterator<V>
  [Symbol.iterator](): MapIterator<[K, V]>
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
  getMany(keys: ArrayLike<K>, out?: any, missing?: V): any
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
  stats(): Stats
  /** The typed tables bucket by bucket, and the entries beside them. O(size). */
  inspect(): AnyInspection
  [Symbol.dispose](): void
  readonly [Symbol.toStringTag]: string
}

export interface HashMapConstructor {
  readonly prototype: HashMap
  new <K = any, V = any>(entries?: Iterable<readonly [K, V]> | null, options?: OptionsFor<V>): HashMap<K, V>
  new <K = any>(options: Extract<MapOptions, { values: 'int32' | 'float64' }>): HashMap<K, number>
  new <K = any>(options: Extract<MapOptions, { values: 'bigint64' | 'biguint64' }>): HashMap<K, bigint>
  new <K = any, V = any>(options: OptionsFor<V>): HashMap<K, V>
  /** A map of arrays: the items for which `keyOf` returned a key, under that key. O(items). */
  groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): HashMap<K, T[]>
}

/** The class over the typed maps of a backend. */
export function hashMap(parts: PartClasses): HashMapConstructor {
  const HashMapIterator = hashIterator('HashMap Iterator')

  class HashMapClass {
    #table: AnyKeys

    constructor(...args: any[]) {
      repairPrototype(this, new.target, HashMapClass)
      const { source, options } = argumentsOf('HashMap', args)
      const configuration = new AnyConfiguration(ANY)
      if (options !== undefined) parseOptions(TRAITS, options, true, configuration)
      this.#table = new AnyKeys('HashMap', parts, configuration)
      if (source === undefined) return
      const { set } = this
      requireCallable('HashMap', 'set', set)
      for (const entry of source) {
        if ((typeof entry !== 'object' && typeof entry !== 'function') || entry === null) {
          throw new TypeError('HashMap: an entry must be an object like [key, value]')
        }
        set.call(this, entry[0], entry[1])
      }
    }

    static groupBy(items: Iterable<any>, keyOf: (item: any, index: number) => unknown): HashMapClass {
      if (items === undefined || items === null) throw new TypeError('HashMap.groupBy: items must be iterable')
      requireCallable('HashMap.groupBy', 'keyOf', keyOf)
      const groups = new HashMapClass()
      const table = groups.#table
      let index = 0
      for (const item of items) {
        const key = keyOf.call(undefined, item, index++)
        const group = table.get(key)
        if (group === undefined) table.set(key, [item])
        else group.push(item)
      }
      return groups
    }

    static get [Symbol.species](): unknown {
      // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
      return this
    }

    get size(): number {
      return this.#table.size
    }

    get(key: unknown): any {
      return this.#table.get(key)
    }

    has(key: unknown): boolean {
      return this.#table.has(key)
    }

    set(key: unknown, value: unknown): this {
      this.#table.set(key, value)
      return this
    }

    delete(key: unknown): boolean {
      return this.#table.delete(key)
    }

    clear(): void {
      this.#table.clear()
    }

    forEach(visit: (value: any, key: any, map: any) => void, thisArg: any = undefined): void {
      const table = this.#table
      table.live('forEach')
      requireCallable('HashMap.forEach', 'visit', visit)
      const walk = new Walk(table)
      while (walk.step()) visit.call(thisArg, walk.value, walk.key, this)
    }

    entries(): Iterator<any> {
      this.#table.live('entries')
      return new HashMapIterator(this.#table, ENTRIES, false)
    }

    keys(): Iterator<any> {
      this.#table.live('keys')
      return new HashMapIterator(this.#table, KEYS, false)
    }

    values(): Iterator<any> {
      this.#table.live('values')
      return new HashMapIterator(this.#table, VALUES, false)
    }

    getOrInsert(key: unknown, value: unknown): any {
      const table = this.#table
      if (!table.has(key)) table.set(key, value)
      return table.get(key)
    }

    getOrInsertComputed(key: unknown, compute: (key: any) => unknown): any {
      const table = this.#table
      table.live('getOrInsertComputed')
      requireCallable('HashMap.getOrInsertComputed', 'compute', compute)
      if (table.has(key)) return table.get(key)
      const canonical = Object.is(key, -0) ? 0 : key
      table.set(canonical, compute.call(undefined, canonical))
      return table.get(canonical)
    }

    getOr(key: unknown, fallback: unknown): any {
      const value = this.#table.get(key)
      return value !== undefined || this.#table.has(key) ? value : fallback
    }

    increment(key: unknown, by: any = undefined): any {
      return this.#table.increment(key, by)
    }

    clone(): HashMapClass {
      const copy = new HashMapClass()
      copy.#table = this.#table.clone()
      return Object.setPrototypeOf(copy, Object.getPrototypeOf(this))
    }

    equals(other: ReadonlyMap<any, any>): boolean {
      const table = this.#table
      table.live('equals')
      if (other === (this as unknown)) return true
      if (other.size !== table.size) return false
      const walk = new Walk(table)
      while (walk.step()) {
        const theirs = other.get(walk.key)
        if (walk.value !== theirs && (walk.value === walk.value || theirs === theirs)) return false
        if (theirs === undefined && !other.has(walk.key)) return false
      }
      return true
    }

    assign(other: Iterable<readonly [any, any]>): this {
      const table = this.#table
      table.live('assign')
      if (other === (this as unknown)) return this
      for (const [key, value] of other) table.set(key, value)
      return this
    }

    deleteWhere(predicate: (value: any, key: any, map: any) => unknown): number {
      const table = this.#table
      table.live('deleteWhere')
      requireCallable('HashMap.deleteWhere', 'predicate', predicate)
      const walk = new Walk(table)
      let deleted = 0
      while (walk.step()) {
        const { key } = walk
        if (predicate(walk.value, key, this) && table.delete(key)) deleted++
      }
      return deleted
    }

    getMany(keys: Keys<any>, out?: any, missing?: any): any {
      return getMany(this.#table, keys, out, missing)
    }

    hasMany(keys: Keys<any>, out?: Uint8Array): Uint8Array {
      return hasMany(this.#table, keys, out)
    }

    setMany(keys: Keys<any>, values: ArrayLike<any>): this {
      const n = requireArray('HashMap.setMany', 'keys', keys)
      this.#table.live('setMany')
      if (requireArray('HashMap.setMany', 'values', values) !== n) {
        throw new RangeError('HashMap.setMany: there must be as many values as keys')
      }
      eachIndex(n, i => this.#table.set(keys[i], values[i]))
      return this
    }

    deleteMany(keys: Keys<any>): number {
      return deleteMany(this.#table, keys)
    }

    incrementMany(keys: Keys<any>, by?: any): this {
      const n = requireArray('HashMap.incrementMany', 'keys', keys)
      this.#table.live('incrementMany')
      const isArray = typeof by === 'object' && by !== null
      if (isArray && requireArray('HashMap.incrementMany', 'by', by) !== n) {
        throw new RangeError('HashMap.incrementMany: by must have as many numbers as there are keys')
      }
      const { kind } = this.#table
      const stepAt = (i: number) =>
        isArray && kind !== ANY ? requireValue('HashMap.incrementMany', 'by', kind, by[i]) : by
      eachIndex(n, i => this.#table.increment(keys[i], stepAt(i)))
      return this
    }

    toArrays(): { keys: any[]; values: any } {
      const table = this.#table
      table.live('toArrays')
      const n = table.size
      const keys = new Array(n)
      const values: any = new (valueColumn(table.kind) ?? Array)(n)
      const walk = new Walk(table)
      for (let i = 0; walk.step(); i++) {
        keys[i] = walk.key
        values[i] = walk.value
      }
      return { keys, values }
    }

    reserve(n: number): void {
      checkCapacity('HashMap.reserve', 'n', n)
      this.#table.reserve(n)
    }

    shrink(): void {
      this.#table.shrink()
    }

    stats(): Stats {
      return this.#table.stats()
    }

    inspect(): AnyInspection {
      return this.#table.inspect()
    }

    [DISPOSE](): void {
      this.#table.dispose()
    }

    [INSPECT](depth: number, options: { maxArrayLength?: number | null }, inspect: any): string {
      const table = this.#table
      if (table.disposed) return 'HashMap (disposed)'
      if (depth < 0) return '[HashMap]'
      const shown = new Map()
      const most = shownEntries(options)
      const walk = new Walk(table)
      while (shown.size < most && walk.step()) shown.set(walk.key, walk.value)
      return inspectAs(shown, 'HashMap', table.size, { ...options, depth }, inspect)
    }

    get [INSIDE](): AnyKeys {
      return this.#table
    }
  }

  finishClass(HashMapClass, 'HashMap', 'entries')
  return HashMapClass as unknown as HashMapConstructor
}
