// The iterators of maps and sets: Map's, but each is a Cursor. They inherit from Iterator.prototype.

import type { Body } from '../body/body.js'
import { Cursor } from './cursor.js'

const IteratorPrototype: object = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()))

abstract class TableIterator<T> extends Cursor {
  /** @internal */ readonly _tag: string

  constructor(owner: Body) {
    super(owner)
    this._tag = `${owner.name} Iterator`
  }

  abstract next(): IteratorResult<T, undefined>

  declare [Symbol.iterator]: () => this

  get [Symbol.toStringTag](): string {
    return this._tag
  }
}
Object.setPrototypeOf(Cursor.prototype, IteratorPrototype)

// Each `next` makes its result in one place: of two, the compiler would really make the object.

export class KeyIterator<K> extends TableIterator<K> {
  next(): IteratorResult<K, undefined> {
    const i = this.step()
    return { value: i < 0 ? undefined : this.key(i), done: i < 0 } as IteratorResult<K, undefined>
  }
}

export class ValueIterator<V> extends TableIterator<V> {
  next(): IteratorResult<V, undefined> {
    const i = this.step()
    return { value: i < 0 ? undefined : this.value(i), done: i < 0 } as IteratorResult<V, undefined>
  }
}

export class EntryIterator<K, V> extends TableIterator<[K, V]> {
  next(): IteratorResult<[K, V], undefined> {
    const i = this.step()
    return { value: i < 0 ? undefined : [this.key(i), this.value(i)], done: i < 0 } as IteratorResult<[K, V], undefined>
  }
}

/** Of a set: [key, key]. */
export class PairIterator<K> extends TableIterator<[K, K]> {
  next(): IteratorResult<[K, K], undefined> {
    const i = this.step()
    if (i < 0) return { value: undefined, done: true }
    const key = this.key(i)
    return { value: [key, key], done: false }
  }
}
