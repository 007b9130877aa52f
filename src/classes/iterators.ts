// The iterators of maps and sets: Map's, but over a Cursor. They inherit from Iterator.prototype.

import { Cursor, type Walked } from '../cursor.js'

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

abstract class TableIterator<T> {
  /** @internal */ readonly _cursor: Cursor
  /** @internal */ readonly _tag: string

  constructor(owner: Walked, tag: string) {
    this._cursor = new Cursor(owner)
    this._tag = tag
  }

  abstract next(): IteratorResult<T, undefined>

  declare [Symbol.iterator]: () => this

  get [Symbol.toStringTag](): string {
    return this._tag
  }
}
Object.setPrototypeOf(TableIterator.prototype, IteratorPrototype)

const DONE = () => ({ value: undefined, done: true }) as const

export class KeyIterator<K> extends TableIterator<K> {
  next(): IteratorResult<K, undefined> {
    const cursor = this._cursor
    const i = cursor.next()
    return i < 0 ? DONE() : { value: cursor.keys[i], done: false }
  }
}

export class ValueIterator<V> extends TableIterator<V> {
  next(): IteratorResult<V, undefined> {
    const cursor = this._cursor
    const i = cursor.next()
    return i < 0 ? DONE() : { value: cursor.value(i), done: false }
  }
}

export class EntryIterator<K, V> extends TableIterator<[K, V]> {
  next(): IteratorResult<[K, V], undefined> {
    const cursor = this._cursor
    const i = cursor.next()
    return i < 0 ? DONE() : { value: [cursor.keys[i], cursor.value(i)], done: false }
  }
}

/** Of a set: [key, key]. */
export class PairIterator<K> extends TableIterator<[K, K]> {
  next(): IteratorResult<[K, K], undefined> {
    const cursor = this._cursor
    const i = cursor.next()
    return i < 0 ? DONE() : { value: [cursor.keys[i], cursor.keys[i]], done: false }
  }
}
