/** The contestants behind one interface. */

/** What the loops use. `Map` has no `increment` and nothing for many keys; its rows use other loops. */
export interface Table<K, V> extends Iterable<[K, V]> {
  readonly size: number
  get(key: K): V | undefined
  set(key: K, value: V): unknown
  has(key: K): boolean
  delete(key: K): boolean
  forEach(callback: (value: V, key: K) => void): void
  increment(key: K): V
  getMany(keys: ArrayLike<K>, out: Int32Array): Int32Array
  incrementMany(keys: ArrayLike<K>): unknown
}

/** The functions over columns of keys. */
export interface Columns {
  indexMany(keys: Uint32Array): { ids: Uint32Array; keys: Uint32Array }
  joinMany(left: ArrayLike<any>, right: ArrayLike<any>): { left: Uint32Array; right: Uint32Array }
}

export interface Factory {
  /** Whether it makes what JavaScript has, or what people write around it. */
  isMap: boolean
  create(): Table<any, any>
  createWithCapacity(n: number): Table<any, any>
  clone(table: Table<any, any>): Table<any, any>
  /** `Map` leaves it to the collector; the others free their memory at once. Never timed. */
  dispose(table: Table<any, any>): void
  /** Tables that the process uses in turn with the one that is measured. */
  others?: readonly Table<any, any>[]
  /** `Map` has none. */
  columns?: Columns
}

/** A wrong answer ends a measurement. */
export const fail = (what: string): never => {
  throw new Error(`wrong answer: ${what}`)
}
