// A table of any keys, behind HashMap and HashSet: integers, other numbers, BigInts of 64 bits and strings live in a typed
// table each, made when the first such key comes; everything else lives in a Map of JavaScript's beside them.
//
// -0 is the integer 0 and NaN equals itself in a table of floats, so that keys are the same as SameValueZero says.

import { Cursor } from '../cursor.js'
import { type Inspection, NO_STATS, type Stats } from '../engine.js'
import { disposed } from '../errors.js'
import { ANY, SET, VALUE_KINDS } from '../options.js'
import { random32 } from '../random.js'
import { DISPOSE } from './container.js'
import type { ClassHome } from './home.js'
import { canonicalValue, requireValue, sumOf } from './values.js'

/** The typed tables of a backend: maps, or sets. */
export interface PartClasses {
  Int32: new (options: object) => any
  Float64: new (options: object) => any
  BigInt64: new (options: object) => any
  String: new (options: object) => any
}

type Part = 'Int32' | 'Float64' | 'BigInt64' | 'String'
const PARTS: readonly Part[] = ['Int32', 'Float64', 'BigInt64', 'String']

/** The tables of a map or set of any keys, as plain objects; `rest` are the entries beside them. */
export interface AnyInspection {
  size: number
  tables: Partial<Record<Part, Inspection>>
  rest: [key: unknown, value: unknown][]
}

/** What the constructors fill in. */
export class AnyConfiguration {
  _kind: number
  _capacity = 0
  _keyLength = 0
  _seed: bigint | undefined = undefined
  declare _heap?: ClassHome

  constructor(kind: number) {
    this._kind = kind
  }
}

export class AnyKeys {
  readonly name: string
  /** The value kind, SET for sets. */
  readonly kind: number
  readonly seed: bigint | undefined
  readonly heap: ClassHome | undefined
  /** Of the first table that is made. */
  capacity: number
  disposed = false
  /** Counts calls of `clear`, which end live iterations. */
  clears = 0
  private readonly classes: PartClasses
  private Int32: any = undefined
  private Float64: any = undefined
  private BigInt64: any = undefined
  private String: any = undefined
  private rest: Map<unknown, any> | undefined = undefined

  constructor(name: string, classes: PartClasses, { _kind, _capacity, _seed, _heap }: AnyConfiguration) {
    this.name = name
    this.classes = classes
    this.kind = _kind
    this.capacity = _capacity
    this.seed = _seed
    this.heap = _heap
  }

  private open(part: Part): any {
    this.live('set')
    const values = this.kind === SET ? {} : { values: VALUE_KINDS[this.kind] }
    const table = new this.classes[part]({ ...values, capacity: this.capacity, seed: this.seed, heap: this.heap })
    this.capacity = 0
    this[part] = table
    return table
  }

  private openRest(): Map<unknown, any> {
    this.live('set')
    this.rest = new Map()
    return this.rest
  }

  /** Throws if disposed. Called where there is no table. */
  live(method: string): undefined {
    if (this.disposed) throw disposed(`${this.name}.${method}`)
  }

  get size(): number {
    this.live('size')
    let size = this.rest === undefined ? 0 : this.rest.size
    for (const part of PARTS) if (this[part] !== undefined) size += this[part].size
    return size
  }

  // Single-key operations: a call site for each table keeps each of them monomorphic.

  get(key: unknown): any {
    if (typeof key === 'number') {
      if ((key | 0) === key) return this.Int32 === undefined ? this.live('get') : this.Int32.get(key)
      return this.Float64 === undefined ? this.live('get') : this.Float64.get(key)
    }
    if (typeof key === 'string') return this.String === undefined ? this.live('get') : this.String.get(key)
    if (isBigInt64(key)) return this.BigInt64 === undefined ? this.live('get') : this.BigInt64.get(key)
    return this.rest === undefined ? this.live('get') : this.rest.get(key)
  }

