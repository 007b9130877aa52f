// The specimen of the set whose keys have several parts: see tuple-map.ts.

import { isArray, TypeError, WeakMap } from '../../basics/builtins.js'
import { Body, type Traits } from '../../body/body.js'
import { DOOR, handOver, ofKin } from '../../body/door.js'
import { MARK, nextMark } from '../../body/mark.js'
import { entriesOf, type TableOptions } from '../../body/options.js'
import { tableCount } from '../../generated/buckets/calls.js'
import { bytesNone, bytesNoneAdd, bytesNoneHas, bytesNoneRemove } from '../../generated/buckets/calls-bytes.js'
import { pairNone, pairNoneAdd, pairNoneHas, pairNoneRemove } from '../../generated/buckets/calls-pair.js'
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
  settle,
  type Table,
  tupleEnginesOf,
} from '../../spaces/buckets/ordinary.js'
import type { Seen } from '../../spaces/layouts/buckets.js'
import { fillSet, SetBase } from '../set-base.js'
import type { TupleSetOf } from '../tuple-types.js'
import type { TypedSet } from '../types.js'

type K = key.Key
/** What is taken for a part, whatever its kind; NONE where there are fewer. */
type Part = unknown
const NONE: Part = undefined
/** A part of a pair. */
type Half = number
/** What is inside an object of this class. */
type Inside = Body<Table>

const NAME = 'SpecimenSet'

/** Gives a set its copy of the table. */
let publish: (body: Inside) => void

class SpecimenSetClass extends SetBase {
  readonly #body: Inside
  // Copies, one access nearer.
  #table: Table = NO_TABLE
  /** How many parts a key has. */
  readonly #n: number
  /** Of keys that are pairs: the signs. Else negative. */
  readonly #signs: number

  static {
    publish = ({ map, table }) => {
      ;(map as SpecimenSetClass).#table = table
    }
  }

