// When the number of buckets doubles. How their chains are split: evacuate.ts.

import { allocArray } from "../memory/heap";
import { splitAll } from "./evacuate";
import { pause } from "../memory/host";
import {
  Concurrent,
  DESTROYED,
  ENLARGING,
  GROWING,
  MAX_B,
  ONE_LEVEL,
  STATE_OWNER_SHIFT,
  bitsIn,
  bucketSize,
  cellOf,
  segmentPlace,
  stateOf,
  swapState,
} from "./layout";
import { isLost, knownThreads, lockHeap, spin, thread, unlockHeap } from "./threads";

/** Load 6.5: entries that so many buckets take before they double. A single one is filled to its last slot. */
// @ts-ignore: decorator
@inline
function limitOf(B: u32): i64 {
  return B == 0 ? 8 : <i64>13 << (B - 1);
}

/** The least B at which `n` entries are within the limit. */
export function bitsFor(n: u32): u32 {
  let B: u32 = 0;
  while (B < MAX_B && limitOf(B) < <i64>n) B++;
  return B;
}

/** Entries. Exact if no thread writes meanwhile. */
export function countOf(t: Concurrent): i64 {
  let count: i64 = 0;
  const n = knownThreads();
  for (let id: u32 = 0; id < n; id++) count += atomic.load<i64>(changetype<usize>(cellOf(t, id)));
  return max<i64>(count, 0);
}

/** Called when an insert finds its chain full. Whether the table grows now, or another thread was about to enlarge it. */
export function considerGrowth<K, V>(t: Concurrent): bool {
  const state = stateOf(t);
  const cell = cellOf(t, thread);
  if (state & GROWING || cell.count < cell.enough) return false;
  const left = limitOf(bitsIn(state)) - countOf(t);
  if (left <= 0) {
    if (!isEnlarging(state)) return startGrowth<K, V>(t, state);
    // That thread may have no processor: chains would grow as long as it has none.
    if (!spin(changetype<usize>(t), state, 0)) pause(0);
    return true;
  }
  // To look at the cells of all threads takes them away from these. So it is done again when the others may have inserted
  // as many, together, as are left now.
  cell.enough = cell.count + left / <i64>knownThreads();
  return false;
}

/** Makes room for `n` entries. False if there is no memory for it, or the table was destroyed. */
export function reserve<K, V>(t: Concurrent, n: u32): bool {
  const B = bitsFor(n);
  let round: u32 = 0;
  while (true) {
    const state = stateOf(t);
    if (state & DESTROYED) return false;
    if (state & GROWING) {
      if (!splitAll<K, V>(t, state)) return false;
    } else if (bitsIn(state) >= B) return true;
    // That another thread is about to grow the table is no want of memory.
    else if (isEnlarging(state)) pause(round++);
    else if (!startGrowth<K, V>(t, state) && stateOf(t) == state) return false;
  }
}

/** Whether a thread that will go on is getting memory. */
// @ts-ignore: decorator
@inline
function isEnlarging(state: u32): bool {
  return (state & ENLARGING) != 0 && !isLost(state >>> STATE_OWNER_SHIFT);
}

function startGrowth<K, V>(t: Concurrent, state: u32): bool {
  const B = bitsIn(state) + 1;
  if (B > MAX_B) return false;
  if (isEnlarging(state)) return false;
  const claimed = withoutOwner(state) | ENLARGING | ((thread + 1) << STATE_OWNER_SHIFT);
  if (!swapState(t, state, claimed)) return false;
  lockHeap();
  const hasRoom = addSegment<K, V>(t, B);
  unlockHeap();
  const next = withoutOwner(claimed) + (hasRoom ? ONE_LEVEL | GROWING : 0);
  // Nobody but the owner changes the state meanwhile, except that the table may be destroyed.
  atomic.xor<u32>(changetype<usize>(t), claimed ^ next);
  return hasRoom;
}

// @ts-ignore: decorator
@inline
function withoutOwner(state: u32): u32 {
  return state & ~ENLARGING & (((<u32>1 << STATE_OWNER_SHIFT) - 1));
}

/**
 * Gets the memory of the buckets that come with B, unless somebody has who was stopped then. Precondition: the heap is locked.
 */
export function addSegment<K, V>(t: Concurrent, B: u32): bool {
  const place = segmentPlace(t, B);
  if (load<u32>(place)) return true;
  const first: u32 = B ? <u32>1 << (B - 1) : 0;
  const bytes = <u64>(B ? first : 1) * <u64>bucketSize<K, V>();
  const segment = allocArray(bytes);
  if (segment) atomic.store<u32>(place, <u32>(segment - <usize>first * bucketSize<K, V>()));
  return segment != 0;
}