  has(key: unknown): boolean {
    if (typeof key === 'number') {
      if ((key | 0) === key) return this.Int32 === undefined ? this.absent('has') : this.Int32.has(key)
      return this.Float64 === undefined ? this.absent('has') : this.Float64.has(key)
    }
    if (typeof key === 'string') return this.String === undefined ? this.absent('has') : this.String.has(key)
    if (isBigInt64(key)) return this.BigInt64 === undefined ? this.absent('has') : this.BigInt64.has(key)
    return this.rest === undefined ? this.absent('has') : this.rest.has(key)
  }

  private absent(method: string): false {
    this.live(method)
    return false
  }

  set(key: unknown, value: any): void {
    if (this.kind !== ANY) value = this.checkValue('set', 'value', value)
    if (typeof key === 'number') {
      if ((key | 0) === key) (this.Int32 ?? this.open('Int32')).set(key, value)
      else (this.Float64 ?? this.open('Float64')).set(key, value)
    } else if (typeof key === 'string') (this.String ?? this.open('String')).set(key, value)
    else if (isBigInt64(key)) (this.BigInt64 ?? this.open('BigInt64')).set(key, value)
    else (this.rest ?? this.openRest()).set(key, value)
  }

  add(key: unknown): void {
    if (typeof key === 'number') {
      if ((key | 0) === key) (this.Int32 ?? this.open('Int32')).add(key)
      else (this.Float64 ?? this.open('Float64')).add(key)
    } else if (typeof key === 'string') (this.String ?? this.open('String')).add(key)
    else if (isBigInt64(key)) (this.BigInt64 ?? this.open('BigInt64')).add(key)
    else (this.rest ?? this.openRest()).set(key, undefined)
  }

  delete(key: unknown): boolean {
    if (typeof key === 'number') {
      if ((key | 0) === key) return this.Int32 === undefined ? this.absent('delete') : this.Int32.delete(key)
      return this.Float64 === undefined ? this.absent('delete') : this.Float64.delete(key)
    }
    if (typeof key === 'string') return this.String === undefined ? this.absent('delete') : this.String.delete(key)
    if (isBigInt64(key)) return this.BigInt64 === undefined ? this.absent('delete') : this.BigInt64.delete(key)
    return this.rest === undefined ? this.absent('delete') : this.rest.delete(key)
  }

  increment(key: unknown, by: any): any {
    this.live('increment')
    if (this.kind === ANY) throw new TypeError(`${this.name}.increment: needs a map with values of numbers, not 'any'`)
    const step = by === undefined ? (canonicalValue(this.kind, 1) ?? 1n) : this.checkValue('increment', 'by', by)
    if (typeof key === 'number') {
      if ((key | 0) === key) return (this.Int32 ?? this.open('Int32')).increment(key, step)
      return (this.Float64 ?? this.open('Float64')).increment(key, step)
    }
    if (typeof key === 'string') return (this.String ?? this.open('String')).increment(key, step)
    if (isBigInt64(key)) return (this.BigInt64 ?? this.open('BigInt64')).increment(key, step)
    const rest = this.rest ?? this.openRest()
    const sum = rest.has(key) ? sumOf(this.kind, rest.get(key), step) : step
    if (sum === undefined) {
      throw new RangeError(`${this.name}.increment: the sum is out of the range of ${VALUE_KINDS[this.kind]}`)
    }
    rest.set(key, sum)
    return sum
  }

  private checkValue(method: string, argument: string, value: any): any {
    this.live(method)
    return requireValue(`${this.name}.${method}`, argument, this.kind, value)
  }

  clear(): void {
    this.live('clear')
    for (const part of PARTS) this[part]?.clear()
    this.rest = undefined
    this.clears++
  }

  reserve(n: number): void {
    const size = this.size
    let isEmpty = true
    for (const part of PARTS) {
      const table = this[part]
      if (table === undefined) continue
      isEmpty = false
      table.reserve(Math.max(0, n - size + table.size))
    }
    if (isEmpty) this.capacity = n
  }

  shrink(): void {
    this.live('shrink')
    this.capacity = 0
    for (const part of PARTS) this[part]?.shrink()
  }

