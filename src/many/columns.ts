// Functions over whole columns of keys: dictionary encoding and the inner hash join.

import { Array, min, TypeError, Uint32Array } from '../basics/builtins.js'
import { DISPOSE, type Disposing } from '../basics/dispose.js'
import { outOfMemory } from '../basics/errors.js'
import { ownArray, tagOf, typedClassOf } from '../basics/realms.js'
import { bodyOf } from '../body/door.js'
import type { Cells, CellsClass, Column } from '../kinds/kind.js'
import { outputFor, requireArray, withDone } from './checks.js'
import { apart } from './overlap.js'

/** What the functions need of a map: those of numeric keys have it, with values of kind uint32. */
interface IdMap extends Disposing {
  readonly size: number
  getMany(keys: ArrayLike<unknown>, out?: Uint32Array, missing?: number): Uint32Array
  get(key: unknown): number | undefined
  set(key: unknown, value: number): unknown
  setMany(keys: ArrayLike<unknown>, values: Uint32Array): unknown
}

export interface IdMapClass {
  new (options: { values: 'uint32'; capacity: number }): IdMap
}

/** The maps of a space. */
export interface IdMapClasses {
  /** Those whose keys can be a column. */
  columns: readonly { Column: { new (n: number): Column; readonly name: string }; Map: IdMapClass }[]
  strings: IdMapClass
  any: IdMapClass
}

export interface Indexed<Keys> {
  /** Of each key, its id: 0, 1, 2 and so on in the order of first appearance. */
  ids: Uint32Array
  /** The different keys: the key of id i at i. */
  keys: Keys
}

/** Index pairs of equal keys, in the order of `left`, then of `right`. */
export interface Joined {
  left: Uint32Array
  right: Uint32Array
}

/** An array of keys: a column of them, or of anything. */
export type KeyArray = Int32Array | Uint32Array | Float64Array | BigInt64Array | BigUint64Array | readonly unknown[]

const NONE = 0xffffffff
/** Entries that a table has room for at first: growing costs more than room that is not needed, up to here. */
const MOST_AT_FIRST = 2 ** 20

/** Works with a map of a class, which is disposed of afterwards. */
function withMap<T>(Class: IdMapClass, keys: ArrayLike<unknown>, work: (map: IdMap) => T): T {
  const map = new Class({ values: 'uint32', capacity: min(keys.length, MOST_AT_FIRST) })
  try {
    return work(map)
  } finally {
    map[DISPOSE]()
  }
}

/** Works with a map for such keys. May do so twice. */
function withMapFor<T>(classes: IdMapClasses, keys: ArrayLike<unknown>, work: (map: IdMap, isColumn: boolean) => T): T {
  const ofColumn = classes.columns.find(({ Column }) => tagOf(keys) === Column.name)
  if (ofColumn !== undefined) return withMap(ofColumn.Map, keys, map => work(map, true))
  if (typeof keys[0] === 'string') {
    try {
      return withMap(classes.strings, keys, map => work(map, false))
    } catch (error) {
      // Not all of them are strings.
      if (!(error instanceof TypeError)) throw error
    }
  }
  return withMap(classes.any, keys, map => work(map, false))
}

/** Fills `ids` and the map from key to id. */
function index(where: string, map: IdMap, isColumn: boolean, keys: ArrayLike<unknown>, ids: Uint32Array): void {
  if (isColumn) indexColumn(where, map, keys as Column, ids)
  else indexAny(map, keys, ids)
}

function indexColumn(where: string, map: IdMap, keys: Column, ids: Uint32Array): void {
  const body = bodyOf(map, where)
  const table = body.open(where)
  const done = body.engine.indexMany(table, keys, ids)
  body.engine.outgrew(body, table)
  if (done < keys.length) throw withDone(outOfMemory(where), done)
}

function indexAny(map: IdMap, keys: ArrayLike<unknown>, ids: Uint32Array): void {
  for (let i = 0, size = 0; i < keys.length; i++) {
    const id = map.get(keys[i])
    if (id === undefined) map.set(keys[i], size)
    ids[i] = id ?? size++
  }
}

