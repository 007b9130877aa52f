// The specimen of a map whose keys cross into Wasm as scalars. scripts/stamp makes of it each such class of each space,
// with a text of its own, so that every call site of a table's function is its own and stays monomorphic, whatever other
// maps a program uses. What stands in a region `value` is made once for each kind of values; in a region `hot` it is the text
// of a method itself, for the two kinds that programs use most: as a function that is called the same costs a get 4 ns. A
// region `cold` is for the other kinds, a region `rest` for all but that of the specimen, which `set` does itself.
//
// The object has a private reference to its body and nothing else, but for its mark. So a method finds out by reading it
// whether its receiver is of this very class.

import { requireCallable } from '../../basics/errors.js'
import { Body, FAILED, type Traits, type Watch } from '../../body/body.js'
import { DOOR, handOver, ofKin } from '../../body/door.js'
import type { Handles } from '../../body/handles.js'
import { MARK, nextMark } from '../../body/mark.js'
import { type BigIntOptions, type Entries, entriesOf, type NumberOptions, type OptionsFor } from '../../body/options.js'
import { incrementStatus, incrementSum, incrementSum64, tableCount } from '../../generated/buckets/calls.js'
import {
  u32F32,
  u32F64,
  u32I64,
  u32I64Has,
  u32I64Remove,
  u32U32,
  u32U32Get,
  u32U32GetOrInsert,
  u32U32Has,
  u32U32IncrementSigned,
  u32U32Remove,
  u32U32Set,
  u32U32Take,
} from '../../generated/buckets/calls-u32.js'
import { STATUS_OUTGREW } from '../../generated/constants.js'
import * as int32 from '../../kinds/int32.js'
import * as key from '../../kinds/int32.js'
import { ANY, BIGINT64, FLOAT64, INT32, type Scalar } from '../../kinds/kind.js'
import { enginesOf, HAS_LAYOUTS, NO_TABLE, settle, type Table } from '../../spaces/buckets/ordinary.js'
import type { Seen } from '../../spaces/layouts/buckets.js'
import { failedIncrement, fillMap, groupInto, MapBase, notNumbers, storedValue } from '../map-base.js'
import type { TypedMap } from '../types.js'

type K = key.Key
/** What is inside an object of this class. */
type Inside = Body<Table>

const NAME = 'SpecimenMap'

/** Gives a map its copies of what its body holds. */
let publish: (body: Inside) => void

class SpecimenMapClass extends MapBase {
  readonly #body: Inside
  // Copies, one access nearer.
  #table: Table = NO_TABLE
  readonly #kind: number
  #handles: Handles | undefined
  #watch: Watch | undefined = undefined

  static {
    publish = ({ map, table, handles, watch }) => {
      const to = map as SpecimenMapClass
      to.#table = table
      to.#handles = handles
      to.#watch = watch
    }
  }

