// The specimen of a set whose keys cross into Wasm as scalars: see scalar-map.ts.

import { Body, type Traits, type Watch } from '../../body/body.js'
import { DOOR, handOver, ofKin } from '../../body/door.js'
import { MARK, nextMark } from '../../body/mark.js'
import { entriesOf, type TableOptions } from '../../body/options.js'
import { tableCount } from '../../generated/buckets/calls.js'
import { u32None, u32NoneAdd, u32NoneHas, u32NoneRemove } from '../../generated/buckets/calls-u32.js'
import * as key from '../../kinds/int32.js'
import { enginesOf, HAS_LAYOUTS, NO_TABLE, settle, type Table } from '../../spaces/buckets/ordinary.js'
import type { Seen } from '../../spaces/layouts/buckets.js'
import { fillSet, SetBase } from '../set-base.js'
import type { TypedSet } from '../types.js'

type K = key.Key
/** What is inside an object of this class. */
type Inside = Body<Table>

const NAME = 'SpecimenSet'

/** Gives a set its copies of what its body holds. */
let publish: (body: Inside) => void

class SpecimenSetClass extends SetBase {
  readonly #body: Inside
  // Copies, one access nearer.
  #table: Table = NO_TABLE
  #watch: Watch | undefined = undefined

  static {
    publish = ({ map, table, watch }) => {
      const to = map as SpecimenSetClass
      to.#table = table
      to.#watch = watch
    }
  }

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

  add(k: K): this {
    if (!(#table in this)) return ofKin(this, NAME, 'add', k)
    if (!key.accepts(k)) throw this.#body.badKey('add', k)
    const table = this.#table || this.#body.open('add')
    const isNew = u32NoneAdd(table, k)
    // A key that was there has no value that could have changed.
    if (isNew > 1 || isNew < 0) this.#body.notJustNew(isNew, 'add')
    return this
  }

  has(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'has', k)
    const table = this.#table
    if (!key.accepts(k) || !table) return this.#body.absent('has')
    return u32NoneHas(table, k) !== 0
  }

  delete(k: K): boolean {
    if (!(#table in this)) return ofKin(this, NAME, 'delete', k)
    const table = this.#table
    if (!key.accepts(k) || !table) return this.#body.absent('delete')
    if (this.#watch !== undefined) this.#watch.changes++
    return u32NoneRemove(table, k) !== 0
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

const TRAITS: Traits<Inside, K> = {
  name: NAME,
  keys: key.keys,
  engines: /* @__PURE__ */ enginesOf(key.keys, [u32None]),
  noTable: NO_TABLE,
  hasLayouts: HAS_LAYOUTS,
  operations: {
    has: (body, k) => has.call(body.map, k),
    add: (body, k) => add.call(body.map, k),
    remove: (body, k) => remove.call(body.map, k),
  },
  publish: body => publish(body),
  methods: () => SpecimenSetClass.prototype,
  make: options => new SpecimenSetClass(options),
}

/** A set of numbers, each an integer from -2147483648 to 2147483647. See `TypedSet` for its other methods. */
export interface SpecimenSet extends TypedSet<K, K, ArrayLike<K>, Seen> {}

export interface SpecimenSetConstructor {
  readonly prototype: SpecimenSet
  new (keys?: Iterable<K> | null, options?: TableOptions): SpecimenSet
  new (options?: TableOptions): SpecimenSet
}
export const SpecimenSet = SpecimenSetClass as unknown as SpecimenSetConstructor