  dispose(): void {
    if (this.disposed) return
    for (const part of PARTS) {
      this[part]?.[DISPOSE]()
      this[part] = undefined
    }
    this.rest = undefined
    this.disposed = true
  }

  clone(): AnyKeys {
    this.live('clone')
    const configuration = new AnyConfiguration(this.kind)
    if (this.heap !== undefined) configuration._heap = this.heap
    const copy = new AnyKeys(this.name, this.classes, configuration)
    for (const part of PARTS) copy[part] = this[part]?.clone()
    if (this.rest !== undefined) copy.rest = new Map(this.rest)
    return copy
  }

  stats(): Stats {
    const stats = { ...NO_STATS, size: this.size }
    let inTables = 0
    for (const part of PARTS) {
      const one: Stats | undefined = this[part]?.stats()
      if (one === undefined) continue
      inTables += one.size
      stats.B = Math.max(stats.B, one.B)
      stats.buckets += one.buckets
      stats.overflowBuckets += one.overflowBuckets
      stats.growing ||= one.growing
      stats.evacuated += one.evacuated
      stats.bytes += one.bytes
    }
    stats.loadFactor = inTables / (stats.buckets || 1)
    return stats
  }

  inspect(): AnyInspection {
    const inspection: AnyInspection = { size: this.size, tables: {}, rest: [...(this.rest ?? [])] }
    for (const part of PARTS) if (this[part] !== undefined) inspection.tables[part] = this[part].inspect()
    return inspection
  }

  /** The table of part `i` of PARTS if there is one; the Map beside them comes last. @internal */
  partAt(i: number): any {
    return i === PARTS.length ? this.rest : this[PARTS[i]!]
  }
}

function isBigInt64(key: unknown): boolean {
  return typeof key === 'bigint' && BigInt.asIntN(64, key) === key
}

const PLACES = PARTS.length + 1

/**
 * A walk through all entries: through one part after another, from a random one on. What a part promises about changes
 * while it is walked holds for the whole. Of the Map beside the tables, the keys are noted when the walk comes to it.
 */
export class Walk {
  key: any = undefined
  value: any = undefined
  private table: AnyKeys | undefined
  private readonly clears: number
  private readonly start = random32() % PLACES
  private place = 0
  private cursor: Cursor | undefined = undefined
  private keys: unknown[] | undefined = undefined
  private next = 0
  private left = 0

  constructor(table: AnyKeys) {
    this.table = table
    this.clears = table.clears
  }

  /** Goes to the next entry: `key` and `value`. False at the end and ever after. */
  step(): boolean {
    const { table } = this
    if (table === undefined) return false
    table.live('next')
    while (table.clears === this.clears) {
      if (this.inTable(table) || this.inRest(table)) return true
      if (this.place === PLACES) break
      this.enter(table.partAt((this.start + this.place++) % PLACES))
    }
    this.table = undefined
    this.key = undefined
    this.value = undefined
    return false
  }

  private enter(part: any): void {
    if (part instanceof Map) {
      this.keys = [...part.keys()]
      this.left = this.keys.length
      this.next = this.left === 0 ? 0 : random32() % this.left
    } else if (part !== undefined) {
      this.cursor = new Cursor(part)
    }
  }

  private inTable(table: AnyKeys): boolean {
    const { cursor } = this
    if (cursor === undefined) return false
    const i = cursor.step()
    if (i < 0) {
      this.cursor = undefined
      return false
    }
    this.key = cursor.key(i)
    if (table.kind !== SET) this.value = cursor.value(i)
    return true
  }

  private inRest(table: AnyKeys): boolean {
    const { keys } = this
    if (keys === undefined) return false
    while (this.left > 0) {
      this.left--
      const key = keys[this.next]
      this.next = this.next + 1 === keys.length ? 0 : this.next + 1
      if (!table.has(key)) continue
      this.key = key
      this.value = table.kind === SET ? undefined : table.get(key)
      return true
    }
    this.keys = undefined
    return false
  }
}
