// HashSet: any key. What ECMAScript says of Set, clause by clause, but for the order; the keys are in AnySet.
//
// This is the class over Wasm, and the specimen of the twin's (scripts/stamp).

import { getPrototypeOf, setPrototypeOf } from '../basics/builtins.js'
import { DISPOSE, type Disposing } from '../basics/dispose.js'
import { incompatible, requireCallable } from '../basics/errors.js'
import type { SetLike } from '../basics/set-record.js'
import type { SetWalk } from '../basics/walks.js'
import { DOOR, handOver } from '../body/door.js'
import { MARK, nextMark } from '../body/mark.js'
import type { TableOptions } from '../body/options.js'
import { INSPECT, type Inspect, type InspectOptions } from '../body/sight.js'
import { BigInt64Set } from '../generated/buckets/bigint64-set.js'
import { Float64Set } from '../generated/buckets/float64-set.js'
import { Int32Set } from '../generated/buckets/int32-set.js'
import { StringSet } from '../generated/buckets/string-set.js'
import { layoutOf, RULES } from '../spaces/buckets/ordinary.js'
import type { Seen } from '../spaces/layouts/buckets.js'
import { type AnyInspection, configured } from './any-keys.js'
import { AnySet } from './any-set.js'
import { argumentsOf, finishClass, repairPrototype } from './hash-class.js'
import { ENTRIES, hashIterator, KEYS } from './hash-iterator.js'

/** A set of any keys: behaves as `Set` does in all but the order of keys, also while they change. */
export interface HashSet<K = any> extends Disposing {
  /** Number of keys. O(1). */
  readonly size: number
  /** @throws RangeError out of memory. O(1). */
  add(key: K): this
  has(key: K): boolean
  delete(key: K): boolean
  clear(): void
  forEach(visit: (value: K, key: K, set: HashSet<K>) => void, thisArg?: unknown): void
  entries(): SetWalk<[K, K]>
  keys(): SetWalk<K>
  values(): SetWalk<K>
  [Symbol.iterator](): SetWalk<K>
  /** A new set of the keys in either. */
  union<T>(other: SetLike<T>): HashSet<K | T>
  /** A new set of the keys in both. */
  intersection<T>(other: SetLike<T>): HashSet<K & T>
  /** A new set of the keys that are here and not in `other`. */
  difference(other: SetLike<unknown>): HashSet<K>
  /** A new set of the keys in exactly one of both. */
  symmetricDifference<T>(other: SetLike<T>): HashSet<K | T>
  /** Whether every key is in `other`. */
  isSubsetOf(other: SetLike<unknown>): boolean
  /** Whether every key of `other` is here. */
  isSupersetOf(other: SetLike<unknown>): boolean
  /** Whether no key is in both. */
  isDisjointFrom(other: SetLike<unknown>): boolean
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
  stats(): Seen['stats']
  /** The typed tables bucket by bucket, and the keys beside them. O(size). */
  inspect(): AnyInspection<Seen['inspection']>
  readonly [Symbol.toStringTag]: string
}

export interface HashSetConstructor {
  readonly prototype: HashSet
  new <K = any>(keys?: Iterable<K> | null, options?: TableOptions): HashSet<K>
  new <K = any>(options: TableOptions): HashSet<K>
}

const PARTS = { layoutOf, Int32: Int32Set, Float64: Float64Set, BigInt64: BigInt64Set, String: StringSet }

const HashSetIterator = /* @__PURE__ */ hashIterator('HashSet Iterator')

class HashSetClass {
  declare [MARK]: number
  // Of the prototype: see finishClass.
  declare keys: HashSetClass['values']
  declare [Symbol.iterator]: HashSetClass['values']
  declare readonly [Symbol.toStringTag]: string
  #table: AnySet

  constructor(...args: unknown[]) {
    repairPrototype(this, new.target, HashSetClass)
    const { source, options } = argumentsOf('HashSet', args)
    this.#table = new AnySet('HashSet', PARTS, configured('HashSet', options, false, RULES))
    this[MARK] = nextMark()
    if (source === undefined) return
    const { add } = this
    requireCallable('HashSet', 'add', add)
    for (const key of source) add.call(this, key)
  }

  static get [Symbol.species](): unknown {
    // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
    return this
  }

  /** What is inside the receiver of a method. */
  static #of(set: HashSetClass, method: string): AnySet {
    if (!(#table in set)) throw incompatible(`HashSet.${method}`)
    return set.#table
  }

  /** One of the class itself over tables. */
  static #over(table: AnySet): HashSetClass {
    const set = new HashSetClass()
    set.#table = table
    return set
  }

