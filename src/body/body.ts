// What is inside a map or set: its table and what belongs to it. The object that users hold has nothing but a private
// reference to this, so no copier, freezer or serialiser ever sees a table.

import { disposed, outOfMemory } from '../basics/errors.js'
import { random32 } from '../basics/random.js'
import { scalarOf } from '../kinds/index.js'
import { ANY, type KeyKind, SET } from '../kinds/kind.js'
import { badValue } from '../kinds/values.js'
import { type Engine, type Inspection, NO_STATS, type Stats, type TableOwner } from '../spaces/engine.js'
import { Handles } from './handles.js'
import { type Options, parseOptions } from './options.js'

/** Single-key operations on a body, as each class has them. Errors name `method`. */
export interface Operations<K = any> {
  has(body: Body, key: K): boolean
  remove(body: Body, key: K): boolean
  // Of maps.
  get?(body: Body, key: K): any
  set?(body: Body, key: K, value: any, method: string): void
  increment?(body: Body, key: K, by: any, method: string): any
  /** The value of a key that is there, its handle for values of kind `'any'`. */
  raw?(body: Body, key: K): any
  // Of sets.
  add?(body: Body, key: K, method: string): void
}

/** What is fixed for a (class, space). */
export interface Traits {
  name: string
  keys: KeyKind
  /** One a value kind; of a set, at SET. */
  engines: readonly Engine[]
  /** What stands for "no table yet". */
  noTable: any
  operations: Operations
  /** A map or set of the class with such options. */
  make(options: object): object
}

export class Body implements TableOwner {
  table: any
  /** The value kind. */
  kind: number
  readonly traits: Traits
  engine: Engine
  handles: Handles | undefined
  isDisposed = false
  capacity = 0
  seed: bigint | undefined = undefined
  keyLength = 0
  guard: object | undefined = undefined
  /** In errors: of a table inside a HashMap the name of that. */
  name: string
  /** Of a map in a heap: where its table is. */
  space: any = undefined
  heap: Options['heap'] = undefined

  constructor(traits: Traits, options: unknown, isMap: boolean) {
    this.traits = traits
    this.name = traits.name
    this.table = traits.noTable
    this.kind = isMap ? ANY : SET
    if (options !== undefined) parseOptions(traits.name, options, isMap, traits.keys.hasKeyLength, this)
    this.engine = traits.engines[this.kind]!
    this.handles = this.kind === ANY ? new Handles() : undefined
  }

  get hasTable(): boolean {
    return this.table !== this.traits.noTable
  }

  /** The table, created now if need be. */
  open(method: string): any {
    if (this.table !== this.traits.noTable) return this.table
    this.live(method)
    const { seed } = this
    this.table =
      seed === undefined
        ? this.engine.create(this, method, random32(), random32(), this.capacity)
        : this.engine.create(this, method, Number(seed & 0xffffffffn), Number(seed >> 32n), this.capacity)
    return this.table
  }

  /** Throws if disposed. Called where there is no table. */
  live(method: string): undefined {
    if (this.isDisposed) throw disposed(this.where(method))
  }

  /** The same, for answers to "is it there?". */
  absent(method: string): false {
    this.live(method)
    return false
  }

  where(method: string): string {
    return `${this.name}.${method}`
  }

  outOfMemory(method: string): RangeError {
    return outOfMemory(this.where(method))
  }

  badKey(method: string, key: unknown): Error {
    this.live(method)
    return this.traits.keys.reject(this.where(method), key, this.keyLength)
  }

  /** What is wrong with a value, or another argument that must be one. Precondition: values are scalars. */
  badValue(argument: string, value: unknown, method: string): Error {
    this.live(method)
    return badValue(this.where(method), argument, scalarOf(this.kind)!, value)
  }

  /** An insert says that its key could not be inserted, or that the table outgrew its first bucket. */
  outgrown(isNew: number, method: string): void {
    if (isNew < 0) throw this.outOfMemory(method)
    this.engine.outgrew(this, this.table)
  }

  count(): number {
    return this.engine.count(this.table)
  }

  clear(): void {
    this.live('clear')
    if (!this.hasTable) return
    this.engine.clear(this.table)
    this.handles?.clear()
  }

  reserve(n: number, method: string): void {
    const table = this.open(method)
    if (!this.engine.reserve(table, n)) throw this.outOfMemory(method)
    this.engine.outgrew(this, table)
  }

  shrink(): void {
    this.live('shrink')
    if (this.hasTable && !this.engine.shrink(this.table)) throw this.outOfMemory('shrink')
  }

  stats(): Stats {
    this.live('stats')
    return this.hasTable ? this.engine.stats(this.table) : { ...NO_STATS }
  }

  inspect(): Inspection {
    this.live('inspect')
    if (!this.hasTable) return { size: 0, B: 0, growing: false, evacuated: 0, chains: [] }
    const inspection = this.engine.inspect(this.table)
    const { handles } = this
    if (handles === undefined) return inspection
    for (const slot of inspection.chains.flatMap(chain => chain.buckets.flatMap(bucket => bucket.slots))) {
      if (slot !== null) slot.value = handles.get(slot.value as number)
    }
    return inspection
  }

  /** Frees the memory at once. */
  dispose(): void {
    if (this.isDisposed) return
    if (this.hasTable) this.engine.clear(this.table)
    // A live iterator still holds the handles: empty them.
    this.handles?.clear()
    this.handles = undefined
    this.table = this.traits.noTable
    this.isDisposed = true
  }

  /** Makes this, which is empty, a copy of another. */
  copyFrom(other: Body): void {
    this.seed = other.seed
    if (!other.hasTable) return
    this.table = other.engine.clone(this, other.table)
    this.handles = other.handles?.clone()
  }
}
