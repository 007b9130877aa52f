// Looking a key up. Nobody is waited for: what was read is right if the guard of the chain has not moved, else it is read again.

import { Held, hasRecords, isUnmoved, keyIn, matchTop, nextOf, topsOf } from "./layout";
import { isRecordOf } from "./records";

/** The chain moved while it was searched. */
export const MOVED: usize = 1;

// @ts-ignore: decorator
@inline
function isKeyIn<K, V>(slot: usize, key: K): bool {
  const there = keyIn<K, V>(slot);
  if (!hasRecords<K>()) return there == key;
  return ((there ^ key) as u64) >> 32 == 0 && isRecordOf(<Held>key, <usize><u32>there);
}

/** The slot of a key in a chain, 0 if it is not there, or MOVED. */
// @ts-ignore: decorator
@inline
export function search<K, V>(head: usize, guard: u32, key: K, top: u32): usize {
  let bucket = head;
  do {
    let match = matchTop(topsOf(bucket), top);
    while (match) {
      const slot = bucket + <usize>ctz(match);
      if (isKeyIn<K, V>(slot, key)) return slot;
      match &= match - 1;
    }
    bucket = nextOf(bucket);
    // What follows may be part of another chain by now.
    if (!isUnmoved(head, guard)) return MOVED;
  } while (bucket);
  return 0;
}
