// Everything of a HashMap that is not a single-key operation.

import { Array, isSameValue, RangeError } from '../basics/builtins.js'
import { requireCallable } from '../basics/errors.js'
import { type Inspect, type InspectOptions, inspected } from '../body/sight.js'
import type { Cells } from '../kinds/kind.js'
import { arrayOf, fallbackFor, outputFor, requireArray } from '../many/checks.js'
import { AnyKeys } from './any-keys.js'
import { sightOf, Walk } from './walk.js'

export class AnyMap extends AnyKeys {
  getOr(key: unknown, fallback: unknown): unknown {
    const value = this.get(key)
    return value !== undefined || this.has(key) ? value : fallback
  }

  getOrInsert(key: unknown, value: unknown): unknown {
    if (!this.has(key)) this.as('getOrInsert', () => this.set(key, value))
    return this.get(key)
  }

  getOrInsertComputed(key: unknown, compute: (key: unknown) => unknown): unknown {
    this.live('getOrInsertComputed')
    requireCallable(this.where('getOrInsertComputed'), 'compute', compute)
    if (this.has(key)) return this.get(key)
    const canonical = isSameValue(key, -0) ? 0 : key
    const value = compute.call(undefined, canonical)
    this.as('getOrInsertComputed', () => this.set(canonical, value))
    return this.get(canonical)
  }

  /** Adds arrays of the items for which `keyOf` returned a key. */
  group(items: Iterable<unknown>, keyOf: (item: unknown, index: number) => unknown): void {
    let index = 0
    for (const item of items) {
      const key = keyOf.call(undefined, item, index++)
      const group = this.get(key) as unknown[] | undefined
      if (group === undefined) this.set(key, [item])
      else group.push(item)
    }
  }

  forEach<M extends object>(map: M, visit: (value: unknown, key: unknown, map: M) => void, thisArg: unknown): void {
    this.live('forEach')
    requireCallable(this.where('forEach'), 'visit', visit)
    const walk = new Walk(this)
    while (walk.step()) visit.call(thisArg, walk.value, walk.key, map)
  }

  equals(other: ReadonlyMap<unknown, unknown>): boolean {
    if (other.size !== this.size) return false
    const walk = new Walk(this)
    while (walk.step()) {
      const theirs = other.get(walk.key)
      if (walk.value !== theirs && (walk.value === walk.value || theirs === theirs)) return false
      if (theirs === undefined && !other.has(walk.key)) return false
    }
    return true
  }

  assign(other: Iterable<readonly [unknown, unknown]>): void {
    this.as('assign', () => {
      for (const [key, value] of other) this.set(key, value)
    })
  }

  deleteWhere<M extends object>(map: M, predicate: (value: unknown, key: unknown, map: M) => unknown): number {
    this.live('deleteWhere')
    requireCallable(this.where('deleteWhere'), 'predicate', predicate)
    const walk = new Walk(this)
    let deleted = 0
    while (walk.step()) {
      const { key } = walk
      if (predicate(walk.value, key, map) && this.delete(key)) deleted++
    }
    return deleted
  }

  getMany(keys: ArrayLike<unknown>, out: unknown, missing: unknown): Cells {
    const where = this.where('getMany')
    const all = this.each('getMany', keys)
    const answers = outputFor(where, out, arrayOf(this.kind), all.n)
    this.live('getMany')
    all.apartFrom(answers)
    all.get(answers, fallbackFor(where, this.kind, missing))
    return answers
  }

  setMany(keys: ArrayLike<unknown>, values: ArrayLike<unknown>): void {
    const where = this.where('setMany')
    const all = this.each('setMany', keys)
    this.live('setMany')
    if (requireArray(where, 'values', values, this.scalar === undefined) !== all.n) {
      throw new RangeError(`${where}: there must be as many values as keys`)
    }
    this.as('setMany', () => all.set(values))
  }

  incrementMany(keys: ArrayLike<unknown>, by: unknown): void {
    const where = this.where('incrementMany')
    const all = this.each('incrementMany', keys)
    this.live('incrementMany')
    const isArray = typeof by === 'object' && by !== null
    if (isArray && requireArray(where, 'by', by) !== all.n) {
      throw new RangeError(`${where}: by must have as many numbers as there are keys`)
    }
    const steps = isArray ? { each: by as ArrayLike<unknown> } : { all: by === undefined ? this.scalar?.one : by }
    this.as('incrementMany', () => all.increment(steps))
  }

  toArrays(): { keys: unknown[]; values: Cells } {
    this.live('toArrays')
    const n = this.size
    const keys: unknown[] = new Array(n)
    const values = new (arrayOf(this.kind))(n)
    const walk = new Walk(this)
    for (let i = 0; walk.step(); i++) {
      keys[i] = walk.key
      values[i] = walk.value
    }
    return { keys, values }
  }

  /** As Node's util.inspect shows it. */
  show(subject: object, depth: number, options: InspectOptions, inspect: Inspect): object | string {
    return inspected(sightOf(this, subject), depth, options, inspect)
  }
}
