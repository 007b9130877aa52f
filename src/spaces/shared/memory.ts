// Views of a memory that several threads share. It can grow at any time, by any thread: a view stays valid then, but ends where the
// memory ended when it was made. So each is of what is known to be there, and nobody keeps one of the whole.

import { Int32Array, Uint8Array, Uint16Array } from '../../basics/builtins.js'
import { Views } from '../../basics/views.js'
import { LinearMemory } from '../wasm/memory.js'

/** So many 4-byte words from an address on; to the end of the memory, as it is now, by default. */
export function wordsAt(memory: WebAssembly.Memory, address = 0, n?: number): Int32Array {
  return new Int32Array(memory.buffer, address, n)
}

export function bytesAt(memory: WebAssembly.Memory, address: number, n: number): Uint8Array {
  return new Uint8Array(memory.buffer, address, n)
}
export function halvesAt(memory: WebAssembly.Memory, address: number, n: number): Uint16Array {
  return new Uint16Array(memory.buffer, address, n)
}

/** Of all that is there now. */
export function viewsOf(memory: WebAssembly.Memory): Views {
  return new Views(memory.buffer)
}

const PAGE = 65536

/** What ordinary tables need of it. */
export class PlainMemory extends LinearMemory {
  override readonly isShared = true
  override readonly base: number
  readonly #memory: WebAssembly.Memory
  readonly #pages: () => number

  /**
   * @param base where this thread's area is
   * @param pages how large the memory is
   */
  constructor(memory: WebAssembly.Memory, base: number, placeForKey: (n: number) => number, pages: () => number) {
    super()
    this.base = base
    this.#memory = memory
    this.#pages = pages
    this.attach(memory, placeForKey)
    this.renew()
  }

  /** Another thread may have made it grow a moment ago, of which this one has not heard: growing by nothing is to ask. */
  override renew(): void {
    const pages = this.#pages
    if (this.bytes.length < pages() * PAGE) {
      this.#memory.grow(0)
      this.lookAt(this.#memory.buffer)
    }
  }

  /** Words of a table's header, which stays where it is. */
  header(table: number, bytes: number): Int32Array {
    this.renew()
    return this.words.subarray(table >>> 2, (table + bytes) >>> 2)
  }
}
