// One key a call: fresh keys come, the oldest go.

import { stored, sum } from '../../model/kinds.js'
import { type Deed, type Definition, refused, some } from './deed.js'

/** A fresh entry for the oldest, before that is deleted or after it. */
const churn: Deed = (r, next) => {
  const n = some(r, next)
  for (let m = 0; m < n; m++) {
    const at = r.nextPlace()
    const old = r.keys[at]
    const isFirst = (m & 1) === 0
    if (isFirst && !r.map.delete(old)) r.fail('lacks its oldest key')
    r.enter(at, r.freshKey(), r.freshValue())
    if (!isFirst && !r.map.delete(old)) r.fail('lacks its oldest key')
  }
  return 2 * n
}

const read: Deed = (r, next) => {
  const n = some(r, next)
  const from = next() % r.size
  for (let m = 0; m < n; m++) r.check((from + m) % r.size)
  const absent = r.absentKey()
  if (r.map.has(absent)) r.fail('has a key that never came')
  if (!r.isSet && r.map.getOr(absent, 5) !== 5) r.fail('has a value of a key that never came')
  return 2 * n + 2
}

const update: Deed = (r, next) => {
  const n = some(r, next)
  const from = next() % r.size
  for (let m = 0; m < n; m++) {
    const at = (from + m) % r.size
    r.enter(at, r.keys[at], r.freshValue())
  }
  return n
}

const getOrInsert: Deed = (r, next) => {
  const n = some(r, next)
  for (let m = 0; m < n; m++) {
    const at = r.nextPlace()
    if (r.map.getOrInsert(r.keys[at], r.freshValue()) !== r.values[at]) r.fail('getOrInsert replaced a value')
    r.map.delete(r.keys[at])
    const [key, value] = [r.freshKey(), r.freshValue()]
    if (r.map.getOrInsertComputed(key, () => value) !== value) r.fail('getOrInsertComputed returns another value')
    r.keys[at] = key
    r.values[at] = value
  }
  return 3 * n
}

const increment: Deed = (r, next) => {
  const { values } = r.form
  const n = some(r, next)
  for (let m = 0; m < n; m++) {
    const at = next() % r.size
    const one = typeof r.values[at] === 'bigint' ? 1n : 1
    r.values[at] = stored(values!, sum(values!, r.values[at], one))
    if (r.map.increment(r.keys[at]) !== r.values[at]) r.fail('increment returns another sum')
  }
  return n
}

/** Keys in a buffer. */
const range: Deed = (r, next) => {
  const n = some(r, next)
  for (let m = 0; m < n; m++) {
    const at = r.nextPlace()
    const old = r.keys[at]
    const key = r.freshKey()
    const value = r.freshValue()
    const buffer = new Uint8Array(old.length + key.length)
    buffer.set(old)
    buffer.set(key, old.length)
    if (!r.map.deleteRange(buffer, 0, old.length)) r.fail('lacks its oldest key')
    if (r.isSet) r.map.addRange(buffer, old.length, buffer.length)
    else r.map.setRange(buffer, old.length, buffer.length, value)
    r.keys[at] = key
    r.values[at] = value
  }
  return 2 * n
}

/** What is refused changes nothing. */
const wrong: Deed = r => {
  const key = r.absentKey()
  let calls = 0
  const isWrong = (what: string, call: () => unknown) => {
    calls++
    refused(r, what, call)
  }
  if (!r.isHash) isWrong('a key', () => r.put(Symbol('wrong'), r.values[0]))
  if (r.isOfNumbers) isWrong('a value', () => r.map.set(key, 'wrong'))
  if (r.isOfNumbers) isWrong('a value', () => r.map.getOrInsert(key, {}))
  if (r.form.values === 'any') isWrong('increment', () => r.map.increment(key, 1))
  isWrong('reserve', () => r.map.reserve(-1))
  isWrong('deleteWhere', () => r.map.deleteWhere(undefined))
  if (r.map.has(key)) r.fail('has a key that came with a wrong argument')
  return calls
}

export const SINGLE: readonly Definition[] = [
  { name: 'churn', deed: churn, weight: 24 },
  { name: 'read', deed: read, weight: 8 },
  { name: 'update', deed: update, weight: 6 },
  { name: 'getOrInsert', deed: getOrInsert, weight: 4, isFor: r => !r.isSet },
  { name: 'increment', deed: increment, weight: 3, isFor: r => r.isOfNumbers },
  { name: 'range', deed: range, weight: 6, isFor: r => r.isBytes },
  { name: 'wrong', deed: wrong, weight: 2 },
]
