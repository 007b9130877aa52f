// What is inside a map or set: its table and what belongs to it. The object that users hold has nothing but a private
// reference to this, so no copier, freezer or serialiser ever sees a table.

import { Number } from '../basics/builtins.js'
import { disposed, outOfMemory } from '../basics/errors.js'
import { random32 } from '../basics/random.js'
import { scalarOf } from '../kinds/index.js'
import { ANY, type KeyKind, type Scalar, SET } from '../kinds/kind.js'
import type { TupleCodec } from '../kinds/tuple.js'
import { badValue } from '../kinds/values.js'
import type { Engine, TableOwner } from '../spaces/engine.js'
import type { Layout, LayoutName } from '../spaces/layouts/layout.js'
import { Handles } from './handles.js'
import type { ManyKeys } from './many.js'
import { type Options, parseOptions } from './options.js'

/** Single-key operations on a body, as each class has them, whatever a subclass makes of them. */
export interface Operations<Inside = Body, K = unknown> {
  has(body: Inside, key: K): boolean
  remove(body: Inside, key: K): boolean
  // Of maps.
  get?(body: Inside, key: K): unknown
  set?(body: Inside, key: K, value: unknown): void
  increment?(body: Inside, key: K, by: unknown): unknown
  /** The value of a key that is there, its handle for values of kind `'any'`. */
  raw?(body: Inside, key: K): Scalar
  // Of sets.
  add?(body: Inside, key: K): void
}

/** In place of a handle: memory is out. Handles never reach it. */
export const FAILED = -1

/** Counts updates and removals, for live iterators: there is one from the first iteration on. */
export class Watch {
  changes = 0
}

/** What is fixed for a (class, space): `Inside` are its bodies, `K` is what it takes for a key. */
export interface Traits<Inside extends Body = Body, K = unknown> {
  name: string
  keys: KeyKind
  /** Of keys of several parts. */
  codec?: TupleCodec
  /** One a value kind; of a set, at SET. */
  engines: readonly Engine<Inside['table']>[]
  /** What stands for "no table yet". */
  noTable: Inside['table']
  /** Whether the layout of a table is an option. */
  hasLayouts: boolean
  operations: Operations<Inside, K>
  /**
   * Gives the map or set of a body its copies of what the body holds, which are one access nearer to the hottest methods:
   * called whenever one of them changes.
   */
  publish(body: Inside): void
  /** The keys of a call for many, of classes that take more than arrays of them; undefined if they are such an array. */
  rangeKeys?(body: Body, method: string, keys: unknown): ManyKeys | undefined
  /** What has the methods of the class. */
  methods(): object
  /** A map or set of the class with such options. */
  make(options: object): object
}

/** `Table` is what its space takes for a table. Of a map in a heap, `Tenancy` is what it knows of that. */
export class Body<Table = unknown, Tenancy = unknown> implements TableOwner {
  table: Table
  /** The value kind. */
  kind: number
  readonly traits: Traits<Body<Table, Tenancy>>
  engine: Engine<Table>
  handles: Handles | undefined
  isDisposed = false
  watch: Watch | undefined = undefined
  /** Whether the map has a copy of that. */
  private isWatched = false
  /**
   * Whether a value was ever stored that looks like "missing" on the way back: then `get` has to ask again. A copy of what
   * the table's header says, since a read of that would cost as much as to ask. Where it can be known before, it is set
   * before the value is stored: an execution may end in between.
   */
  sentinel = false
  capacity = 0
  seed: bigint | undefined = undefined
  keyLength = 0
  layout: LayoutName = 'buckets'
  /** Of keys of several parts: what they are like. */
  readonly codec: TupleCodec | undefined
  guard: object | undefined = undefined
  /** The object that users hold. */
  readonly map: object
  /** In errors: of a table inside a HashMap the name of that. */
  name: string
  /** In errors: the method that others are called for, such as the one for many keys. */
  private caller: string | undefined = undefined
  /** Of a map in a heap: where its table is. */
  space: Tenancy | undefined = undefined
  heap: Options['heap'] = undefined

  constructor(traits: Traits<Body<Table, Tenancy>>, map: object, options: unknown, isMap: boolean) {
    this.traits = traits
    this.map = map
    this.name = traits.name
    this.codec = traits.codec
    this.table = traits.noTable
    this.kind = isMap ? ANY : SET
    if (options !== undefined) {
      parseOptions(traits.name, options, isMap, traits.keys.hasKeyLength, traits.hasLayouts, this)
    }
    this.engine = traits.engines[this.kind]!
    this.handles = this.kind === ANY ? new Handles() : undefined
  }

