// Dictionary encoding and the join where keys have several parts, each in a column of its own: two columns of 32 bits become
// one of 64, and any other column is first replaced by the ids of what is in it. So all tables here have plain keys.

import { Array, BigInt64Array, Int32Array, isArray, RangeError, TypeError, Uint32Array } from '../basics/builtins.js'
import { ownArray, tagOf, typedClassOf } from '../basics/realms.js'
import type { Cells, CellsClass, Column } from '../kinds/kind.js'
import { outputFor, requireArray } from './checks.js'
import { type IdMapClasses, type Indexed, indexWith, type Joined, joinWith, type KeyArray } from './columns.js'
import { apart } from './overlap.js'

/** Keys of several parts: a column for each of them, all of one length. */
export type KeyColumns = readonly [KeyArray, ...KeyArray[]]

/** Whether keys have several parts: their first element is an array, or a typed array that is no key of bytes. */
export function areColumns(keys: unknown): keys is KeyColumns {
  if (!isArray(keys) || keys.length === 0) return false
  const tag = tagOf(keys[0])
  return tag === undefined ? isArray(keys[0]) : tag !== 'Uint8Array'
}

/** The number of keys. @throws TypeError or RangeError if they are no columns of one length */
function lengthOf(where: string, argument: string, columns: KeyColumns): number {
  const lengths = columns.map((column, i) => requireArray(where, `${argument}[${i}]`, column))
  const [n] = lengths
  if (lengths.some(length => length !== n)) {
    throw new RangeError(`${where}: columns of ${argument} must have the same length, got ${lengths.join(', ')}`)
  }
  return n!
}

/** Whether its elements are equal where their 32 bits are. */
function is32(column: KeyArray): boolean {
  const tag = tagOf(column)
  return tag === 'Int32Array' || tag === 'Uint32Array'
}

type Words = Int32Array | Uint32Array

/** Both parts of each key as one: the first one is the low half. */
function together(low: Words, high: Words): BigInt64Array {
  const packed = new BigInt64Array(low.length)
  const words = new Int32Array(packed.buffer)
  for (let i = 0; i < low.length; i++) {
    words[2 * i] = low[i]!
    words[2 * i + 1] = high[i]!
  }
  return packed
}

/** A column, or the ids of what is in it. */
function wordsOf(classes: IdMapClasses, column: KeyArray): Words {
  return is32(column) ? (ownArray(column) as Words) : indexWith(classes, column).ids
}

/** The columns of different keys, which those of each id are: id i stands first where all below have been. */
function distinct(columns: KeyColumns, ids: Uint32Array): Cells[] {
  let size = 0
  for (let i = 0; i < ids.length; i++) if (ids[i] === size) size++
  return columns.map(column => {
    const Class = (typedClassOf(column) ?? Array) as unknown as CellsClass<Cells>
    const keys = new Class(size)
    for (let i = 0, next = 0; next < size; i++) if (ids[i] === next) keys[next++] = column[i]
    return keys
  })
}

/** `indexMany` of columns. */
export function indexColumns<Keys>(classes: IdMapClasses, given: KeyColumns, out?: Uint32Array): Indexed<Keys> {
  const n = lengthOf('indexMany', 'keys', given)
  const answers = outputFor('indexMany', out, Uint32Array, n)
  const ids = ownArray(answers)
  // Columns are read again when all ids are written.
  const columns = given.map(column =>
    tagOf(column) === undefined ? column : apart(ownArray(column), ids),
  ) as unknown as KeyColumns
  let before: KeyArray = columns[0]
  for (const column of columns.slice(1)) before = together(wordsOf(classes, before), wordsOf(classes, column))
  indexWith(classes, before, ids)
  return { ids: answers, keys: distinct(columns, ids.subarray(0, n)) as Keys }
}

/** The words of two columns, equal where their elements are. */
function wordsOfBoth(classes: IdMapClasses, left: KeyArray, right: KeyArray): [Words, Words] {
  if (is32(left) && tagOf(left) === tagOf(right)) return [ownArray(left) as Words, ownArray(right) as Words]
  const { ids } = indexWith(classes, oneBehindTheOther(left, right))
  return [ids.subarray(0, left.length), ids.subarray(left.length)]
}

function oneBehindTheOther(left: KeyArray, right: KeyArray): KeyArray {
  const Class = tagOf(left) === tagOf(right) ? typedClassOf(left) : undefined
  if (Class === undefined) {
    const all = new Array<unknown>(left.length + right.length)
    for (let i = 0; i < left.length; i++) all[i] = left[i]
    for (let i = 0; i < right.length; i++) all[left.length + i] = right[i]
    return all
  }
  const all = new Class(left.length + right.length) as unknown as Column
  all.set(ownArray(left) as Column)
  all.set(ownArray(right) as Column, left.length)
  return all as unknown as KeyArray
}

/** `joinMany` of columns. */
export function joinColumns(classes: IdMapClasses, left: KeyColumns, right: KeyColumns): Joined {
  if (!areColumns(right) || right.length !== left.length) {
    const got = areColumns(right) ? `${right.length}` : 'no columns'
    throw new TypeError(`joinMany: right must have ${left.length} columns as left has, got ${got}`)
  }
  lengthOf('joinMany', 'left', left)
  lengthOf('joinMany', 'right', right)
  let [mine, theirs]: [KeyArray, KeyArray] = [left[0], right[0]]
  for (let i = 1; i < left.length; i++) {
    const [a, b] = wordsOfBoth(classes, mine, theirs)
    const [c, d] = wordsOfBoth(classes, left[i]!, right[i]!)
    mine = together(a, c)
    theirs = together(b, d)
  }
  return joinWith(classes, mine, theirs)
}
