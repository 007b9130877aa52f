// The specimen of a concurrent map: scripts/stamp makes of it the class of each kind of keys, with a text of its own, so that
// its call sites stay monomorphic. What stands in a region `hot` is repeated for the kinds of values that programs use most.

import { incompatible } from '../../basics/errors.js'
import type { Exports } from '../../generated/shared/exports.js'
import * as int32 from '../../kinds/int32.js'
import * as key from '../../kinds/int32.js'
import { INT32 } from '../../kinds/kind.js'
import { ABSENT, OVERFLOW, PRESENT } from '../../spaces/shared/pair.js'
import type { PlaceHandle } from '../handle.js'
import {
  attached,
  badKey,
  badValue,
  fail,
  failure,
  foundIn,
  insideOf,
  live,
  made,
  oncePerThread,
  requireValue,
  type Traits,
} from '../inside.js'
import { overflow } from '../many-checks.js'
import {
  type ConcurrentBigIntOptions,
  type ConcurrentMap,
  ConcurrentMapBase,
  type ConcurrentNumberOptions,
  checked,
} from '../map-base.js'

type K = key.Key

const NAME = 'ConcurrentSpecimenMap'
const TRAITS: Traits = { name: NAME, keys: key.keys, isSet: false }

class SpecimenMapClass extends ConcurrentMapBase {
  // Copies, one access nearer.
  #table = 0
  readonly #kind: number
  readonly #calls: ReturnType<typeof callsOf>

  constructor(options: unknown, handle?: PlaceHandle) {
    super(handle === undefined ? made(TRAITS, options) : attached(TRAITS, handle))
    const inside = insideOf(this, NAME)
    this.#table = inside.table
    this.#kind = inside.kind
    this.#calls = callsIn(inside)
    inside.publish = () => {
      this.#table = 0
    }
  }

  static attach(handle: PlaceHandle): SpecimenMapClass {
    return new SpecimenMapClass(undefined, handle ?? ({} as PlaceHandle))
  }

  get(k: K): unknown {
    if (!(#table in this)) throw incompatible(`${NAME}.get`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) return absent(this, 'get')
    const kind = this.#kind
    // #region hot
    if (kind === INT32) {
      const answer = this.#calls.u32U32Get(table, k, int32.missing())
      return int32.isMissing(answer) ? found(this, k) : int32.handedOut(answer)
    }
    // #endregion
    return found(this, k)
  }

  has(k: K): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.has`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) return absent(this, 'has') !== undefined
    const { pair } = insideOf(this, 'has')
    const status = pair.has(table, k)
    return status === PRESENT || (status !== ABSENT && fail(this, 'has', status))
  }

  set(k: K, value: unknown): this {
    if (!(#table in this)) throw incompatible(`${NAME}.set`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) throw badKey(live(this, 'set'), 'set', k)
    const kind = this.#kind
    // #region hot
    if (kind === INT32) {
      if (!int32.accepts(value)) throw badValue(live(this, 'set'), 'set', 'value', value)
      const status = this.#calls.u32U32Set(table, k, value)
      if (status < 0) fail(this, 'set', status)
      return this
    }
    // #endregion
    setOther(this, k, value)
    return this
  }

  delete(k: K): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.delete`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) return absent(this, 'delete') !== undefined
    const status = insideOf(this, 'delete').pair.remove(table, k)
    return status === PRESENT || (status !== ABSENT && fail(this, 'delete', status))
  }

  increment(k: K, by?: unknown): unknown {
    if (!(#table in this)) throw incompatible(`${NAME}.increment`)
    const table = this.#table
    if (!key.accepts(k) || table === 0) throw badKey(live(this, 'increment'), 'increment', k)
    const inside = insideOf(this, 'increment')
    const addend: unknown = by === undefined ? inside.values!.one : by
    requireValue(inside, 'increment', 'by', addend)
    const status = incrementIn(this.#calls, this.#kind, table, k, addend)
    if (status < 0) throw status === OVERFLOW ? overflow(inside, 'increment') : failure(inside, 'increment', status)
    return foundIn(inside)
  }

  get [Symbol.toStringTag](): string {
    return NAME
  }
}
Object.defineProperty(SpecimenMapClass, 'name', { value: NAME })

/** Throws if this thread has let go of the map; else undefined, for what cannot be a key. */
function absent(map: object, method: string): undefined {
  live(map, method)
  return undefined
}

/** The value of a key, asked for such that no value stands for "missing". */
function found(map: object, k: K): unknown {
  const inside = live(map, 'get')
  return checked(inside, 'get', inside.pair.has(inside.table, k)) === PRESENT ? foundIn(inside) : undefined
}

function setOther(map: object, k: K, value: unknown): void {
  const inside = live(map, 'set')
  requireValue(inside, 'set', 'value', value)
  const status = inside.pair.set(inside.table, k, value)
  if (status < 0) throw failure(inside, 'set', status)
}

function incrementIn(calls: ReturnType<typeof callsOf>, kind: number, table: number, k: K, by: unknown): number {
  switch (kind) {
    // #region value
    case INT32:
      return calls.u32U32IncrementSigned(table, k, by as number)
    // #endregion
  }
  return 0
}

/** The exports that this class calls: the build writes them here. */
const callsOf = (x: Exports) => ({
  u32U32Get: x.u32U32Get,
  u32U32Set: x.u32U32Set,
  u32U32IncrementSigned: x.u32U32IncrementSigned,
})

const callsIn = /* @__PURE__ */ oncePerThread(callsOf)

/**
 * A map for several threads whose keys are numbers, each an integer from -2147483648 to 2147483647. A key of another kind is
 * a TypeError or RangeError for writing methods; `get`, `has` and `delete` answer that it is not there.
 */
export interface ConcurrentSpecimenMap<V = number> extends ConcurrentMap<K, V> {}

export interface ConcurrentSpecimenMapConstructor {
  readonly prototype: ConcurrentSpecimenMap
  new (options: ConcurrentNumberOptions): ConcurrentSpecimenMap<number>
  new (options: ConcurrentBigIntOptions): ConcurrentSpecimenMap<bigint>
  /** A map that another thread has made. @throws TypeError for the handle of something else, or if it was destroyed */
  attach<V = number>(handle: PlaceHandle): ConcurrentSpecimenMap<V>
}
export const ConcurrentSpecimenMap = SpecimenMapClass as unknown as ConcurrentSpecimenMapConstructor
