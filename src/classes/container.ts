// What maps and sets have in common: a table that is created at the first write, its life and its sight.

import type { Walked } from '../cursor.js'
import { type Engine, type Inspection, NO_STATS, type Stats } from '../engine.js'
import { disposed, outOfMemory } from '../errors.js'
import { Handles } from '../handles.js'
import { ANY, checkCapacity, parseOptions, SET } from '../options.js'
import { random32 } from '../random.js'
import { atHome, type ClassHome } from './home.js'
import {
  asColumn,
  BYTE,
  eachRun,
  type KeySource,
  type Keys,
  outputFor,
  type Ranges,
  requireArray,
  withDone,
} from './many.js'

/** Symbol.dispose, or what stands for it where the runtime lacks it. */
export const DISPOSE: typeof Symbol.dispose = Symbol.dispose ?? (Symbol.for('Symbol.dispose') as never)

/** What a class passes to its base: fixed for a (class, backend). */
export interface ClassTraits {
  name: string
  /** Its number in KEY_KINDS. */
  keyKind: number
  /** A multiple of 8 that no other class of either backend has. */
  brand: number
  /** One engine a value kind. */
  engines: readonly Engine[]
  /** What stands for "no table yet". */
  noTable: any
  /** Whether the backend has heaps. */
  hasHeaps: boolean
}

/** What the generated classes add. */
export interface Container {
  /** @internal */ readonly _traits: ClassTraits
  /** Whether `key` is there. O(1). */
  has(key: any): boolean
  /** Removes `key`. Returns whether it was there. O(1). */
  delete(key: any): boolean
  /** An empty one of the class itself with the same value kind. @internal */
  _empty(): Container
  /** `has` as it is here, whatever a subclass makes of it. @internal */
  _has(key: any): boolean
  /** `get` as it is here. @internal */
  _get?(key: any): any
  /** The keys of a call that are ranges of a buffer, one by one: of classes whose `_ranges` finds some. @internal */
  _rangeSource(ranges: Ranges): KeySource
  /** The value of a key that is there, its handle for values of kind `'any'`. @internal */
  _raw?(key: any): any
}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: merged, not abstract, so that users can extend the classes
export abstract class Container implements Walked {
  /** @internal */ _table: any
  /** The value kind. @internal */ _kind: number
  /** The class and the value kind in one number, so that one comparison also rejects receivers of other classes. @internal */
  readonly _brand: number
  /** @internal */ _disposed = false
  /** Counts updates and removals, for live iterators. @internal */ _changes = 0
  /** Whether a value was ever stored that looks like "missing" on the way back: then `get` has to ask again. @internal */
  _sentinel = false
  /** @internal */ _handles: Handles | undefined
  /** @internal */ readonly _engine: Engine
  /** @internal */ _capacity: number
  /** @internal */ _seed: bigint | undefined
  /** @internal */ declare _heap?: ClassHome
  /** Bytes of every key of a BytesMap or BytesSet, 0 if they differ. @internal */ _keyLength = 0
  /** Tells the backend when this object is gone. @internal */ _guard: object | undefined = undefined

  constructor(traits: ClassTraits, options: unknown, isMap: boolean) {
    this._table = traits.noTable
    this._kind = isMap ? ANY : SET
    this._capacity = 0
    this._seed = undefined
    if (options !== undefined) parseOptions(traits, options, isMap, this)
    this._brand = traits.brand + this._kind
    this._handles = this._kind === ANY ? new Handles() : undefined
    this._engine = traits.engines[this._kind]!
    // biome-ignore lint/correctness/noConstructorReturn: what a class does after super() is done to that object
    if (this._heap !== undefined && traits.hasHeaps) return atHome(this, traits.name, this._heap, options as object)
  }

  /** @internal */ get _name(): string {
    return this._traits.name
  }

  /** @internal */ get _keyKind(): number {
    return this._traits.keyKind
  }

  /** The table, created now if need be. @internal */
  _open(method: string): any {
    if (this._table !== this._traits.noTable) return this._table
    this._live(method)
    const seed = this._seed
    this._table =
      seed === undefined
        ? this._engine.create(this, method, random32(), random32(), this._capacity)
        : this._engine.create(this, method, Number(seed & 0xffffffffn), Number(seed >> 32n), this._capacity)
    return this._table
  }

  /** Throws if disposed. Called where there is no table. @internal */
  _live(method: string): undefined {
    if (this._disposed) throw disposed(this._where(method))
  }

  /** A key could not be staged: there is no such key, or (-1) memory is out. @internal */
  _unstaged(why: number | undefined, method: string): undefined {
    if (why === -1) throw this._outOfMemory(method)
    return this._live(method)
  }

