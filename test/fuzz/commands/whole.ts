// The life and the sight of a whole map.

import { DISPOSE } from '../../../src/basics/dispose.js'
import { isWasm } from '../../backend.js'
import { slotsIn } from '../../figures.js'
import { mismatch, Oracle, Visits } from '../oracle.js'
import type { Subject } from '../subject.js'
import { type Definitions, type Run, thrownBy } from './command.js'
import { drainWalk, openWalk } from './walks.js'

const MOST_LEFT = 3

/** Everything that a map holds, by looking up and by walking. */
export function verify(s: Subject): number {
  const { setup, oracle } = s
  s.compareSize('all')
  for (let at = 0; at < setup.count; at++) s.compare(at)
  drainWalk(s, openWalk(s, s.isSet ? 'keys' : 'entries'))
  return setup.count + oracle.size
}

function leave(s: Subject): void {
  if (s.left.length === MOST_LEFT) s.left.shift()
  s.left.push({ map: s.map, oracle: s.oracle })
}

/** The clone is gone on with. */
const clone: Run = s => {
  const copy = s.wrapped(s.map.clone())
  leave(s)
  s.map = copy
  s.oracle = s.oracle.clone()
  s.compareSize('clone')
  s.crowd()
  return 1
}

/** One that was left behind is gone on with. */
const swap: Run = (s, i) => {
  if (s.left.length === 0) return 0
  const at = i % s.left.length
  const { map, oracle } = s.left[at]!
  s.left[at] = { map: s.map, oracle: s.oracle }
  s.map = map
  s.oracle = oracle
  return 1
}

const clear: Run = s => {
  s.map.clear()
  s.oracle.clear()
  s.crowd()
  return 1
}

/** Deletes every key; the table draws a new hash. */
const empty: Run = s => {
  const { size } = s.oracle
  for (const [id, { key }] of s.oracle.entries) {
    if (!s.map.delete(key)) mismatch('a key that was there could not be deleted')
    s.oracle.delete(id)
  }
  s.crowd()
  return size
}

const reserve: Run = (s, i) => {
  s.map.reserve(i)
  s.crowd()
  return 1
}

const shrink: Run = s => {
  s.map.shrink()
  s.crowd()
  return 1
}

/** Goes on with an empty one; iterators of the old one throw. */
const dispose: Run = s => {
  const { map, oracle } = s
  map[DISPOSE]()
  map[DISPOSE]()
  for (let at = s.live.length - 1; at >= 0; at--) {
    const { visits, iterator } = s.live[at]!
    if (visits.oracle !== oracle) continue
    if (!(thrownBy(() => iterator.next()) instanceof TypeError)) mismatch('an iterator outlived its map')
    s.live.splice(at, 1)
  }
  for (const use of [() => map.size, () => map.has(s.keys[0]), () => map.delete(s.keys[0]), () => map.clear()]) {
    if (!(thrownBy(use) instanceof TypeError)) mismatch('a disposed map could be used')
  }
  begin(s)
  return 4
}

/** Goes on with an empty one; the old one is left to the collector. */
const drop: Run = s => {
  begin(s)
  return 1
}

function begin(s: Subject): void {
  s.map = s.create()
  s.oracle = new Oracle()
  s.crowd()
}

const entriesOf = (s: Subject) =>
  Array.from(s.oracle.entries.values(), ({ key, value }) => (s.isSet ? key : [key, value]))

/** A map made of the entries is equal to this one, and no longer when it differs in one. */
const rebuild: Run = (s, i) => {
  const { map, oracle } = s
  const copy = s.create(i % 2 === 0 ? {} : { capacity: i }, entriesOf(s))
  if (copy.size !== oracle.size) mismatch(`a map made of ${oracle.size} entries has ${copy.size}`)
  if (!map.equals(copy)) mismatch('a map made of the entries is not equal')
  if (!s.isBytes) {
    const builtIn = s.isSet ? new Set(entriesOf(s)) : new Map(entriesOf(s))
    if (!map.equals(builtIn)) mismatch('a built-in map of the entries is not equal')
  }
  const at = s.at(i)
  if (copy.delete(s.keys[at]) !== oracle.has(s.ids[at])) mismatch('a map made of the entries lacks a key')
  if (oracle.has(s.ids[at]) === map.equals(copy)) mismatch('equals overlooks a key')
  copy[DISPOSE]()
  return 2 * oracle.size
}

/** The table as plain objects has each entry once. */
const inspect: Run = s => {
  const view = s.map.inspect()
  const stats = s.map.stats()
  if (view.size !== s.oracle.size || stats.size !== s.oracle.size) mismatch('inspect or stats tell another size')
  const visits = new Visits(s.oracle, false)
  const tables = s.isHash ? Object.values(view.tables) : [view]
  for (const { key, value } of tables.flatMap(slotsIn)) visits.visit(key, value, !s.isSet)
  if (s.isHash) for (const [key, value] of view.rest) visits.visit(key, value, !s.isSet)
  visits.end()
  return s.oracle.size
}

/** Mostly of what is young, since a whole one takes milliseconds. */
const collect: Run = (_, i) => {
  if (i % 16 === 0) globalThis.gc?.()
  else globalThis.gc?.({ type: 'minor' } as never)
  return 1
}

export const WHOLE: Definitions = {
  clone: { run: clone, weight: 2 },
  swap: { run: swap, weight: 2 },
  clear: { run: clear, weight: 2 },
  empty: { run: empty, weight: 1 },
  reserve: { run: reserve, weight: 2 },
  shrink: { run: shrink, weight: 2 },
  dispose: { run: dispose, weight: 1 },
  drop: { run: drop, weight: 1 },
  rebuild: { run: rebuild, weight: 1 },
  inspect: { run: inspect, weight: 1 },
  verify: { run: verify, weight: 1 },
  collect: { run: collect, weight: 1, isFor: () => isWasm && typeof globalThis.gc === 'function' },
}
