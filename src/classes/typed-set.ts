// Everything of a set that is not a single-key operation on its table: those are in the generated classes.

import { Cursor } from '../cursor.js'
import { requireCallable } from '../errors.js'
import { Container, DISPOSE, INSPECT, inspectAs, shownEntries } from './container.js'
import { KeyIterator, PairIterator } from './iterators.js'
import { asColumn, eachIndex, type Keys, keyColumn, withDone } from './many.js'
import { type SetLike, setRecord } from './set-record.js'

/**
 * What the generated classes add, and what many keys may be: an array of them, or `Many`. Merged, not abstract, so that
 * users can extend those classes.
 */
export interface TypedSet<K, Many = never> {
  /** Adds `key`. @throws TypeError or RangeError for a bad key, RangeError out of memory. O(1). */
  add(key: K): this
  /** Removes `key`. Returns whether it was there. O(1). */
  delete(key: K): boolean
  /** For each of many keys 1 if it is there, else 0, in `out` or a new array. O(keys). @throws RangeError if `out` does not fit */
  hasMany(keys: Keys<K> | Many, out?: Uint8Array): Uint8Array
  /** Removes many keys. Returns how many of them were there. O(keys). */
  deleteMany(keys: Keys<K> | Many): number
  keys(): SetIterator<K>
  [Symbol.iterator](): SetIterator<K>
  /** Whether a value is a key of this class. @internal */
  _accepts(key: unknown): boolean
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see above
export abstract class TypedSet<K, Many = never> extends Container {
  /** Adds the keys of an iterable. @internal */
  _fill(keys: Iterable<K>): void {
    try {
      for (const key of keys) this.add(key)
    } catch (error) {
      this[DISPOSE]()
      throw error
    }
  }

  /** Calls `visit` once a key. O(buckets). */
  forEach(visit: (value: K, key: K, set: this) => void, thisArg: any = undefined): void {
    this._live('forEach')
    requireCallable(this._where('forEach'), 'visit', visit)
    const cursor = new Cursor(this)
    for (let i = cursor.step(); i >= 0; i = cursor.step()) visit.call(thisArg, cursor.key(i), cursor.key(i), this)
  }

  entries(): SetIterator<[K, K]> {
    this._live('entries')
    return new PairIterator<K>(this) as any
  }

  values(): SetIterator<K> {
    this._live('values')
    return new KeyIterator<K>(this) as any
  }

  /** Whether `other` has the same keys. O(size). */
  equals(other: SetLike<K>): boolean {
    this._live('equals')
    if (other === (this as unknown)) return true
    return other.size === this.size && everyKey(this, key => other.has(key))
  }

  /** Adds every key of `other` here. If one is refused, those before it stay. O(size of other). */
  assign(other: Iterable<K>): this {
    this._live('assign')
    if (other === (this as unknown)) return this
    for (const key of other) this.add(key)
    return this
  }

  /** Deletes the keys for which `predicate` is true. Returns how many. O(buckets). */
  deleteWhere(predicate: (key: K, set: this) => unknown): number {
    this._live('deleteWhere')
    requireCallable(this._where('deleteWhere'), 'predicate', predicate)
    const cursor = new Cursor(this)
    let deleted = 0
    for (let i = cursor.step(); i >= 0; i = cursor.step()) {
      const key = cursor.key(i)
      const kept = this._kept(key)
      if (predicate(key, this) && this.delete(kept)) deleted++
    }
    return deleted
  }

  /** Adds many keys. O(keys). @throws as `add`, with `done`: how many were added before. */
  addMany(keys: Keys<K> | Many): this {
    const ranges = this._ranges('addMany', keys)
    const n = this._countKeys('addMany', keys as Keys<K>, ranges)
    this._live('addMany')
    if (n === 0) return this
    if (ranges !== undefined && this._engine.setRanges !== undefined) {
      const source = this._source(keys as Keys<K>, ranges)
      const table = this._openMany('addMany')
      const bulk = (i: number) => this._engine.setRanges!(table, ranges, i, undefined)
      this._writeRuns(table, n, bulk, i => source.add(i))
      return this
    }
    const column = asColumn(keys as Keys<K>, this._keyKind)
    if (column === undefined) {
      const source = this._source(keys as Keys<K>, ranges)
      eachIndex(n, i => source.add(i))
      return this
    }
    const table = this._openMany('addMany')
    const done = this._engine.setMany(table, column, undefined)
    this._engine.outgrew(this, table)
    if (done < n) throw withDone(this._outOfMemory('addMany'), done)
    return this
  }

