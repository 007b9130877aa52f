// Callbacks that change the map that calls them, or throw.

import { mismatch, Visits } from '../oracle.js'
import { numbersOf } from '../random.js'
import type { Subject } from '../subject.js'
import { type Definitions, isFamine, type Run, thrownBy } from './command.js'
import { MANY } from './many.js'
import { SINGLE } from './single.js'
import { WALKS } from './walks.js'
import { WHOLE } from './whole.js'

/** Callbacks in callbacks, at most. */
const DEEPEST = 2

class Thrown extends Error {}

const INSIDE: [run: Run, n: number][] = [
  ...[SINGLE.set!, SINGLE.delete!, SINGLE.get!, SINGLE.mix!].map(({ run }): [Run, number] => [run, 1]),
  ...[SINGLE.set!, SINGLE.delete!, SINGLE.mix!].map(({ run }): [Run, number] => [run, 20]),
  ...[MANY.writeMany!, MANY.deleteMany!, MANY.readMany!].map(({ run }): [Run, number] => [run, 9]),
  ...[WALKS.open!, WALKS.step!].map(({ run }): [Run, number] => [run, 3]),
]
const SELDOM: Run[] = [WHOLE.clear!.run, WHOLE.shrink!.run, WHOLE.reserve!.run, WHOLE.empty!.run, WHOLE.inspect!.run]

/** Something happens in a callback. `j` says what, `call` counts the calls. */
function within(s: Subject, i: number, j: number, call: number): void {
  const number = numbersOf(j + call * 0x10001)()
  if (number % 64 === 0) throw new Thrown()
  if (number % 4 !== 0 || s.depth > DEEPEST) return
  s.depth++
  try {
    const other = number >>> 6
    if (other % 23 === 0) SELDOM[other % SELDOM.length]!(s, i + call, other, 1)
    else if (other % 31 === 0) visit(s, i + call, other, 1)
    else if (other % 37 === 0) deleteWhere(s, i + call, other, 1)
    else {
      const [run, n] = INSIDE[other % INSIDE.length]!
      run(s, i + (other & 1023), other, Math.min(n, s.setup.bulk))
    }
  } finally {
    s.depth--
  }
}

/** Calls, and lets through what callbacks throw. */
function called(s: Subject, call: () => void): boolean {
  const error = thrownBy(call)
  if (error === undefined) return true
  if (error instanceof Thrown || isFamine(s, error)) return false
  throw error
}

const visit: Run = (s, i, j) => {
  const visits = new Visits(s.oracle, s.isHash)
  const self = {}
  let calls = 0
  const wasWhole = called(s, () => {
    s.map.forEach(function (this: unknown, value: any, key: any, map: any) {
      if (this !== self || map !== s.map) mismatch('forEach passed another map or receiver')
      visits.visit(key, s.isSet ? undefined : value, !s.isSet)
      if (s.isSet && value !== key && value === value && !s.isBytes) mismatch('forEach of a set passed two keys')
      // Callbacks of a large map cost as much as all else.
      if (calls++ < 500) within(s, i, j, calls)
    }, self)
  })
  if (wasWhole) visits.end()
  return calls
}

const deleteWhere: Run = (s, i, j) => {
  const { map, oracle } = s
  const visits = new Visits(oracle, s.isHash)
  let calls = 0
  let deleted = 0
  /** What the last call has chosen, and what only now is done. */
  let chosen: any = NONE
  const settle = () => {
    if (chosen !== NONE && oracle.delete(chosen)) deleted++
    chosen = NONE
    s.crowd()
  }
  const choose = (key: any, value: any) => {
    settle()
    const id = visits.visit(key, value, !s.isSet)
    if (calls++ < 500) within(s, i, j, calls)
    if ((calls + i) % ((j % 4) + 1) !== 0) return false
    chosen = id
    return true
  }
  let answer = -1
  const wasWhole = called(s, () => {
    answer = map.deleteWhere(
      s.isSet ? (key: any) => choose(key, undefined) : (value: any, key: any) => choose(key, value),
    )
  })
  if (!wasWhole) {
    // Memory may have been out for the delete, or only for the step after it.
    if (chosen !== NONE && map.size < oracle.size) settle()
    return calls
  }
  settle()
  visits.end()
  if (answer !== deleted) mismatch(`deleteWhere says ${answer} of ${deleted}`)
  return calls
}

const NONE = Symbol('none')

/** The value of a key is computed by what changes the map. */
const compute: Run = (s, i, j, n) => {
  const count = Math.min(n, 20)
  for (let m = 0; m < count; m++) {
    const at = s.at(i + m)
    const isThere = s.oracle.has(s.ids[at])
    let isComputed = false
    const isWhole = called(s, () => {
      s.map.getOrInsertComputed(s.keys[at], () => {
        isComputed = true
        within(s, i, j, m)
        return s.value(j + m)
      })
    })
    if (isWhole && isComputed === isThere) mismatch('getOrInsertComputed computes what is missing, and nothing else')
    if (isWhole && isComputed) s.oracle.set(s.ids[at], s.keys[at], s.storedValue(j + m))
    s.compareSize('getOrInsertComputed')
  }
  return count
}

/** Entries from an iterable that changes the map meanwhile, or throws. */
const assign: Run = (s, i, j, n) => {
  const { map, oracle, keys, ids } = s
  const count = Math.min(n, 300)
  let done = -1
  const settle = () => {
    if (done < 0) return
    const at = s.at(i + done)
    oracle.set(ids[at], keys[at], s.storedValue(j + done))
  }
  function* entries() {
    for (let m = 0; m < count; m++) {
      settle()
      done = -1
      if (m % 8 === 7) within(s, i, j, m)
      done = m
      const key = keys[s.at(i + m)]
      yield s.isSet ? key : [key, s.value(j + m)]
    }
    settle()
    done = -1
  }
  if (called(s, () => void map.assign(entries())) && done >= 0) mismatch('assign left out what came last')
  s.compareSize('assign')
  return count
}

/** A constructor whose entries throw leaves nothing behind, and others fill the map. */
const construct: Run = (s, i, j, n) => {
  const place = j % (2 * n)
  function* entries() {
    for (let m = 0; m < n; m++) {
      if (m === place) throw new Thrown()
      const key = s.keys[s.at(i + m)]
      yield s.isSet ? key : [key, s.value(j + m)]
    }
  }
  let made: any
  const isWhole = called(s, () => {
    made = s.create({}, entries())
  })
  if (!isWhole) return 1
  if (place < n) mismatch('a constructor went on after its entries threw')
  s.map = made
  s.oracle = new (s.oracle.constructor as any)()
  for (let m = 0; m < n; m++) s.oracle.set(s.ids[s.at(i + m)], s.keys[s.at(i + m)], s.storedValue(j + m))
  s.compareSize('new')
  s.crowd()
  return n
}

export const CALLBACKS: Definitions = {
  visit: { run: visit, weight: 2 },
  deleteWhere: { run: deleteWhere, weight: 2 },
  compute: { run: compute, weight: 2, isFor: s => !s.isSet },
  assign: { run: assign, weight: 2 },
  construct: { run: construct, weight: 1, isFor: s => !s.isCrowded },
}
