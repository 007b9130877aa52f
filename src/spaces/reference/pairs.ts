// The single-key operations of the twin for keys of two 32-bit integers, which a table holds as one BigInt: those of the
// exports of such a name.

import { BigInt } from '../../basics/builtins.js'
import type { Scalar } from '../../kinds/kind.js'
import * as one from './operations.js'
import type { TwinTable } from './table.js'

/** The first one is the low half. */
function pairOf(x: number, y: number): bigint {
  return (BigInt(y | 0) << 32n) | BigInt(x >>> 0)
}

export function has(t: TwinTable, x: number, y: number): number {
  return one.has(t, pairOf(x, y))
}

export function get(t: TwinTable, x: number, y: number, missing: number): number
export function get(t: TwinTable, x: number, y: number, missing: bigint): bigint
export function get(t: TwinTable, x: number, y: number, missing: Scalar): Scalar {
  return one.get(t, pairOf(x, y), missing)
}

export function set(t: TwinTable, x: number, y: number, value: Scalar): number {
  return one.set(t, pairOf(x, y), value)
}

export function add(t: TwinTable, x: number, y: number): number {
  return one.add(t, pairOf(x, y))
}

export function remove(t: TwinTable, x: number, y: number): number {
  return one.remove(t, pairOf(x, y))
}

export function take(t: TwinTable, x: number, y: number, missing: number): number {
  return one.take(t, pairOf(x, y), missing)
}

export function getOrInsert(t: TwinTable, x: number, y: number, value: number, failed: number): number {
  return one.getOrInsert(t, pairOf(x, y), value, failed)
}

export function incrementInt32(t: TwinTable, x: number, y: number, by: number): number {
  return one.incrementInt32(t, pairOf(x, y), by)
}

export function incrementUint32(t: TwinTable, x: number, y: number, by: number): number {
  return one.incrementUint32(t, pairOf(x, y), by)
}

export function incrementFloat32(t: TwinTable, x: number, y: number, by: number): number {
  return one.incrementFloat32(t, pairOf(x, y), by)
}

export function incrementFloat64(t: TwinTable, x: number, y: number, by: number): number {
  return one.incrementFloat64(t, pairOf(x, y), by)
}

export function incrementBigInt64(t: TwinTable, x: number, y: number, by: bigint): bigint {
  return one.incrementBigInt64(t, pairOf(x, y), by)
}

export function incrementBigUint64(t: TwinTable, x: number, y: number, by: bigint): bigint {
  return one.incrementBigUint64(t, pairOf(x, y), by)
}
