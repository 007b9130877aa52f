// The lock of a heap that several threads share, and who they are. Compiled for such a memory only.

import { DEAD_THREADS, HEAP_LOCK } from "./addresses";
import { pause } from "./host";

/** Of this instance: 0 to 63. */
export let thread: u32 = 0;

export function setThread(id: u32): void {
  thread = id;
}

/** Whether the owner of a lock, 1 + its thread, will never unlock it: it has ended, or it is this thread, which was stopped. */
export function isLost(owner: u32): bool {
  return owner == thread + 1 || (atomic.load<u64>(DEAD_THREADS) & (<u64>1 << (<u64>(owner - 1)))) != 0;
}

/** Everything that changes the blocks of the heap is done between these two. Whatever stops on the way leaves the heap as whole
 * as heap.ts promises. */
export function lockHeap(): void {
  for (let round: u32 = 0; ; round++) {
    const owner = atomic.cmpxchg<u32>(HEAP_LOCK, 0, thread + 1);
    if (!owner) return;
    if (isLost(owner) && atomic.cmpxchg<u32>(HEAP_LOCK, owner, thread + 1) == owner) return;
    if (!spin(HEAP_LOCK, owner, round)) pause(round);
  }
}
// @ts-ignore: decorator
@inline
export function unlockHeap(): void {
  atomic.store<u32>(HEAP_LOCK, 0);
}

/** Looks at a word for a while, the longer the greater `round`. Whether it has changed. */
export function spin(address: usize, word: u32, round: u32): bool {
  for (let n = <u32>64 << min<u32>(round, 7); n; n--) if (atomic.load<u32>(address) != word) return true;
  return false;
}
