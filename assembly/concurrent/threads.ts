// The threads of a memory: who is who, who is dead. The lock of the heap: memory/lock.ts.

import { DEAD_THREADS, KNOWN_THREADS, LIVE_THREADS } from "../memory/addresses";
import { setThread, thread } from "../memory/lock";
import { THREADS, ownedBy } from "./layout";

export { isLost, lockHeap, spin, thread, unlockHeap } from "../memory/lock";

/** This thread as the owner in the guard of a bucket. */
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
    setThread(id);
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
