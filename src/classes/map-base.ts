// Everything of a map that is not a single-key operation on its table: those are in the class itself (specimens/).

import { Array, RangeError, String, TypeError } from '../basics/builtins.js'
import { requireCallable } from '../basics/errors.js'
import { ownArray } from '../basics/realms.js'
import type { Body } from '../body/body.js'
import { bodyOf } from '../body/door.js'
import type { Steps } from '../body/many.js'
import { INSPECT, type Inspect, type InspectOptions, inspected } from '../body/sight.js'
import { STATUS_OVERFLOW } from '../generated/constants.js'
import { Cursor } from '../iteration/cursor.js'
import { EntryIterator, KeyIterator, ValueIterator } from '../iteration/iterators.js'
import { scalarOf, VALUE_KINDS } from '../kinds/index.js'
import { ANY, type Cells, type ScalarKind } from '../kinds/kind.js'
import { requireValue } from '../kinds/values.js'
import { arrayOf, fallbackFor, outputFor, requireArray } from '../many/checks.js'
import { manyKeys } from '../many/strategy.js'
import { byColumns, Container, sightOf } from './container.js'

/** Inserts the entries of an iterable with the map's own `set`, which a subclass may have overridden. */
export function fillMap(
  map: { set(key: unknown, value: unknown): unknown },
  body: Body,
  entries: Iterable<readonly [key: unknown, value: unknown]>,
): void {
  try {
    for (const entry of entries) {
      if ((typeof entry !== 'object' && typeof entry !== 'function') || entry === null) {
        throw new TypeError(`${body.name}: an entry must be an object like [key, value], got ${String(entry)}`)
      }
      map.set(entry[0], entry[1])
    }
  } catch (error) {
    body.dispose()
    throw error
  }
}

