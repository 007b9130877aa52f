// Whole maps: made, dropped, cloned, cleared, combined, made smaller and larger.

import { DISPOSE } from '../../../src/basics/dispose.js'
import { Heap } from '../../../src/index.js'
import type { Deed, Definition } from './deed.js'

/** One made of the entries takes its place. */
const rebuild: Deed = (r, next) => {
  r.renew(r.make(r.entries()), next() % 4 === 0)
  return r.size
}

/** Its clone takes its place. */
const clone: Deed = (r, next) => {
  const copy = r.map.clone()
  if (!copy.equals(r.map)) r.fail('is not equal to its clone')
  r.renew(copy, next() % 4 === 0)
  return 2 * r.size
}

/** A few small ones are made and dropped. */
const drop: Deed = (r, next) => {
  const n = 1 + (next() % 8)
  for (let m = 0; m < n; m++) {
    const map = r.make()
    if (r.isSet) map.add(r.keys[m % r.size])
    else map.set(r.keys[m % r.size], r.values[m % r.size])
    if (map.size !== 1) r.fail('was made with an entry too few')
    if (m % 4 === 3) map[DISPOSE]()
  }
  return 2 * n
}

/** One in a memory of its own, which is dropped with it. */
const pass: Deed = r => {
  const map = r.make(r.entries(), new Heap())
  if (!r.map.equals(map)) r.fail('is not equal to what was made of its entries in a heap')
  return 2 * r.size
}

const clear: Deed = (r, next) => {
  if (next() % 2 === 0) r.map.clear()
  else for (const key of r.keys) if (!r.map.delete(key)) r.fail('lacks a key')
  r.checkSize('clear', r.map, 0)
  for (const [at, key] of r.keys.entries()) r.put(key, r.values[at])
  return 2 * r.size
}

const shrink: Deed = (r, next) => {
  r.map.shrink()
  r.check(next() % r.size)
  return 2
}

const reserve: Deed = (r, next) => {
  r.map.reserve(next() % (4 * r.size))
  if (next() % 2 === 0) r.map.shrink()
  r.check(next() % r.size)
  return 3
}

/** It grows for a while. */
const swell: Deed = (r, next) => {
  const n = Math.min(4 * r.size, 3000)
  const keys = Array.from({ length: n }, () => r.freshKey())
  for (const key of keys) r.put(key, r.values[0])
  r.checkSize('growth', r.map, r.size + n)
  r.check(next() % r.size)
  for (const key of keys) if (!r.map.delete(key)) r.fail('lacks a key that has come last')
  if (next() % 4 !== 0) r.map.shrink()
  return 2 * n
}

const inspect: Deed = r => {
  if (r.map.inspect().size !== r.size || r.map.stats().size !== r.size) r.fail('tells another size')
  return 2
}

/** Sets of its keys and others. */
const combine: Deed = (r, next) => {
  const half = r.make(r.keys.slice(0, r.size >> 1))
  half.add(r.absentKey())
  const more = r.size - (r.size >> 1)
  const other = !r.isBytes && next() % 2 === 0 ? new Set(half) : half
  r.checkSize('union', r.map.union(other), r.size + 1)
  r.checkSize('intersection', r.map.intersection(other), r.size - more)
  r.checkSize('difference', r.map.difference(other), more)
  r.checkSize('symmetricDifference', r.map.symmetricDifference(other), more + 1)
  if (half.isSubsetOf(r.map) || half.isDisjointFrom(r.map) === r.size > 1) r.fail('compares wrongly with another set')
  return 6 * r.size
}

/** Its entries go to another, by groups and as they are. */
const spread: Deed = r => {
  const groups = r.Class.groupBy(r.keys, (key: unknown) => key)
  r.checkSize('groupBy', groups)
  const other = r.make().assign(r.map)
  r.checkSize('assign', other)
  return 2 * r.size
}

export const WHOLE: readonly Definition[] = [
  { name: 'rebuild', deed: rebuild, weight: 3 },
  { name: 'clone', deed: clone, weight: 2 },
  { name: 'drop', deed: drop, weight: 4 },
  { name: 'clear', deed: clear, weight: 2 },
  { name: 'shrink', deed: shrink, weight: 2 },
  { name: 'reserve', deed: reserve, weight: 2 },
  { name: 'swell', deed: swell, weight: 1 },
  { name: 'inspect', deed: inspect, weight: 1 },
  { name: 'combine', deed: combine, weight: 2, isFor: r => r.isSet },
  { name: 'spread', deed: spread, weight: 2, isFor: r => !r.isSet },
]

/** Too dear to be one of many. */
export const SELDOM: Definition = { name: 'pass', deed: pass, weight: 1 }
