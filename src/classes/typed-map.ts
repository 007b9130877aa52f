// Everything of a map that is not a single-key operation on its table: those are in the generated classes.

import { Cursor } from '../cursor.js'
import { requireCallable } from '../errors.js'
import { ANY } from '../options.js'
import { Container, DISPOSE, INSPECT, inspectAs, shownEntries } from './container.js'
import { EntryIterator, KeyIterator, ValueIterator } from './iterators.js'
import {
  asColumn,
  type Column,
  eachIndex,
  eachRun,
  fallbackFor,
  holdsMissing,
  isBigIntKind,
  type Keys,
  keyColumn,
  outputFor,
  type Ranges,
  requireArray,
  valueColumn,
  withDone,
} from './many.js'
import { requireValue } from './values.js'

/** What the generated classes add. Merged, not abstract, so that users can extend those classes. */
export interface TypedMap<K, V> {
  /** The value of `key`, or undefined. O(1). */
  get(key: K): V | undefined
  /** Sets the value of `key`. @throws TypeError or RangeError for a bad key or value, RangeError out of memory. O(1). */
  set(key: K, value: V): this
  /** Removes `key`. Returns whether it was there. O(1). */
  delete(key: K): boolean
  /**
   * Adds `by` (default 1, or 1n) to the value of `key`, which starts at zero, and returns the sum. O(1).
   * @throws RangeError if an integer sum is out of the range of the value kind; the map is unchanged then
   * @throws TypeError if the values are of kind `'any'`
   */
  increment(key: K, by?: V): V
  [Symbol.iterator](): MapIterator<[K, V]>
  /** Throws unless `key` is one. Returns it as the table holds it. @internal */
  _checkKey(method: string, key: K): K
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see above
export abstract class TypedMap<K, V> extends Container {
  /** Inserts the entries of an iterable. @internal */
  _fill(entries: Iterable<readonly [K, V]>): void {
    try {
      for (const entry of entries) {
        if ((typeof entry !== 'object' && typeof entry !== 'function') || entry === null) {
          throw new TypeError(`${this._name}: an entry must be an object like [key, value], got ${String(entry)}`)
        }
        this.set(entry[0], entry[1])
      }
    } catch (error) {
      this[DISPOSE]()
      throw error
    }
  }

  /** The value of `key`, or `fallback` if it is absent: Go's read of a missing key. O(1). */
  getOr(key: K, fallback: V): V {
    const value = this.get(key)
    if (value !== undefined) return value
    return this._kind === ANY && this.has(key) ? (undefined as V) : fallback
  }

  /** The value of `key`, which is inserted with `value` if it is absent. O(1). */
  getOrInsert(key: K, value: V): V {
    this._checkKey('getOrInsert', key)
    const found = this.get(key)
    if (found !== undefined || (this._kind === ANY && this.has(key))) return found as V
    const stored = this._stored('getOrInsert', value)
    this.set(key, stored)
    return stored
  }

  /** The value of `key`, which is inserted with `compute(key)` if it is absent. O(1). */
  getOrInsertComputed(key: K, compute: (key: K) => V): V {
    const canonical = this._checkKey('getOrInsertComputed', key)
    requireCallable(this._where('getOrInsertComputed'), 'compute', compute)
    const found = this.get(canonical)
    if (found !== undefined || (this._kind === ANY && this.has(canonical))) return found as V
    const stored = this._stored('getOrInsertComputed', compute(this._kept(canonical)))
    this.set(canonical, stored)
    return stored
  }

  /** A value as it is read back. @throws TypeError or RangeError if it is not of the map's kind @internal */
  _stored(method: string, value: V): V {
    return this._kind === ANY ? value : (requireValue(this._where(method), 'value', this._kind, value) as V)
  }

  /** Calls `visit` once an entry. See the class for what holds while the map changes. O(buckets). */
  forEach(visit: (value: V, key: K, map: this) => void, thisArg: any = undefined): void {
    this._live('forEach')
    requireCallable(this._where('forEach'), 'visit', visit)
    const cursor = new Cursor(this)
    for (let i = cursor.step(); i >= 0; i = cursor.step()) visit.call(thisArg, cursor.value(i), cursor.key(i), this)
  }

  entries(): MapIterator<[K, V]> {
    this._live('entries')
    return new EntryIterator<K, V>(this) as any
  }

  keys(): MapIterator<K> {
    this._live('keys')
    return new KeyIterator<K>(this) as any
  }

  values(): MapIterator<V> {
    this._live('values')
    return new ValueIterator<V>(this) as any
  }

