// HashSet: any key. What ECMAScript says of Set, clause by clause, but for the order; the keys are in AnyKeys.

import type { Stats } from '../engine.js'
import { requireCallable } from '../errors.js'
import { checkCapacity, parseOptions, SET, type TableOptions } from '../options.js'
import { AnyConfiguration, type AnyInspection, AnyKeys, type PartClasses, Walk } from './any-keys.js'
import { deleteMany, hasMany } from './any-many.js'
import { DISPOSE, INSPECT, inspectAs, shownEntries } from './container.js'
import { argumentsOf, finishClass, INSIDE, repairPrototype } from './hash-class.js'
import { ENTRIES, hashIterator, KEYS } from './hash-iterator.js'
import { eachIndex, type Keys, requireArray } from './many.js'
import { type SetLike, setRecord } from './set-record.js'

const TRAITS = { name: 'HashSet', keyKind: -1 }

export interface HashSet<K = any> {
  /** Number of keys. O(1). */
  readonly size: number
  /** @throws RangeError out of memory. O(1). */
  add(key: K): this
  has(key: K): boolean
  delete(key: K): boolean
  clear(): void
  forEach(visit: (value: K, key: K, set: HashSet<K>) => void, thisArg?: any): void
  entries(): SetIterator<[K, K]>
  keys(): SetIterator<K>
  values(): SetIterator<K>
  [Symbol.iterator](): SetIterator<K>
  /** A new set of the keys in either. */
  union<T>(other: SetLike<T>): HashSet<K | T>
  /** A new set of the keys in both. */
  intersection<T>(other: SetLike<T>): HashSet<K & T>
  /** A new set of the keys that are here and not in `other`. */
  difference(other: SetLike<any>): HashSet<K>
  /** A new set of the keys in exactly one of both. */
  symmetricDifference<T>(other: SetLike<T>): HashSet<K | T>
  /** Whether every key is in `other`. */
  isSubsetOf(other: SetLike<any>): boolean
  /** Whether every key of `other` is here. */
  isSupersetOf(other: SetLike<any>): boolean
  /** Whether no key is in both. */
  isDisjointFrom(other: SetLike<any>): boolean
  /** One with the same keys and hashes. O(size). @throws RangeError when memory is out. */
  clone(): this
  /** Whether `other` has the same keys. O(size). */
  equals(other: SetLike<K>): boolean
  /** Adds every key of `other` here. O(size of other). */
  assign(other: Iterable<K>): this
  /** Deletes the keys for which `predicate` is true. Returns how many. O(size). */
  deleteWhere(predicate: (key: K, set: HashSet<K>) => unknown): number
  /** Adds many keys. O(keys). @throws as `add`, with `done`: how many were added before. */
  addMany(keys: ArrayLike<K>): this
  /** For each of many keys 1 if it is there, else 0. O(keys). */
  hasMany(keys: ArrayLike<K>, out?: Uint8Array): Uint8Array
  /** Removes many keys. Returns how many of them were there. O(keys). */
  deleteMany(keys: ArrayLike<K>): number
  /** All keys. O(size). */
  toArray(): K[]
  /** Makes room for `n` keys in each table that there is, or in the first one. @throws RangeError out of memory. */
  reserve(n: number): void
  /** Fits the tables to their keys and gives the rest of their memory back. O(size). */
  shrink(): void
  /** Figures of the typed tables together. */
  stats(): Stats
  /** The typed tables bucket by bucket, and the keys beside them. O(size). */
  inspect(): AnyInspection
  [Symbol.dispose](): void
  readonly [Symbol.toStringTag]: string
}

export interface HashSetConstructor {
  readonly prototype: HashSet
  new <K = any>(keys?: Iterable<K> | null, options?: TableOptions): HashSet<K>
  new <K = any>(options: TableOptions): HashSet<K>
}

