// The specimen of the map whose keys have several parts. A pair of 32-bit integers crosses into Wasm as two numbers, any other
// key is staged: see scalar-map.ts and staged-map.ts, which say why the text is as it is. Both kinds of keys are in one class,
// so that it is one for `instanceof` and for those who extend it; which kind it is, is known from a small number in the object.
//
// A method reads the parts of a key of two to four one by one and hands the array itself to nobody, but where it is refused:
// then a literal such as `[x, y]`, once the call is inlined, is never made. What methods share takes the parts one by one, too,
// or instead of the first one a key of one part or of more than four. V8 inlines some 920 bytes of bytecode a function, so what
// is rarely needed is a function of its own.

import { isArray, TypeError, WeakMap } from '../../basics/builtins.js'
import { requireCallable } from '../../basics/errors.js'
import { Body, FAILED, type Traits, type Watch } from '../../body/body.js'
import { DOOR, handOver, ofKin } from '../../body/door.js'
import type { Handles } from '../../body/handles.js'
import { MARK, nextMark } from '../../body/mark.js'
import { type BigIntOptions, type Entries, entriesOf, type NumberOptions, type OptionsFor } from '../../body/options.js'
import { incrementStatus, incrementSum, incrementSum64, tableCount, wasFound } from '../../generated/buckets/calls.js'
import {
  bytesF32,
  bytesF64,
  bytesI64,
  bytesI64Has,
  bytesI64Remove,
  bytesU32,
  bytesU32Get,
  bytesU32GetOrInsert,
  bytesU32Has,
  bytesU32IncrementSigned,
  bytesU32Remove,
  bytesU32Set,
  bytesU32Take,
} from '../../generated/buckets/calls-bytes.js'
import {
  pairF32,
  pairF64,
  pairI64,
  pairI64Has,
  pairI64Remove,
  pairU32,
  pairU32Get,
  pairU32GetOrInsert,
  pairU32Has,
  pairU32IncrementSigned,
  pairU32Remove,
  pairU32Set,
  pairU32Take,
} from '../../generated/buckets/calls-pair.js'
import { STATUS_OUTGREW } from '../../generated/constants.js'
import * as int32 from '../../kinds/int32.js'
import { ANY, BIGINT64, FLOAT64, INT32, type Scalar } from '../../kinds/kind.js'
import type { Parts, TakenTupleOf } from '../../kinds/parts.js'
import * as key from '../../kinds/tuple.js'
import { tupleKeys } from '../../many/tuples.js'
import {
  HAS_LAYOUTS,
  isStaged,
  lacksMemory,
  memory,
  NO_TABLE,
  type Probed,
  probeParts,
  probeTuple,
  type Staged,
  settle,
  type Table,
  tupleEnginesOf,
} from '../../spaces/buckets/ordinary.js'
import type { Seen } from '../../spaces/layouts/buckets.js'
import { failedIncrement, fillMap, groupInto, MapBase, notNumbers, storedValue } from '../map-base.js'
import type { TupleMapOf } from '../tuple-types.js'
import type { TypedMap } from '../types.js'

