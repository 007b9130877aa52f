// A table of any keys, inside HashMap and HashSet: integers, other numbers, BigInts of 64 bits and strings live in a typed
// table each, made when the first such key comes; everything else lives in a Map of JavaScript's beside them.
//
// -0 is the integer 0 and NaN equals itself in a table of floats, so that keys are the same as SameValueZero says.

import { assign, max, NativeMap, RangeError, TypeError, Uint8Array } from '../basics/builtins.js'
import { disposed } from '../basics/errors.js'
import type { Body } from '../body/body.js'
import { bodyOf } from '../body/door.js'
import type { ClassHome } from '../body/home.js'
import { checkCapacity, type Options, parseOptions, type Rules, sameOptions } from '../body/options.js'
import { scalarOf, VALUE_KINDS } from '../kinds/index.js'
import { ANY, type Scalar, type ScalarKind, SET } from '../kinds/kind.js'
import { requireValue, sumOf } from '../kinds/values.js'
import { outputFor, requireArray } from '../many/checks.js'
import { EachKey, type OneKey } from '../many/each.js'
import type { Inspection as Buckets } from '../spaces/layouts/buckets.js'
import type { Layout, LayoutName } from '../spaces/layouts/layout.js'
import { isBigInt64, PARTS, type Part, type PartClasses, type PartTable, partOf } from './parts.js'

/** The tables of a map or set of any keys, as plain objects; `rest` are the entries beside them. */
export interface AnyInspection<Inspection = Buckets> {
  size: number
  tables: Partial<Record<Part, Inspection>>
  rest: [key: unknown, value: unknown][]
}

/** What the options say. */
class Configuration implements Options {
  capacity = 0
  keyLength = 0
  seed: bigint | undefined = undefined
  heap: ClassHome | undefined = undefined
  layout: LayoutName = 'buckets'
  kind: number

  constructor(kind: number) {
    this.kind = kind
  }
}

/** The options of a HashMap or HashSet. @throws TypeError or RangeError if they are none */
export function configured(name: string, options: unknown, isMap: boolean, rules: Rules): Options {
  const configuration = new Configuration(isMap ? ANY : SET)
  if (options !== undefined) parseOptions(name, options, isMap, false, rules.hasLayouts, configuration)
  const { heap } = configuration
  if (heap !== undefined) rules.requireHeap(name, heap)
  return configuration
}

export class AnyKeys {
  readonly name: string
  readonly options: Options
  /** The value kind, SET for sets. */
  readonly kind: number
  protected readonly scalar: ScalarKind | undefined
  isDisposed = false
  /** Counts calls of `clear`, which end live iterations. */
  clears = 0
  private readonly classes: PartClasses
  // Maps or sets of these classes, and what is inside them.
  private Int32: PartTable | undefined = undefined
  private Float64: PartTable | undefined = undefined
  private BigInt64: PartTable | undefined = undefined
  private String: PartTable | undefined = undefined
  private bodies: Partial<Record<Part, Body>> = {}
  /** In errors: the method that others are called for. */
  private caller: string | undefined = undefined
  private rest: Map<unknown, unknown> | undefined = undefined

  constructor(name: string, classes: PartClasses, options: Options) {
    this.name = name
    this.classes = classes
    this.options = options
    this.kind = options.kind
    this.scalar = options.kind === SET ? undefined : scalarOf(options.kind)
  }

  /** Makes the table of a part. */
  private open(part: Part): PartTable {
    this.live('set')
    const { capacity, seed } = this.options
    const table = new this.classes[part]({ ...sameOptions(this.options), capacity, seed })
    this.options.capacity = 0
    const body = bodyOf(table, this.name)
    body.name = this.name
    body.callFor(this.caller)
    this.bodies[part] = body
    this[part] = table
    return table
  }

  private openRest(): Map<unknown, unknown> {
    this.live('set')
    this.rest = new NativeMap()
    return this.rest
  }

  where(method: string): string {
    return `${this.name}.${this.caller ?? method}`
  }

  /** Calls `work`, whose errors name `method` whatever it calls. */
  as<T>(method: string, work: () => T): T {
    this.callFor(method)
    try {
      return work()
    } finally {
      this.callFor(undefined)
    }
  }

