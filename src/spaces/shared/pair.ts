// The exports for one pair of a key and a value, as what is the same for all pairs calls them.

import type { BytesLike } from '../../kinds/bytes.js'
import type { KeyWire, Scalar, ValueWire } from '../../kinds/kind.js'

/** What operations answer: assembly/concurrent/answers.ts. */
export {
  ANSWER_ABSENT as ABSENT,
  ANSWER_GONE as GONE,
  ANSWER_NO_MEMORY as NO_MEMORY,
  ANSWER_OVERFLOW as OVERFLOW,
  ANSWER_PRESENT as PRESENT,
} from '../../generated/constants.js'

/** Exports by their names: functions of scalars. */
export type Functions = Record<string, (...args: Scalar[]) => Scalar>

/** What can be a key. */
export type AnyKey = Scalar | string | BytesLike

type Keyed<R = number> = (table: number, key: AnyKey) => R

export interface Pair {
  create(class_: number, hint: number, a: bigint, b: bigint, c: bigint): number
  attach(table: number, serial: number, class_: number): number
  has: Keyed
  clear(table: number): number
  reserve(table: number, n: number): number
  stage(table: number, place: number): number
  remove: Keyed
  /** Calls for many keys are there if these are scalars. */
  hasMany(table: number, n: number): number
  removeMany(table: number, n: number): number
  /** Of a set. */
  add: Keyed
  addMany(table: number, n: number): number
  /** Of a map. */
  set(table: number, key: AnyKey, value: Scalar): number
  insertIfAbsent(table: number, key: AnyKey, value: Scalar): number
  compareAndSwap(table: number, key: AnyKey, expected: Scalar, value: Scalar): number
  compareAndDelete(table: number, key: AnyKey, expected: Scalar): number
  increment(table: number, key: AnyKey, by: Scalar): number
  getMany(table: number, n: number, missing: Scalar): void
  setMany(table: number, n: number): number
  incrementMany(table: number, n: number): number
  /** The value that the last operation found. */
  found(): Scalar
}

/** Names of exports begin with the pair's: u32F64. */
const nameOf = (key: KeyWire, value: string) => key + value[0]!.toUpperCase() + value.slice(1)

/** What depends on the size of a value only is there once a size. */
const SIZED: Record<ValueWire | 'none', ValueWire | 'none'> = {
  none: 'none',
  u32: 'u32',
  f32: 'u32',
  f64: 'i64',
  i64: 'i64',
}

/**
 * @param value how values cross into Wasm, 'none' of a set
 * @param increment how they are added there
 */
export function pairOf(x: Functions, key: KeyWire, value: ValueWire | 'none', increment: string): Pair {
  const own = nameOf(key, value)
  const sized = nameOf(key, SIZED[value])
  const found = `found${value[0]!.toUpperCase()}${value.slice(1)}`
  return {
    create: x[`${sized}Create`],
    attach: x[`${sized}Attach`],
    has: x[`${sized}Has`],
    clear: x[`${sized}Clear`],
    reserve: x[`${sized}Reserve`],
    stage: x[`${sized}Stage`],
    remove: x[`${sized}Remove`],
    hasMany: x[`${sized}HasMany`],
    removeMany: x[`${sized}RemoveMany`],
    add: x[`${own}Add`],
    addMany: x[`${own}AddMany`],
    set: x[`${own}Set`],
    insertIfAbsent: x[`${own}InsertIfAbsent`],
    compareAndSwap: x[`${own}CompareAndSwap`],
    compareAndDelete: x[`${own}CompareAndDelete`],
    increment: x[`${own}Increment${increment}`],
    getMany: x[`${own}GetMany`],
    setMany: x[`${own}SetMany`],
    incrementMany: x[`${own}IncrementMany${increment}`],
    found: x[found],
  } as unknown as Pair
}
