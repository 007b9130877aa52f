// The iterators of HashMap and HashSet: as ECMAScript wants them, with one prototype a class and no property of their own.

import { defineProperty, setPrototypeOf, TO_STRING_TAG } from '../basics/builtins.js'
import { INSPECT, inspectedIterator, type Looking } from '../body/sight.js'
import { SET } from '../kinds/kind.js'
import type { AnyKeys } from './any-keys.js'
import { Walk } from './walk.js'

export const KEYS = 0
export const VALUES = 1
export const ENTRIES = 2

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

export interface HashIteratorConstructor {
  /** `what` is KEYS, VALUES or ENTRIES; the values of a set are its keys. Errors name `method`. */
  new <T>(table: AnyKeys, what: number, method: string): IteratorObject<T, undefined>
}

/** A class of iterators whose toStringTag is `tag`. */
export function hashIterator(tag: string): HashIteratorConstructor {
  class HashIterator {
    readonly #walk: Walk
    readonly #what: number
    readonly #isSet: boolean

    constructor(table: AnyKeys, what: number, method: string) {
      table.live(method)
      this.#walk = new Walk(table)
      this.#what = what
      this.#isSet = table.kind === SET
    }

    next(): IteratorResult<unknown, undefined> {
      const walk = this.#walk
      if (!walk.step()) return { value: undefined, done: true }
      const { key } = walk
      if (this.#what === KEYS) return { value: key, done: false }
      const value = this.#isSet ? key : walk.value
      return { value: this.#what === VALUES ? value : [key, value], done: false }
    }

    *#all(walk: Walk): Iterable<unknown> {
      while (walk.step()) {
        const value = this.#isSet ? walk.key : walk.value
        yield this.#what === ENTRIES ? [walk.key, value] : this.#what === VALUES ? value : walk.key
      }
    }

    [INSPECT](...looking: Looking): unknown {
      // The prototype, too, shows itself.
      if (!(#walk in this)) return this
      const name = tag.slice(0, -' Iterator'.length)
      const fork = this.#walk.fork()
      return inspectedIterator(this, name, this.#what === ENTRIES, fork && this.#all(fork), looking)
    }
  }
  const { prototype } = HashIterator
  setPrototypeOf(prototype, IteratorPrototype)
  delete (prototype as { constructor?: unknown }).constructor
  defineProperty(prototype, 'next', { enumerable: false })
  defineProperty(prototype, TO_STRING_TAG, { value: tag, configurable: true })
  return HashIterator as unknown as HashIteratorConstructor
}
