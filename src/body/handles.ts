// JavaScript values behind 32-bit handles: what a map of `values: 'any'` stores in its table.
//
// Handle 0 is never given out: it reads as undefined, which is what a lookup of a missing key returns. Values are kept
// in chunks, because one array of millions pauses for tens of milliseconds when it grows. A released place holds the
// next free handle and no reference to what was there.
//
// An execution can be ended at any call (memory/heap.ts in assembly says where). So a handle is taken before the table gets
// it, and given back behind that: a handle that is lost is better than one that two keys have. Methods change what they
// change without a call in between.

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

  /** Stores a value. Returns its handle. */
  take(value: unknown): number {
    const free = this.#free
    if (free !== 0) {
      const chunk = this.#chunks[free >>> CHUNK_BITS]!
      this.#free = chunk[free & CHUNK_MASK] as number
      chunk[free & CHUNK_MASK] = value
      return free
    }
    const handle = this.#size
    if ((handle & CHUNK_MASK) === 0) this.#chunks[handle >>> CHUNK_BITS] = [value]
    else this.#chunks[handle >>> CHUNK_BITS]![handle & CHUNK_MASK] = value
    this.#size = handle + 1
    return handle
  }

  release(handle: number): void {
    this.#chunks[handle >>> CHUNK_BITS]![handle & CHUNK_MASK] = this.#free
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