  // Defaults keep the length of the constructor 0.
  constructor(first: unknown = undefined, second: unknown = undefined) {
    super()
    const entries = entriesOf<[K, unknown]>(NAME, first, second)
    const options = entries === undefined && second === undefined ? first : second
    const body: Inside = new Body(TRAITS, this, options, true)
    this.#body = body
    this.#kind = body.kind
    this.#handles = body.handles
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, entries, options)
      // biome-ignore lint/correctness/noConstructorReturn: a map in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (entries !== undefined) fillMap(this, body, entries)
  }

  get(k: K): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'get', k)
    const table = this.#table
    if (!key.accepts(k) || !table) return this.#body.live('get')
    const kind = this.#kind
    // #region hot
    if (kind === INT32) {
      const answer = u32U32Get(table, k, int32.missing())
      const isAbsent = int32.isMissing(answer) && (!this.#body.sentinel || u32U32Has(table, k) === 0)
      return isAbsent ? undefined : int32.handedOut(answer)
    }
    // #endregion
    if (kind === ANY) return this.#handles!.get(u32U32Get(table, k, 0))
    return getOther(this.#body, table, k)
  }

  has(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'has', k)
    const table = this.#table
    if (!key.accepts(k) || !table) return this.#body.absent('has')
    if (this.#kind < FLOAT64) return u32U32Has(table, k) !== 0
    return u32I64Has(table, k) !== 0
  }

  set(k: K, value: unknown): this {
    if (!(#table in this)) return ofKin(this, NAME, 'set', k, value)
    if (!key.accepts(k)) throw this.#body.badKey('set', k)
    const kind = this.#kind
    if (kind === INT32) {
      if (!int32.accepts(value)) throw this.#body.badValue('value', value, 'set')
      const table = this.#table || this.#body.open('set')
      if (int32.isMissing(value)) this.#body.noteMissing()
      const isNew = u32U32Set(table, k, value)
      if (isNew === 0) {
        if (this.#watch !== undefined) this.#watch.changes++
      } else if (isNew !== 1) this.#body.notJustNew(isNew, 'set')
    } else if (kind === ANY) setAny(this.#body, k, value)
    else setOther(this.#body, k, value)
    return this
  }

  delete(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'delete', k)
    const table = this.#table
    if (!key.accepts(k) || !table) return this.#body.absent('delete')
    const kind = this.#kind
    if (this.#watch !== undefined) this.#watch.changes++
    if (kind === ANY) return removeAny(this.#body, table, k)
    if (kind < FLOAT64) return u32U32Remove(table, k) !== 0
    return u32I64Remove(table, k) !== 0
  }

  increment(k: K, by?: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'increment', k, by)
    return increment(this.#body, k, by)
  }

  getOr(k: K, fallback: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOr', k, fallback)
    const value = get.call(this, k)
    if (value !== undefined) return value
    return this.#kind === ANY && has.call(this, k) ? undefined : fallback
  }

  getOrInsert(k: K, value: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOrInsert', k, value)
    const body = this.#body
    requireKey(body, k, 'getOrInsert')
    const found = get.call(this, k)
    if (found !== undefined || (this.#kind === ANY && has.call(this, k))) return found
    const stored = storedValue(body, 'getOrInsert', value)
    body.as('getOrInsert', () => set.call(this, k, stored))
    return stored
  }

  getOrInsertComputed(k: K, compute: (k: K) => unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOrInsertComputed', k, compute)
    const body = this.#body
    requireKey(body, k, 'getOrInsertComputed')
    requireCallable(body.where('getOrInsertComputed'), 'compute', compute)
    const found = get.call(this, k)
    if (found !== undefined || (this.#kind === ANY && has.call(this, k))) return found
    const canonical = key.asKey(k)
    const stored = storedValue(body, 'getOrInsertComputed', compute(canonical))
    body.as('getOrInsertComputed', () => set.call(this, canonical, stored))
    return stored
  }

  get size(): number {
    if (!(#table in this)) return ofKin(this, NAME, 'size')
    if (this.#table) return tableCount(this.#table) >>> 0
    this.#body.live('size')
    return 0
  }

  [DOOR](): void {
    if (#body in this) handOver(this.#body)
  }

  static groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): SpecimenMap<T[]> {
    return groupInto(new SpecimenMap<T[]>(), NAME, items, keyOf)
  }

  static get [Symbol.species](): unknown {
    // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
    return this
  }

  get [Symbol.toStringTag](): string {
    return NAME
  }
}
Object.defineProperty(SpecimenMapClass, 'name', { value: NAME })

// As they are here, whatever a subclass makes of them.
const { get, has, set, delete: remove } = SpecimenMapClass.prototype

const TRAITS: Traits<Inside, K> = {
  name: NAME,
  keys: key.keys,
  engines: /* @__PURE__ */ enginesOf(key.keys, [u32U32, u32U32, u32U32, u32F32, u32F64, u32I64, u32I64]),
  noTable: NO_TABLE,
  hasLayouts: HAS_LAYOUTS,
  operations: {
    get: (body, k) => get.call(body.map, k),
    has: (body, k) => has.call(body.map, k),
    set: (body, k, value) => set.call(body.map, k, value),
    remove: (body, k) => remove.call(body.map, k),
    increment,
    raw: (body, k) => (body.kind === ANY ? u32U32Get(body.table, k, 0) : (get.call(body.map, k) as Scalar)),
  },
  publish: body => publish(body),
  methods: () => SpecimenMapClass.prototype,
  make: options => new SpecimenMapClass(options),
}

function requireKey(body: Inside, k: K, method: string): void {
  if (!key.accepts(k)) throw body.badKey(method, k)
  body.live(method)
}

function setAny(body: Inside, k: K, value: unknown): void {
  const table = body.table || body.open('set')
  const handles = body.handles!
  const fresh = handles.take(value)
  const handle = u32U32GetOrInsert(table, k, fresh, FAILED)
  if (handle !== fresh) body.notFresh(handle, fresh, value, 'set')
}

function removeAny(body: Inside, table: Table, k: K): boolean {
  const handle = u32U32Take(table, k, 0)
  if (handle === 0) return false
  body.handles!.release(handle)
  return true
}

function increment(body: Inside, k: K, by: unknown): unknown {
  if (!key.accepts(k)) throw body.badKey('increment', k)
  switch (body.kind) {
    // #region value
    case INT32:
      return incrementInt32(body, k, by)
    // #endregion
  }
  throw notNumbers(body, 'increment')
}

/** The sum when what the last increment returned may stand for a failure. Throws if it does. */
function incrementAgain<X extends Scalar>(body: Inside, sum: X): X {
  const status = incrementStatus()
  if (status === STATUS_OUTGREW) {
    body.engine.outgrew(body, body.table)
    return (body.kind < BIGINT64 ? incrementSum() : incrementSum64()) as X
  }
  if (status !== 0) throw failedIncrement(body, status, 'increment')
  return sum
}

function getOther(body: Inside, table: Table, k: K): unknown {
  switch (body.kind) {
    // #region cold
    case INT32:
      return getInt32(body, table, k)
    // #endregion
  }
}

function setOther(body: Inside, k: K, value: unknown): void {
  switch (body.kind) {
    // #region rest
    case INT32:
      setInt32(body, k, value)
      break
    // #endregion
  }
}

// Small functions for each kind of values: V8 inlines those that a program uses.

// #region cold

function getInt32(body: Inside, table: Table, k: K): number | undefined {
  const answer = u32U32Get(table, k, int32.missing())
  const isAbsent = int32.isMissing(answer) && (!body.sentinel || u32U32Has(table, k) === 0)
  return isAbsent ? undefined : int32.handedOut(answer)
}
// #endregion
// #region rest

function setInt32(body: Inside, k: K, value: unknown): void {
  if (!int32.accepts(value)) throw body.badValue('value', value, 'set')
  const table = body.table || body.open('set')
  if (int32.isMissing(value)) body.noteMissing()
  const isNew = u32U32Set(table, k, value)
  if (isNew === 0) {
    if (body.watch !== undefined) body.watch.changes++
  } else if (isNew !== 1) body.notJustNew(isNew, 'set')
}
// #endregion
// #region value

function incrementInt32(body: Inside, k: K, by: unknown): number {
  if (by === undefined) by = int32.one()
  if (!int32.accepts(by)) throw body.badValue('by', by, 'increment')
  const table = body.table || body.open('increment')
  const { sentinel } = body
  // What the sum is, is known only when it is stored.
  body.sentinel = true
  let sum = u32U32IncrementSigned(table, k, by)
  if (body.watch !== undefined) body.watch.changes++
  if (int32.mayHaveFailed(sum)) sum = incrementAgain(body, sum)
  if (int32.isMissing(sum)) body.noteMissing()
  else body.sentinel = sentinel
  return int32.handedOut(sum)
}
// #endregion

/**
 * A map whose keys are numbers, each an integer from -2147483648 to 2147483647. A key of another kind is a TypeError or
 * RangeError for writing methods; `get`, `has` and `delete` answer that it is not there.
 */
export interface SpecimenMap<V = any> extends TypedMap<K, V, K, ArrayLike<K>, Seen> {}

export interface SpecimenMapConstructor {
  readonly prototype: SpecimenMap
  new (options: NumberOptions): SpecimenMap<number>
  new (entries: Entries<K, number>, options: NumberOptions): SpecimenMap<number>
  new (options: BigIntOptions): SpecimenMap<bigint>
  new (entries: Entries<K, bigint>, options: BigIntOptions): SpecimenMap<bigint>
  new <V = any>(entries?: Entries<K, V>, options?: OptionsFor<V>): SpecimenMap<V>
  new <V = any>(options: OptionsFor<V>): SpecimenMap<V>
  /** A map of arrays: the items for which `keyOf` returned a key, under that key. O(items). */
  groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): SpecimenMap<T[]>
}
export const SpecimenMap = SpecimenMapClass as unknown as SpecimenMapConstructor
