// The iterators of maps and sets: Map's, each over a cursor that nobody else reaches. They inherit from Iterator.prototype.

import type { Body } from '../body/body.js'
import { INSPECT, inspectedIterator, type Looking } from '../body/sight.js'
import { Cursor } from './cursor.js'

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

type Result = IteratorResult<unknown, undefined>

/** A class of iterators as the others are: a step of the cursor, and the result made of it. */
interface TableIterator {
  next(): Result
  readonly [Symbol.toStringTag]: string
}

type Read = (cursor: Cursor, index: number) => unknown

function* allOf(cursor: Cursor, read: Read): Iterable<unknown> {
  for (let i = cursor.step(); i >= 0; i = cursor.step()) yield read(cursor, i)
}

/** What Node's util.inspect shows. */
function shown(it: object, name: string, cursor: Cursor, isEntries: boolean, read: Read, looking: Looking): string {
  const fork = cursor.fork()
  return inspectedIterator(it, name, isEntries, fork && allOf(fork, read), looking)
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

  [INSPECT](...looking: Looking): string {
    return shown(this, this.#name, this.#cursor, false, (c, i) => c.key(i), looking)
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

  [INSPECT](...looking: Looking): string {
    return shown(this, this.#name, this.#cursor, false, (c, i) => c.value(i), looking)
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

  [INSPECT](...looking: Looking): string {
    return shown(this, this.#name, this.#cursor, true, (c, i) => [c.key(i), c.value(i)], looking)
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

  [INSPECT](...looking: Looking): string {
    return shown(this, this.#name, this.#cursor, true, (c, i) => [c.key(i), c.key(i)], looking)
  }
}

for (const { prototype } of [KeyIterator, ValueIterator, EntryIterator, PairIterator]) {
  Object.setPrototypeOf(prototype, IteratorPrototype)
}
