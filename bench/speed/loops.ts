/**
 * The timed loops. Each is one function with one call site, and a worker's process meets one implementation and one kind
 * of key: what V8 learns here is what it would learn in a program that uses that one class. Every loop returns something
 * that depends on every answer, so that nothing can be optimised away and everything is checked.
 */
import type { Table } from '../common/table.js'

type List<T> = ArrayLike<T>

/** Comparing beats summing: it works for objects too, without touching their memory. */
export const countEqual = <K, V>(table: Table<K, V>, keys: List<K>, wanted: List<V>, from: number, to: number) => {
  let equal = 0
  for (let i = from; i < to; i++) if (table.get(keys[i]!) === wanted[i]) equal++
  return equal
}

/** The same text as `countEqual`: what other tables are asked must not decide how the timed loop is compiled. */
export const countEqualOfOthers = <K, V>(
  table: Table<K, V>,
  keys: List<K>,
  wanted: List<V>,
  from: number,
  to: number,
) => {
  let equal = 0
  for (let i = from; i < to; i++) if (table.get(keys[i]!) === wanted[i]) equal++
  return equal
}

export const countUndefined = <K, V>(table: Table<K, V>, keys: List<K>, from: number, to: number) => {
  let missing = 0
  for (let i = from; i < to; i++) if (table.get(keys[i]!) === undefined) missing++
  return missing
}

export const countPresent = <K, V>(table: Table<K, V>, keys: List<K>, from: number, to: number) => {
  let present = 0
  for (let i = from; i < to; i++) if (table.has(keys[i]!)) present++
  return present
}

export const insert = <K, V>(table: Table<K, V>, keys: List<K>, values: List<V>, from: number, to: number) => {
  for (let i = from; i < to; i++) table.set(keys[i]!, values[i]!)
}

/** The same text as `insert`: preparing data must not decide how the timed loop is compiled. */
export const fill = <K, V>(table: Table<K, V>, keys: List<K>, values: List<V>, from: number, to: number) => {
  for (let i = from; i < to; i++) table.set(keys[i]!, values[i]!)
}

export const countDeleted = <K, V>(table: Table<K, V>, keys: List<K>, from: number, to: number) => {
  let deleted = 0
  for (let i = from; i < to; i++) if (table.delete(keys[i]!)) deleted++
  return deleted
}

export const churn = <K, V>(table: Table<K, V>, victims: List<K>, fresh: List<K>, values: List<V>) => {
  let deleted = 0
  for (let i = 0; i < victims.length; i++) {
    if (table.delete(victims[i]!)) deleted++
    table.set(fresh[i]!, values[i]!)
  }
  return deleted
}

/** What people write with `Map`. */
export const incrementByGetAndSet = (table: Table<any, number>, keys: List<any>, from: number, to: number) => {
  for (let i = from; i < to; i++) {
    const key = keys[i]!
    table.set(key, (table.get(key) ?? 0) + 1)
  }
}

export const increment = (table: Table<any, number>, keys: List<any>, from: number, to: number) => {
  for (let i = from; i < to; i++) table.increment(keys[i]!)
}

/** An integer that depends on the key or value, so that sums are exact whatever the order of iteration. */
export type Bits<T> = (x: T) => number

export const iterate = <K, V>(table: Table<K, V>, keyBits: Bits<K>, valueBits: Bits<V>) => {
  let sum = 0
  for (const [key, value] of table) sum = (sum + keyBits(key) + valueBits(value)) | 0
  return sum
}

export const forEach = <K, V>(table: Table<K, V>, keyBits: Bits<K>, valueBits: Bits<V>) => {
  let sum = 0
  table.forEach((value, key) => {
    sum = (sum + keyBits(key) + valueBits(value)) | 0
  })
  return sum
}

/** Keys in a typed array. */
export type Column = Int32Array | Uint32Array | Float64Array | BigInt64Array

export const getEach = (table: Table<any, number>, keys: Column, out: Int32Array, from: number, to: number) => {
  for (let i = from; i < to; i++) out[i - from] = table.get(keys[i]!) ?? 0
}

export const getMany = (table: Table<any, number>, keys: Column, out: Int32Array, from: number, to: number) => {
  table.getMany(keys.subarray(from, to), out)
}

export const countEach = (create: () => Table<any, number>, keys: Column) => {
  const table = create()
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    table.set(key, (table.get(key) ?? 0) + 1)
  }
  return table
}

export const countMany = (create: () => Table<any, number>, keys: Column) => {
  const table = create()
  table.incrementMany(keys)
  return table
}

/** Dense ids in the order of first appearance, and the keys in the order of their ids. */
export const indexEach = (keys: Uint32Array) => {
  const map = new Map<number, number>()
  const ids = new Uint32Array(keys.length)
  const distinct: number[] = []
  let next = 0
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!
    let id = map.get(key)
    if (id === undefined) {
      id = next++
      map.set(key, id)
      distinct.push(key)
    }
    ids[i] = id
  }
  return { ids, keys: Uint32Array.from(distinct) }
}

/** What people write who know that no key is twice on the right: there are no more pairs than rows on the left. */
export const joinEach = (left: Column, right: Column) => {
  const rows = new Map<number | bigint, number>()
  for (let j = 0; j < right.length; j++) rows.set(right[j]!, j)
  const lefts = new Uint32Array(left.length)
  const rights = new Uint32Array(left.length)
  let n = 0
  for (let i = 0; i < left.length; i++) {
    const row = rows.get(left[i]!)
    if (row === undefined) continue
    lefts[n] = i
    rights[n++] = row
  }
  return { left: lefts.subarray(0, n), right: rights.subarray(0, n) }
}

/** Small maps that live as long as one request. */
export const createAndDrop = <K, V>(create: () => Table<K, V>, count: number, keys: List<K>, values: List<V>) => {
  let entries = 0
  for (let i = 0; i < count; i++) {
    const table = create()
    for (let j = 0; j < 8; j++) table.set(keys[j]!, values[j]!)
    entries += table.size
  }
  return entries
}

/** Starts and ends of words, in turns. */
export type Bounds = Int32Array

/** What people write with `Map`: the words are cut out of a string. */
export const countSlices = (table: Map<string, number>, text: string, bounds: Bounds) => {
  for (let i = 0; i < bounds.length; i += 2) {
    const word = text.slice(bounds[i]!, bounds[i + 1]!)
    table.set(word, (table.get(word) ?? 0) + 1)
  }
}

export interface RangeCounter {
  incrementRange(buffer: Uint8Array, start: number, end: number): number
}

export const countRanges = (table: RangeCounter, bytes: Uint8Array, bounds: Bounds) => {
  for (let i = 0; i < bounds.length; i += 2) table.incrementRange(bytes, bounds[i]!, bounds[i + 1]!)
}
