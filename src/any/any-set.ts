// Everything of a HashSet that is not a single-key operation.

import { Array } from '../basics/builtins.js'
import { requireCallable } from '../basics/errors.js'
import { type SetLike, setRecord } from '../basics/set-record.js'
import { type Inspect, type InspectOptions, inspected } from '../body/sight.js'
import { AnyKeys } from './any-keys.js'
import { sightOf, Walk } from './walk.js'

export class AnySet extends AnyKeys {
  private every(test: (key: unknown) => unknown): boolean {
    const walk = new Walk(this)
    while (walk.step()) if (!test(walk.key)) return false
    return true
  }

  forEach<S extends object>(set: S, visit: (value: unknown, key: unknown, set: S) => void, thisArg: unknown): void {
    this.live('forEach')
    requireCallable(this.where('forEach'), 'visit', visit)
    const walk = new Walk(this)
    while (walk.step()) visit.call(thisArg, walk.key, walk.key, set)
  }

  // The set methods of ES2025.

  union(other: SetLike<unknown>): this {
    const keys = setRecord(this.where('union'), other).keys()
    const result = this.clone()
    while (keys.step()) result.add(keys.key)
    return result
  }

  intersection(other: SetLike<unknown>): this {
    const record = setRecord(this.where('intersection'), other)
    const result = this.emptyLike()
    if (this.size <= record.size) {
      const walk = new Walk(this)
      while (walk.step()) {
        const { key } = walk
        if (record.has(key)) result.add(key)
      }
    } else {
      for (const keys = record.keys(); keys.step(); ) if (this.has(keys.key)) result.add(keys.key)
    }
    return result
  }

  difference(other: SetLike<unknown>): this {
    const record = setRecord(this.where('difference'), other)
    const result = this.clone()
    if (this.size <= record.size) {
      // Over the copy: what `has` does to this set does not count.
      const walk = new Walk(result)
      while (walk.step()) {
        const { key } = walk
        if (record.has(key)) result.delete(key)
      }
    } else {
      for (const keys = record.keys(); keys.step(); ) result.delete(keys.key)
    }
    return result
  }

  symmetricDifference(other: SetLike<unknown>): this {
    const keys = setRecord(this.where('symmetricDifference'), other).keys()
    const result = this.clone()
    while (keys.step()) {
      if (this.has(keys.key)) result.delete(keys.key)
      else result.add(keys.key)
    }
    return result
  }

  isSubsetOf(other: SetLike<unknown>): boolean {
    const record = setRecord(this.where('isSubsetOf'), other)
    return this.size <= record.size && this.every(key => record.has(key))
  }

  isSupersetOf(other: SetLike<unknown>): boolean {
    const record = setRecord(this.where('isSupersetOf'), other)
    return this.size >= record.size && record.keys().every(key => this.has(key))
  }

  isDisjointFrom(other: SetLike<unknown>): boolean {
    const record = setRecord(this.where('isDisjointFrom'), other)
    if (this.size <= record.size) return this.every(key => !record.has(key))
    return record.keys().every(key => !this.has(key))
  }

  equals(other: SetLike<unknown>): boolean {
    return other.size === this.size && this.every(key => other.has(key))
  }

  assign(other: Iterable<unknown>): void {
    this.as('assign', () => {
      for (const key of other) this.add(key)
    })
  }

  deleteWhere<S extends object>(set: S, predicate: (key: unknown, set: S) => unknown): number {
    this.live('deleteWhere')
    requireCallable(this.where('deleteWhere'), 'predicate', predicate)
    const walk = new Walk(this)
    let deleted = 0
    while (walk.step()) {
      const { key } = walk
      if (predicate(key, set) && this.delete(key)) deleted++
    }
    return deleted
  }

  addMany(keys: ArrayLike<unknown>): void {
    const all = this.each('addMany', keys)
    this.live('addMany')
    this.as('addMany', () => all.add())
  }

  toArray(): unknown[] {
    const keys: unknown[] = new Array(this.size)
    const walk = new Walk(this)
    for (let i = 0; walk.step(); i++) keys[i] = walk.key
    return keys
  }

  /** As Node's util.inspect shows it. */
  show(subject: object, depth: number, options: InspectOptions, inspect: Inspect): object | string {
    return inspected(sightOf(this, subject), depth, options, inspect)
  }
}
