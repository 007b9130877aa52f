// Many keys a call, as plain arrays, columns and bytes side by side in a buffer.

import { indexMany, joinMany } from '../../../src/index.js'
import { arrayOf, KEY_ARRAYS, VALUE_ARRAYS } from '../../columns.js'
import { stored, sum } from '../../model/kinds.js'
import type { Resident } from '../resident.js'
import { type Deed, type Definition, refused, some } from './deed.js'

function packed(keys: Uint8Array[]): { bytes: Uint8Array; offsets: Uint32Array } {
  const offsets = new Uint32Array(keys.length + 1)
  for (const [m, key] of keys.entries()) offsets[m + 1] = offsets[m]! + key.length
  const bytes = new Uint8Array(offsets[keys.length]!)
  for (const [m, key] of keys.entries()) bytes.set(key, offsets[m])
  return { bytes, offsets }
}

function keysAs(r: Resident, keys: any[], form: number): any {
  if (r.isBytes) return form % 2 === 0 ? keys : packed(keys)
  return arrayOf(KEY_ARRAYS[r.form.keys], keys, form)
}

/** The oldest entries go, and fresh ones come. */
const replaceMany: Deed = (r, next) => {
  const n = some(r, next)
  const form = next()
  const places = Array.from({ length: n }, () => r.nextPlace())
  const gone = places.map(at => r.keys[at])
  if (r.map.deleteMany(keysAs(r, gone, form)) !== n) r.fail('lacks some of its oldest keys')
  const keys = places.map(() => r.freshKey())
  const values = places.map(() => r.freshValue())
  if (r.isSet) r.map.addMany(keysAs(r, keys, form))
  else r.map.setMany(keysAs(r, keys, form), arrayOf(VALUE_ARRAYS[r.form.values!], values, form >>> 2))
  for (const [m, at] of places.entries()) {
    r.keys[at] = keys[m]
    r.values[at] = values[m]
  }
  return 2 * n
}

const readMany: Deed = (r, next) => {
  const n = some(r, next)
  const from = next() % (r.size - n + 1)
  const keys = keysAs(r, [...r.keys.slice(from, from + n), r.absentKey()], next())
  const present = r.map.hasMany(keys)
  if (present[n] !== 0 || present.indexOf(0) !== n) r.fail('hasMany is wrong')
  if (r.isSet) return n
  const values = r.map.getMany(keys)
  for (let m = 0; m < n; m++) if (!Object.is(values[m], r.values[from + m])) r.fail('getMany is wrong')
  return 2 * n
}

const incrementMany: Deed = (r, next) => {
  const { values } = r.form
  const n = some(r, next)
  const from = next() % (r.size - n + 1)
  const by = typeof r.values[0] === 'bigint' ? 3n : 3
  r.map.incrementMany(keysAs(r, r.keys.slice(from, from + n), next()), by)
  for (let at = from; at < from + n; at++) r.values[at] = stored(values!, sum(values!, r.values[at], by))
  r.check(from)
  return n
}

/** The call ends at a wrong key or value: those before it are there already, and stay what they were. */
const wrongMany: Deed = (r, next) => {
  const n = some(r, next)
  const keys: any[] = r.keys.slice(0, n)
  const values: any[] = r.values.slice(0, n)
  if (r.isHash) values.push('wrong')
  else values.push(r.values[0])
  keys.push(r.isHash ? r.absentKey() : Symbol('wrong'))
  refused(r, 'a call for many keys', () => (r.isSet ? r.map.addMany(keys) : r.map.setMany(keys, values)))
  return n
}

const arrays: Deed = r => {
  const n = r.isSet ? r.map.toArray().length : r.map.toArrays().keys.length
  if (n !== r.size) r.fail(`is an array of ${n}`)
  return n
}

const columns: Deed = (r, next) => {
  const n = Math.min(r.size, 200)
  const keys = keysAs(r, r.keys.slice(0, n), next())
  if (indexMany(keys as any[]).keys.length !== n) r.fail('indexMany is wrong')
  if (joinMany(keys as any[], keys as any[]).left.length !== n) r.fail('joinMany is wrong')
  return 3 * n
}

export const MANY: readonly Definition[] = [
  { name: 'replaceMany', deed: replaceMany, weight: 8 },
  { name: 'readMany', deed: readMany, weight: 4 },
  { name: 'incrementMany', deed: incrementMany, weight: 2, isFor: r => r.isOfNumbers },
  { name: 'wrongMany', deed: wrongMany, weight: 1, isFor: r => !r.isHash || r.isOfNumbers },
  { name: 'arrays', deed: arrays, weight: 1 },
  { name: 'columns', deed: columns, weight: 1, isFor: r => !r.isBytes },
]
