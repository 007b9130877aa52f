// JavaScript values behind 32-bit handles: what a map of `values: 'any'` stores in its table.
//
// Handle 0 is never given out: it reads as undefined, which is what a lookup of a missing key returns. Values are kept
// in chunks, because one array of millions pauses for tens of milliseconds when it grows. A released place holds the
// next free handle and no reference to what was there.

const CHUNK_BITS = 14
const CHUNK_SIZE = 1 << CHUNK_BITS
const CHUNK_MASK = CHUNK_SIZE - 1

export class Handles {
  #chunks: unknown[][] = [[undefined]]
  /** Places in use or free, handle 0 included. */
  #size = 1
  #free = 0

  get(handle: number): unknown {
    return this.#chunks[handle >>> CHUNK_BITS]![handle & CHUNK_MASK]
  }

  set(handle: number, value: unknown): void {
    this.#chunks[handle >>> CHUNK_BITS]![handle & CHUNK_MASK] = value
  }

  /** The handle that the next `take` uses. */
  peek(): number {
    return this.#free === 0 ? this.#size : this.#free
  }

  /** Stores a value under the handle that `peek` told. */
  take(value: unknown): void {
    if (this.#free !== 0) {
      const handle = this.#free
      this.#free = this.get(handle) as number
      this.set(handle, value)
      return
    }
    const last = this.#size++ >>> CHUNK_BITS
    if (last === this.#chunks.length) this.#chunks.push([value])
    else this.#chunks[last]!.push(value)
  }

  release(handle: number): void {
    this.set(handle, this.#free)
    this.#free = handle
  }

  clear(): void {
    this.#chunks = [[undefined]]
    this.#size = 1
    this.#free = 0
  }

  clone(): Handles {
    const copy = new Handles()
    copy.#chunks = this.#chunks.map(chunk => chunk.slice())
    copy.#size = this.#size
    copy.#free = this.#free
    return copy
  }
}