  get hasTable(): boolean {
    return this.table !== this.traits.noTable
  }

  /** The table, created now if need be. */
  open(method: string): Table {
    if (this.table === this.traits.noTable) {
      this.live(method)
      const { seed } = this
      this.table =
        seed === undefined
          ? this.engine.create(this, method, random32(), random32(), this.capacity)
          : this.engine.create(this, method, Number(seed & 0xffffffffn), Number(seed >> 32n), this.capacity)
    }
    // Also if there is one: its copy in the map may be what was stopped.
    this.traits.publish(this)
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
    return `${this.name}.${this.caller ?? method}`
  }

  /** From now on errors name `method`, until they are to name what is called. */
  callFor(method: string | undefined): void {
    this.caller = method
  }

  /** Calls `work`, whose errors name `method` whatever it calls. */
  as<T>(method: string, work: () => T): T {
    this.caller = method
    try {
      return work()
    } finally {
      this.caller = undefined
    }
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

  /** What an insert says but 1: the key was there, could not be inserted, or the table outgrew its first bucket. */
  notJustNew(isNew: number, method: string): void {
    if (isNew < 0) throw this.outOfMemory(method)
    if (isNew === 0) this.changed()
    else this.engine.outgrew(this, this.table)
  }

  /** What an insert of a fresh handle for a value answered, when it was not just that handle. */
  notFresh(answer: number, fresh: number, value: unknown, method: string): void {
    if (answer < FAILED) {
      this.engine.outgrew(this, this.table)
      return
    }
    const handles = this.handles!
    handles.release(fresh)
    if (answer === FAILED) throw this.outOfMemory(method)
    handles.set(answer, value)
  }

  /** An entry was updated or removed, or may have been. */
  changed(): void {
    if (this.watch !== undefined) this.watch.changes++
  }

  /** Where changes are counted from now on. */
  watched(): Watch {
    const watch = this.watch ?? new Watch()
    if (!this.isWatched) {
      this.watch = watch
      this.traits.publish(this)
      this.isWatched = true
    }
    return watch
  }

  /** A value is stored that looks like "missing". */
  noteMissing(): void {
    this.engine.noteMissing(this.table)
    this.sentinel = true
  }

  /** A call for many keys has written to the table: what that has become. `sentinel` is what was known before. */
  noteWritten(sentinel: boolean): void {
    this.engine.outgrew(this, this.table)
    this.sentinel = sentinel || this.engine.sawMissing(this.table)
  }

  count(): number {
    return this.engine.count(this.table)
  }

  clear(): void {
    this.live('clear')
    if (!this.hasTable) return
    this.engine.clear(this.table)
    this.handles?.clear()
    this.changed()
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

  /** How its tables are laid out. */
  get seen(): Layout {
    return this.engine.layoutOf(this.layout)
  }

  stats(): object {
    this.live('stats')
    return this.hasTable ? this.engine.stats(this.table) : this.seen.noStats()
  }

  inspect(): object {
    this.live('inspect')
    const { seen } = this
    if (!this.hasTable) return seen.noInspection()
    const inspection = this.engine.inspect(this.table)
    const { handles } = this
    if (handles === undefined) return inspection
    for (const slot of seen.slotsOf(inspection)) if (slot !== null) slot.value = handles.get(slot.value as number)
    return inspection
  }

  /** Frees the memory at once. */
  dispose(): void {
    if (this.isDisposed) return
    const { table, handles, traits } = this
    this.handles = undefined
    this.table = traits.noTable
    this.isDisposed = true
    traits.publish(this)
    // If this is stopped, the memory is freed when the map is collected.
    this.changed()
    if (table !== traits.noTable) this.engine.clear(table)
    // A live iterator still holds the handles: empty them.
    handles?.clear()
  }

  /** Makes this, which is empty, a copy of another. */
  copyFrom(other: Body<Table>): void {
    this.seed = other.seed
    if (!other.hasTable) return
    this.table = other.engine.clone(this, other.table)
    this.handles = other.handles?.clone()
    this.sentinel = other.sentinel
    this.traits.publish(this)
  }
}