/** Fills an empty map with arrays of the items for which `keyOf` returned a key. Returns it. */
export function groupInto<K, T, M extends { get(key: K): T[] | undefined; set(key: K, value: T[]): unknown }>(
  groups: M,
  name: string,
  items: Iterable<T>,
  keyOf: (item: T, index: number) => K,
): M {
  requireCallable(`${name}.groupBy`, 'keyOf', keyOf)
  let index = 0
  for (const item of items) {
    const key = keyOf(item, index++)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** A value as it is read back. @throws TypeError or RangeError if it is not of the map's kind */
export function storedValue(body: Body, method: string, value: unknown): unknown {
  const scalar = scalarOf(body.kind)
  return scalar === undefined ? value : requireValue(body.where(method), 'value', scalar, value)
}

/** What is wrong with adding to values of kind `'any'`. */
export function notNumbers(body: Body, method: string): TypeError {
  body.live(method)
  return new TypeError(`${body.where(method)}: needs a map with values of numbers, not 'any'`)
}

/** What is wrong with an increment that failed with a status. */
export function failedIncrement(body: Body, status: number, method: string): RangeError {
  if (status !== STATUS_OVERFLOW) return body.outOfMemory(method)
  return new RangeError(`${body.where(method)}: the sum is out of the range of ${VALUE_KINDS[body.kind]}`)
}

/** What a call of `incrementMany` is to add. @throws TypeError or RangeError if it cannot be added */
function stepsOf(where: string, scalar: ScalarKind, n: number, by: unknown): Steps {
  if (typeof by !== 'object' || by === null) {
    return { all: requireValue(where, 'by', scalar, by === undefined ? scalar.one : by) }
  }
  if (requireArray(where, 'by', by) !== n) {
    throw new RangeError(`${where}: by must have as many numbers as there are keys`)
  }
  return { each: by as ArrayLike<unknown> }
}

export abstract class MapBase extends Container {
  forEach(visit: (value: unknown, key: unknown, map: this) => void, thisArg: unknown = undefined): void {
    const body = bodyOf(this, 'forEach')
    body.live('forEach')
    requireCallable(body.where('forEach'), 'visit', visit)
    const cursor = new Cursor(body)
    for (let i = cursor.step(); i >= 0; i = cursor.step()) visit.call(thisArg, cursor.value(i), cursor.key(i), this)
  }

  entries(): EntryIterator {
    const body = bodyOf(this, 'entries')
    body.live('entries')
    return new EntryIterator(body)
  }

  keys(): KeyIterator {
    const body = bodyOf(this, 'keys')
    body.live('keys')
    return new KeyIterator(body)
  }

  values(): ValueIterator {
    const body = bodyOf(this, 'values')
    body.live('values')
    return new ValueIterator(body)
  }

  getMany(keys: unknown, out?: unknown, missing?: unknown): Cells {
    const body = bodyOf(this, 'getMany')
    const where = body.where('getMany')
    const all = manyKeys(body, 'getMany', keys)
    const answers = outputFor(where, out, arrayOf(body.kind), all.n)
    const fallback = fallbackFor(where, body.kind, missing)
    body.live('getMany')
    const to = ownArray(answers)
    if (out !== undefined) all.apartFrom(to)
    if (body.hasTable) all.get(to, fallback)
    else to.fill(fallback, 0, all.n)
    return answers
  }

  setMany(keys: unknown, values: ArrayLike<unknown>): this {
    const body = bodyOf(this, 'setMany')
    const where = body.where('setMany')
    const all = manyKeys(body, 'setMany', keys)
    const n = requireArray(where, 'values', values, body.kind === ANY)
    if (n !== all.n) {
      throw new RangeError(`${where}: there must be as many values as keys, got ${all.n} keys and ${n} values`)
    }
    body.live('setMany')
    if (n > 0) body.as('setMany', () => all.set(values))
    return this
  }

  incrementMany(keys: unknown, by?: unknown): this {
    const body = bodyOf(this, 'incrementMany')
    const where = body.where('incrementMany')
    const all = manyKeys(body, 'incrementMany', keys)
    body.live('incrementMany')
    const scalar = scalarOf(body.kind)
    if (scalar === undefined) throw notNumbers(body, 'incrementMany')
    const steps = stepsOf(where, scalar, all.n, by)
    if (all.n > 0) body.as('incrementMany', () => all.increment(steps))
    return this
  }

  toArrays(): { keys: unknown; values: Cells } {
    const body = bodyOf(this, 'toArrays')
    body.live('toArrays')
    const n = body.count()
    const keys: Cells = new (body.traits.keys.scalar?.Column ?? Array)(n)
    const values = new (arrayOf(body.kind))(n)
    new Cursor(body).drain(keys, values)
    return { keys: byColumns(body, keys), values }
  }

  equals(other: ReadonlyMap<unknown, unknown>): boolean {
    const body = bodyOf(this, 'equals')
    body.live('equals')
    if (other === (this as unknown)) return true
    if (other.size !== body.count()) return false
    const cursor = new Cursor(body)
    for (let i = cursor.step(); i >= 0; i = cursor.step()) {
      const key = cursor.key(i)
      const mine = cursor.value(i)
      const theirs = other.get(key)
      if (mine !== theirs && (mine === mine || theirs === theirs)) return false
      if (theirs === undefined && !other.has(key)) return false
    }
    return true
  }

  assign(other: Iterable<readonly [key: unknown, value: unknown]>): this {
    const body = bodyOf(this, 'assign')
    body.live('assign')
    if (other === (this as unknown)) return this
    const { set } = body.traits.operations
    body.as('assign', () => {
      for (const [key, value] of other) set!(body, key, value)
    })
    return this
  }

  deleteWhere(predicate: (value: unknown, key: unknown, map: this) => unknown): number {
    const body = bodyOf(this, 'deleteWhere')
    body.live('deleteWhere')
    requireCallable(body.where('deleteWhere'), 'predicate', predicate)
    const { keys, operations } = body.traits
    const cursor = new Cursor(body)
    let deleted = 0
    for (let i = cursor.step(); i >= 0; i = cursor.step()) {
      const key = cursor.key(i)
      const kept = keys.kept(key)
      if (predicate(cursor.value(i), key, this) && operations.remove(body, kept)) deleted++
    }
    return deleted
  }

  [INSPECT](depth: number, options: InspectOptions, inspect: Inspect): object | string {
    return inspected(sightOf(this, bodyOf(this, 'inspect')), depth, options, inspect)
  }
}

Object.defineProperty(MapBase.prototype, Symbol.iterator, {
  value: MapBase.prototype.entries,
  writable: true,
  configurable: true,
})
