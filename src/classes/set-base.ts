// Everything of a set that is not a single-key operation on its table: those are in the class itself (specimens/).

import { Array, String, TypeError } from '../basics/builtins.js'
import { requireCallable } from '../basics/errors.js'
import { type SetLike, setRecord } from '../basics/set-record.js'
import type { Body } from '../body/body.js'
import { bodyOf } from '../body/door.js'
import { INSPECT, type Inspect, type InspectOptions, inspected } from '../body/sight.js'
import { Cursor } from '../iteration/cursor.js'
import { KeyIterator, PairIterator } from '../iteration/iterators.js'
import type { Cells } from '../kinds/kind.js'
import { manyKeys } from '../many/strategy.js'
import { byColumns, Container, cloneOf, emptyLike, sightOf } from './container.js'

/** Adds the keys of an iterable with the set's own `add`, which a subclass may have overridden. */
export function fillSet(set: { add(key: unknown): unknown }, body: Body, keys: Iterable<unknown>): void {
  try {
    for (const key of keys) set.add(key)
  } catch (error) {
    body.dispose()
    throw error
  }
}

/** The single-key operations on a body, for what follows. */
const has = (body: Body, key: unknown): boolean => body.traits.operations.has(body, key)
const add = (body: Body, key: unknown): void => body.traits.operations.add!(body, key)
const remove = (body: Body, key: unknown): boolean => body.traits.operations.remove(body, key)

function everyKey(body: Body, test: (key: unknown) => unknown): boolean {
  const cursor = new Cursor(body)
  for (let i = cursor.step(); i >= 0; i = cursor.step()) if (!test(cursor.key(i))) return false
  return true
}

/** Throws if a set of this class cannot hold a key. */
function requireOwn(body: Body, method: string, key: unknown): void {
  if (body.traits.keys.accepts(key, body.keyLength)) return
  const where = body.where(method)
  throw new TypeError(`${where}: the other set holds a key that this class cannot hold: ${String(key)}`)
}

/** The receiver, its body, and what the other set of a method is to it. */
function both(set: SetBase, method: string, other: SetLike<unknown>) {
  const body = bodyOf(set, method)
  const record = setRecord(body.where(method), other)
  body.live(method)
  return { body, record }
}

/** A result, which is of the class of the receiver, and its body. */
function result<S>(set: object, method: string) {
  return { set: set as S, to: bodyOf(set, method) }
}

export abstract class SetBase extends Container {
  forEach(visit: (value: unknown, key: unknown, set: this) => void, thisArg: unknown = undefined): void {
    const body = bodyOf(this, 'forEach')
    body.live('forEach')
    requireCallable(body.where('forEach'), 'visit', visit)
    const cursor = new Cursor(body)
    for (let i = cursor.step(); i >= 0; i = cursor.step()) visit.call(thisArg, cursor.key(i), cursor.key(i), this)
  }

  entries(): PairIterator {
    const body = bodyOf(this, 'entries')
    body.live('entries')
    return new PairIterator(body)
  }

  values(): KeyIterator {
    const body = bodyOf(this, 'values')
    body.live('values')
    return new KeyIterator(body)
  }

  equals(other: SetLike<unknown>): boolean {
    const body = bodyOf(this, 'equals')
    body.live('equals')
    if (other === (this as unknown)) return true
    return other.size === body.count() && everyKey(body, key => other.has(key))
  }

  assign(other: Iterable<unknown>): this {
    const body = bodyOf(this, 'assign')
    body.live('assign')
    if (other === (this as unknown)) return this
    body.as('assign', () => {
      for (const key of other) add(body, key)
    })
    return this
  }

  deleteWhere(predicate: (key: unknown, set: this) => unknown): number {
    const body = bodyOf(this, 'deleteWhere')
    body.live('deleteWhere')
    requireCallable(body.where('deleteWhere'), 'predicate', predicate)
    const cursor = new Cursor(body)
    let deleted = 0
    for (let i = cursor.step(); i >= 0; i = cursor.step()) {
      const key = cursor.key(i)
      const kept = body.traits.keys.kept(key)
      if (predicate(key, this) && remove(body, kept)) deleted++
    }
    return deleted
  }

  addMany(keys: unknown): this {
    const body = bodyOf(this, 'addMany')
    const all = manyKeys(body, 'addMany', keys)
    body.live('addMany')
    if (all.n > 0) body.as('addMany', () => all.add())
    return this
  }

  toArray(): unknown {
    const body = bodyOf(this, 'toArray')
    body.live('toArray')
    const keys: Cells = new (body.traits.keys.scalar?.Column ?? Array)(body.count())
    new Cursor(body).drain(keys, undefined)
    return byColumns(body, keys)
  }

  // The set methods of ES2025. A key that this class cannot hold makes `union` and `symmetricDifference` throw a
  // TypeError, since their result could not hold it; the others treat it as absent.

  union(other: SetLike<unknown>): this {
    const { body, record } = both(this, 'union', other)
    const keys = record.keys()
    const { set, to } = result<this>(cloneOf(body), 'union')
    while (keys.step()) {
      requireOwn(body, 'union', keys.key)
      to.as('union', () => add(to, keys.key))
    }
    return set
  }

  intersection(other: SetLike<unknown>): this {
    const { body, record } = both(this, 'intersection', other)
    const { set, to } = result<this>(emptyLike(body), 'intersection')
    if (body.count() <= record.size) {
      everyKey(body, key => {
        if (record.has(key)) to.as('intersection', () => add(to, key))
        return true
      })
    } else {
      for (const keys = record.keys(); keys.step(); )
        if (has(body, keys.key)) to.as('intersection', () => add(to, keys.key))
    }
    return set
  }

  difference(other: SetLike<unknown>): this {
    const { body, record } = both(this, 'difference', other)
    const { set, to } = result<this>(cloneOf(body), 'difference')
    if (body.count() <= record.size) {
      everyKey(body, key => {
        if (record.has(key)) remove(to, key)
        return true
      })
    } else {
      for (const keys = record.keys(); keys.step(); ) remove(to, keys.key)
    }
    return set
  }

  symmetricDifference(other: SetLike<unknown>): this {
    const { body, record } = both(this, 'symmetricDifference', other)
    const keys = record.keys()
    const { set, to } = result<this>(cloneOf(body), 'symmetricDifference')
    while (keys.step()) {
      requireOwn(body, 'symmetricDifference', keys.key)
      if (has(body, keys.key)) remove(to, keys.key)
      else to.as('symmetricDifference', () => add(to, keys.key))
    }
    return set
  }

  isSubsetOf(other: SetLike<unknown>): boolean {
    const { body, record } = both(this, 'isSubsetOf', other)
    return body.count() <= record.size && everyKey(body, key => record.has(key))
  }

  isSupersetOf(other: SetLike<unknown>): boolean {
    const { body, record } = both(this, 'isSupersetOf', other)
    return body.count() >= record.size && record.keys().every(key => has(body, key))
  }

  isDisjointFrom(other: SetLike<unknown>): boolean {
    const { body, record } = both(this, 'isDisjointFrom', other)
    if (body.count() <= record.size) return everyKey(body, key => !record.has(key))
    return record.keys().every(key => !has(body, key))
  }

  [INSPECT](depth: number, options: InspectOptions, inspect: Inspect): object | string {
    return inspected(sightOf(this, bodyOf(this, 'inspect')), depth, options, inspect)
  }
}

for (const name of ['keys', Symbol.iterator]) {
  Object.defineProperty(SetBase.prototype, name, {
    value: SetBase.prototype.values,
    writable: true,
    configurable: true,
  })
}
