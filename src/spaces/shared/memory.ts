// Views of a memory that several threads share. It can grow at any time, by any thread: a view stays valid then, but ends where the
// memory ended when it was made. So each is of what is known to be there, and nobody keeps one of the whole.

import { Int32Array, Uint8Array, Uint16Array } from '../../basics/builtins.js'
import { Views } from '../../basics/views.js'

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
