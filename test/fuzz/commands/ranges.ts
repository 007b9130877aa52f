// Keys that are named by a range of a buffer.

import { stored, sum } from '../../model/kinds.js'
import { differ, mismatch } from '../oracle.js'
import type { Definitions, Run } from './command.js'

const setRange: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids, isSet } = s
  const { buffer, starts, ends } = s.list.bytes!
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const [start, end] = [starts[at]!, ends[at]!]
    const answer = isSet ? map.addRange(buffer, start, end) : map.setRange(buffer, start, end, s.value(j + m))
    if (answer !== map) mismatch('setRange and addRange return their map')
    oracle.set(ids[at], keys[at], s.storedValue(j + m))
  }
  return n
}

const deleteRange: Run = (s, i, _, n) => {
  const { map, oracle, keys, ids } = s
  const { buffer, starts, ends } = s.list.bytes!
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const answer = map.deleteRange(buffer, starts[at]!, ends[at]!)
    if (oracle.delete(ids[at]) !== answer) differ('deleteRange', keys[at], answer, !answer)
    if (answer && oracle.size === 0) s.crowd()
  }
  return n
}

const getRange: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids, isSet } = s
  const { buffer, starts, ends } = s.list.bytes!
  const fallback = s.storedValue(j)
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const [start, end] = [starts[at]!, ends[at]!]
    const entry = oracle.entries.get(ids[at])
    const is = map.hasRange(buffer, start, end)
    if (is !== (entry !== undefined)) differ('hasRange', keys[at], is, !is)
    if (isSet) continue
    const got = map.getRange(buffer, start, end)
    if (!Object.is(got, entry?.value)) differ('getRange', keys[at], got, entry?.value)
    const or = map.getOrRange(buffer, start, end, fallback)
    if (!Object.is(or, entry === undefined ? fallback : entry.value)) differ('getOrRange', keys[at], or, entry?.value)
  }
  return isSet ? n : 3 * n
}

const getOrInsertRange: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids } = s
  const { buffer, starts, ends } = s.list.bytes!
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const [start, end] = [starts[at]!, ends[at]!]
    const entry = oracle.entries.get(ids[at])
    const want = entry === undefined ? s.storedValue(j + m) : entry.value
    const got =
      (j + m) & 1
        ? map.getOrInsertRange(buffer, start, end, s.value(j + m))
        : map.getOrInsertComputedRange(buffer, start, end, () => s.value(j + m))
    if (!Object.is(got, want)) differ('getOrInsertRange', keys[at], got, want)
    if (entry === undefined) oracle.set(ids[at], keys[at], want)
  }
  return n
}

/** Sums that are in range: those that are not are the business of `increment`. */
const incrementRange: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids } = s
  const { values } = s.setup
  const { buffer, starts, ends } = s.list.bytes!
  for (let m = 0; m < n; m++) {
    const at = s.at(i + m)
    const by = s.value(j + m)
    const old = oracle.has(ids[at]) ? oracle.entries.get(ids[at])!.value : typeof by === 'bigint' ? 0n : -0
    const both = sum(values!, old, by)
    if (both === undefined) continue
    const expected = stored(values!, both)
    const got = map.incrementRange(buffer, starts[at], ends[at], by)
    if (got !== expected && !Object.is(got, expected)) differ('incrementRange', keys[at], got, expected)
    oracle.set(ids[at], keys[at], expected)
  }
  return n
}

export const RANGES: Definitions = {
  setRange: { run: setRange, weight: 10, isFor: s => s.isBytes },
  deleteRange: { run: deleteRange, weight: 7, isFor: s => s.isBytes },
  getRange: { run: getRange, weight: 4, isFor: s => s.isBytes },
  getOrInsertRange: { run: getOrInsertRange, weight: 2, isFor: s => s.isBytes && !s.isSet },
  incrementRange: {
    run: incrementRange,
    weight: 3,
    isFor: s => s.isBytes && s.values !== undefined && s.values !== 'any',
  },
}
