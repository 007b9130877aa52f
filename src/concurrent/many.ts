// Calls for many keys: in chunks through the thread's region, key by key in Wasm. Strings and bytes: see each.ts.

import { assign, min, Uint8Array } from '../basics/builtins.js'
import type { Views } from '../basics/views.js'
import { REGION_CAPACITY } from '../generated/constants.js'
import type { Column, Scalar, ScalarKind } from '../kinds/kind.js'
import { addEach, deleteEach, getEach, hasEach, incrementEach, setEach } from './each.js'
import { type Inside, live, requireKey, requireValue, whereIn } from './inside.js'
import { columnOf, failed, requireOut, requireTable, valuesOf } from './many-checks.js'
import { ENTRIES, VALUES } from './walk.js'

interface Region {
  views: Views
  word: number
}

/** The part of the region where so many scalars are, as a column. */
function part({ views, word }: Region, { columnOf, size }: ScalarKind, at: number, n: number): Column {
  const from = (word + at) / (size / 4)
  return columnOf(views).subarray(from, from + n)
}

function keysOf(inside: Inside, method: string, keys: ArrayLike<unknown>): Column {
  const require: (key: unknown) => asserts key is Scalar = key => requireKey(inside, method, key)
  return columnOf(inside.keys!, keys, require)
}

/** @throws RangeError when memory is out: nothing is done then */
function regionOf(inside: Inside, method: string): Region {
  try {
    return inside.thread.region(whereIn(inside, method))
  } catch (error) {
    throw assign(error as Error, { done: 0 })
  }
}

/** Does something to each chunk of keys, which are in the region then. */
function inChunks(
  inside: Inside,
  method: string,
  keys: Column,
  each: (region: Region, from: number, n: number) => void,
): void {
  const region = regionOf(inside, method)
  for (let from = 0; from < keys.length; from += REGION_CAPACITY) {
    const n = min(REGION_CAPACITY, keys.length - from)
    part(region, inside.keys!, ENTRIES, n).set(keys.subarray(from, from + n) as unknown as ArrayLike<Scalar>)
    each(region, from, n)
  }
}

export function hasMany(x: object, list: ArrayLike<unknown>, out?: Uint8Array): Uint8Array {
  const inside = live(x, 'hasMany')
  if (inside.keys === undefined) return hasEach(inside, list, out)
  const keys = keysOf(inside, 'hasMany', list)
  if (out !== undefined) requireOut(inside, 'hasMany', out, Uint8Array, keys.length)
  const answers = out ?? new Uint8Array(keys.length)
  inChunks(inside, 'hasMany', keys, (region, from, n) => {
    inside.pair.hasMany(inside.table, n)
    const at = (region.word + VALUES) * 4
    answers.set(region.views.bytes.subarray(at, at + n), from)
  })
  requireTable(inside, 'hasMany')
  return answers
}

export function deleteMany(x: object, list: ArrayLike<unknown>): number {
  const inside = live(x, 'deleteMany')
  if (inside.keys === undefined) return deleteEach(inside, list)
  let count = 0
  inChunks(inside, 'deleteMany', keysOf(inside, 'deleteMany', list), (_, __, n) => {
    count += inside.pair.removeMany(inside.table, n)
  })
  requireTable(inside, 'deleteMany')
  return count
}

export function addMany(x: object, list: ArrayLike<unknown>): void {
  const inside = live(x, 'addMany')
  if (inside.keys === undefined) {
    addEach(inside, list)
    return
  }
  inChunks(inside, 'addMany', keysOf(inside, 'addMany', list), (_, from, n) => {
    requireAll(inside, 'addMany', from, n, inside.pair.addMany(inside.table, n))
  })
}

export function getMany(x: object, list: ArrayLike<unknown>, out: unknown, missing: unknown): Column {
  const inside = live(x, 'getMany')
  if (inside.keys === undefined) return getEach(inside, list, out, missing)
  const kind = inside.values!
  const keys = keysOf(inside, 'getMany', list)
  if (out !== undefined) requireOut(inside, 'getMany', out, kind.Column, keys.length)
  const nothing: unknown = missing ?? (kind.type === 'bigint' ? 0n : 0)
  requireValue(inside, 'getMany', 'missing', nothing)
  const answers = (out ?? new kind.Column(keys.length)) as Column
  inChunks(inside, 'getMany', keys, (region, from, n) => {
    inside.pair.getMany(inside.table, n, nothing)
    answers.set(part(region, kind, VALUES, n) as unknown as ArrayLike<Scalar>, from)
  })
  requireTable(inside, 'getMany')
  return answers
}

export function setMany(x: object, list: ArrayLike<unknown>, values: ArrayLike<unknown>): void {
  const inside = live(x, 'setMany')
  if (inside.keys === undefined) {
    setEach(inside, list, values)
    return
  }
  const keys = keysOf(inside, 'setMany', list)
  const column = valuesOf(inside, 'setMany', values, keys.length)
  inChunks(inside, 'setMany', keys, (region, from, n) => {
    part(region, inside.values!, VALUES, n).set(column.subarray(from, from + n) as unknown as ArrayLike<Scalar>)
    requireAll(inside, 'setMany', from, n, inside.pair.setMany(inside.table, n))
  })
}

/** @param by an addend for each key, or one for all */
export function incrementMany(x: object, list: ArrayLike<unknown>, by: unknown): void {
  const inside = live(x, 'incrementMany')
  if (inside.keys === undefined) {
    incrementEach(inside, list, by)
    return
  }
  const kind = inside.values!
  const keys = keysOf(inside, 'incrementMany', list)
  const isOne = by === undefined || typeof by !== 'object'
  const one: unknown = by ?? kind.one
  if (isOne) requireValue(inside, 'incrementMany', 'by', one)
  const column = isOne ? undefined : valuesOf(inside, 'incrementMany', by as ArrayLike<unknown>, keys.length)
  inChunks(inside, 'incrementMany', keys, (region, from, n) => {
    const to = part(region, kind, VALUES, n)
    if (column === undefined) to.fill(one as Scalar)
    else to.set(column.subarray(from, from + n) as unknown as ArrayLike<Scalar>)
    requireAll(inside, 'incrementMany', from, n, inside.pair.incrementMany(inside.table, n))
  })
}

/** @throws RangeError whose `done` is how many keys were done, if they are not all */
function requireAll(inside: Inside, method: string, from: number, n: number, done: number): void {
  if (done === n) return
  throw failed(inside, method, from + done, inside.thread.exports.statusOfMany())
}
