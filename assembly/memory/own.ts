// Fixed addresses are those of one caller. Where several threads share a memory, each has an area of its own with what these
// are for. Which it is lasts as long as the instance; what is in an area stays for the next thread of the same number, so that
// nothing is lost with a thread that ends.

import { HEAP_STATE, OWN_HEAP_STATE } from "./addresses";
import { HeapState } from "./block";

/** What an address is more than one in the area of this thread. 0 before it has one: then it uses no ordinary table. */
let area: usize = 0;

export function setArea(distance: usize): void {
  area = distance;
}

/** What is to be added to an address for where this thread has what others have there. */
// @ts-ignore: decorator
@inline
export function own(): usize {
  // @ts-ignore: defined by --use
  return SHARED ? area : 0;
}

/** The state of the heap as far as it is one thread's: what it has condemned, and what it has not finished. */
// @ts-ignore: decorator
@inline
export function undone(): HeapState {
  // @ts-ignore: defined by --use
  if (SHARED) return changetype<HeapState>(area + OWN_HEAP_STATE);
  return changetype<HeapState>(HEAP_STATE);
}