  /** All keys: a typed array where the kind has one. O(buckets). */
  toArray(): any {
    this._live('toArray')
    const keys = new (keyColumn(this._keyKind) ?? Array)(this.size) as any
    new Cursor(this).drain(keys, undefined)
    return keys
  }

  // The set methods of ES2025. A key that this class cannot hold makes `union` and `symmetricDifference` throw a
  // TypeError, since their result could not hold it; the others treat it as absent.

  /** A new set of the keys in either. */
  union(other: SetLike<unknown>): this {
    const record = setRecord(this._where('union'), other)
    this._live('union')
    const keys = record.keys()
    const result = this._copy() as this
    while (keys.step()) result.add(result._own('union', keys.key))
    return result
  }

  /** A new set of the keys in both. */
  intersection(other: SetLike<unknown>): this {
    const record = setRecord(this._where('intersection'), other)
    const result = this._empty() as this
    if (this.size <= record.size) {
      this.forEach(key => {
        if (record.has(key)) result.add(key)
      })
    } else {
      for (const keys = record.keys(); keys.step(); ) if (this.has(keys.key)) result.add(keys.key)
    }
    return result
  }

  /** A new set of the keys that are here and not in `other`. */
  difference(other: SetLike<unknown>): this {
    const record = setRecord(this._where('difference'), other)
    this._live('difference')
    const result = this._copy() as this
    if (this.size <= record.size) {
      this.forEach(key => {
        if (record.has(key)) result.delete(key)
      })
    } else {
      for (const keys = record.keys(); keys.step(); ) result.delete(keys.key)
    }
    return result
  }

  /** A new set of the keys in exactly one of both. */
  symmetricDifference(other: SetLike<unknown>): this {
    const record = setRecord(this._where('symmetricDifference'), other)
    this._live('symmetricDifference')
    const keys = record.keys()
    const result = this._copy() as this
    while (keys.step()) {
      const own = result._own('symmetricDifference', keys.key)
      if (this.has(own)) result.delete(own)
      else result.add(own)
    }
    return result
  }

  /** Whether every key is in `other`. */
  isSubsetOf(other: SetLike<unknown>): boolean {
    const record = setRecord(this._where('isSubsetOf'), other)
    return this.size <= record.size && everyKey(this, key => record.has(key))
  }

  /** Whether every key of `other` is here. */
  isSupersetOf(other: SetLike<unknown>): boolean {
    const record = setRecord(this._where('isSupersetOf'), other)
    if (this.size < record.size) return false
    for (const keys = record.keys(); keys.step(); ) {
      if (this.has(keys.key)) continue
      keys.close()
      return false
    }
    return true
  }

  /** Whether no key is in both. */
  isDisjointFrom(other: SetLike<unknown>): boolean {
    const record = setRecord(this._where('isDisjointFrom'), other)
    if (this.size <= record.size) return everyKey(this, key => !record.has(key))
    for (const keys = record.keys(); keys.step(); ) {
      if (!this.has(keys.key)) continue
      keys.close()
      return false
    }
    return true
  }

  /** @internal */
  _own(method: string, key: unknown): K {
    if (!this._accepts(key)) {
      throw new TypeError(
        `${this._where(method)}: the other set holds a key that this class cannot hold: ${String(key)}`,
      )
    }
    return key as K
  }

  /** @internal */
  [INSPECT](depth: number, options: { maxArrayLength?: number | null }, inspect: any): string {
    if (this._disposed) return `${this._name} (disposed)`
    if (depth < 0) return `[${this._name}]`
    const shown = new Set<K>()
    const cursor = new Cursor(this)
    const most = shownEntries(options)
    for (let i = cursor.step(); i >= 0 && shown.size < most; i = cursor.step()) shown.add(cursor.key(i))
    return inspectAs(shown, this._name, this.size, { ...options, depth }, inspect)
  }
}

for (const name of ['keys', Symbol.iterator]) {
  Object.defineProperty(TypedSet.prototype, name, {
    value: TypedSet.prototype.values,
    writable: true,
    configurable: true,
  })
}

function everyKey<K>(set: TypedSet<K>, test: (key: K) => unknown): boolean {
  const cursor = new Cursor(set)
  for (let i = cursor.step(); i >= 0; i = cursor.step()) if (!test(cursor.key(i))) return false
  return true
}
