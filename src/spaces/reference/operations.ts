// The single-key operations of the twin, with the parameters and results of the Wasm exports.

import { fround, NAN } from '../../basics/builtins.js'
import { FAILED_BIGINT, STATUS_OUT_OF_MEMORY, STATUS_OVERFLOW } from '../../generated/constants.js'
import * as bigint64 from '../../kinds/bigint64.js'
import * as biguint64 from '../../kinds/biguint64.js'
import * as int32 from '../../kinds/int32.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, INT32, type Scalar, UINT32 } from '../../kinds/kind.js'
import * as uint32 from '../../kinds/uint32.js'
import { sumOf } from '../../kinds/values.js'
import { ABSENT, type TwinTable } from './table.js'
import type { TwinKey } from './wires.js'

const OK = 0

let status = OK

export function incrementStatus(): number {
  return status
}

/** Of an increment whose table outgrew its first bucket: the twin's never say so. */
export function incrementSum(): number {
  return 0
}
export function incrementSum64(): bigint {
  return 0n
}

/** Whether the key of the last `get` was there. */
let found = false

export function wasFound(): number {
  return found ? 1 : 0
}

export function has(t: TwinTable, key: TwinKey): number {
  return t.find(t.encode(key)) === ABSENT ? 0 : 1
}

export function get(t: TwinTable, key: TwinKey, missing: number): number
export function get(t: TwinTable, key: TwinKey, missing: bigint): bigint
export function get(t: TwinTable, key: TwinKey, missing: Scalar): Scalar
export function get(t: TwinTable, key: TwinKey, missing: Scalar): Scalar {
  const slot = t.find(t.encode(key))
  found = slot !== ABSENT
  return slot === ABSENT ? missing : t.readSlot(slot)
}

export function set(t: TwinTable, key: TwinKey, value: Scalar): number {
  const slot = t.assign(t.encode(key))
  if (slot === ABSENT) return -1
  t.writeSlot(slot, value)
  return t.isNew ? 1 : 0
}

export function add(t: TwinTable, key: TwinKey): number {
  if (t.assign(t.encode(key)) === ABSENT) return -1
  return t.isNew ? 1 : 0
}

export function remove(t: TwinTable, key: TwinKey): number {
  return t.remove(t.encode(key)) === ABSENT ? 0 : 1
}

/** Of handles, as the next one. */
export function take(t: TwinTable, key: TwinKey, missing: number): number {
  const slot = t.remove(t.encode(key))
  return slot === ABSENT ? missing : (t.readSlot(slot) as number)
}

export function getOrInsert(t: TwinTable, key: TwinKey, value: number, failed: number): number {
  const slot = t.assign(t.encode(key))
  if (slot === ABSENT) return failed
  if (t.isNew) t.writeSlot(slot, value)
  return t.readSlot(slot) as number
}

/** Adds with `sum`, which returns undefined on overflow. */
function increment<X extends Scalar>(t: TwinTable, key: TwinKey, by: X, sum: (old: X) => X | undefined, failed: X): X {
  const slot = t.assign(t.encode(key))
  if (slot === ABSENT) {
    status = STATUS_OUT_OF_MEMORY
    return failed
  }
  const result = t.isNew ? by : sum(t.readSlot(slot) as X)
  if (result === undefined) {
    status = STATUS_OVERFLOW
    return failed
  }
  status = OK
  t.writeSlot(slot, result)
  return result
}

// A table may hold an integer without a sign as the one with a sign of the same bits.

export function incrementInt32(t: TwinTable, key: TwinKey, by: number): number {
  return increment(t, key, by, old => sumOf(int32.kind, old, by), NAN)
}

export function incrementUint32(t: TwinTable, key: TwinKey, by: number): number {
  return increment(t, key, by, old => sumOf(uint32.kind, uint32.asValue(old), by), NAN)
}

export function incrementFloat32(t: TwinTable, key: TwinKey, by: number): number {
  const rounded = fround(by)
  return increment(t, key, rounded, old => fround(old + rounded), NAN)
}

export function incrementFloat64(t: TwinTable, key: TwinKey, by: number): number {
  return increment(t, key, by, old => old + by, NAN)
}

export function incrementBigInt64(t: TwinTable, key: TwinKey, by: bigint): bigint {
  return increment(t, key, by, old => sumOf(bigint64.kind, old, by), FAILED_BIGINT)
}

export function incrementBigUint64(t: TwinTable, key: TwinKey, by: bigint): bigint {
  return increment(t, key, by, old => sumOf(biguint64.kind, biguint64.handedOut(old), by), FAILED_BIGINT)
}

const INCREMENTS: Record<number, typeof incrementInt32 | typeof incrementBigInt64> = {
  [INT32]: incrementInt32,
  [UINT32]: incrementUint32,
  [FLOAT32]: incrementFloat32,
  [FLOAT64]: incrementFloat64,
  [BIGINT64]: incrementBigInt64,
  [BIGUINT64]: incrementBigUint64,
}

/** How values of a kind are added. Precondition of the result: what is to be added is of the kind. */
export function incrementOf(kind: number): (table: TwinTable, key: TwinKey, by: Scalar) => Scalar {
  return INCREMENTS[kind] as (table: TwinTable, key: TwinKey, by: Scalar) => Scalar
}

export function tableCount(t: TwinTable): number {
  return t.count
}