/** The class over the typed sets of a backend. */
export function hashSet(parts: PartClasses): HashSetConstructor {
  const HashSetIterator = hashIterator('HashSet Iterator')

  class HashSetClass {
    #table: AnyKeys

    constructor(...args: any[]) {
      repairPrototype(this, new.target, HashSetClass)
      const { source, options } = argumentsOf('HashSet', args)
      const configuration = new AnyConfiguration(SET)
      if (options !== undefined) parseOptions(TRAITS, options, false, configuration)
      this.#table = new AnyKeys('HashSet', parts, configuration)
      if (source === undefined) return
      const { add } = this
      requireCallable('HashSet', 'add', add)
      for (const key of source) add.call(this, key)
    }

    static get [Symbol.species](): unknown {
      // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
      return this
    }

    get size(): number {
      return this.#table.size
    }

    add(key: unknown): this {
      this.#table.add(key)
      return this
    }

    has(key: unknown): boolean {
      return this.#table.has(key)
    }

    delete(key: unknown): boolean {
      return this.#table.delete(key)
    }

    clear(): void {
      this.#table.clear()
    }

    forEach(visit: (value: any, key: any, set: any) => void, thisArg: any = undefined): void {
      const table = this.#table
      table.live('forEach')
      requireCallable('HashSet.forEach', 'visit', visit)
      const walk = new Walk(table)
      while (walk.step()) visit.call(thisArg, walk.key, walk.key, this)
    }

    entries(): Iterator<any> {
      this.#table.live('entries')
      return new HashSetIterator(this.#table, ENTRIES, true)
    }

    values(): Iterator<any> {
      this.#table.live('values')
      return new HashSetIterator(this.#table, KEYS, true)
    }

    /** One of the class itself over a table. */
    static #over(table: AnyKeys): HashSetClass {
      const set = new HashSetClass()
      set.#table = table
      return set
    }

    union(other: SetLike<any>): HashSetClass {
      const table = this.#table
      const record = setRecord('HashSet.union', other)
      const keys = record.keys()
      const result = table.clone()
      while (keys.step()) result.add(keys.key)
      return HashSetClass.#over(result)
    }

    intersection(other: SetLike<any>): HashSetClass {
      const table = this.#table
      const record = setRecord('HashSet.intersection', other)
      const result = new HashSetClass()
      const found = result.#table
      if (table.size <= record.size) {
        const walk = new Walk(table)
        while (walk.step()) {
          const { key } = walk
          if (record.has(key)) found.add(key)
        }
      } else {
        for (const keys = record.keys(); keys.step(); ) if (table.has(keys.key)) found.add(keys.key)
      }
      return result
    }

    difference(other: SetLike<any>): HashSetClass {
      const table = this.#table
      const record = setRecord('HashSet.difference', other)
      const result = table.clone()
      if (table.size <= record.size) {
        // Over the copy: what `has` does to this set does not count.
        const walk = new Walk(result)
        while (walk.step()) {
          const { key } = walk
          if (record.has(key)) result.delete(key)
        }
      } else {
        for (const keys = record.keys(); keys.step(); ) result.delete(keys.key)
      }
      return HashSetClass.#over(result)
    }

    symmetricDifference(other: SetLike<any>): HashSetClass {
      const table = this.#table
      const record = setRecord('HashSet.symmetricDifference', other)
      const keys = record.keys()
      const result = table.clone()
      while (keys.step()) {
        if (table.has(keys.key)) result.delete(keys.key)
        else result.add(keys.key)
      }
      return HashSetClass.#over(result)
    }

    isSubsetOf(other: SetLike<any>): boolean {
      const table = this.#table
      const record = setRecord('HashSet.isSubsetOf', other)
      if (table.size > record.size) return false
      const walk = new Walk(table)
      while (walk.step()) if (!record.has(walk.key)) return false
      return true
    }

    isSupersetOf(other: SetLike<any>): boolean {
      const table = this.#table
      const record = setRecord('HashSet.isSupersetOf', other)
      if (table.size < record.size) return false
      for (const keys = record.keys(); keys.step(); ) {
        if (table.has(keys.key)) continue
        keys.close()
        return false
      }
      return true
    }

    isDisjointFrom(other: SetLike<any>): boolean {
      const table = this.#table
      const record = setRecord('HashSet.isDisjointFrom', other)
      if (table.size <= record.size) {
        const walk = new Walk(table)
        while (walk.step()) if (record.has(walk.key)) return false
        return true
      }
      for (const keys = record.keys(); keys.step(); ) {
        if (!table.has(keys.key)) continue
        keys.close()
        return false
      }
      return true
    }

    clone(): HashSetClass {
      return Object.setPrototypeOf(HashSetClass.#over(this.#table.clone()), Object.getPrototypeOf(this))
    }

    equals(other: SetLike<any>): boolean {
      const table = this.#table
      table.live('equals')
      if (other === (this as unknown)) return true
      if (other.size !== table.size) return false
      const walk = new Walk(table)
      while (walk.step()) if (!other.has(walk.key)) return false
      return true
    }

    assign(other: Iterable<any>): this {
      const table = this.#table
      table.live('assign')
      if (other === (this as unknown)) return this
      for (const key of other) table.add(key)
      return this
    }

    deleteWhere(predicate: (key: any, set: any) => unknown): number {
      const table = this.#table
      table.live('deleteWhere')
      requireCallable('HashSet.deleteWhere', 'predicate', predicate)
      const walk = new Walk(table)
      let deleted = 0
      while (walk.step()) {
        const { key } = walk
        if (predicate(key, this) && table.delete(key)) deleted++
      }
      return deleted
    }

    addMany(keys: Keys<any>): this {
      const n = requireArray('HashSet.addMany', 'keys', keys)
      this.#table.live('addMany')
      eachIndex(n, i => this.#table.add(keys[i]))
      return this
    }

    hasMany(keys: Keys<any>, out?: Uint8Array): Uint8Array {
      return hasMany(this.#table, keys, out)
    }

    deleteMany(keys: Keys<any>): number {
      return deleteMany(this.#table, keys)
    }

    toArray(): any[] {
      const table = this.#table
      const keys = new Array(table.size)
      const walk = new Walk(table)
      for (let i = 0; walk.step(); i++) keys[i] = walk.key
      return keys
    }

    reserve(n: number): void {
      checkCapacity('HashSet.reserve', 'n', n)
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
      if (table.disposed) return 'HashSet (disposed)'
      if (depth < 0) return '[HashSet]'
      const shown = new Set()
      const most = shownEntries(options)
      const walk = new Walk(table)
      while (shown.size < most && walk.step()) shown.add(walk.key)
      return inspectAs(shown, 'HashSet', table.size, { ...options, depth }, inspect)
    }

    get [INSIDE](): AnyKeys {
      return this.#table
    }
  }

  finishClass(HashSetClass, 'HashSet', 'values', 'keys')
  return HashSetClass as unknown as HashSetConstructor
}