  /** A key as it is now, whatever a callback does to the object that it is given. @internal */
  _kept<K>(key: K): K {
    return key
  }

  /** @internal */ _where(method: string): string {
    return `${this._name}.${method}`
  }

  /** @internal */ _outOfMemory(method: string): RangeError {
    return outOfMemory(this._where(method))
  }

  /** Number of entries. O(1). */
  get size(): number {
    if (this._table === this._traits.noTable) {
      this._live('size')
      return 0
    }
    return this._engine.count(this._table)
  }

  /** Removes every entry and frees their memory. */
  clear(): void {
    this._live('clear')
    if (this._table === this._traits.noTable) return
    this._engine.clear(this._table)
    this._handles?.clear()
    this._changes++
  }

  /**
   * Makes room for `n` entries in all, 0 to 2^29, so that inserting up to that many does not grow the table. O(size).
   * @throws RangeError when memory is out; nothing has changed then.
   */
  reserve(n: number): void {
    checkCapacity(this._where('reserve'), 'n', n)
    const table = this._open('reserve')
    if (!this._engine.reserve(table, n)) throw this._outOfMemory('reserve')
    this._engine.outgrew(this, table)
  }

  /**
   * Fits the table to its entries and gives the rest of its memory back. O(size).
   * @throws RangeError when memory for the smaller table is out; nothing has changed then.
   */
  shrink(): void {
    this._live('shrink')
    if (this._table === this._traits.noTable) return
    if (!this._engine.shrink(this._table)) throw this._outOfMemory('shrink')
  }

  /**
   * For each of many keys 1 if it is there, else 0. Answers go to `out` or to a new array. O(keys).
   * @throws RangeError before anything is read if `out` is no Uint8Array or too short
   */
  hasMany(keys: Keys<any>, out?: Uint8Array): Uint8Array {
    const ranges = this._ranges('hasMany', keys)
    const n = this._countKeys('hasMany', keys, ranges)
    const answers: Uint8Array = outputFor(this._where('hasMany'), out, BYTE, n)
    const column = asColumn(keys, this._keyKind)
    if (this._table === this._traits.noTable) {
      this._live('hasMany')
      answers.fill(0, 0, n)
    } else if (ranges !== undefined && this._engine.hasRanges !== undefined) {
      const source = this._source(keys, ranges)
      const bulk = (i: number) => this._engine.hasRanges!(this._table, ranges, i, answers)
      eachRun(n, bulk, i => {
        answers[i] = source.has(i) ? 1 : 0
      })
    } else if (column === undefined) {
      const source = this._source(keys, ranges)
      for (let i = 0; i < n; i++) answers[i] = source.has(i) ? 1 : 0
    } else {
      if (this._engine.hasMany(this._table, column, answers) < 0) throw this._outOfMemory('hasMany')
    }
    return answers
  }

  /** Removes many keys. Returns how many of them were there. O(keys). */
  deleteMany(keys: Keys<any>): number {
    const ranges = this._ranges('deleteMany', keys)
    const n = this._countKeys('deleteMany', keys, ranges)
    this._live('deleteMany')
    if (this._table === this._traits.noTable) return 0
    const column = asColumn(keys, this._keyKind)
    if (column !== undefined && this._kind !== ANY) {
      this._changes++
      const count = this._engine.removeMany(this._table, column)
      if (count < 0) throw this._outOfMemory('deleteMany')
      return count
    }
    const source = this._source(keys, ranges)
    if (ranges !== undefined && this._kind !== ANY && this._engine.removeRanges !== undefined) {
      this._changes++
      const gone = new Uint8Array(n)
      const bulk = (i: number) => this._engine.removeRanges!(this._table, ranges, i, gone)
      eachRun(n, bulk, i => {
        gone[i] = source.delete(i) ? 1 : 0
      })
      return gone.reduce((sum, one) => sum + one, 0)
    }
    let deleted = 0
    for (let i = 0; i < n; i++) if (source.delete(i)) deleted++
    return deleted
  }

  /** `_open` for a call with many keys: none of them is done if there is no memory for the table. @internal */
  _openMany(method: string): any {
    try {
      return this._open(method)
    } catch (error) {
      throw withDone(error, 0)
    }
  }

  /** `eachRun` of a call that writes to the table: what it has become is noted also when a key fails. @internal */
  _writeRuns(table: any, n: number, bulk: (from: number) => number, alone: (i: number) => void): void {
    try {
      eachRun(n, bulk, alone)
    } finally {
      this._engine.outgrew(this, table)
    }
  }

