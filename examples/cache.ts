// A cache of the last recently used entries. The list that orders them is three typed arrays and an Int32Map from a key to
// its place in them: whatever the capacity, the garbage collector has four objects to look at, and the values.

import { Int32Map } from 'tophash'

export class Cache<V> {
  readonly #places: Int32Map<number>
  readonly #keys: Int32Array
  readonly #newer: Uint32Array
  readonly #older: Uint32Array
  readonly #values: (V | undefined)[]
  #size = 0

  /** Place 0 is the head of a ring: the newest is behind it, the oldest before it. */
  constructor(readonly capacity: number) {
    this.#places = new Int32Map({ values: 'uint32', capacity })
    this.#keys = new Int32Array(capacity + 1)
    this.#newer = new Uint32Array(capacity + 1)
    this.#older = new Uint32Array(capacity + 1)
    this.#values = new Array(capacity + 1)
  }

  get size(): number {
    return this.#size
  }

  get(key: number): V | undefined {
    const place = this.#places.getOr(key, 0)
    if (place === 0) return undefined
    this.#unlink(place)
    this.#link(place)
    return this.#values[place]
  }

  set(key: number, value: V): this {
    let place = this.#places.getOr(key, 0)
    if (place !== 0) this.#unlink(place)
    else {
      place = this.#size < this.capacity ? ++this.#size : this.#evict()
      this.#places.set(key, place)
      this.#keys[place] = key
    }
    this.#link(place)
    this.#values[place] = value
    return this
  }

  /** Gives up the entry that was not used for longest. Returns its place. */
  #evict(): number {
    const oldest = this.#newer[0]!
    this.#unlink(oldest)
    this.#places.delete(this.#keys[oldest]!)
    return oldest
  }

  #unlink(place: number): void {
    const [newer, older] = [this.#newer[place]!, this.#older[place]!]
    this.#older[newer] = older
    this.#newer[older] = newer
  }

  #link(place: number): void {
    const newest = this.#older[0]!
    this.#older[place] = newest
    this.#newer[place] = 0
    this.#newer[newest] = place
    this.#older[0] = place
  }
}

const cache = new Cache<string>(2).set(1, 'one').set(2, 'two')
cache.get(1)
cache.set(3, 'three')
console.log(cache.size, cache.get(1), cache.get(2), cache.get(3)) // 2 one undefined three
