// Views of a memory that several threads share. It can grow at any time, by any thread: a view stays valid then, but ends where the
// memory ended when it was made. So each is of what is known to be there, and nobody keeps one of the whole.

import { Int32Array } from '../../basics/builtins.js'
import { Views } from '../../basics/views.js'

/** So many 4-byte words from an address on; to the end of the memory, as it is now, by default. */
export function wordsAt(memory: WebAssembly.Memory, address = 0, n?: number): Int32Array {
  return new Int32Array(memory.buffer, address, n)
}

/** Of all that is there now. */
export function viewsOf(memory: WebAssembly.Memory): Views {
  return new Views(memory.buffer)
}
