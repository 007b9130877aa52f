// Iterators that are left half-way, and callbacks that throw.

import { idOf } from '../../ids.js'
import type { Resident } from '../resident.js'
import { type Deed, type Definition, interrupt, interrupted } from './deed.js'

const shapes = ['entries', 'keys', 'values'] as const

/** Some steps of an iterator, which stays open until another takes its place, and goes on before that. */
const walk: Deed = (r, next) => {
  r.walk?.next()
  const walk: Iterator<unknown> = r.map[shapes[next() % 3]!]()
  const steps = next() % Math.min(r.size, 300)
  for (let n = 0; n < steps; n++) if (walk.next().done) r.fail('an iterator ended early')
  r.walk = walk
  return steps + 2
}

/** Loops and destructuring, which close the iterator. */
const leave: Deed = (r, next) => {
  let steps = 1 + (next() % Math.min(r.size, 40))
  for (const _ of r.map) if (--steps === 0) break
  const [first] = r.map.keys()
  if (!r.map.has(first)) r.fail('hands out a key that is not there')
  return steps + 2
}

const visit: Deed = (r, next) => {
  const last = next() % r.size
  let calls = 0
  const visitOne = () => {
    if (calls++ === last) interrupt()
  }
  interrupted(r, 'forEach', () => r.map.forEach(visitOne))
  return calls
}

/** Those that were chosen before it throws are deleted, and come back. */
const deleteWhere: Deed = (r, next) => {
  const last = next() % r.size
  const every = 1 + (next() % 8)
  const gone = new Set<unknown>()
  let calls = 0
  const choose = (key: unknown) => {
    if (calls++ === last) interrupt()
    if (calls % every !== 0) return false
    gone.add(idOf(key))
    return true
  }
  interrupted(r, 'deleteWhere', () =>
    r.map.deleteWhere(r.isSet ? (key: unknown) => choose(key) : (_: unknown, key: unknown) => choose(key)),
  )
  r.checkSize('deleteWhere', r.map, r.size - gone.size)
  for (const [at, key] of r.keys.entries()) if (gone.has(idOf(key))) r.put(key, r.values[at])
  return calls + gone.size
}

const compute: Deed = r => {
  const key = r.absentKey()
  interrupted(r, 'getOrInsertComputed', () => r.map.getOrInsertComputed(key, interrupt))
  if (r.map.has(key)) r.fail('has a key whose value was never computed')
  return 1
}

/** Its own entries, up to one. */
function* entriesUpTo(r: Resident, last: number): Generator<any> {
  for (let at = 0; at < last; at++) yield r.isSet ? r.keys[at] : [r.keys[at], r.values[at]]
  interrupt()
}

const assign: Deed = (r, next) => {
  const last = next() % r.size
  interrupted(r, 'assign', () => r.map.assign(entriesUpTo(r, last)))
  return last
}

const construct: Deed = (r, next) => {
  const last = next() % r.size
  interrupted(r, 'a constructor', () => r.make(entriesUpTo(r, last)))
  return last
}

const groupBy: Deed = (r, next) => {
  const last = next() % r.size
  let calls = 0
  const keyOf = (key: unknown) => (calls++ === last ? interrupt() : key)
  interrupted(r, 'groupBy', () => r.Class.groupBy(r.keys, keyOf))
  return calls
}

/** Another set that throws when it is asked for its keys, or for one of them. */
const algebra: Deed = (r, next) => {
  let last = next() % r.size
  const answer = (key: unknown) => (last-- === 0 ? interrupt() : key)
  const size = next() % 2 === 0 ? 0 : 2 * r.size
  function* keys() {
    for (const key of r.keys) yield answer(key)
  }
  const other = { size, has: answer, keys }
  const names = size === 0 ? ['union', 'symmetricDifference'] : ['difference', 'intersection', 'isSubsetOf']
  const name = names[next() % names.length]!
  interrupted(r, name, () => r.map[name](other))
  return r.size
}

export const CALLBACKS: readonly Definition[] = [
  { name: 'walk', deed: walk, weight: 4 },
  { name: 'leave', deed: leave, weight: 4 },
  { name: 'visit', deed: visit, weight: 2 },
  { name: 'deleteWhere', deed: deleteWhere, weight: 2 },
  { name: 'compute', deed: compute, weight: 2, isFor: r => !r.isSet },
  { name: 'assign', deed: assign, weight: 2 },
  { name: 'construct', deed: construct, weight: 2 },
  { name: 'groupBy', deed: groupBy, weight: 2, isFor: r => !r.isSet },
  { name: 'algebra', deed: algebra, weight: 2, isFor: r => r.isSet },
]
