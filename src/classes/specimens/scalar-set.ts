// The specimen of a set whose keys cross into Wasm as scalars: see scalar-map.ts.

import { incompatible } from '../../basics/errors.js'
import { Body, type Traits } from '../../body/body.js'
import { DOOR, handOver } from '../../body/door.js'
import { MARK, nextMark } from '../../body/mark.js'
import { entriesOf, type TableOptions } from '../../body/options.js'
import { tableCount } from '../../generated/wasm/calls.js'
import { u32None, u32NoneAdd, u32NoneHas, u32NoneRemove } from '../../generated/wasm/calls-u32.js'
import * as key from '../../kinds/int32.js'
import { enginesOf, NO_TABLE, settle } from '../../spaces/wasm/ordinary.js'
import { fillSet, SetBase } from '../set-base.js'
import type { TypedSet } from '../types.js'

type K = key.Key

const NAME = 'SpecimenSet'

const TRAITS: Traits = {
  name: NAME,
  keys: key.keys,
  engines: /* @__PURE__ */ enginesOf(key.keys, [u32None]),
  noTable: NO_TABLE,
  operations: { has, add, remove },
  make: options => new SpecimenSetClass(options),
}

class SpecimenSetClass extends SetBase {
  readonly #body: Body

  // Defaults keep the length of the constructor 0.
  constructor(first: unknown = undefined, second: unknown = undefined) {
    super()
    const keys = entriesOf<K>(NAME, first, second)
    const options = keys === undefined && second === undefined ? first : second
    const body = new Body(TRAITS, options, false)
    this.#body = body
    this[MARK] = nextMark()
    if (body.heap !== undefined) {
      const elsewhere = settle(this, body, keys, options)
      // biome-ignore lint/correctness/noConstructorReturn: a set in a heap is an object of that heap's class
      if (elsewhere !== undefined) return elsewhere
    }
    if (keys !== undefined) fillSet(this, body, keys)
  }

  add(k: K): this {
    if (!(#body in this)) throw incompatible(`${NAME}.add`)
    add(this.#body, k, 'add')
    return this
  }

  has(k: K): boolean {
    if (!(#body in this)) throw incompatible(`${NAME}.has`)
    return has(this.#body, k)
  }

  delete(k: K): boolean {
    if (!(#body in this)) throw incompatible(`${NAME}.delete`)
    return remove(this.#body, k)
  }

  get size(): number {
    if (!(#body in this)) throw incompatible(`${NAME}.size`)
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

function add(body: Body, k: K, method: string): void {
  if (!key.accepts(k)) throw body.badKey(method, k)
  const table = body.table || body.open(method)
  const isNew = u32NoneAdd(table, k)
  if (isNew > 1 || isNew < 0) body.outgrown(isNew, method)
}

function has(body: Body, k: K): boolean {
  const { table } = body
  if (!key.accepts(k) || !table) return body.absent('has')
  return u32NoneHas(table, k) !== 0
}

function remove(body: Body, k: K): boolean {
  const { table } = body
  if (!key.accepts(k) || !table) return body.absent('delete')
  return u32NoneRemove(table, k) !== 0
}

/** A set of numbers, each an integer from -2147483648 to 2147483647. See `TypedSet` for its other methods. */
export interface SpecimenSet extends TypedSet<K> {}

export interface SpecimenSetConstructor {
  readonly prototype: SpecimenSet
  new (keys?: Iterable<K> | null, options?: TableOptions): SpecimenSet
  new (options?: TableOptions): SpecimenSet
}
export const SpecimenSet = SpecimenSetClass as unknown as SpecimenSetConstructor
