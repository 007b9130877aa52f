// The specimen of a set whose keys are staged: see staged-map.ts.

import { Body, type Traits } from '../../body/body.js'
import { DOOR, handOver, ofKin } from '../../body/door.js'
import { MARK, nextMark } from '../../body/mark.js'
import { entriesOf, type TableOptions } from '../../body/options.js'
import { tableCount } from '../../generated/buckets/calls.js'
import { bytesNone, bytesNoneAdd, bytesNoneHas, bytesNoneRemove } from '../../generated/buckets/calls-bytes.js'
import * as key from '../../kinds/bytes.js'
import { rangeKeys } from '../../many/ranges.js'
import {
  HAS_LAYOUTS,
  isStaged,
  lacksMemory,
  memory,
  NO_TABLE,
  type Probed,
  probeBytes,
  settle,
  stageBytes,
  stagedEnginesOf,
  stageRange,
  type Table,
} from '../../spaces/buckets/ordinary.js'
import type { Seen } from '../../spaces/layouts/buckets.js'
import { badRange, isKeyRange } from '../range.js'
import { fillSet, SetBase } from '../set-base.js'
import type { TypedSet } from '../types.js'

type K = key.Key
/** What is taken for a key. */
type Taken = key.Taken
type KeyOptions = key.KeyOptions
/** What is inside an object of this class. */
type Inside = Body<Table>

const NAME = 'SpecimenSet'

const TRAITS: Traits<Inside, Taken> = {
  name: NAME,
  keys: key.keys,
  engines: /* @__PURE__ */ stagedEnginesOf(key.keys, [bytesNone]),
  noTable: NO_TABLE,
  hasLayouts: HAS_LAYOUTS,
  rangeKeys,
  operations: { has, add: (body, k) => add(body, k, 'add'), remove },
  // Staging a key takes so long that nothing is gained by copies.
  publish() {},
  methods: () => SpecimenSetClass.prototype,
  make: options => new SpecimenSetClass(options),
}

class SpecimenSetClass extends SetBase {
  readonly #body: Inside

  // Defaults keep the length of the constructor 0.
  constructor(first: unknown = undefined, second: unknown = undefined) {
    super()
    const entries = entriesOf<K>(NAME, first, second)
    const options = entries === undefined && second === undefined ? first : second
    const body: Inside = new Body(TRAITS, this, options, false)
    this.#body = body
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, entries, options)
      // biome-ignore lint/correctness/noConstructorReturn: a set in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (entries !== undefined) fillSet(this, body, entries)
  }

  add(k: Taken): this {
    if (!(#body in this)) return ofKin(this, NAME, 'add', k)
    add(this.#body, k, 'add')
    return this
  }

  has(k: Taken): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'has', k)
    return has(this.#body, k)
  }

  delete(k: Taken): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'delete', k)
    return remove(this.#body, k)
  }
  // #region range

  addRange(buffer: Uint8Array, start: number, end: number): this {
    if (!(#body in this)) return ofKin(this, NAME, 'addRange', buffer, start, end)
    const body = this.#body
    if (!isKeyRange(body, buffer, start, end, 'addRange')) throw badRange(body, start, end, 'addRange')
    const table = body.table || body.open('addRange')
    addStaged(body, stageRange(memory, buffer, start, end), table, 'addRange')
    return this
  }

  hasRange(buffer: Uint8Array, start: number, end: number): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'hasRange', buffer, start, end)
    const body = this.#body
    const { table } = body
    if (!isKeyRange(body, buffer, start, end, 'hasRange') || !table) return body.absent('hasRange')
    const descriptor = stageRange(memory, buffer, start, end)
    if (!isStaged(descriptor)) throw body.outOfMemory('hasRange')
    return bytesNoneHas(table, descriptor) !== 0
  }

  deleteRange(buffer: Uint8Array, start: number, end: number): boolean {
    if (!(#body in this)) return ofKin(this, NAME, 'deleteRange', buffer, start, end)
    const body = this.#body
    const { table } = body
    if (!isKeyRange(body, buffer, start, end, 'deleteRange') || !table) return body.absent('deleteRange')
    const descriptor = stageRange(memory, buffer, start, end)
    if (!isStaged(descriptor)) throw body.outOfMemory('deleteRange')
    body.changed()
    return bytesNoneRemove(table, descriptor) !== 0
  }
  // #endregion

  get size(): number {
    if (!(#body in this)) return ofKin(this, NAME, 'size')
    const body = this.#body
    if (body.table) return tableCount(body.table) >>> 0
    body.live('size')
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

function add(body: Inside, k: Taken, method: string): void {
  if (!key.accepts(k, body.keyLength)) throw body.badKey(method, k)
  const table = body.table || body.open(method)
  addStaged(body, stageBytes(memory, k), table, method)
}

function addStaged(body: Inside, descriptor: Probed, table: Table, method: string): void {
  if (!isStaged(descriptor)) throw body.outOfMemory(method)
  const isNew = bytesNoneAdd(table, descriptor)
  if (isNew > 1 || isNew < 0) body.notJustNew(isNew, method)
}

function has(body: Inside, k: Taken): boolean {
  const { table } = body
  if (!table) return body.absent('has')
  const descriptor = probeBytes(memory, k, body.keyLength)
  if (!isStaged(descriptor)) return unstaged(body, descriptor, 'has')
  return bytesNoneHas(table, descriptor) !== 0
}

function remove(body: Inside, k: Taken): boolean {
  const { table } = body
  if (!table) return body.absent('delete')
  const descriptor = probeBytes(memory, k, body.keyLength)
  if (!isStaged(descriptor)) return unstaged(body, descriptor, 'delete')
  body.changed()
  return bytesNoneRemove(table, descriptor) !== 0
}

/** A key was not staged: there is no such key, or memory is out. */
function unstaged(body: Inside, descriptor: Probed, method: string): false {
  if (lacksMemory(descriptor)) throw body.outOfMemory(method)
  return body.absent(method)
}

/** A set of Uint8Arrays: each a Uint8Array, DataView or ArrayBuffer. See `TypedSet` for its other methods. */
export interface SpecimenSet extends TypedSet<K, Taken, ArrayLike<Taken> | key.Many, Seen> {
  // #region range
  // The key is the bytes from `start` to `end`, exclusive: see `BytesMap`.
  addRange(buffer: Uint8Array, start: number, end: number): this
  hasRange(buffer: Uint8Array, start: number, end: number): boolean
  deleteRange(buffer: Uint8Array, start: number, end: number): boolean
  // #endregion
}

export interface SpecimenSetConstructor {
  readonly prototype: SpecimenSet
  new (keys?: Iterable<Taken> | null, options?: TableOptions & KeyOptions): SpecimenSet
  new (options?: TableOptions & KeyOptions): SpecimenSet
}
export const SpecimenSet = SpecimenSetClass as unknown as SpecimenSetConstructor
