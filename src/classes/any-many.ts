// Many keys a call for tables of any keys: each is worked through key by key, since its neighbours may be of other kinds.

import type { AnyKeys } from './any-keys.js'
import { BYTE, fallbackFor, type Keys, outputFor, requireArray } from './many.js'

export function getMany(table: AnyKeys, keys: Keys<any>, out: any, missing: any): any {
  const where = `${table.name}.getMany`
  const { kind } = table
  const n = requireArray(where, 'keys', keys)
  const answers = outputFor(where, out, kind, n)
  table.live('getMany')
  const fallback = fallbackFor(where, kind, missing)
  for (let i = 0; i < n; i++) {
    const value = table.get(keys[i])
    answers[i] = value === undefined && !table.has(keys[i]) ? fallback : value
  }
  return answers
}

export function hasMany(table: AnyKeys, keys: Keys<any>, out: Uint8Array | undefined): Uint8Array {
  const where = `${table.name}.hasMany`
  const n = requireArray(where, 'keys', keys)
  const answers: Uint8Array = outputFor(where, out, BYTE, n)
  table.live('hasMany')
  for (let i = 0; i < n; i++) answers[i] = table.has(keys[i]) ? 1 : 0
  return answers
}

export function deleteMany(table: AnyKeys, keys: Keys<any>): number {
  const n = requireArray(`${table.name}.deleteMany`, 'keys', keys)
  table.live('deleteMany')
  let deleted = 0
  for (let i = 0; i < n; i++) if (table.delete(keys[i])) deleted++
  return deleted
}