type K = key.Key
/** What is taken for a part, whatever its kind; NONE where there are fewer. */
type Part = unknown
const NONE: Part = undefined
/** A part of a pair. */
type Half = number
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
  /** How many parts a key has. */
  readonly #n: number
  /** Of keys that are pairs: the signs. Else negative. */
  readonly #signs: number
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
  constructor(parts: unknown = undefined, first: unknown = undefined, second: unknown = undefined) {
    super()
    const traits = traitsOf(key.codecOf(NAME, parts))
    const entries = entriesOf<[K, unknown]>(NAME, first, second)
    const options = entries === undefined && second === undefined ? first : second
    const body: Inside = new Body(traits, this, options, true)
    this.#body = body
    this.#kind = body.kind
    this.#n = body.codec!.n
    this.#signs = body.codec!.signs
    this.#handles = body.handles
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, entries, options)
      // biome-ignore lint/correctness/noConstructorReturn: a map in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (entries !== undefined) fillMap(this, body, entries)
  }

  get parts(): readonly string[] {
    if (!(#body in this)) return ofKin(this, NAME, 'parts')
    return this.#body.codec!.parts
  }

  get(k: K): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'get', k)
    if (!isArray(k) || k.length !== this.#n) return this.#body.live('get')
    if (k.length === 2) return SpecimenMapClass.#get(this, 'get', k[0], k[1], NONE, NONE)
    return getMore(this.#body, k)
  }

  getAt(a: Part, b: Part, c?: Part, d?: Part): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getAt', a, b, c, d)
    requireFew(this.#n, 'getAt')
    return SpecimenMapClass.#get(this, 'getAt', a, b, c, d)
  }

  static #get(map: SpecimenMapClass, method: string, a: Part, b: Part, c: Part, d: Part): unknown {
    const body = map.#body
    const signs = map.#signs
    if (signs < 0) return getTuple(body, method, a, b, c, d)
    const table = map.#table
    const x = a as Half
    const y = b as Half
    if (!table || !key.isPair(signs, x, y)) return body.live(method)
    const kind = map.#kind
    // #region hot
    if (kind === INT32) {
      const answer = pairU32Get(table, x, y, int32.missing())
      return int32.isMissing(answer) ? lookAgain(body, table, x, y, answer) : int32.handedOut(answer)
    }
    // #endregion
    if (kind === ANY) return map.#handles!.get(pairU32Get(table, x, y, 0))
    return getOther(body, table, x, y)
  }

  has(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'has', k)
    if (!isArray(k) || k.length !== this.#n) return this.#body.absent('has')
    if (k.length === 2) return SpecimenMapClass.#has(this, 'has', k[0], k[1], NONE, NONE)
    return hasMore(this.#body, k)
  }

  hasAt(a: Part, b: Part, c?: Part, d?: Part): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'hasAt', a, b, c, d)
    requireFew(this.#n, 'hasAt')
    return SpecimenMapClass.#has(this, 'hasAt', a, b, c, d)
  }

  static #has(map: SpecimenMapClass, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
    const body = map.#body
    const signs = map.#signs
    if (signs < 0) return hasTuple(body, method, a, b, c, d)
    const table = map.#table
    const x = a as Half
    const y = b as Half
    if (!table || !key.isPair(signs, x, y)) return body.absent(method)
    return hasPair(body, table, x, y)
  }

  set(k: K, value: unknown): this {
    if (!(#table in this)) return ofKin(this, NAME, 'set', k, value)
    if (!isArray(k) || k.length !== this.#n) throw this.#body.badKey('set', k)
    if (k.length === 2) SpecimenMapClass.#set(this, 'set', k[0], k[1], NONE, NONE, value)
    else setMore(this.#body, k, value)
    return this
  }

  setAt(a: Part, b: Part, c?: unknown, d?: unknown, e?: unknown): this {
    if (!(#table in this)) return ofKin(this, NAME, 'setAt', a, b, c, d, e)
    const n = this.#n
    requireFew(n, 'setAt')
    if (n === 2) SpecimenMapClass.#set(this, 'setAt', a, b, NONE, NONE, c)
    else if (n === 3) SpecimenMapClass.#set(this, 'setAt', a, b, c, NONE, d)
    else SpecimenMapClass.#set(this, 'setAt', a, b, c, d, e)
    return this
  }

  static #set(map: SpecimenMapClass, method: string, a: Part, b: Part, c: Part, d: Part, value: unknown): void {
    const body = map.#body
    const signs = map.#signs
    if (signs < 0) {
      setTuple(body, method, a, b, c, d, value)
      return
    }
    const x = a as Half
    const y = b as Half
    if (!key.isPair(signs, x, y)) throw badParts(body, method, a, b, c, d)
    const kind = map.#kind
    if (kind === INT32) {
      if (!int32.accepts(value)) throw body.badValue('value', value, method)
      const table = map.#table || body.open(method)
      if (int32.isMissing(value)) body.noteMissing()
      const isNew = pairU32Set(table, x, y, value)
      if (isNew === 0) {
        if (map.#watch !== undefined) map.#watch.changes++
      } else if (isNew !== 1) body.notJustNew(isNew, method)
    } else if (kind === ANY) setAny(body, method, x, y, value)
    else setOther(body, method, x, y, value)
  }

  delete(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'delete', k)
    if (!isArray(k) || k.length !== this.#n) return this.#body.absent('delete')
    if (k.length === 2) return SpecimenMapClass.#delete(this, 'delete', k[0], k[1], NONE, NONE)
    return deleteMore(this.#body, k)
  }

  deleteAt(a: Part, b: Part, c?: Part, d?: Part): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'deleteAt', a, b, c, d)
    requireFew(this.#n, 'deleteAt')
    return SpecimenMapClass.#delete(this, 'deleteAt', a, b, c, d)
  }

  static #delete(map: SpecimenMapClass, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
    const body = map.#body
    const signs = map.#signs
    if (signs < 0) return removeTuple(body, method, a, b, c, d)
    const table = map.#table
    const x = a as Half
    const y = b as Half
    if (!table || !key.isPair(signs, x, y)) return body.absent(method)
    if (map.#watch !== undefined) map.#watch.changes++
    return removePair(body, table, x, y)
  }

  increment(k: K, by?: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'increment', k, by)
    if (!isArray(k) || k.length !== this.#n) throw this.#body.badKey('increment', k)
    if (k.length === 2) return SpecimenMapClass.#increment(this, 'increment', k[0], k[1], NONE, NONE, by)
    return incrementMore(this.#body, k, by)
  }

  incrementAt(a: Part, b: Part, c?: unknown, d?: unknown, e?: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'incrementAt', a, b, c, d, e)
    const n = this.#n
    requireFew(n, 'incrementAt')
    if (n === 2) return SpecimenMapClass.#increment(this, 'incrementAt', a, b, NONE, NONE, c)
    if (n === 3) return SpecimenMapClass.#increment(this, 'incrementAt', a, b, c, NONE, d)
    return SpecimenMapClass.#increment(this, 'incrementAt', a, b, c, d, e)
  }

  static #increment(map: SpecimenMapClass, method: string, a: Part, b: Part, c: Part, d: Part, by: unknown): unknown {
    const body = map.#body
    const signs = map.#signs
    if (signs < 0) return incrementTuple(body, method, a, b, c, d, by)
    const x = a as Half
    const y = b as Half
    if (!key.isPair(signs, x, y)) throw badParts(body, method, a, b, c, d)
    return incrementPair(body, method, x, y, by)
  }

  getOr(k: K, fallback: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOr', k, fallback)
    const value = get.call(this, k)
    if (value !== undefined) return value
    return this.#kind === ANY && has.call(this, k) ? undefined : fallback
  }

  getOrAt(a: Part, b: Part, c?: unknown, d?: unknown, e?: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOrAt', a, b, c, d, e)
    const n = this.#n
    requireFew(n, 'getOrAt')
    if (n === 2) return SpecimenMapClass.#getOr(this, a, b, NONE, NONE, c)
    if (n === 3) return SpecimenMapClass.#getOr(this, a, b, c, NONE, d)
    return SpecimenMapClass.#getOr(this, a, b, c, d, e)
  }

  static #getOr(map: SpecimenMapClass, a: Part, b: Part, c: Part, d: Part, fallback: unknown): unknown {
    const value = SpecimenMapClass.#get(map, 'getOrAt', a, b, c, d)
    if (value !== undefined) return value
    return map.#kind === ANY && SpecimenMapClass.#has(map, 'getOrAt', a, b, c, d) ? undefined : fallback
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

  getOrInsertAt(a: Part, b: Part, c?: unknown, d?: unknown, e?: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOrInsertAt', a, b, c, d, e)
    const n = this.#n
    requireFew(n, 'getOrInsertAt')
    if (n === 2) return SpecimenMapClass.#getOrInsert(this, a, b, NONE, NONE, c)
    if (n === 3) return SpecimenMapClass.#getOrInsert(this, a, b, c, NONE, d)
    return SpecimenMapClass.#getOrInsert(this, a, b, c, d, e)
  }

  static #getOrInsert(map: SpecimenMapClass, a: Part, b: Part, c: Part, d: Part, value: unknown): unknown {
    const body = map.#body
    const method = 'getOrInsertAt'
    if (!key.acceptsParts(body.codec!, a, b, c, d)) throw badParts(body, method, a, b, c, d)
    body.live(method)
    const found = SpecimenMapClass.#get(map, method, a, b, c, d)
    if (found !== undefined || (map.#kind === ANY && SpecimenMapClass.#has(map, method, a, b, c, d))) return found
    const stored = storedValue(body, method, value)
    SpecimenMapClass.#set(map, method, a, b, c, d, stored)
    return stored
  }

  getOrInsertComputed(k: K, compute: (k: K) => unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOrInsertComputed', k, compute)
    return SpecimenMapClass.#getOrInsertComputed(this, 'getOrInsertComputed', k, compute)
  }

  getOrInsertComputedAt(a: Part, b: Part, c?: unknown, d?: unknown, e?: unknown): unknown {
    if (!(#table in this)) return ofKin(this, NAME, 'getOrInsertComputedAt', a, b, c, d, e)
    const method = 'getOrInsertComputedAt'
    const n = this.#n
    requireFew(n, method)
    if (n === 2) return SpecimenMapClass.#getOrInsertComputed(this, method, [a, b], c)
    if (n === 3) return SpecimenMapClass.#getOrInsertComputed(this, method, [a, b, c], d)
    return SpecimenMapClass.#getOrInsertComputed(this, method, [a, b, c, d], e)
  }

  static #getOrInsertComputed(map: SpecimenMapClass, method: string, k: K, compute: unknown): unknown {
    const body = map.#body
    requireKey(body, k, method)
    requireCallable(body.where(method), 'compute', compute)
    const found = get.call(map, k)
    if (found !== undefined || (map.#kind === ANY && has.call(map, k))) return found
    const codec = body.codec!
    const own = codec.kept(k)
    const stored = storedValue(body, method, (compute as (k: K) => unknown)(codec.kept(own)))
    body.as(method, () => set.call(map, own, stored))
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

  static groupBy<P extends Parts, T>(
    items: Iterable<T>,
    parts: P,
    keyOf: (item: T, index: number) => TakenTupleOf<P>,
  ): SpecimenMap<P, T[]> {
    requireCallable(`${NAME}.groupBy`, 'keyOf', keyOf)
    return groupInto(new SpecimenMap<P, T[]>(parts), NAME, items, keyOf)
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
const { get, has, set, delete: remove, increment: incrementOne } = SpecimenMapClass.prototype

const OPERATIONS: Traits<Inside, K>['operations'] = {
  get: (body, k) => get.call(body.map, k),
  has: (body, k) => has.call(body.map, k),
  set: (body, k, value) => set.call(body.map, k, value),
  remove: (body, k) => remove.call(body.map, k),
  increment: (body, k, by) => incrementOne.call(body.map, k, by),
  raw,
}

const known = /* @__PURE__ */ new WeakMap<key.TupleCodec, Traits<Inside, K>>()

/** What is fixed for the maps with such keys. */
function traitsOf(codec: key.TupleCodec): Traits<Inside, K> {
  let traits = known.get(codec)
  if (traits === undefined) {
    traits = {
      name: NAME,
      keys: codec.keys,
      codec,
      engines: tupleEnginesOf(
        codec,
        codec.isPair
          ? [pairU32, pairU32, pairU32, pairF32, pairF64, pairI64, pairI64]
          : [bytesU32, bytesU32, bytesU32, bytesF32, bytesF64, bytesI64, bytesI64],
      ),
      noTable: NO_TABLE,
      hasLayouts: HAS_LAYOUTS,
      rangeKeys: tupleKeys,
      operations: OPERATIONS,
      publish: body => publish(body),
      methods: () => SpecimenMapClass.prototype,
      make: options => new SpecimenMapClass(codec.parts, options),
    }
    known.set(codec, traits)
  }
  return traits
}

function requireKey(body: Inside, k: K, method: string): void {
  if (!body.codec!.accepts(k)) throw body.badKey(method, k)
  body.live(method)
}

/** Throws if keys of so many parts have no forms of methods that take them one by one. */
function requireFew(n: number, method: string): void {
  if (n < 2 || n > 4) throw new TypeError(`${NAME}.${method}: needs keys of 2 to 4 parts, these have ${n}`)
}

/** What is wrong with the parts of a key. */
function badParts(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): Error {
  return body.badKey(method, key.partsTogether(body.codec!, a, b, c, d))
}

/** A key was not staged: there is no such key, or memory is out. */
function unstaged(body: Inside, descriptor: Probed, method: string): undefined {
  if (lacksMemory(descriptor)) throw body.outOfMemory(method)
  return body.live(method)
}

// Keys that are pairs.

/** What looks like "missing" if it is a value, else undefined. */
function lookAgain(body: Inside, table: Table, x: Half, y: Half, answer: Scalar): Scalar | undefined {
  return body.sentinel && hasPair(body, table, x, y) ? answer : undefined
}

function hasPair(body: Inside, table: Table, x: Half, y: Half): boolean {
  return body.kind < FLOAT64 ? pairU32Has(table, x, y) !== 0 : pairI64Has(table, x, y) !== 0
}

function removePair(body: Inside, table: Table, x: Half, y: Half): boolean {
  if (body.kind !== ANY)
    return body.kind < FLOAT64 ? pairU32Remove(table, x, y) !== 0 : pairI64Remove(table, x, y) !== 0
  const handle = pairU32Take(table, x, y, 0)
  if (handle === 0) return false
  body.handles!.release(handle)
  return true
}

function setAny(body: Inside, method: string, x: Half, y: Half, value: unknown): void {
  const table = body.table || body.open(method)
  const handles = body.handles!
  const fresh = handles.take(value)
  const handle = pairU32GetOrInsert(table, x, y, fresh, FAILED)
  if (handle !== fresh) body.notFresh(handle, fresh, value, method)
}

function incrementPair(body: Inside, method: string, x: Half, y: Half, by: unknown): unknown {
  if (body.kind === INT32) return incrementInt32(body, method, x, y, by)
  return incrementOther(body, method, x, y, by)
}

function incrementOther(body: Inside, method: string, x: Half, y: Half, by: unknown): unknown {
  switch (body.kind) {
    // #region rest
    case INT32:
      return incrementInt32(body, method, x, y, by)
    // #endregion
  }
  throw notNumbers(body, method)
}

/** The sum when what the last increment returned may stand for a failure. Throws if it does. */
function incrementAgain<X extends Scalar>(body: Inside, sum: X, method: string): X {
  const status = incrementStatus()
  if (status === STATUS_OUTGREW) {
    body.engine.outgrew(body, body.table)
    return (body.kind < BIGINT64 ? incrementSum() : incrementSum64()) as X
  }
  if (status !== 0) throw failedIncrement(body, status, method)
  return sum
}

function getOther(body: Inside, table: Table, x: Half, y: Half): unknown {
  switch (body.kind) {
    // #region cold
    case INT32:
      return getInt32(body, table, x, y)
    // #endregion
  }
}

function setOther(body: Inside, method: string, x: Half, y: Half, value: unknown): void {
  switch (body.kind) {
    // #region rest
    case INT32:
      setInt32(body, method, x, y, value)
      break
    // #endregion
  }
}

// Keys that are staged: see staged-map.ts.

/** With a key that is not of two parts. */
function getMore(body: Inside, k: K): unknown {
  if (k.length === 3) return getTuple(body, 'get', k[0], k[1], k[2], NONE)
  if (k.length === 4) return getTuple(body, 'get', k[0], k[1], k[2], k[3])
  return getTuple(body, 'get', k, NONE, NONE, NONE)
}

/** With a key that is not of two parts. */
function hasMore(body: Inside, k: K): boolean {
  if (k.length === 3) return hasTuple(body, 'has', k[0], k[1], k[2], NONE)
  if (k.length === 4) return hasTuple(body, 'has', k[0], k[1], k[2], k[3])
  return hasTuple(body, 'has', k, NONE, NONE, NONE)
}

/** With a key that is not of two parts. */
function setMore(body: Inside, k: K, value: unknown): void {
  if (k.length === 3) setTuple(body, 'set', k[0], k[1], k[2], NONE, value)
  else if (k.length === 4) setTuple(body, 'set', k[0], k[1], k[2], k[3], value)
  else setTuple(body, 'set', k, NONE, NONE, NONE, value)
}

/** With a key that is not of two parts. */
function deleteMore(body: Inside, k: K): boolean {
  if (k.length === 3) return removeTuple(body, 'delete', k[0], k[1], k[2], NONE)
  if (k.length === 4) return removeTuple(body, 'delete', k[0], k[1], k[2], k[3])
  return removeTuple(body, 'delete', k, NONE, NONE, NONE)
}

/** With a key that is not of two parts. */
function incrementMore(body: Inside, k: K, by: unknown): unknown {
  if (k.length === 3) return incrementTuple(body, 'increment', k[0], k[1], k[2], NONE, by)
  if (k.length === 4) return incrementTuple(body, 'increment', k[0], k[1], k[2], k[3], by)
  return incrementTuple(body, 'increment', k, NONE, NONE, NONE, by)
}

function getTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): unknown {
  const { table } = body
  if (!table) return body.live(method)
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  return isStaged(descriptor) ? getStaged(body, table, descriptor) : unstaged(body, descriptor, method)
}

function hasTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
  const { table } = body
  if (!table) return body.absent(method)
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  return isStaged(descriptor) ? hasStaged(body, table, descriptor) : unstaged(body, descriptor, method) !== undefined
}

function removeTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
  const { table } = body
  if (!table) return body.absent(method)
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  return isStaged(descriptor) ? removeStaged(body, table, descriptor) : unstaged(body, descriptor, method) !== undefined
}

/** Stages a key for writing. Precondition: there is a table. */
function stageParts(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): Staged {
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  if (isStaged(descriptor)) return descriptor
  throw lacksMemory(descriptor) ? body.outOfMemory(method) : badParts(body, method, a, b, c, d)
}

function setTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part, value: unknown): void {
  // Nothing is made for a key that is none.
  if (!body.table && !key.acceptsParts(body.codec!, a, b, c, d)) throw badParts(body, method, a, b, c, d)
  requireValue(body, value, method)
  const table = body.table || body.open(method)
  setStaged(body, table, stageParts(body, method, a, b, c, d), value, method)
}

function incrementTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part, by: unknown): unknown {
  if (!body.table && !key.acceptsParts(body.codec!, a, b, c, d)) throw badParts(body, method, a, b, c, d)
  const step = requireStep(body, by, method)
  const table = body.table || body.open(method)
  return incrementStaged(body, table, stageParts(body, method, a, b, c, d), step, method)
}

function getStaged(body: Inside, table: Table, descriptor: Staged): unknown {
  const { kind } = body
  if (kind === ANY) return body.handles!.get(bytesU32Get(table, descriptor, 0))
  switch (kind) {
    // #region value
    case INT32:
      return getStagedInt32(body, table, descriptor)
    // #endregion
  }
}

function hasStaged(body: Inside, table: Table, descriptor: Staged): boolean {
  if (body.kind < FLOAT64) return bytesU32Has(table, descriptor) !== 0
  return bytesI64Has(table, descriptor) !== 0
}

/** Throws unless a value is of the map's kind. */
function requireValue(body: Inside, value: unknown, method: string): void {
  switch (body.kind) {
    // #region value
    case INT32:
      if (!int32.accepts(value)) throw body.badValue('value', value, method)
      return
    // #endregion
  }
}

/** What is to be added. Throws unless it is of the map's kind. */
function requireStep(body: Inside, by: unknown, method: string): Scalar {
  switch (body.kind) {
    // #region value
    case INT32:
      if (by === undefined) return int32.one()
      if (!int32.accepts(by)) throw body.badValue('by', by, method)
      return by
    // #endregion
  }
  throw notNumbers(body, method)
}

function setStaged(body: Inside, table: Table, descriptor: Staged, value: unknown, method: string): void {
  if (body.kind === ANY) {
    const handles = body.handles!
    const fresh = handles.take(value)
    const handle = bytesU32GetOrInsert(table, descriptor, fresh, FAILED)
    if (handle !== fresh) body.notFresh(handle, fresh, value, method)
    return
  }
  const isNew = insertStaged(body, table, descriptor, value)
  if (isNew !== 1) body.notJustNew(isNew, method)
}

/** Inserts a value that was checked. */
function insertStaged(body: Inside, table: Table, descriptor: Staged, value: unknown): number {
  switch (body.kind) {
    // #region value
    case INT32:
      if (int32.isMissing(value as number)) body.noteMissing()
      return bytesU32Set(table, descriptor, value as number)
    // #endregion
  }
  return 0
}

function removeStaged(body: Inside, table: Table, descriptor: Staged): boolean {
  body.changed()
  if (body.kind === ANY) {
    const handle = bytesU32Take(table, descriptor, 0)
    if (handle === 0) return false
    body.handles!.release(handle)
    return true
  }
  if (body.kind < FLOAT64) return bytesU32Remove(table, descriptor) !== 0
  return bytesI64Remove(table, descriptor) !== 0
}

function incrementStaged(body: Inside, table: Table, descriptor: Staged, by: Scalar, method: string): unknown {
  switch (body.kind) {
    // #region value
    case INT32:
      return incrementStagedInt32(body, table, descriptor, by as number, method)
    // #endregion
  }
}

/** The value of a key that is there, its handle for values of kind `'any'`. */
function raw(body: Inside, k: K): Scalar {
  if (body.kind !== ANY) return get.call(body.map, k) as Scalar
  if (body.codec!.isPair) return pairU32Get(body.table, k[0] as Half, k[1] as Half, 0)
  return bytesU32Get(body.table, probeTuple(memory, body.codec!, k) as Staged, 0)
}

// Small functions for each kind of values: V8 inlines those that a program uses.

// #region cold

function getInt32(body: Inside, table: Table, x: Half, y: Half): number | undefined {
  const answer = pairU32Get(table, x, y, int32.missing())
  const isAbsent = int32.isMissing(answer) && (!body.sentinel || pairU32Has(table, x, y) === 0)
  return isAbsent ? undefined : int32.handedOut(answer)
}
// #endregion
// #region rest

function setInt32(body: Inside, method: string, x: Half, y: Half, value: unknown): void {
  if (!int32.accepts(value)) throw body.badValue('value', value, method)
  const table = body.table || body.open(method)
  if (int32.isMissing(value)) body.noteMissing()
  const isNew = pairU32Set(table, x, y, value)
  if (isNew === 0) {
    if (body.watch !== undefined) body.watch.changes++
  } else if (isNew !== 1) body.notJustNew(isNew, method)
}
// #endregion
// #region value

function incrementInt32(body: Inside, method: string, x: Half, y: Half, by: unknown): number {
  if (by === undefined) by = int32.one()
  if (!int32.accepts(by)) throw body.badValue('by', by, method)
  const table = body.table || body.open(method)
  const { sentinel } = body
  // What the sum is, is known only when it is stored.
  body.sentinel = true
  let sum = pairU32IncrementSigned(table, x, y, by)
  if (body.watch !== undefined) body.watch.changes++
  if (int32.mayHaveFailed(sum)) sum = incrementAgain(body, sum, method)
  if (int32.isMissing(sum)) body.noteMissing()
  else body.sentinel = sentinel
  return int32.handedOut(sum)
}

function getStagedInt32(body: Inside, table: Table, descriptor: Staged): number | undefined {
  const answer = bytesU32Get(table, descriptor, int32.missing())
  const isAbsent = int32.isMissing(answer) && (!body.sentinel || wasFound() === 0)
  return isAbsent ? undefined : int32.handedOut(answer)
}

function incrementStagedInt32(body: Inside, table: Table, descriptor: Staged, by: number, method: string): number {
  const { sentinel } = body
  body.sentinel = true
  let sum = bytesU32IncrementSigned(table, descriptor, by)
  if (body.watch !== undefined) body.watch.changes++
  if (int32.mayHaveFailed(sum)) sum = incrementAgain(body, sum, method)
  if (int32.isMissing(sum)) body.noteMissing()
  else body.sentinel = sentinel
  return int32.handedOut(sum)
}
// #endregion

/**
 * A map whose keys have 1 to 16 parts, such as `['int32', 'string']`. Each part has the equality of the keys of its own class.
 * A key of other parts is a TypeError or RangeError for writing methods; `get`, `has` and `delete` answer that it is not there.
 */
export interface SpecimenMap<P extends Parts = Parts, V = any> extends TupleMapOf<P, V, Seen> {}

export interface SpecimenMapConstructor {
  /** Whatever the parts: a subclass may be of certain ones. */
  readonly prototype: TypedMap<any, any, any, any, Seen>
  new <P extends Parts>(parts: P, options: NumberOptions): SpecimenMap<P, number>
  new <P extends Parts>(
    parts: P,
    entries: Entries<TakenTupleOf<P>, number>,
    options: NumberOptions,
  ): SpecimenMap<P, number>
  new <P extends Parts>(parts: P, options: BigIntOptions): SpecimenMap<P, bigint>
  new <P extends Parts>(
    parts: P,
    entries: Entries<TakenTupleOf<P>, bigint>,
    options: BigIntOptions,
  ): SpecimenMap<P, bigint>
  new <P extends Parts, V = any>(
    parts: P,
    entries?: Entries<TakenTupleOf<P>, V>,
    options?: OptionsFor<V>,
  ): SpecimenMap<P, V>
  new <P extends Parts, V = any>(parts: P, options: OptionsFor<V>): SpecimenMap<P, V>
  /** A map of arrays: the items for which `keyOf` returned a key, under that key. O(items). */
  groupBy<P extends Parts, T>(
    items: Iterable<T>,
    parts: P,
    keyOf: (item: T, index: number) => TakenTupleOf<P>,
  ): SpecimenMap<P, T[]>
}
export const SpecimenMap = SpecimenMapClass as unknown as SpecimenMapConstructor
