// Looking a key up. Nobody is waited for: what was read is right if the guard of the chain has not moved, else it is read again.

import { isUnmoved, keyIn, matchTop, nextOf, topsOf } from "./layout";

/** The chain moved while it was searched. */
export const MOVED: usize = 1;

/** The slot of a key in a chain, 0 if it is not there, or MOVED. */
// @ts-ignore: decorator
@inline
export function search<K, V>(head: usize, guard: u32, key: K, top: u32): usize {
  let bucket = head;
  do {
    let match = matchTop(topsOf(bucket), top);
    while (match) {
      const slot = bucket + <usize>ctz(match);
      if (keyIn<K, V>(slot) == key) return slot;
      match &= match - 1;
    }
    bucket = nextOf(bucket);
    // What follows may be part of another chain by now.
    if (!isUnmoved(head, guard)) return MOVED;
  } while (bucket);
  return 0;
}