  /**
   * The values of many keys, `missing` (default: 0, 0n, or undefined for values of kind `'any'`) where there is none.
   * Answers go to `out`, a typed array of the value kind (an Array for `'any'`), or to a new one. O(keys).
   * @throws RangeError before anything is read if `out` is of another type or too short
   */
  getMany(keys: Keys<K>, out?: any, missing?: any): any {
    const where = this._where('getMany')
    const ranges = this._ranges('getMany', keys)
    const n = this._countKeys('getMany', keys, ranges)
    const kind = this._kind
    const answers = outputFor(where, out, kind, n)
    const fallback = fallbackFor(where, kind, missing)
    const column = asColumn(keys, this._keyKind)
    if (this._table === this._traits.noTable) {
      this._live('getMany')
      answers.fill(fallback, 0, n)
    } else if (this._engine.getRanges !== undefined && ranges !== undefined) {
      this._getRanges(keys, ranges, answers, fallback)
    } else if (column === undefined) {
      const source = this._source(keys, ranges)
      for (let i = 0; i < n; i++) answers[i] = source.getOr(i, fallback)
    } else if (kind !== ANY) {
      if (!this._engine.getMany(this._table, column, answers, fallback)) throw this._outOfMemory('getMany')
    } else {
      const handles = new Uint32Array(n)
      if (!this._engine.getMany(this._table, column, handles, 0)) throw this._outOfMemory('getMany')
      for (let i = 0; i < n; i++) answers[i] = handles[i] === 0 ? fallback : this._handles!.get(handles[i]!)
    }
    return answers
  }

  /** @internal */
  _getRanges(keys: Keys<K>, ranges: Ranges, answers: any, fallback: any): void {
    const source = this._source(keys, ranges)
    const isAny = this._kind === ANY
    const out = isAny ? new Uint32Array(ranges.n) : answers
    let from = 0
    eachRun(
      ranges.n,
      i => {
        const end = this._engine.getRanges!(this._table, ranges, i, out, isAny ? 0 : fallback)
        if (isAny) for (; from < end; from++) answers[from] = out[from] === 0 ? fallback : this._handles!.get(out[from])
        return end
      },
      i => {
        answers[i] = source.getOr(i, fallback)
        from = i + 1
      },
    )
  }

  /** Sets many keys, each to its value. O(keys). @throws as `set`, with `done`: how many were set before. */
  setMany(keys: Keys<K>, values: ArrayLike<V>): this {
    const where = this._where('setMany')
    const ranges = this._ranges('setMany', keys)
    const n = this._countKeys('setMany', keys, ranges)
    if (requireArray(where, 'values', values) !== n) {
      throw new RangeError(`${where}: there must be as many values as keys, got ${n} keys and ${values.length} values`)
    }
    this._live('setMany')
    if (n === 0) return this
    const column = asColumn(keys, this._keyKind)
    const Values = valueColumn(this._kind)
    const isColumn = Values !== undefined && (values as unknown) instanceof Values
    if (isColumn && ranges !== undefined && this._engine.setRanges !== undefined) {
      this._setRanges(keys, ranges, values as unknown as Column)
      return this
    }
    if (column === undefined || !isColumn) {
      const source = this._source(keys, ranges)
      eachIndex(n, i => source.set(i, values[i]))
      return this
    }
    const numbers = values as unknown as Column
    if (!this._sentinel && holdsMissing(numbers, this._kind)) this._sentinel = true
    const table = this._openMany('setMany')
    this._changes++
    const done = this._engine.setMany(table, column, numbers)
    this._engine.outgrew(this, table)
    if (done < n) throw withDone(this._outOfMemory('setMany'), done)
    return this
  }

  /**
   * Adds to the values of many keys: `by` is one number for all of them (default 1, or 1n) or an array of as many. O(keys).
   * @throws as `increment`, with `done`: how many were added before
   */
  incrementMany(keys: Keys<K>, by?: V | ArrayLike<V>): this {
    const where = this._where('incrementMany')
    const ranges = this._ranges('incrementMany', keys)
    const n = this._countKeys('incrementMany', keys, ranges)
    this._live('incrementMany')
    const Values = valueColumn(this._kind)
    if (Values === undefined) throw new TypeError(`${where}: needs a map with values of numbers, not 'any'`)
    const isArray = typeof by === 'object' && by !== null
    if (isArray && requireArray(where, 'by', by) !== n) {
      throw new RangeError(`${where}: by must have as many numbers as there are keys`)
    }
    const isColumn = isArray && (by as unknown) instanceof Values
    const step = by === undefined ? (isBigIntKind(this._kind) ? 1n : 1) : by
    const column = asColumn(keys, this._keyKind)
    if (!isArray) requireValue(where, 'by', this._kind, step)
    if (n === 0) return this
    if (ranges !== undefined && this._engine.incrementRanges !== undefined && isColumn === isArray) {
      this._incrementRanges(keys, ranges, step as Column | number | bigint)
      return this
    }
    if (column === undefined || isColumn !== isArray) {
      const source = this._source(keys, ranges)
      eachIndex(n, i =>
        source.increment(i, isArray ? requireValue(where, 'by', this._kind, (by as ArrayLike<V>)[i]) : step),
      )
      return this
    }
    const table = this._openMany('incrementMany')
    this._changes++
    const done = this._engine.incrementMany(table, column, step as Column | number | bigint)
    if (this._engine.sawMissing()) this._sentinel = true
    this._engine.outgrew(this, table)
    if (done === n) return this
    try {
      // What is wrong with the next key, the single operation says.
      this._source(keys, ranges).increment(done, isArray ? (by as ArrayLike<V>)[done] : step)
    } catch (error) {
      throw withDone(error, done)
    }
    throw withDone(this._outOfMemory('incrementMany'), done + 1)
  }