  // Defaults keep the length of the constructor 0.
  constructor(parts: unknown = undefined, first: unknown = undefined, second: unknown = undefined) {
    super()
    const traits = traitsOf(key.codecOf(NAME, parts))
    const entries = entriesOf<K>(NAME, first, second)
    const options = entries === undefined && second === undefined ? first : second
    const body: Inside = new Body(traits, this, options, false)
    this.#body = body
    this.#n = body.codec!.n
    this.#signs = body.codec!.signs
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, entries, options)
      // biome-ignore lint/correctness/noConstructorReturn: a set in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (entries !== undefined) fillSet(this, body, entries)
  }

  get parts(): readonly string[] {
    if (!(#body in this)) return ofKin(this, NAME, 'parts')
    return this.#body.codec!.parts
  }

  add(k: K): this {
    if (!(#table in this)) return ofKin(this, NAME, 'add', k)
    if (!isArray(k) || k.length !== this.#n) throw this.#body.badKey('add', k)
    if (k.length === 2) SpecimenSetClass.#add(this, 'add', k[0], k[1], NONE, NONE)
    else addMore(this.#body, k)
    return this
  }

  addAt(a: Part, b: Part, c?: Part, d?: Part): this {
    if (!(#table in this)) return ofKin(this, NAME, 'addAt', a, b, c, d)
    requireFew(this.#n, 'addAt')
    SpecimenSetClass.#add(this, 'addAt', a, b, c, d)
    return this
  }

  static #add(set: SpecimenSetClass, method: string, a: Part, b: Part, c: Part, d: Part): void {
    const body = set.#body
    const signs = set.#signs
    if (signs < 0) {
      addTuple(body, method, a, b, c, d)
      return
    }
    const x = a as Half
    const y = b as Half
    if (!key.isPair(signs, x, y)) throw badParts(body, method, a, b, c, d)
    const table = set.#table || body.open(method)
    const isNew = pairNoneAdd(table, x, y)
    if (isNew > 1 || isNew < 0) body.notJustNew(isNew, method)
  }

  has(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'has', k)
    if (!isArray(k) || k.length !== this.#n) return this.#body.absent('has')
    if (k.length === 2) return SpecimenSetClass.#has(this, 'has', k[0], k[1], NONE, NONE)
    return hasMore(this.#body, k)
  }

  hasAt(a: Part, b: Part, c?: Part, d?: Part): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'hasAt', a, b, c, d)
    requireFew(this.#n, 'hasAt')
    return SpecimenSetClass.#has(this, 'hasAt', a, b, c, d)
  }

  static #has(set: SpecimenSetClass, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
    const body = set.#body
    const signs = set.#signs
    if (signs < 0) return hasTuple(body, method, a, b, c, d)
    const table = set.#table
    const x = a as Half
    const y = b as Half
    if (!table || !key.isPair(signs, x, y)) return body.absent(method)
    return pairNoneHas(table, x, y) !== 0
  }

  delete(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'delete', k)
    if (!isArray(k) || k.length !== this.#n) return this.#body.absent('delete')
    if (k.length === 2) return SpecimenSetClass.#delete(this, 'delete', k[0], k[1], NONE, NONE)
    return deleteMore(this.#body, k)
  }

  deleteAt(a: Part, b: Part, c?: Part, d?: Part): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'deleteAt', a, b, c, d)
    requireFew(this.#n, 'deleteAt')
    return SpecimenSetClass.#delete(this, 'deleteAt', a, b, c, d)
  }

  static #delete(set: SpecimenSetClass, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
    const body = set.#body
    const signs = set.#signs
    if (signs < 0) return removeTuple(body, method, a, b, c, d)
    const table = set.#table
    const x = a as Half
    const y = b as Half
    if (!table || !key.isPair(signs, x, y)) return body.absent(method)
    body.changed()
    return pairNoneRemove(table, x, y) !== 0
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

  static get [Symbol.species](): unknown {
    // biome-ignore lint/complexity/noThisInStatic: a species is what the getter is called on
    return this
  }

  get [Symbol.toStringTag](): string {
    return NAME
  }
}
Object.defineProperty(SpecimenSetClass, 'name', { value: NAME })

// As they are here, whatever a subclass makes of them.
const { add, has, delete: remove } = SpecimenSetClass.prototype

const OPERATIONS: Traits<Inside, K>['operations'] = {
  has: (body, k) => has.call(body.map, k),
  add: (body, k) => {
    add.call(body.map, k)
  },
  remove: (body, k) => remove.call(body.map, k),
}

const known = /* @__PURE__ */ new WeakMap<key.TupleCodec, Traits<Inside, K>>()

/** What is fixed for the sets with such keys. */
function traitsOf(codec: key.TupleCodec): Traits<Inside, K> {
  let traits = known.get(codec)
  if (traits === undefined) {
    traits = {
      name: NAME,
      keys: codec.keys,
      codec,
      engines: tupleEnginesOf(codec, [codec.isPair ? pairNone : bytesNone]),
      noTable: NO_TABLE,
      hasLayouts: HAS_LAYOUTS,
      rangeKeys: tupleKeys,
      operations: OPERATIONS,
      publish: body => publish(body),
      methods: () => SpecimenSetClass.prototype,
      make: options => new SpecimenSetClass(codec.parts, options),
    }
    known.set(codec, traits)
  }
  return traits
}

/** Throws if keys of so many parts have no forms of methods that take them one by one. */
function requireFew(n: number, method: string): void {
  if (n < 2 || n > 4) throw new TypeError(`${NAME}.${method}: needs keys of 2 to 4 parts, these have ${n}`)
}

/** What is wrong with the parts of a key. */
function badParts(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): Error {
  return body.badKey(method, key.partsTogether(body.codec!, a, b, c, d))
}

/** With a key that is not of two parts. */
function addMore(body: Inside, k: K): void {
  if (k.length === 3) addTuple(body, 'add', k[0], k[1], k[2], NONE)
  else if (k.length === 4) addTuple(body, 'add', k[0], k[1], k[2], k[3])
  else addTuple(body, 'add', k, NONE, NONE, NONE)
}

/** With a key that is not of two parts. */
function hasMore(body: Inside, k: K): boolean {
  if (k.length === 3) return hasTuple(body, 'has', k[0], k[1], k[2], NONE)
  if (k.length === 4) return hasTuple(body, 'has', k[0], k[1], k[2], k[3])
  return hasTuple(body, 'has', k, NONE, NONE, NONE)
}

/** With a key that is not of two parts. */
function deleteMore(body: Inside, k: K): boolean {
  if (k.length === 3) return removeTuple(body, 'delete', k[0], k[1], k[2], NONE)
  if (k.length === 4) return removeTuple(body, 'delete', k[0], k[1], k[2], k[3])
  return removeTuple(body, 'delete', k, NONE, NONE, NONE)
}

function addTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): void {
  // Nothing is made for a key that is none.
  if (!body.table && !key.acceptsParts(body.codec!, a, b, c, d)) throw badParts(body, method, a, b, c, d)
  const table = body.table || body.open(method)
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  if (!isStaged(descriptor)) {
    throw lacksMemory(descriptor) ? body.outOfMemory(method) : badParts(body, method, a, b, c, d)
  }
  const isNew = bytesNoneAdd(table, descriptor)
  if (isNew > 1 || isNew < 0) body.notJustNew(isNew, method)
}

function hasTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
  const { table } = body
  if (!table) return body.absent(method)
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  return isStaged(descriptor) ? bytesNoneHas(table, descriptor) !== 0 : unstaged(body, descriptor, method)
}

function removeTuple(body: Inside, method: string, a: Part, b: Part, c: Part, d: Part): boolean {
  const { table } = body
  if (!table) return body.absent(method)
  const descriptor = probeParts(memory, body.codec!, a, b, c, d)
  if (!isStaged(descriptor)) return unstaged(body, descriptor, method)
  body.changed()
  return bytesNoneRemove(table, descriptor) !== 0
}

/** A key was not staged: there is no such key, or memory is out. */
function unstaged(body: Inside, descriptor: Probed, method: string): false {
  if (lacksMemory(descriptor)) throw body.outOfMemory(method)
  return body.absent(method)
}

/** A set of keys that have 1 to 16 parts, such as `['int32', 'string']`: see `TupleMap`. */
export interface SpecimenSet<P extends Parts = Parts> extends TupleSetOf<P, Seen> {}

export interface SpecimenSetConstructor {
  /** Whatever the parts: a subclass may be of certain ones. */
  readonly prototype: TypedSet<any, any, any, Seen>
  new <P extends Parts>(parts: P, keys?: Iterable<TakenTupleOf<P>> | null, options?: TableOptions): SpecimenSet<P>
  new <P extends Parts>(parts: P, options?: TableOptions): SpecimenSet<P>
}
export const SpecimenSet = SpecimenSetClass as unknown as SpecimenSetConstructor
