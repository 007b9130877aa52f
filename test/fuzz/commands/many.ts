// Many keys a call: columns, parts of larger ones, plain arrays, bytes side by side in one buffer.

import * as twin from '../../../src/reference/index.js'
import { isWasm, library } from '../../backend.js'
import { arrayOf, KEY_ARRAYS, VALUE_ARRAYS } from '../../columns.js'
import { idOf } from '../../ids.js'
import { stored, sum } from '../../model/kinds.js'
import { kindOf } from '../keys.js'
import { differ, mismatch, Visits } from '../oracle.js'
import type { Subject } from '../subject.js'
import { type Definitions, isFamine, type Run, thrownBy } from './command.js'

/** The numbers of the keys of a call, and those as it takes them. */
interface Many {
  ats: number[]
  array: any
}

const STRIDES = [1, 1, 7, 0]

/** Keys as ranges of one buffer: where each is already, or copied right behind each other. */
function packed(
  source: { buffer: Uint8Array; starts: Int32Array; ends: Int32Array },
  ats: number[],
  form: number,
): any {
  if (form % 2 === 0) {
    const offsets = Int32Array.from(ats, at => source.starts[at]!)
    const isSorted = offsets.every((offset, m) => m === 0 || offset >= offsets[m - 1]!)
    if (isSorted) return { bytes: source.buffer, offsets, ends: Uint32Array.from(ats, at => source.ends[at]!) }
  }
  const offsets = new Uint32Array(ats.length + 1)
  for (const [m, at] of ats.entries()) offsets[m + 1] = offsets[m]! + source.ends[at]! - source.starts[at]!
  const bytes = new Uint8Array(new SharedArrayBuffer(offsets[ats.length]!))
  for (const [m, at] of ats.entries())
    bytes.set(source.buffer.subarray(source.starts[at]!, source.ends[at]!), offsets[m])
  return { bytes, offsets }
}

function manyOf(s: Subject, i: number, j: number, n: number): Many {
  const stride = STRIDES[j & 3]!
  const form = (j >> 2) & 7
  const ats = Array.from({ length: n }, (_, m) => s.at(i + m * stride))
  const { bytes, texts } = s.list
  if (bytes !== undefined && form >= 2) {
    if (s.keyLength === 0 || form < 5) return { ats, array: packed(bytes, ats, form) }
    return { ats, array: packed(bytes, ats, 1).bytes }
  }
  if (texts !== undefined && form >= 4) {
    const own = ats.filter(at => texts.hasOwn[at])
    return { ats: own, array: packed(texts, own, form) }
  }
  const keys = ats.map(at => s.keys[at])
  return { ats, array: s.isHash ? keys : arrayOf(KEY_ARRAYS[kindOf(s.setup.keys).name!], keys, form) }
}

function valuesOf(s: Subject, j: number, n: number): any {
  const values = Array.from({ length: n }, (_, m) => s.value(j + m))
  return arrayOf(VALUE_ARRAYS[s.setup.values!], values, j >> 5)
}

/** How many of `n` keys a call that throws has done. What it may not throw is thrown on. */
function doneOf(s: Subject, call: string, error: any, n: number): number {
  if (error === undefined) return n
  if (!isFamine(s, error)) throw error
  const { done } = error
  if (!(Number.isInteger(done) && done >= 0 && done < n)) mismatch(`${call} of ${n} keys failed, done is ${done}`)
  return done
}

const writeMany: Run = (s, i, j, n) => {
  const { ats, array } = manyOf(s, i, j, n)
  const { map } = s
  const values = s.isSet ? undefined : valuesOf(s, j, ats.length)
  const error = thrownBy(() => {
    if ((s.isSet ? map.addMany(array) : map.setMany(array, values)) !== map) mismatch('setMany returns its map')
  })
  const done = doneOf(s, 'setMany', error, ats.length)
  for (let m = 0; m < done; m++) s.oracle.set(s.ids[ats[m]!], s.keys[ats[m]!], s.storedValue(j + m))
  if (error !== undefined) throw error
  return n
}

const deleteMany: Run = (s, i, j, n) => {
  const { ats, array } = manyOf(s, i, j, n)
  let answer = 0
  const error = thrownBy(() => {
    answer = s.map.deleteMany(array)
  })
  const done = doneOf(s, 'deleteMany', error, ats.length)
  let deleted = 0
  for (let m = 0; m < done; m++) if (s.oracle.delete(s.ids[ats[m]!])) deleted++
  s.crowd()
  if (error !== undefined) throw error
  if (answer !== deleted) mismatch(`deleteMany of ${ats.length} keys is ${answer}, not ${deleted}`)
  return n
}

const incrementMany: Run = (s, i, j, n) => {
  const { ats, array } = manyOf(s, i, j, n)
  const { oracle, ids, keys } = s
  const kind = s.setup.values!
  const one = j % 3 === 0 ? s.value(j % 40) : undefined
  const steps = ats.map((_, m) => one ?? s.value(j % 3 === 1 ? 10 + m : j + m))
  const by = one ?? arrayOf(VALUE_ARRAYS[kind], steps, j >> 5)
  const error = thrownBy(() => s.map.incrementMany(array, by))
  const most = error === undefined ? ats.length : error.done
  if (!(error === undefined || error instanceof RangeError)) throw error
  const zero = typeof s.value(10) === 'bigint' ? 0n : -0
  let isOver = false
  let done = 0
  for (; done < ats.length && !isOver; done++) {
    const at = ats[done]!
    const both = sum(kind, oracle.has(ids[at]) ? oracle.entries.get(ids[at])!.value : zero, steps[done])
    isOver = both === undefined
    if (isOver || done >= most) break
    oracle.set(ids[at], keys[at], stored(kind, both))
  }
  if (isFamine(s, error)) {
    if (most !== done) mismatch(`incrementMany failed after ${done} keys, done is ${most}`)
    throw error
  }
  if ((error !== undefined) !== isOver) mismatch(`incrementMany must ${isOver ? '' : 'not '}throw: ${error}`)
  if (isOver && most !== done) mismatch(`incrementMany overflowed after ${done} keys, done is ${most}`)
  return n
}

