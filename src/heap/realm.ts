// The typed classes over an instance and a memory of their own. The build bundles this file with everything that it
// imports into a function, src/generated/heap/evaluate.ts; each call of it evaluates them anew. So every heap has functions
// and call sites of its own, which are as fast as those of ordinary maps and do not slow them.

import { theInstance } from '../wasm/instance.js'

export * from '../generated/heap/index.js'

/** Bytes that tables take in this memory. */
export function usedBytes(): number {
  return theInstance().heapUsed()
}
