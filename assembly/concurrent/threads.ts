// The threads of a memory: who is who, who is dead, the lock of the heap.

import { DEAD_THREADS, HEAP_LOCK, KNOWN_THREADS, LIVE_THREADS } from "../memory/addresses";
import { pause } from "./host";
import { THREADS, ownedBy } from "./layout";

/** Of this instance: 0 to 63. */
export let thread: u32 = 0;
/** The same as the owner in the guard of a bucket. */
export let mine: u32 = 0;

// @ts-ignore: decorator
@inline
function bit(id: u32): u64 {
  return <u64>1 << (<u64>id);
}

/** Makes this instance one of the threads of its memory. Its number, or -1 if there are 64 already. */
export function enterThread(): i32 {
  while (true) {
    const live = atomic.load<u64>(LIVE_THREADS);
    const id = <u32>ctz(~live);
    if (id == THREADS) return -1;
    if (atomic.cmpxchg<u64>(LIVE_THREADS, live, live | bit(id)) != live) continue;
    thread = id;
    mine = ownedBy(id + 1);
    noteKnown(id + 1);
    return <i32>id;
  }
}

/** How many cells of a table may be in use. */
function noteKnown(n: u32): void {
  let known = atomic.load<u32>(KNOWN_THREADS);
  while (known < n) known = atomic.cmpxchg<u32>(KNOWN_THREADS, known, n);
}
// @ts-ignore: decorator
@inline
export function knownThreads(): u32 {
  return atomic.load<u32>(KNOWN_THREADS);
}

// @ts-ignore: decorator
@inline
export function threadBit(): u64 {
  return bit(thread);
}

/** Frees the number of a thread that has left or whose locks are all taken over. */
export function forgetThread(id: u32): void {
  atomic.and<u64>(DEAD_THREADS, ~bit(id));
  atomic.and<u64>(LIVE_THREADS, ~bit(id));
}

/** Notes that a thread has ended without leaving: whoever meets a lock of it takes it over. */
export function noteDead(id: u32): void {
  if (atomic.load<u64>(LIVE_THREADS) & bit(id)) atomic.or<u64>(DEAD_THREADS, bit(id));
}

/** Whether the owner of a lock, 1 + its thread, will never unlock it: it has ended, or it is this thread, which was stopped. */
export function isLost(owner: u32): bool {
  return owner == thread + 1 || (atomic.load<u64>(DEAD_THREADS) & bit(owner - 1)) != 0;
}

/** Everything that changes the blocks of the heap is done between these two. Whatever stops on the way leaves the heap as whole
 * as memory/heap.ts promises. */
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

/** Unlocks the heap if this thread was stopped while it had the lock. */
export function releaseHeap(): void {
  atomic.cmpxchg<u32>(HEAP_LOCK, thread + 1, 0);
}