  /** @internal */
  _setRanges(keys: Keys<K>, ranges: Ranges, values: Column): void {
    const source = this._source(keys, ranges)
    if (!this._sentinel && holdsMissing(values, this._kind)) this._sentinel = true
    const table = this._openMany('setMany')
    this._changes++
    this._writeRuns(
      table,
      ranges.n,
      i => this._engine.setRanges!(table, ranges, i, values),
      i => source.set(i, values[i]),
    )
  }

  /** @internal */
  _incrementRanges(keys: Keys<K>, ranges: Ranges, by: Column | number | bigint): void {
    const source = this._source(keys, ranges)
    const table = this._openMany('incrementMany')
    this._changes++
    try {
      this._writeRuns(
        table,
        ranges.n,
        i => this._engine.incrementRanges!(table, ranges, i, by),
        i => source.increment(i, typeof by === 'object' ? by[i] : by),
      )
    } finally {
      if (this._engine.sawMissing()) this._sentinel = true
    }
  }

  /** All keys and, in the same order, their values: typed arrays where the kinds have them. O(buckets). */
  toArrays(): { keys: any; values: any } {
    this._live('toArrays')
    const n = this.size
    const keys = new (keyColumn(this._keyKind) ?? Array)(n) as any
    const values = new (valueColumn(this._kind) ?? Array)(n) as any
    new Cursor(this).drain(keys, values)
    return { keys, values }
  }

  /** Whether `other` has the same keys with the same values (SameValueZero). O(size). */
  equals(other: ReadonlyMap<K, V>): boolean {
    this._live('equals')
    if (other === (this as unknown)) return true
    if (other.size !== this.size) return false
    const cursor = new Cursor(this)
    for (let i = cursor.step(); i >= 0; i = cursor.step()) {
      const key = cursor.key(i)
      const mine = cursor.value(i)
      const theirs = other.get(key)
      if (mine !== theirs && (mine === mine || theirs === theirs)) return false
      if (theirs === undefined && !other.has(key)) return false
    }
    return true
  }

  /** Sets every entry of `other` here. If an entry is refused, those before it stay. O(size of other). */
  assign(other: Iterable<readonly [K, V]>): this {
    this._live('assign')
    if (other === (this as unknown)) return this
    for (const [key, value] of other) this.set(key, value)
    return this
  }

  /** Deletes the entries for which `predicate` is true. Returns how many. O(buckets). */
  deleteWhere(predicate: (value: V, key: K, map: this) => unknown): number {
    this._live('deleteWhere')
    requireCallable(this._where('deleteWhere'), 'predicate', predicate)
    const cursor = new Cursor(this)
    let deleted = 0
    for (let i = cursor.step(); i >= 0; i = cursor.step()) {
      const key = cursor.key(i)
      const kept = this._kept(key)
      if (predicate(cursor.value(i), key, this) && this.delete(kept)) deleted++
    }
    return deleted
  }

  /** @internal */
  [INSPECT](depth: number, options: { maxArrayLength?: number | null }, inspect: any): string {
    if (this._disposed) return `${this._name} (disposed)`
    if (depth < 0) return `[${this._name}]`
    const shown = new Map<K, V>()
    const cursor = new Cursor(this)
    const most = shownEntries(options)
    for (let i = cursor.step(); i >= 0 && shown.size < most; i = cursor.step())
      shown.set(cursor.key(i), cursor.value(i))
    return inspectAs(shown, this._name, this.size, { ...options, depth }, inspect)
  }
}

Object.defineProperty(TypedMap.prototype, Symbol.iterator, {
  value: TypedMap.prototype.entries,
  writable: true,
  configurable: true,
})
