// One key a call: tight loops over neighbouring keys, each answer compared.

import { stored, sum } from '../../model/kinds.js'
import { differ, mismatch, showValue } from '../oracle.js'
import { numbersOf } from '../random.js'
import type { Subject } from '../subject.js'
import type { Definitions, Run } from './command.js'

const set: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids, isSet } = s
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const answer = isSet ? map.add(keys[at]) : map.set(keys[at], s.value(j + m))
    if (answer !== map) mismatch('set and add return their map')
    oracle.set(ids[at], keys[at], s.storedValue(j + m))
  }
  return n
}

const remove: Run = (s, i, _, n) => {
  const { map, oracle, keys, ids } = s
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const answer = map.delete(keys[at])
    if (oracle.delete(ids[at]) !== answer) differ('delete', keys[at], answer, !answer)
    if (answer && oracle.size === 0) s.crowd()
  }
  return n
}

const get: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids, isSet } = s
  const fallback = s.storedValue(j)
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const key = keys[at]
    const entry = oracle.entries.get(ids[at])
    const is = map.has(key)
    if (is !== (entry !== undefined)) differ('has', key, is, !is)
    if (isSet) continue
    const got = map.get(key)
    if (!Object.is(got, entry?.value)) differ('get', key, got, entry?.value)
    const or = map.getOr(key, fallback)
    if (!Object.is(or, entry === undefined ? fallback : entry.value)) differ('getOr', key, or, entry?.value)
  }
  return isSet ? n : 3 * n
}

/** Adds to one value. */
function incrementOne(s: Subject, at: number, j: number): void {
  const { map, oracle, keys, ids } = s
  const { values } = s.setup
  const key = keys[at]
  const by = s.value(j)
  const entry = oracle.entries.get(ids[at])
  const sumOfBoth = sum(values!, entry === undefined ? (typeof by === 'bigint' ? 0n : -0) : entry.value, by)
  const expected = stored(values!, sumOfBoth)
  if (sumOfBoth === undefined) {
    let error: unknown
    try {
      map.increment(key, by)
    } catch (thrown) {
      error = thrown
    }
    if (!(error instanceof RangeError)) mismatch(`increment of ${showValue(key)} by ${showValue(by)} must throw`)
    if (error.message.endsWith('out of memory')) throw error
    s.compare(at)
    return
  }
  const got = map.increment(key, by)
  if (got !== expected && !Object.is(got, expected)) differ('increment', key, got, expected)
  oracle.set(ids[at], key, expected)
}

const increment: Run = (s, i, j, n) => {
  for (let m = 0; m < n; m++) incrementOne(s, s.at(i + m), j + m)
  return n
}

const getOrInsert: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids } = s
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const key = keys[at]
    const entry = oracle.entries.get(ids[at])
    const want = entry === undefined ? s.storedValue(j + m) : entry.value
    const got = (j + m) & 1 ? map.getOrInsert(key, s.value(j + m)) : map.getOrInsertComputed(key, () => s.value(j + m))
    if (!Object.is(got, want)) differ('getOrInsert', key, got, want)
    if (entry === undefined) oracle.set(ids[at], key, want)
  }
  return n
}

/** The mix of `mix`: of each step the command, its key and its value. */
export function* stepsOfMix(i: number, j: number, n: number, bulk: number): Generator<[string, number, number]> {
  const next = numbersOf(j)
  for (let m = 0; m < n; m++) {
    const number = next()
    yield [MIX[number % MIX.length]!, i + ((number >>> 8) % bulk), number >>> 16]
  }
}

const MIX = ['set', 'set', 'set', 'delete', 'delete', 'delete', 'get', 'get']
const MIX_RUNS = MIX.map(name => ({ set, delete: remove, get })[name]!)

/** Keys near each other in any order, written, deleted and read. */
const mix: Run = (s, i, j, n) => {
  const next = numbersOf(j)
  const { bulk } = s.setup
  let answers = 0
  for (let m = 0; m < n; m++) {
    const number = next()
    answers += MIX_RUNS[number % MIX.length]!(s, i + ((number >>> 8) % bulk), number >>> 16, 1)
  }
  return answers
}

const ofNumbers = (s: { values: string | undefined }) => s.values !== undefined && s.values !== 'any'

export const SINGLE: Definitions = {
  set: { run: set, weight: 24 },
  delete: { run: remove, weight: 16 },
  get: { run: get, weight: 8 },
  mix: { run: mix, weight: 16 },
  increment: { run: increment, weight: 6, isFor: ofNumbers },
  getOrInsert: { run: getOrInsert, weight: 4, isFor: s => !s.isSet },
}
