// The iterators of maps and sets: Map's, each over a cursor that nobody else reaches. They inherit from Iterator.prototype.

import type { Body } from '../body/body.js'
import { Cursor } from './cursor.js'

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

type Result = IteratorResult<unknown, undefined>

/** A class of iterators as the others are: a step of the cursor, and the result made of it. */
interface TableIterator {
  next(): Result
  readonly [Symbol.toStringTag]: string
}

// Each `next` makes its result in one place: of two, the compiler would really make the object.

export class KeyIterator implements TableIterator {
  readonly #cursor: Cursor
  readonly #name: string

  constructor(owner: Body) {
    this.#cursor = new Cursor(owner)
    this.#name = owner.name
  }

  next(): Result {
    const cursor = this.#cursor
    const i = cursor.step()
    return { value: i < 0 ? undefined : cursor.key(i), done: i < 0 } as Result
  }

  get [Symbol.toStringTag](): string {
    return `${this.#name} Iterator`
  }
}

export class ValueIterator implements TableIterator {
  readonly #cursor: Cursor
  readonly #name: string

  constructor(owner: Body) {
    this.#cursor = new Cursor(owner)
    this.#name = owner.name
  }

  next(): Result {
    const cursor = this.#cursor
    const i = cursor.step()
    return { value: i < 0 ? undefined : cursor.value(i), done: i < 0 } as Result
  }

  get [Symbol.toStringTag](): string {
    return `${this.#name} Iterator`
  }
}

export class EntryIterator implements TableIterator {
  readonly #cursor: Cursor
  readonly #name: string

  constructor(owner: Body) {
    this.#cursor = new Cursor(owner)
    this.#name = owner.name
  }

  next(): Result {
    const cursor = this.#cursor
    const i = cursor.step()
    return { value: i < 0 ? undefined : [cursor.key(i), cursor.value(i)], done: i < 0 } as Result
  }

  get [Symbol.toStringTag](): string {
    return `${this.#name} Iterator`
  }
}

/** Of a set: [key, key]. */
export class PairIterator implements TableIterator {
  readonly #cursor: Cursor
  readonly #name: string

  constructor(owner: Body) {
    this.#cursor = new Cursor(owner)
    this.#name = owner.name
  }

  next(): Result {
    const cursor = this.#cursor
    const i = cursor.step()
    if (i < 0) return { value: undefined, done: true }
    const key = cursor.key(i)
    return { value: [key, key], done: false }
  }

  get [Symbol.toStringTag](): string {
    return `${this.#name} Iterator`
  }
}

for (const { prototype } of [KeyIterator, ValueIterator, EntryIterator, PairIterator]) {
  Object.setPrototypeOf(prototype, IteratorPrototype)
}
