// The specimen of a concurrent set whose keys are staged: see map.ts.

import { incompatible } from '../../basics/errors.js'
import type { Exports } from '../../generated/shared/exports.js'
import * as key from '../../kinds/bytes.js'
import { ABSENT, PRESENT } from '../../spaces/shared/pair.js'
import { type Desk, stageBytes } from '../desk.js'
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
/** What is taken for a key. */
type Taken = key.Taken

const NAME = 'ConcurrentSpecimenSet'
const TRAITS: Traits = { name: NAME, keys: key.keys, isSet: true }

class SpecimenSetClass extends ConcurrentSetBase {
  // Copies, one access nearer.
  #table = 0
  readonly #desk: Desk
  readonly #calls: ReturnType<typeof callsOf>

  constructor(options: unknown, handle?: PlaceHandle) {
    super(handle === undefined ? made(TRAITS, options) : attached(TRAITS, handle))
    const inside = insideOf(this, NAME)
    this.#table = inside.table
    this.#desk = inside.desk!
    this.#calls = callsIn(inside)
    inside.publish = () => {
      this.#table = 0
    }
  }

  static attach(handle: PlaceHandle): SpecimenSetClass {
    return new SpecimenSetClass(undefined, handle ?? ({} as PlaceHandle))
  }

  has(k: Taken): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.has`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) return absent(this, 'has')
    const staged = stageBytes(this.#desk, k)
    const status = staged < 0 ? staged : this.#calls.bytesNoneHas(table, staged)
    return status === PRESENT || (status !== ABSENT && fail(this, 'has', status))
  }

  add(k: Taken): this {
    if (!(#table in this)) throw incompatible(`${NAME}.add`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) throw badKey(live(this, 'add'), 'add', k)
    const staged = stageBytes(this.#desk, k)
    const status = staged < 0 ? staged : this.#calls.bytesNoneAdd(table, staged)
    if (status < 0) fail(this, 'add', status)
    return this
  }

  addIfAbsent(k: Taken): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.addIfAbsent`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) throw badKey(live(this, 'addIfAbsent'), 'addIfAbsent', k)
    const staged = stageBytes(this.#desk, k)
    const status = staged < 0 ? staged : this.#calls.bytesNoneAdd(table, staged)
    if (status < 0) fail(this, 'addIfAbsent', status)
    return status === ABSENT
  }

  delete(k: Taken): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.delete`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) return absent(this, 'delete')
    const staged = stageBytes(this.#desk, k)
    const status = staged < 0 ? staged : this.#calls.bytesNoneRemove(table, staged)
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
  bytesNoneAdd: x.bytesNoneAdd,
  bytesNoneHas: x.bytesNoneHas,
  bytesNoneRemove: x.bytesNoneRemove,
})

const callsIn = /* @__PURE__ */ oncePerThread(callsOf)

/** A set for several threads of Uint8Arrays, each a Uint8Array, DataView or ArrayBuffer. */
export interface ConcurrentSpecimenSet extends ConcurrentSet<K, Taken> {}

export interface ConcurrentSpecimenSetConstructor {
  readonly prototype: ConcurrentSpecimenSet
  new (options: ConcurrentSetOptions): ConcurrentSpecimenSet
  /** A set that another thread has made. @throws TypeError for the handle of something else, or if it was destroyed */
  attach(handle: PlaceHandle): ConcurrentSpecimenSet
}
export const ConcurrentSpecimenSet = SpecimenSetClass as unknown as ConcurrentSpecimenSetConstructor