const readMany: Run = (s, i, j, n) => {
  const { ats, array } = manyOf(s, i, j, n)
  const { oracle, ids, keys } = s
  const withOut = (j & 1) === 1
  const present = s.map.hasMany(array, withOut ? new Uint8Array(ats.length + 2).fill(7) : undefined)
  for (const [m, at] of ats.entries()) {
    if (present[m] !== (oracle.has(ids[at]) ? 1 : 0)) differ('hasMany', keys[at], present[m], oracle.has(ids[at]))
  }
  if (withOut && (present[ats.length] !== 7 || present[ats.length + 1] !== 7)) mismatch('hasMany wrote too much')
  if (s.isSet) return n
  const kind = s.setup.values!
  const missing = (j & 64) === 0 ? undefined : s.value(j >> 7)
  const out = withOut ? new (VALUE_ARRAYS[kind] ?? Array)(ats.length + 2) : undefined
  const answers = s.map.getMany(array, out, missing)
  if (out !== undefined && answers !== out) mismatch('getMany returns out')
  const zero = kind === 'any' ? undefined : kind.startsWith('big') ? 0n : 0
  const absent = missing === undefined ? zero : stored(kind, missing)
  for (const [m, at] of ats.entries()) {
    const entry = oracle.entries.get(ids[at])
    const want = entry === undefined ? absent : entry.value
    if (!Object.is(answers[m], want)) differ('getMany', keys[at], answers[m], want)
  }
  return 2 * n
}

/** A key that no class but a HashMap takes. */
const WRONG = Symbol('wrong')

/** One of the keys or values is wrong: those before it are done. */
const wrongMany: Run = (s, i, j, n) => {
  const ats = Array.from({ length: n }, (_, m) => s.at(i + m))
  const keys: any[] = ats.map(at => s.keys[at])
  const values: any[] = ats.map((_, m) => s.value(j + m))
  const place = j % n
  const isValue = !s.isSet && s.setup.values !== 'any' && (s.isHash || (j & 1) === 1)
  if (isValue) values[place] = WRONG
  else keys[place] = WRONG
  const error = thrownBy(() => (s.isSet ? s.map.addMany(keys) : s.map.setMany(keys, values)))
  const done = error?.done
  const isRight = isFamine(s, error) ? done <= place : error instanceof TypeError && done === place
  if (!isRight) mismatch(`a wrong key or value at ${place}: done is ${done}, ${error}`)
  for (let m = 0; m < done; m++) s.oracle.set(s.ids[ats[m]!], s.keys[ats[m]!], s.storedValue(j + m))
  return n
}

const arrays: Run = s => {
  const visits = new Visits(s.oracle, false)
  if (s.isSet) {
    for (const key of s.map.toArray()) visits.visit(key, undefined, false)
  } else {
    const { keys, values } = s.map.toArrays()
    for (let m = 0; m < keys.length; m++) visits.visit(keys[m], values[m], true)
  }
  visits.end()
  return s.oracle.size
}

const { indexMany, joinMany } = (isWasm ? library : twin) as typeof library

/** Dictionary encoding and the inner join of columns of keys. */
const columns: Run = (s, i, j, n) => {
  const { array } = manyOf(s, i, j & ~16, Math.min(n, 100))
  const other = manyOf(s, i + (j % 5), j & ~16, Math.min(n, 100)).array
  const places = new Map<any, number>()
  const { ids, keys } = indexMany(array)
  for (let m = 0; m < array.length; m++) {
    const id = idOf(array[m])
    if (!places.has(id)) {
      if (idOf(keys[places.size]) !== id && id === id) differ('indexMany, the key', places.size, keys[places.size], id)
      places.set(id, places.size)
    }
    if (ids[m] !== places.get(id)) differ('indexMany', array[m], ids[m], places.get(id))
  }
  if (keys.length !== places.size) mismatch(`indexMany found ${keys.length} keys of ${places.size}`)
  const pairs: string[] = []
  for (let a = 0; a < array.length; a++) {
    for (let b = 0; b < other.length; b++) {
      const [x, y] = [array[a], other[b]]
      if (x === y || (x !== x && y !== y)) pairs.push(`${a} ${b}`)
    }
  }
  const { left, right } = joinMany(array, other)
  if ([...left].map((a, m) => `${a} ${right[m]}`).join() !== pairs.join()) mismatch('joinMany found other pairs')
  return 2 * array.length
}

export const MANY: Definitions = {
  writeMany: { run: writeMany, weight: 8 },
  deleteMany: { run: deleteMany, weight: 6 },
  incrementMany: { run: incrementMany, weight: 3, isFor: s => s.values !== undefined && s.values !== 'any' },
  readMany: { run: readMany, weight: 5 },
  wrongMany: { run: wrongMany, weight: 1, isFor: s => !s.isHash || (s.values !== undefined && s.values !== 'any') },
  arrays: { run: arrays, weight: 1 },
  columns: { run: columns, weight: 1, isFor: s => !s.isBytes },
}
