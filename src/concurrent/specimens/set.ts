// The specimen of a concurrent set: see map.ts.

import { incompatible } from '../../basics/errors.js'
import type { Exports } from '../../generated/shared/exports.js'
import * as key from '../../kinds/int32.js'
import { ABSENT, PRESENT } from '../../spaces/shared/pair.js'
import type { PlaceHandle } from '../handle.js'
import {
  attached,
  badKey,
  type ConcurrentSetOptions,
  fail,
  insideOf,
  live,
  made,
  oncePerThread,
  type Traits,
} from '../inside.js'
import { type ConcurrentSet, ConcurrentSetBase } from '../set-base.js'

type K = key.Key

const NAME = 'ConcurrentSpecimenSet'
const TRAITS: Traits = { name: NAME, keys: key.keys, isSet: true }

class SpecimenSetClass extends ConcurrentSetBase {
  // Copies, one access nearer.
  #table = 0
  readonly #calls: ReturnType<typeof callsOf>

  constructor(options: unknown, handle?: PlaceHandle) {
    super(handle === undefined ? made(TRAITS, options) : attached(TRAITS, handle))
    const inside = insideOf(this, NAME)
    this.#table = inside.table
    this.#calls = callsIn(inside)
    inside.publish = () => {
      this.#table = 0
    }
  }

  static attach(handle: PlaceHandle): SpecimenSetClass {
    return new SpecimenSetClass(undefined, handle ?? ({} as PlaceHandle))
  }

  has(k: K): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.has`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) return absent(this, 'has')
    const status = this.#calls.u32NoneHas(table, k)
    return status === PRESENT || (status !== ABSENT && fail(this, 'has', status))
  }

  add(k: K): this {
    if (!(#table in this)) throw incompatible(`${NAME}.add`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) throw badKey(live(this, 'add'), 'add', k)
    const status = this.#calls.u32NoneAdd(table, k)
    if (status < 0) fail(this, 'add', status)
    return this
  }

  addIfAbsent(k: K): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.addIfAbsent`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) throw badKey(live(this, 'addIfAbsent'), 'addIfAbsent', k)
    const status = this.#calls.u32NoneAdd(table, k)
    if (status < 0) fail(this, 'addIfAbsent', status)
    return status === ABSENT
  }

  delete(k: K): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.delete`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) return absent(this, 'delete')
    const status = this.#calls.u32NoneRemove(table, k)
    return status === PRESENT || (status !== ABSENT && fail(this, 'delete', status))
  }

  get [Symbol.toStringTag](): string {
    return NAME
  }
}
Object.defineProperty(SpecimenSetClass, 'name', { value: NAME })

/** Throws if this thread has let go of the set; else false, for what cannot be a key. */
function absent(set: object, method: string): false {
  live(set, method)
  return false
}

/** The exports that this class calls: the build writes them here. */
const callsOf = (x: Exports) => ({
  u32NoneAdd: x.u32NoneAdd,
  u32NoneHas: x.u32NoneHas,
  u32NoneRemove: x.u32NoneRemove,
})

const callsIn = /* @__PURE__ */ oncePerThread(callsOf)

/** A set for several threads of numbers, each an integer from -2147483648 to 2147483647. */
export interface ConcurrentSpecimenSet extends ConcurrentSet<K> {}

export interface ConcurrentSpecimenSetConstructor {
  readonly prototype: ConcurrentSpecimenSet
  new (options: ConcurrentSetOptions): ConcurrentSpecimenSet
  /** A set that another thread has made. @throws TypeError for the handle of something else, or if it was destroyed */
  attach(handle: PlaceHandle): ConcurrentSpecimenSet
}
export const ConcurrentSpecimenSet = SpecimenSetClass as unknown as ConcurrentSpecimenSetConstructor