  get size(): number {
    return HashSetClass.#of(this, 'size').size
  }

  add(key: unknown): this {
    if (!(#table in this)) throw incompatible('HashSet.add')
    this.#table.add(key)
    return this
  }

  has(key: unknown): boolean {
    if (!(#table in this)) throw incompatible('HashSet.has')
    return this.#table.has(key)
  }

  delete(key: unknown): boolean {
    if (!(#table in this)) throw incompatible('HashSet.delete')
    return this.#table.delete(key)
  }

  clear(): void {
    HashSetClass.#of(this, 'clear').clear()
  }

  forEach(visit: (value: unknown, key: unknown, set: this) => void, thisArg: unknown = undefined): void {
    HashSetClass.#of(this, 'forEach').forEach(this, visit, thisArg)
  }

  entries(): SetIterator<[unknown, unknown]> {
    return new HashSetIterator(HashSetClass.#of(this, 'entries'), ENTRIES, 'entries')
  }

  values(): SetIterator<unknown> {
    return new HashSetIterator(HashSetClass.#of(this, 'values'), KEYS, 'values')
  }

  union(other: SetLike<unknown>): HashSetClass {
    return HashSetClass.#over(HashSetClass.#of(this, 'union').union(other))
  }

  intersection(other: SetLike<unknown>): HashSetClass {
    return HashSetClass.#over(HashSetClass.#of(this, 'intersection').intersection(other))
  }

  difference(other: SetLike<unknown>): HashSetClass {
    return HashSetClass.#over(HashSetClass.#of(this, 'difference').difference(other))
  }

  symmetricDifference(other: SetLike<unknown>): HashSetClass {
    return HashSetClass.#over(HashSetClass.#of(this, 'symmetricDifference').symmetricDifference(other))
  }

  isSubsetOf(other: SetLike<unknown>): boolean {
    return HashSetClass.#of(this, 'isSubsetOf').isSubsetOf(other)
  }

  isSupersetOf(other: SetLike<unknown>): boolean {
    return HashSetClass.#of(this, 'isSupersetOf').isSupersetOf(other)
  }

  isDisjointFrom(other: SetLike<unknown>): boolean {
    return HashSetClass.#of(this, 'isDisjointFrom').isDisjointFrom(other)
  }

  clone(): HashSetClass {
    return setPrototypeOf(HashSetClass.#over(HashSetClass.#of(this, 'clone').clone()), getPrototypeOf(this))
  }

  equals(other: SetLike<unknown>): boolean {
    const table = HashSetClass.#of(this, 'equals')
    table.live('equals')
    return other === (this as unknown) || table.equals(other)
  }

  assign(other: Iterable<unknown>): this {
    const table = HashSetClass.#of(this, 'assign')
    table.live('assign')
    if (other !== (this as unknown)) table.assign(other)
    return this
  }

  deleteWhere(predicate: (key: unknown, set: this) => unknown): number {
    return HashSetClass.#of(this, 'deleteWhere').deleteWhere(this, predicate)
  }

  addMany(keys: ArrayLike<unknown>): this {
    HashSetClass.#of(this, 'addMany').addMany(keys)
    return this
  }

  hasMany(keys: ArrayLike<unknown>, out?: Uint8Array): Uint8Array {
    return HashSetClass.#of(this, 'hasMany').hasMany(keys, out)
  }

  deleteMany(keys: ArrayLike<unknown>): number {
    return HashSetClass.#of(this, 'deleteMany').deleteMany(keys)
  }

  toArray(): unknown[] {
    return HashSetClass.#of(this, 'toArray').toArray()
  }

  reserve(n: number): void {
    HashSetClass.#of(this, 'reserve').reserve(n)
  }

  shrink(): void {
    HashSetClass.#of(this, 'shrink').shrink()
  }

  stats(): unknown {
    return HashSetClass.#of(this, 'stats').stats()
  }

  inspect(): AnyInspection<unknown> {
    return HashSetClass.#of(this, 'inspect').inspect()
  }

  [DISPOSE](): void {
    HashSetClass.#of(this, 'dispose').dispose()
  }

  [INSPECT](depth: number, options: InspectOptions, inspect: Inspect): object | string {
    return HashSetClass.#of(this, 'inspect').show(this, depth, options, inspect)
  }

  [DOOR](): void {
    if (#table in this) handOver(this.#table)
  }
}
finishClass(HashSetClass, 'HashSet', 'values', 'keys')

export const HashSet = HashSetClass as HashSetConstructor
