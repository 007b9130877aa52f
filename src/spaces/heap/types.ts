// What users see of a heap.

import type { ClassHome } from '../../body/home.js'

/**
 * A Wasm memory of its own, of up to 4 GiB, for the maps and sets that name it in their option `heap`; all others share
 * one. It is freed as a whole when neither it nor any of its maps can be reached any more.
 *
 * Cost: some milliseconds at the first map, and address space, of which a process has enough for some thousand memories.
 * Maps of the first heap are as fast as others; with a second one, V8 can no longer tell which memory a call is for, and
 * operations in all heaps take some nanoseconds more.
 */
export interface Heap extends ClassHome {
  /** Bytes that its maps and sets take. O(1). */
  readonly bytes: number
}

export interface HeapConstructor {
  readonly prototype: Heap
  new (): Heap
}
