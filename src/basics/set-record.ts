// GetSetRecord of ECMAScript, and the walk through the keys of a set-like: what the set methods of ES2025 ask of others.

import { Boolean, RangeError, TypeError, trunc } from './builtins.js'
import { requireCallable } from './errors.js'

/** What the set methods take: a Set, a Map, or anything with these three. */
export interface SetLike<T> {
  readonly size: number
  has(value: T): boolean
  keys(): Iterator<T>
}

export interface SetRecord {
  size: number
  has(value: unknown): boolean
  keys(): KeyWalk
}

/** A walk through the keys of a set-like. */
export class KeyWalk {
  key: unknown = undefined
  private readonly iterator: Iterator<unknown, unknown>
  private readonly next: Iterator<unknown, unknown>['next']

  /** `iterator` is used as it is: nobody asks it for an iterator. */
  constructor(where: string, iterator: Iterator<unknown, unknown>) {
    if (!isObject(iterator)) throw new TypeError(`${where}: other.keys() must return an iterator`)
    this.iterator = iterator
    this.next = iterator.next
  }

  /** Goes to the next key. -0 is given as 0. */
  step(): boolean {
    const result = this.next.call(this.iterator)
    if (!isObject(result)) throw new TypeError('an iterator must return objects')
    if (result.done) return false
    const key = result.value
    this.key = key === 0 ? 0 : key
    return true
  }

  /** Whether all keys pass; the walk ends early when one does not. */
  every(test: (key: unknown) => boolean): boolean {
    while (this.step()) {
      if (test(this.key)) continue
      this.close()
      return false
    }
    return true
  }

  /** The walk ends early. */
  private close(): void {
    const { iterator } = this
    const end = iterator.return
    if (end === undefined || end === null) return
    requireCallable('set method', 'return of the iterator', end)
    if (!isObject(end.call(iterator))) throw new TypeError('the return method of an iterator must return an object')
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** Checks a set-like and reads its three properties once, in this order. */
export function setRecord(where: string, other: SetLike<unknown>): SetRecord {
  if (!isObject(other)) throw new TypeError(`${where}: other must be a set`)
  const size = +other.size
  if (size !== size) throw new TypeError(`${where}: other.size must be a number`)
  const whole = trunc(size)
  if (whole < 0) throw new RangeError(`${where}: other.size must not be negative, got ${whole}`)
  const { has } = other
  requireCallable(where, 'other.has', has)
  const { keys } = other
  requireCallable(where, 'other.keys', keys)
  return {
    size: whole,
    has: value => Boolean(has.call(other, value)),
    keys: () => new KeyWalk(where, keys.call(other)),
  }
}