  private callFor(method: string | undefined): void {
    this.caller = method
    for (const part of PARTS) this.bodies[part]?.callFor(method)
  }

  /** Throws if disposed. Called where there is no table. */
  live(method: string): undefined {
    if (this.isDisposed) throw disposed(this.where(method))
  }

  get size(): number {
    this.live('size')
    let size = this.rest === undefined ? 0 : this.rest.size
    for (const part of PARTS) size += this.bodies[part]?.count() ?? 0
    return size
  }

  // Single-key operations: a call site for each table keeps each of them monomorphic.

  get(key: unknown): unknown {
    if (typeof key === 'number') {
      if ((key | 0) === key) return this.Int32 === undefined ? this.live('get') : this.Int32.get!(key)
      return this.Float64 === undefined ? this.live('get') : this.Float64.get!(key)
    }
    if (typeof key === 'string') return this.String === undefined ? this.live('get') : this.String.get!(key)
    if (isBigInt64(key)) return this.BigInt64 === undefined ? this.live('get') : this.BigInt64.get!(key)
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

  set(key: unknown, value: unknown): void {
    if (this.scalar !== undefined) value = this.checkValue('set', 'value', value)
    if (typeof key === 'number') {
      if ((key | 0) === key) {
        ;(this.Int32 ?? this.open('Int32')).set!(key, value)
      } else {
        ;(this.Float64 ?? this.open('Float64')).set!(key, value)
      }
    } else if (typeof key === 'string') {
      ;(this.String ?? this.open('String')).set!(key, value)
    } else if (isBigInt64(key)) {
      ;(this.BigInt64 ?? this.open('BigInt64')).set!(key, value)
    } else (this.rest ?? this.openRest()).set(key, value)
  }

  add(key: unknown): void {
    if (typeof key === 'number') {
      if ((key | 0) === key) {
        ;(this.Int32 ?? this.open('Int32')).add!(key)
      } else {
        ;(this.Float64 ?? this.open('Float64')).add!(key)
      }
    } else if (typeof key === 'string') {
      ;(this.String ?? this.open('String')).add!(key)
    } else if (isBigInt64(key)) {
      ;(this.BigInt64 ?? this.open('BigInt64')).add!(key)
    } else (this.rest ?? this.openRest()).set(key, undefined)
  }

  delete(key: unknown): boolean {
    if (typeof key === 'number') {
      if ((key | 0) === key) return this.Int32 === undefined ? this.absent('delete') : this.Int32.delete(key)
      return this.Float64 === undefined ? this.absent('delete') : this.Float64.delete(key)
    }
    if (typeof key === 'string') {
      return this.String === undefined ? this.absent('delete') : this.String.delete(key)
    }
    if (isBigInt64(key)) {
      return this.BigInt64 === undefined ? this.absent('delete') : this.BigInt64.delete(key)
    }
    return this.rest === undefined ? this.absent('delete') : this.rest.delete(key)
  }

  increment(key: unknown, by: unknown): unknown {
    return this.incrementBy(key, by === undefined ? this.scalar?.one : by)
  }

  /** The same where undefined is nothing to add. */
  incrementBy(key: unknown, by: unknown): unknown {
    this.live('increment')
    const { scalar } = this
    if (scalar === undefined) {
      throw new TypeError(`${this.where('increment')}: needs a map with values of numbers, not 'any'`)
    }
    const step = this.checkValue('increment', 'by', by)
    const part = partOf(key)
    if (part !== undefined) return (this[part] ?? this.open(part)).increment!(key, step)
    const rest = this.rest ?? this.openRest()
    const sum = rest.has(key) ? sumOf(scalar, rest.get(key) as Scalar, step as Scalar) : step
    if (sum === undefined) {
      throw new RangeError(`${this.where('increment')}: the sum is out of the range of ${VALUE_KINDS[this.kind]}`)
    }
    rest.set(key, sum)
    return sum
  }

  private checkValue(method: string, argument: string, value: unknown): number | bigint {
    this.live(method)
    return requireValue(this.where(method), argument, this.scalar!, value)
  }

  // Their life and sight.

  clear(): void {
    this.live('clear')
    for (const part of PARTS) this.bodies[part]?.clear()
    this.rest = undefined
    this.clears++
  }

  /** Makes room in each table that there is, or else in the first one. */
  reserve(n: number): void {
    checkCapacity(this.where('reserve'), 'n', n)
    const { size } = this
    let isEmpty = true
    for (const part of PARTS) {
      const body = this.bodies[part]
      if (body === undefined) continue
      isEmpty = false
      body.reserve(max(0, n - size + body.count()), 'reserve')
    }
    if (isEmpty) this.options.capacity = n
  }

  shrink(): void {
    this.live('shrink')
    this.options.capacity = 0
    for (const part of PARTS) this.bodies[part]?.shrink()
  }

  dispose(): void {
    const { bodies } = this
    // A straight line: a table that is left in its field would go on answering.
    this.isDisposed = true
    this.bodies = {}
    this.Int32 = undefined
    this.Float64 = undefined
    this.BigInt64 = undefined
    this.String = undefined
    this.rest = undefined
    // If this is stopped, the memory is freed when the map is collected.
    for (const part of PARTS) bodies[part]?.dispose()
  }

  /** Makes this, which is empty, a copy of another. */
  copyFrom(other: AnyKeys): void {
    other.live('clone')
    for (const part of PARTS) {
      const body = other.bodies[part]
      if (body === undefined) continue
      this.open(part)
      this.bodies[part]!.copyFrom(body)
    }
    if (other.rest !== undefined) this.rest = new NativeMap(other.rest)
  }

  /** An empty one with the same options. */
  emptyLike(): this {
    const { kind, seed, heap, layout } = this.options
    const options = assign(new Configuration(kind), { seed, heap, layout })
    return new (this.constructor as new (name: string, classes: PartClasses, options: Options) => this)(
      this.name,
      this.classes,
      options,
    )
  }

  clone(): this {
    const copy = this.emptyLike()
    copy.copyFrom(this)
    return copy
  }

  /** How its tables are laid out. */
  get seen(): Layout {
    return this.classes.layoutOf(this.options.layout)
  }

  stats(): object {
    const all = PARTS.flatMap(part => this.bodies[part]?.stats() ?? [])
    return { ...this.seen.sumOf(all), size: this.size }
  }

  inspect(): AnyInspection<unknown> {
    const inspection: AnyInspection<unknown> = { size: this.size, tables: {}, rest: [...(this.rest ?? [])] }
    for (const part of PARTS) {
      const body = this.bodies[part]
      if (body !== undefined) inspection.tables[part] = body.inspect()
    }
    return inspection
  }

  /** The table of part `i` of PARTS if there is one; the Map beside them comes last. */
  partAt(i: number): Body | Map<unknown, unknown> | undefined {
    return i === PARTS.length ? this.rest : this.bodies[PARTS[i]!]
  }

  // Many keys a call: each by itself, since its neighbours may be of other kinds.

  protected each(method: string, keys: ArrayLike<unknown>): EachKey {
    return new EachKey(requireArray(this.where(method), 'keys', keys, true), new AnyKey(this), keys)
  }

  hasMany(keys: ArrayLike<unknown>, out: Uint8Array | undefined): Uint8Array {
    const all = this.each('hasMany', keys)
    const answers: Uint8Array = outputFor(this.where('hasMany'), out, Uint8Array, all.n)
    this.live('hasMany')
    all.apartFrom(answers)
    all.has(answers)
    return answers
  }

  deleteMany(keys: ArrayLike<unknown>): number {
    const all = this.each('deleteMany', keys)
    this.live('deleteMany')
    return all.delete()
  }
}

/** The single-key operations, as a call for many keys has them. */
class AnyKey implements OneKey {
  private readonly table: AnyKeys

  constructor(table: AnyKeys) {
    this.table = table
  }

  has(key: unknown): boolean {
    return this.table.has(key)
  }
  delete(key: unknown): boolean {
    return this.table.delete(key)
  }
  getOr(key: unknown, fallback: unknown): unknown {
    const value = this.table.get(key)
    return value === undefined && !this.table.has(key) ? fallback : value
  }
  set(key: unknown, value: unknown): void {
    this.table.set(key, value)
  }
  increment(key: unknown, by: unknown): void {
    this.table.incrementBy(key, by)
  }
  add(key: unknown): void {
    this.table.add(key)
  }
}
