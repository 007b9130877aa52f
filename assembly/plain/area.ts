// The area of a thread: see memory/own.ts.

import { HEAP_START, OWN_HEAP_STATE, STAGED_DISTANCE, THREAD_AREAS } from "../memory/addresses";
import { alloc } from "../memory/heap";
import { lockHeap, thread, unlockHeap } from "../memory/lock";
import { own, setArea } from "../memory/own";

/** What has to be zero in a new one: the state of the heap, and what stands from STAGED_DISTANCE on. */
const ZEROES: usize = STAGED_DISTANCE + 32 - OWN_HEAP_STATE;

/**
 * Gives this thread an area, which it needs before it uses a table: that of the last thread with its number, or a new one.
 * Returns what is to be added to an address, 0 if there is no memory.
 */
export function enter(): usize {
  if (own()) return own();
  const place = THREAD_AREAS + ((<usize>thread) << 2);
  lockHeap();
  let block = <usize>load<u32>(place);
  if (!block) {
    block = alloc(HEAP_START - OWN_HEAP_STATE);
    if (block) {
      memory.fill(block, 0, ZEROES);
      store<u32>(place, <u32>block);
    }
  }
  unlockHeap();
  if (block) setArea(block - OWN_HEAP_STATE);
  return own();
}
