// The specimen of a concurrent map whose keys are staged: see map.ts.

import { incompatible } from '../../basics/errors.js'
import type { Exports } from '../../generated/shared/exports.js'
import * as key from '../../kinds/bytes.js'
import * as int32 from '../../kinds/int32.js'
import { INT32 } from '../../kinds/kind.js'
import { ABSENT, OVERFLOW, PRESENT } from '../../spaces/shared/pair.js'
import { type Desk, stageBytes } from '../desk.js'
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
/** What is taken for a key. */
type Taken = key.Taken

const NAME = 'ConcurrentSpecimenMap'
const TRAITS: Traits = { name: NAME, keys: key.keys, isSet: false }

class SpecimenMapClass extends ConcurrentMapBase {
  // Copies, one access nearer.
  #table = 0
  readonly #kind: number
  readonly #desk: Desk
  readonly #calls: ReturnType<typeof callsOf>

  constructor(options: unknown, handle?: PlaceHandle) {
    super(handle === undefined ? made(TRAITS, options) : attached(TRAITS, handle))
    const inside = insideOf(this, NAME)
    this.#table = inside.table
    this.#kind = inside.kind
    this.#desk = inside.desk!
    this.#calls = callsIn(inside)
    inside.publish = () => {
      this.#table = 0
    }
  }

  static attach(handle: PlaceHandle): SpecimenMapClass {
    return new SpecimenMapClass(undefined, handle ?? ({} as PlaceHandle))
  }

  get(k: Taken): unknown {
    if (!(#table in this)) throw incompatible(`${NAME}.get`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) return absent(this, 'get')
    const kind = this.#kind
    // #region hot
    if (kind === INT32) {
      const staged = stageBytes(this.#desk, k)
      if (staged < 0) fail(this, 'get', staged)
      const answer = this.#calls.bytesU32Get(table, staged, int32.missing())
      return int32.isMissing(answer) ? found(this, k) : int32.handedOut(answer)
    }
    // #endregion
    return found(this, k)
  }

  has(k: Taken): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.has`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) return absent(this, 'has') !== undefined
    const { pair } = insideOf(this, 'has')
    const status = pair.has(table, k)
    return status === PRESENT || (status !== ABSENT && fail(this, 'has', status))
  }

  set(k: Taken, value: unknown): this {
    if (!(#table in this)) throw incompatible(`${NAME}.set`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) throw badKey(live(this, 'set'), 'set', k)
    const kind = this.#kind
    // #region hot
    if (kind === INT32) {
      if (!int32.accepts(value)) throw badValue(live(this, 'set'), 'set', 'value', value)
      const staged = stageBytes(this.#desk, k)
      const status = staged < 0 ? staged : this.#calls.bytesU32Set(table, staged, value)
      if (status < 0) fail(this, 'set', status)
      return this
    }
    // #endregion
    setOther(this, k, value)
    return this
  }

  delete(k: Taken): boolean {
    if (!(#table in this)) throw incompatible(`${NAME}.delete`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) return absent(this, 'delete') !== undefined
    const status = insideOf(this, 'delete').pair.remove(table, k)
    return status === PRESENT || (status !== ABSENT && fail(this, 'delete', status))
  }

  increment(k: Taken, by?: unknown): unknown {
    if (!(#table in this)) throw incompatible(`${NAME}.increment`)
    const table = this.#table
    if (!key.accepts(k, 0) || table === 0) throw badKey(live(this, 'increment'), 'increment', k)
    const inside = insideOf(this, 'increment')
    const addend: unknown = by === undefined ? inside.values!.one : by
    requireValue(inside, 'increment', 'by', addend)
    const staged = stageBytes(this.#desk, k)
    const status = staged < 0 ? staged : incrementIn(this.#calls, this.#kind, table, staged, addend)
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
function found(map: object, k: Taken): unknown {
  const inside = live(map, 'get')
  return checked(inside, 'get', inside.pair.has(inside.table, k)) === PRESENT ? foundIn(inside) : undefined
}

function setOther(map: object, k: Taken, value: unknown): void {
  const inside = live(map, 'set')
  requireValue(inside, 'set', 'value', value)
  const status = inside.pair.set(inside.table, k, value)
  if (status < 0) throw failure(inside, 'set', status)
}

function incrementIn(
  calls: ReturnType<typeof callsOf>,
  kind: number,
  table: number,
  staged: number,
  by: unknown,
): number {
  switch (kind) {
    // #region value
    case INT32:
      return calls.bytesU32IncrementSigned(table, staged, by as number)
    // #endregion
  }
  return 0
}

/** The exports that this class calls: the build writes them here. */
const callsOf = (x: Exports) => ({
  bytesU32Get: x.bytesU32Get,
  bytesU32Set: x.bytesU32Set,
  bytesU32IncrementSigned: x.bytesU32IncrementSigned,
})

const callsIn = /* @__PURE__ */ oncePerThread(callsOf)

/**
 * A map for several threads whose keys are Uint8Arrays, each a Uint8Array, DataView or ArrayBuffer. A key of another kind is
 * a TypeError or RangeError for writing methods; `get`, `has` and `delete` answer that it is not there.
 */
export interface ConcurrentSpecimenMap<V = number> extends ConcurrentMap<K, V, Taken> {}

export interface ConcurrentSpecimenMapConstructor {
  readonly prototype: ConcurrentSpecimenMap
  new (options: ConcurrentNumberOptions): ConcurrentSpecimenMap<number>
  new (options: ConcurrentBigIntOptions): ConcurrentSpecimenMap<bigint>
  /** A map that another thread has made. @throws TypeError for the handle of something else, or if it was destroyed */
  attach<V = number>(handle: PlaceHandle): ConcurrentSpecimenMap<V>
}
export const ConcurrentSpecimenMap = SpecimenMapClass as unknown as ConcurrentSpecimenMapConstructor