  /** The keys of a call if they are ranges of a buffer: see the bases of classes that take such. @internal */
  _ranges(_method: string, _keys: unknown): Ranges | undefined {
    return undefined
  }

  /** How many keys there are. Throws if they are no keys. @internal */
  _countKeys(method: string, keys: Keys<any>, ranges: Ranges | undefined): number {
    return ranges === undefined ? requireArray(this._where(method), 'keys', keys) : ranges.n
  }

  /** The keys of a call, one by one. @internal */
  _source(keys: Keys<any>, ranges: Ranges | undefined): KeySource {
    if (ranges !== undefined) return this._rangeSource(ranges)
    const self = this as any
    return {
      has: i => self.has(keys[i]),
      delete: i => self.delete(keys[i]),
      getOr: (i, fallback) => self.getOr(keys[i], fallback),
      set: (i, value) => self.set(keys[i], value),
      increment: (i, by) => self.increment(keys[i], by),
      add: i => self.add(keys[i]),
    }
  }

  /** Figures of the table. O(1). */
  stats(): Stats {
    this._live('stats')
    return this._table === this._traits.noTable ? { ...NO_STATS } : this._engine.stats(this._table)
  }

  /** The table bucket by bucket, as plain objects. O(buckets). */
  inspect(): Inspection {
    this._live('inspect')
    const inspection: Inspection =
      this._table === this._traits.noTable
        ? { size: 0, B: 0, growing: false, evacuated: 0, chains: [] }
        : this._engine.inspect(this._table)
    finishInspection(inspection, this._keyKind, this._handles)
    return inspection
  }

  /** Frees the memory at once. Any later use throws a TypeError; disposing again does nothing. */
  [DISPOSE](): void {
    if (this._disposed) return
    if (this._table !== this._traits.noTable) this._engine.clear(this._table)
    // A live iterator still holds the handles: empty them.
    this._handles?.clear()
    this._handles = undefined
    this._changes++
    this._table = this._traits.noTable
    this._disposed = true
  }

  /** One with the same entries, value kind and hash. O(size). @throws RangeError when memory is out. */
  clone(): this {
    const copy = this._copy()
    const prototype = Object.getPrototypeOf(this)
    return Object.getPrototypeOf(copy) === prototype ? copy : Object.setPrototypeOf(copy, prototype)
  }

  /** A clone of the class itself, whatever subclass this is of. @internal */
  _copy(): this {
    this._live('clone')
    const copy = this._empty()
    copy._seed = this._seed
    if (this._table === this._traits.noTable) return copy as this
    copy._table = this._engine.clone(copy, this._table)
    copy._handles = this._handles?.clone()
    copy._sentinel = this._sentinel
    return copy as this
  }

  get [Symbol.toStringTag](): string {
    return this._name
  }
}

/** Makes the keys of unsigned classes unsigned, and values of handles. */
function finishInspection(inspection: Inspection, keyKind: number, handles: Handles | undefined): void {
  const slots = inspection.chains.flatMap(chain => chain.buckets.flatMap(bucket => bucket.slots))
  for (const slot of slots) {
    if (slot === null) continue
    if (keyKind === 1) slot.key = (slot.key as number) >>> 0
    if (keyKind === 4) slot.key = BigInt.asUintN(64, slot.key as bigint)
    if (handles !== undefined) slot.value = handles.get(slot.value as number)
  }
}

type Inspect = (value: unknown, options?: object) => string

/** Node's util.inspect of the first entries, under the class's own name and size. */
export function inspectAs(
  shown: Map<any, any> | Set<any>,
  name: string,
  size: number,
  options: object,
  inspect: Inspect,
) {
  const text = inspect(shown, { ...options, maxArrayLength: null }).replace(/^(Map|Set)\(\d+\)/, `${name}(${size})`)
  const rest = size - shown.size
  if (rest <= 0) return text
  const more = `... ${rest} more item${rest > 1 ? 's' : ''}`
  return shown.size === 0 ? text.replace(/\{\}$/, `{ ${more} }`) : text.replace(/(\s*)\}$/, `, ${more}$1}`)
}

export const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom') as never

/** How many entries util.inspect is to show. */
export function shownEntries(options: { maxArrayLength?: number | null }): number {
  return options.maxArrayLength ?? (options.maxArrayLength === null ? Number.POSITIVE_INFINITY : 100)
}

/** Adds members that do not show up when a prototype is listed. */
export function hide(prototype: object, members: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(members)) Object.defineProperty(prototype, name, { value })
}
