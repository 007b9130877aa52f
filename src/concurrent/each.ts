// Calls for many keys that are strings or bytes: each is staged and done by itself.

import { Uint8Array } from '../basics/builtins.js'
import type { Column, Scalar } from '../kinds/kind.js'
import { type AnyKey, PRESENT } from '../spaces/shared/pair.js'
import { foundIn, type Inside, requireKey, requireValue } from './inside.js'
import { failed, requireOut, requireTable, valuesOf } from './many-checks.js'

/** The keys of a call: all are checked before anything is done. */
function keysOf(inside: Inside, method: string, list: ArrayLike<unknown>): AnyKey[] {
  const keys: AnyKey[] = []
  for (let i = 0; i < list.length; i++) {
    const key: unknown = list[i]
    requireKey(inside, method, key)
    keys.push(key)
  }
  return keys
}

/** Does something with each key, whose answer is PRESENT or ABSENT. @throws what another one means, with how many are done */
function inTurn(
  inside: Inside,
  method: string,
  keys: readonly AnyKey[],
  one: (key: AnyKey, i: number) => number,
  note?: (isThere: boolean, i: number) => void,
): void {
  for (let i = 0; i < keys.length; i++) {
    const status = one(keys[i]!, i)
    if (status < 0) throw failed(inside, method, i, status)
    note?.(status === PRESENT, i)
  }
  requireTable(inside, method)
}

export function hasEach(inside: Inside, list: ArrayLike<unknown>, out?: Uint8Array): Uint8Array {
  const { pair, table } = inside
  const keys = keysOf(inside, 'hasMany', list)
  if (out !== undefined) requireOut(inside, 'hasMany', out, Uint8Array, keys.length)
  const answers = out ?? new Uint8Array(keys.length)
  const note = (isThere: boolean, i: number) => {
    answers[i] = isThere ? 1 : 0
  }
  inTurn(inside, 'hasMany', keys, key => pair.has(table, key), note)
  return answers
}

export function deleteEach(inside: Inside, list: ArrayLike<unknown>): number {
  const { pair, table } = inside
  let count = 0
  const note = (isThere: boolean) => {
    if (isThere) count++
  }
  inTurn(inside, 'deleteMany', keysOf(inside, 'deleteMany', list), key => pair.remove(table, key), note)
  return count
}

export function addEach(inside: Inside, list: ArrayLike<unknown>): void {
  const { pair, table } = inside
  inTurn(inside, 'addMany', keysOf(inside, 'addMany', list), key => pair.add(table, key))
}

export function getEach(inside: Inside, list: ArrayLike<unknown>, out: unknown, missing: unknown): Column {
  const { pair, table } = inside
  const kind = inside.values!
  const keys = keysOf(inside, 'getMany', list)
  if (out !== undefined) requireOut(inside, 'getMany', out, kind.Column, keys.length)
  const nothing: unknown = missing ?? (kind.type === 'bigint' ? 0n : 0)
  requireValue(inside, 'getMany', 'missing', nothing)
  const answers = (out ?? new kind.Column(keys.length)) as Column
  const note = (isThere: boolean, i: number) => {
    answers[i] = isThere ? foundIn(inside) : nothing
  }
  inTurn(inside, 'getMany', keys, key => pair.has(table, key), note)
  return answers
}

export function setEach(inside: Inside, list: ArrayLike<unknown>, values: ArrayLike<unknown>): void {
  const { pair, table } = inside
  const keys = keysOf(inside, 'setMany', list)
  const column = valuesOf(inside, 'setMany', values, keys.length)
  inTurn(inside, 'setMany', keys, (key, i) => pair.set(table, key, column[i]!))
}

/** @param by an addend for each key, or one for all */
export function incrementEach(inside: Inside, list: ArrayLike<unknown>, by: unknown): void {
  const { pair, table, values } = inside
  const keys = keysOf(inside, 'incrementMany', list)
  const isOne = by === undefined || typeof by !== 'object'
  const one: unknown = by ?? values!.one
  if (isOne) requireValue(inside, 'incrementMany', 'by', one)
  const column = isOne ? undefined : valuesOf(inside, 'incrementMany', by as ArrayLike<unknown>, keys.length)
  inTurn(inside, 'incrementMany', keys, (key, i) => pair.increment(table, key, column?.[i] ?? (one as Scalar)))
}
