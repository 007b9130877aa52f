// Where a key lives.

import {
  DESTROYED,
  GROWING,
  Concurrent,
  LEVEL,
  bitsIn,
  bucketAt,
  guardOf,
  stateOf,
} from "./layout";

/** Of the last `settle`. */
export let settledGuard: u32 = 0;
export let settledIndex: u32 = 0;

/** Whether a chain has to be found by `settle`: the table is growing or was destroyed, or the chain was split. */
// @ts-ignore: decorator
@inline
export function isUnsettled(state: u32, guard: u32): bool {
  return ((state & (GROWING | DESTROYED)) | ((guard ^ state) & LEVEL)) != 0;
}

// @ts-ignore: decorator
@inline
function low(h: u32, bits: u32): u32 {
  return h & ((<u32>1 << bits) - 1);
}

/**
 * The first bucket of the chain that has the keys of hash `h`, with its guard and its index. 0 if the table was destroyed.
 * A chain of level l and index i has the keys whose hashes end in i, of B less the doublings beyond l bits.
 */
export function settle<K, V>(t: Concurrent, h: u32): usize {
  while (true) {
    const state = stateOf(t);
    if (state & DESTROYED) return 0;
    const B = bitsIn(state);
    const start = B - (state & LEVEL);
    let index = low(h, B);
    if (state & GROWING) {
      // Before a bucket is split, it has the keys of both.
      const parent = low(h, B - 1);
      if ((guardOf(bucketAt<K, V>(t, parent)) & LEVEL) < (state & LEVEL)) index = parent;
    }
    const head = bucketAt<K, V>(t, index);
    const guard = guardOf(head);
    if (low(h, start + (guard & LEVEL)) != index) continue;
    settledGuard = guard;
    settledIndex = index;
    return head;
  }
}
