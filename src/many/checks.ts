// What is checked of the arguments of a call with many keys before anything is read, and what its errors tell.

import { Array, isArray, isSafeInteger, RangeError, TypeError, typedArrayLength } from '../basics/builtins.js'
import { badArgument } from '../basics/errors.js'
import { tagOf } from '../basics/realms.js'
import { scalarOf } from '../kinds/index.js'
import type { Cells, CellsClass } from '../kinds/kind.js'
import { requireValue } from '../kinds/values.js'

/** Keys for a call: an array of them, best a typed array of the class's own type. */
export type Keys<K> = ArrayLike<K>

/** What `getMany` answers for a key that is not there: `missing` if it is given, else zero or, of `'any'`, undefined. */
export function fallbackFor(where: string, kind: number, missing: unknown): unknown {
  const scalar = scalarOf(kind)
  if (scalar === undefined) return missing
  if (missing === undefined) return scalar.type === 'bigint' ? 0n : 0
  return requireValue(where, 'missing', scalar, missing)
}

/**
 * Throws unless it is an array, a typed array or what has a length and is indexed like one, as `arguments`; a string only
 * where its characters can be meant. Returns its length.
 */
export function requireArray(where: string, argument: string, array: unknown, isText = false): number {
  if (tagOf(array) !== undefined) return typedArrayLength.call(array)
  const isArrayLike = (typeof array === 'object' && array !== null) || (isText && typeof array === 'string')
  const length: unknown = isArrayLike ? (array as { length?: unknown }).length : undefined
  if (typeof length === 'number' && isSafeInteger(length) && length >= 0) return length
  throw new TypeError(badArgument(where, argument, 'an array or a typed array', '', array).message)
}

/** Where answers go: `out` if it is given and fits, else a new array. */
export function outputFor<T extends Cells>(where: string, out: unknown, Class: CellsClass<T>, n: number): T {
  if (out === undefined) return new Class(n)
  const fits = Class.name === 'Array' ? isArray(out) : tagOf(out) === Class.name
  if (!fits) throw new RangeError(`${where}: out must be of the type ${Class.name}`)
  const room = requireArray(where, 'out', out)
  if (room < n) throw new RangeError(`${where}: out must have room for ${n} answers, has ${room}`)
  return out as T
}

/** The class of an array of values of a kind. */
export function arrayOf(kind: number): CellsClass {
  return scalarOf(kind)?.Column ?? Array
}

/** Adds `done`, the number of keys that were applied, to what a call throws. */
export function withDone<E>(error: E, done: number): E {
  if (typeof error === 'object' && error !== null) (error as { done?: number }).done = done
  return error
}

/** Calls `apply` for each index; an error says how many went before. */
export function eachIndex(n: number, apply: (i: number) => void): void {
  let i = 0
  try {
    for (; i < n; i++) apply(i)
  } catch (error) {
    throw withDone(error, i)
  }
}

/**
 * Does keys in bulk as far as `bulk` gets, which returns the place of the first one that it leaves, and that one alone; an
 * error says how many went before.
 */
export function eachRun(n: number, bulk: (from: number) => number, alone: (i: number) => void): void {
  let i = 0
  try {
    while (i < n) {
      i = bulk(i)
      if (i < n) alone(i)
      i++
    }
  } catch (error) {
    throw withDone(error, i)
  }
}
