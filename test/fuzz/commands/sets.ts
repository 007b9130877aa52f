// Set algebra, and what else takes another set: one of the same class, a built-in one, any object that behaves as one.

import { DISPOSE } from '../../../src/basics/dispose.js'
import { idOf } from '../../ids.js'
import { mismatch, showValue } from '../oracle.js'
import type { Subject } from '../subject.js'
import { type Definitions, isFamine, type Run, thrownBy } from './command.js'
import { verify } from './whole.js'

/** Another set, and the ids of its keys. */
interface Other {
  set: any
  ids: Set<any>
}

/** Behaves as a set whose keys are equal by content, and calls back on its way. */
function likeOf(keys: any[], onCall: () => void): any {
  const ids = new Map(keys.map(key => [idOf(key), key]))
  return {
    size: ids.size,
    has(key: any) {
      onCall()
      return ids.has(idOf(key))
    },
    *keys() {
      for (const key of ids.values()) {
        onCall()
        yield key
      }
    },
  }
}

function otherOf(s: Subject, i: number, j: number, n: number): Other {
  const keys = Array.from({ length: n }, (_, m) => s.keys[s.at(i + m)])
  const ids = new Set(keys.map(idOf))
  const form = j % 5
  if (form === 0) return { set: s.map, ids: new Set(s.oracle.entries.keys()) }
  if (form === 1 && !s.isBytes) return { set: new Set(keys), ids }
  if (form === 2) return { set: likeOf(keys, () => {}), ids }
  return { set: s.create({}, keys), ids }
}

type Operation = [name: string, holds: (here: boolean, there: boolean) => boolean]

const RESULTS: Operation[] = [
  ['union', (here, there) => here || there],
  ['intersection', (here, there) => here && there],
  ['difference', (here, there) => here && !there],
  ['symmetricDifference', (here, there) => here !== there],
]

/** A result that is a set, whole. */
const combine: Run = (s, i, j, n) => {
  const { set, ids } = otherOf(s, i, j, n)
  const [name, holds] = RESULTS[(j >> 3) & 3]!
  const result = s.map[name](set)
  const mine = s.oracle.entries
  let size = 0
  for (const id of new Set([...mine.keys(), ...ids])) if (holds(mine.has(id), ids.has(id))) size++
  if (result.size !== size) mismatch(`${name} has ${result.size} keys, not ${size}`)
  let walked = 0
  for (const key of result) {
    const id = idOf(key)
    if (!holds(mine.has(id), ids.has(id))) mismatch(`${name} holds ${showValue(key)}`)
    if (Object.is(key, -0)) mismatch(`${name} holds negative zero`)
    walked++
  }
  if (walked !== size) mismatch(`${name} came to ${walked} keys of ${size}`)
  if (result.constructor !== s.Class) mismatch(`${name} is of another class`)
  result[DISPOSE]()
  return size
}

const TESTS: [name: string, expected: (mine: Set<any>, theirs: Set<any>) => boolean][] = [
  ['isSubsetOf', (mine, theirs) => [...mine].every(id => theirs.has(id))],
  ['isSupersetOf', (mine, theirs) => [...theirs].every(id => mine.has(id))],
  ['isDisjointFrom', (mine, theirs) => ![...mine].some(id => theirs.has(id))],
  ['equals', (mine, theirs) => mine.size === theirs.size && [...mine].every(id => theirs.has(id))],
]

const relate: Run = (s, i, j, n) => {
  const { set, ids } = otherOf(s, i, j, n)
  const [name, expected] = TESTS[(j >> 3) & 3]!
  const want = expected(new Set(s.oracle.entries.keys()), ids)
  if (s.map[name](set) !== want) mismatch(`${name} is not ${want}`)
  return s.oracle.size
}

/** The other set changes this one, or throws, while it is asked. What this one holds afterwards is what was done to it. */
const betray: Run = (s, i, j, n) => {
  let calls = 0
  const keys = Array.from({ length: n }, (_, m) => s.keys[s.at(i + m)])
  const set = likeOf(keys, () => {
    calls++
    if (calls > n) return
    if (calls * 3 === j % 97) throw new Betrayal()
    const at = s.at(i + calls * 7)
    if (calls % 2 === 0) {
      s.map.add(s.keys[at])
      s.oracle.set(s.ids[at], s.keys[at], undefined)
    } else {
      if (s.map.delete(s.keys[at]) !== s.oracle.delete(s.ids[at])) mismatch('a delete in a callback answered wrongly')
      s.crowd()
    }
  })
  const name = [...RESULTS, ...TESTS][(j >> 3) & 7]![0]
  const error = thrownBy(() => s.map[name](set))
  if (error !== undefined && !(error instanceof Betrayal) && !isFamine(s, error)) throw error
  s.compareSize(name)
  return s.setup.count <= 200 ? verify(s) : 1
}

class Betrayal extends Error {}

/** Only results of `union` and `symmetricDifference` would have to hold a key that the class cannot. */
const foreign: Run = (s, i, j) => {
  const set = new Set<any>([s.keys[s.at(i)], Symbol('foreign')])
  const size = s.map.size
  const before = s.oracle.has(s.ids[s.at(i)])
  for (const name of ['union', 'symmetricDifference']) {
    const error = thrownBy(() => s.map[name](set))
    if (!(error instanceof TypeError || isFamine(s, error))) mismatch(`${name} with a foreign key: ${error}`)
  }
  if (s.map.intersection(set).size !== (before ? 1 : 0)) mismatch('intersection with a foreign key')
  if (j % 2 === 0 && s.map.difference(set).size !== size - (before ? 1 : 0)) mismatch('difference with a foreign key')
  return 4
}

export const SETS: Definitions = {
  combine: { run: combine, weight: 5, isFor: s => s.isSet },
  relate: { run: relate, weight: 3, isFor: s => s.isSet },
  betray: { run: betray, weight: 2, isFor: s => s.isSet },
  foreign: { run: foreign, weight: 1, isFor: s => s.isSet && !s.isHash && !s.isBytes },
}