/** Dictionary encoding: see `indexMany`. */
export function indexWith<Keys extends KeyArray>(classes: IdMapClasses, given: Keys, out?: Uint32Array): Indexed<Keys> {
  const n = requireArray('indexMany', 'keys', given)
  const answers = outputFor('indexMany', out, Uint32Array, n)
  const ids = ownArray(answers)
  // Keys are read again when all ids are written.
  const keys = tagOf(given) === undefined ? given : apart(ownArray(given), ids)
  const size = withMapFor(classes, keys, (map, isColumn) => {
    index('indexMany', map, isColumn, keys, ids)
    return map.size
  })
  const Class = (typedClassOf(keys) ?? Array) as unknown as CellsClass<Keys & Cells>
  const distinct = new Class(size)
  renumber(keys, ids, distinct)
  return { ids: answers, keys: distinct }
}

/** The inner hash join: see `joinMany`. */
export function joinWith<Keys extends KeyArray>(classes: IdMapClasses, left: Keys, given: Keys): Joined {
  const right = ownArray(given)
  const leftLength = requireArray('joinMany', 'left', left)
  const rightLength = requireArray('joinMany', 'right', right)
  const rowsOf = (map: IdMap) => map.getMany(left, new Uint32Array(leftLength), NONE)
  const unique = withMapFor(classes, right, map => {
    map.setMany(right, rowNumbers(rightLength))
    return map.size === rightLength ? uniquePairs(rowsOf(map)) : undefined
  })
  if (unique !== undefined) return unique
  return withMapFor(classes, right, (map, isColumn) => {
    const rightIds = new Uint32Array(rightLength)
    index('joinMany', map, isColumn, right, rightIds)
    return pairs(rowsOf(map), rowsById(rightIds, map.size))
  })
}

/** Gives out the ids anew, in the order of first appearance, and puts the key of each into `distinct`. */
function renumber(keys: ArrayLike<unknown>, ids: Uint32Array, distinct: Cells): void {
  const numbers = new Uint32Array(distinct.length).fill(NONE)
  for (let i = 0, next = 0; i < keys.length; i++) {
    const id = ids[i]!
    let number = numbers[id]!
    if (number === NONE) {
      distinct[next] = keys[i]
      numbers[id] = number = next++
    }
    ids[i] = number
  }
}

function rowNumbers(n: number): Uint32Array {
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) rows[i] = i
  return rows
}

/** 1 if there is a row, else 0. In arithmetic, since a branch on it would often be mispredicted. */
function isRow(row: number): number {
  const distance = row ^ NONE
  return (distance | -distance) >>> 31
}

/** Where no key is twice on the right: the row on the right for each on the left is all there is. */
function uniquePairs(rows: Uint32Array): Joined {
  let n = 0
  for (let i = 0; i < rows.length; i++) n += isRow(rows[i]!)
  const left = new Uint32Array(n)
  const right = n === rows.length ? rows : new Uint32Array(n)
  for (let i = 0, at = 0; at < n; i++) {
    const row = rows[i]!
    left[at] = i
    right[at] = row
    at += isRow(row)
  }
  return { left, right }
}

/** The rows of each id: those of id i are rows[starts[i]] to rows[starts[i + 1]]. */
interface Rows {
  starts: Uint32Array
  rows: Uint32Array
}

/** By counting. */
function rowsById(ids: Uint32Array, size: number): Rows {
  const starts = new Uint32Array(size + 1)
  for (let i = 0; i < ids.length; i++) starts[ids[i]! + 1]!++
  for (let id = 0; id < size; id++) starts[id + 1]! += starts[id]!
  const next = starts.slice()
  const rows = new Uint32Array(ids.length)
  for (let i = 0; i < ids.length; i++) rows[next[ids[i]!]!++] = i
  return { starts, rows }
}

function pairs(leftIds: Uint32Array, { starts, rows }: Rows): Joined {
  let n = 0
  for (let i = 0; i < leftIds.length; i++) {
    const id = leftIds[i]!
    if (id !== NONE) n += starts[id + 1]! - starts[id]!
  }
  const left = new Uint32Array(n)
  const right = new Uint32Array(n)
  let at = 0
  for (let i = 0; i < leftIds.length; i++) {
    const id = leftIds[i]!
    if (id === NONE) continue
    for (let j = starts[id]!, end = starts[id + 1]!; j < end; j++) {
      left[at] = i
      right[at++] = rows[j]!
    }
  }
  return { left, right }
}
