// Where a thread and its caller exchange many keys and values: a block of its own, from the first use on.

import { THREAD_BLOCKS } from "../memory/addresses";
import { alloc } from "../memory/heap";
import { lockHeap, thread, unlockHeap } from "./threads";

/** Of an iterator: its next place, and whether that was all. */
export const REGION_NEXT: usize = 0;
export const REGION_DONE: usize = 4;
/** Then keys, then values; where these begin does not depend on the size of a key. */
export const REGION_ENTRIES: usize = 16;
export const REGION_CAPACITY: u32 = 2048;
export const REGION_VALUES: usize = REGION_ENTRIES + <usize>REGION_CAPACITY * 8;
const REGION_BYTES: usize = REGION_VALUES + <usize>REGION_CAPACITY * 8;

/** Of this thread; 0 before the first use. */
export let region: usize = 0;

/** False if there is no memory for it. */
export function hasRegion(): bool {
  if (region) return true;
  const place = THREAD_BLOCKS + (<usize>thread << 3);
  if (!load<u32>(place)) {
    lockHeap();
    store<u32>(place, <u32>alloc(REGION_BYTES));
    unlockHeap();
  }
  region = <usize>load<u32>(place);
  return region != 0;
}
