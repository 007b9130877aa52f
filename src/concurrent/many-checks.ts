// What calls for many keys have in common, whatever the keys.

import { assign, RangeError } from '../basics/builtins.js'
import { badArgument } from '../basics/errors.js'
import type { Column, Scalar, ScalarKind } from '../kinds/kind.js'
import { GONE, OVERFLOW } from '../spaces/shared/pair.js'
import { destroyed, failure, type Inside, requireValue, whereIn } from './inside.js'

/** Keys or values of a call as a column: all are checked before anything is done. */
export function columnOf(
  kind: ScalarKind,
  list: ArrayLike<unknown>,
  require: (x: unknown) => asserts x is Scalar,
): Column {
  if (list instanceof kind.Column) return list as unknown as Column
  const column = new kind.Column(list.length)
  for (let i = 0; i < column.length; i++) {
    const x: unknown = list[i]
    require(x)
    column[i] = x
  }
  return column
}

export function valuesOf(inside: Inside, method: string, values: ArrayLike<unknown>, n: number): Column {
  const require: (value: unknown) => asserts value is Scalar = value => requireValue(inside, method, 'value', value)
  const column = columnOf(inside.values!, values, require)
  if (column.length !== n) {
    throw new RangeError(`${whereIn(inside, method)}: there are ${n} keys and ${column.length} values`)
  }
  return column
}

export function requireOut(
  inside: Inside,
  method: string,
  out: unknown,
  Class: new (n: number) => object,
  n: number,
): void {
  if (out instanceof Class && (out as Column).length >= n) return
  throw badArgument(whereIn(inside, method), 'out', `${Class.name} of ${n} elements or more`, 'object', out)
}

/** Reads tell of a table that was destroyed as of an empty one. */
export function requireTable(inside: Inside, method: string): void {
  if (inside.thread.exports.tableCount(inside.table) < 0) throw destroyed(inside, method)
}

/** What to throw if only the first `done` keys were done. */
export function failed(inside: Inside, method: string, done: number, status: number): Error {
  const error = status === OVERFLOW ? overflow(inside, method) : failure(inside, method, status)
  return status === GONE ? error : assign(error, { done })
}

/** @throws RangeError for a sum that is no integer of the kind */
export function overflow(inside: Inside, method: string): RangeError {
  return new RangeError(`${whereIn(inside, method)}: the sum must be ${inside.values!.range}`)
}
