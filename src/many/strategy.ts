// How a call for many keys is done, chosen once a call: a typed array of the class's own type goes to the engine in chunks,
// keys that are ranges of a buffer go there as such, anything else is worked through key by key.

import { asTyped } from '../basics/realms.js'
import type { Body } from '../body/body.js'
import type { ManyKeys } from '../body/many.js'
import { requireArray } from './checks.js'
import { ColumnKeys } from './column.js'
import { EachKey } from './each.js'
import { BodyKey } from './one.js'

/** The keys of a call. @throws TypeError or RangeError if they are none */
export function manyKeys(body: Body, method: string, keys: unknown): ManyKeys {
  const ranges = body.traits.rangeKeys?.(body, method, keys)
  if (ranges !== undefined) return ranges
  const one = new BodyKey(body)
  const kind = body.traits.keys
  const n = requireArray(body.where(method), 'keys', keys, kind.isString)
  const column = kind.scalar && asTyped(keys, kind.scalar.Column)
  return column === undefined
    ? new EachKey(n, one, keys as ArrayLike<unknown>, kind)
    : new ColumnKeys(body, method, one, column)
}
