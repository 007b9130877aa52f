// Splitting a chain in two, when the number of buckets was doubled.
//
// The owner of the lock fills the new chain, which nobody knows yet, and then makes the level of the old one its level:
// from that store on, all find the keys of the new chain there. What is left is to tidy the old one up. If the owner ends
// before that store, whoever takes the lock over has nothing to do; if it ends behind it, tidying up once more does no harm.
// Everything between lock and unlock is inlined: a call would be a place where an engine may stop a thread that lives on.

import { isLost, knownThreads, mine, spin } from "./threads";
import {
  BUCKET_SLOTS,
  Cell,
  Concurrent,
  GROWING,
  LEVEL,
  OWNER,
  VERSION,
  bitsIn,
  bucketAt,
  cellOf,
  claimedPlace,
  clearBucket,
  fillSlot,
  guardOf,
  isUnmoved,
  keyIn,
  matchEntries,
  matchRoom,
  matchTop,
  nextOf,
  ownerIn,
  setGuard,
  setNext,
  setTop,
  stateOf,
  swapGuard,
  swapState,
  topsOf,
  valueIn,
} from "./layout";
import { pause } from "../memory/host";
import { hashOf } from "./hash";
import { giveBack, myCell, stockUp } from "./supply";

/** How many buckets a write splits while the table grows: neighbours, so that two threads seldom meet in a cache line. */
const SHARE: u32 = 32;

/** Does some of the work of a growth under way. */
export function growWork<K, V>(t: Concurrent, state: u32): void {
  const B = bitsIn(state);
  const half = <u32>1 << (B - 1);
  // Once all are claimed it begins anew: some may be left by a thread that ended, or for want of memory.
  const from = atomic.add<u32>(claimedPlace(t, B), SHARE);
  for (let i: u32 = 0; i < SHARE && i < half; i++) split<K, V>(t, state, (from + i) & (half - 1));
  if (atomic.load<u32>(claimedPlace(t, B)) >= half && isWhole(t, state)) finishGrowth(t, B);
}

/** Chains that were split, ever. Each thread counts its own: a counter for all would be what they wait for. */
function splits(t: Concurrent): u32 {
  let sum: u32 = 0;
  const n = knownThreads();
  for (let id: u32 = 0; id < n; id++) sum += atomic.load<u32>(changetype<usize>(cellOf(t, id)) + offsetof<Cell>("split"));
  return sum;
}

/** How many it takes to have made 2^B chains of those in the beginning. */
function needed(state: u32): u32 {
  return (<u32>1 << bitsIn(state)) - (<u32>1 << (bitsIn(state) - (state & LEVEL)));
}

/** Whether all chains of a growth are split. */
function isWhole(t: Concurrent, state: u32): bool {
  return splits(t) >= needed(state);
}

/** Of a growth under way, how many chains are split. */
export function splitSince(t: Concurrent, state: u32): u32 {
  return splits(t) - (needed(state) - (<u32>1 << (bitsIn(state) - 1)));
}

/** Does all that is left of a growth, or waits for those who do it. False if there is no memory for it. */
export function splitAll<K, V>(t: Concurrent, state: u32): bool {
  const B = bitsIn(state);
  const half = <u32>1 << (B - 1);
  while (atomic.load<u32>(claimedPlace(t, B)) < half) growWork<K, V>(t, state);
  for (let index: u32 = 0; index < half; index++) {
    split<K, V>(t, state, index);
    // Who has published the new chain may be tidying up still, or have ended before that.
    const head = bucketAt<K, V>(t, index);
    while (!isWhole(t, state)) {
      const guard = guardOf(head);
      if (!(guard & OWNER)) break;
      waitFor<K, V>(t, head, guard, index);
    }
  }
  if (!isWhole(t, state)) return false;
  finishGrowth(t, B);
  return true;
}

function finishGrowth(t: Concurrent, B: u32): void {
  while (true) {
    const state = stateOf(t);
    if (!(state & GROWING) || bitsIn(state) != B || swapState(t, state, state & ~GROWING)) return;
  }
}

/** Splits the chain of that index, if nobody has. */
function split<K, V>(t: Concurrent, state: u32, index: u32): void {
  const B = bitsIn(state);
  const level = state & LEVEL;
  const head = bucketAt<K, V>(t, index);
  const cell = myCell(t);
  while (true) {
    const guard = guardOf(head);
    // Of a growth that is over, all is split, and maybe once more.
    if ((guard & LEVEL) >= level) return;
    if (guard & OWNER) {
      waitFor<K, V>(t, head, guard, index);
      continue;
    }
    // The new chain needs no more overflow buckets than the old one has.
    if (!stockUp<K, V>(t, overflowBuckets(head, guard))) return;
    if (!swapGuard(head, guard, guard | mine)) continue;
    moveSome<K, V>(t, cell, head, bucketAt<K, V>(t, index + (<u32>1 << (B - 1))), guard, level, B);
    tidyUp<K, V>(t, cell, head, B);
    return;
  }
}

function overflowBuckets(head: usize, guard: u32): u32 {
  let n: u32 = 0;
  for (let bucket = nextOf(head); bucket && isUnmoved(head, guard); bucket = nextOf(bucket)) n++;
  return n;
}

/** Fills the new chain and publishes it. */
// @ts-ignore: decorator
@inline
function moveSome<K, V>(
  t: Concurrent,
  cell: Cell,
  head: usize,
  newHead: usize,
  guard: u32,
  level: u32,
  B: u32,
): void {
  clearBucket(newHead, level);
  let to = newHead;
  let n: u32 = 0;
  // The stock is as it was until the chain counts.
  let free = cell.free;
  let stock = cell.stock;
  for (let bucket = head; bucket; bucket = nextOf(bucket)) {
    const tops = topsOf(bucket);
    for (let left = matchEntries(tops); left; left &= left - 1) {
      const slot = bucket + <usize>ctz(left);
      const key = keyIn<K, V>(slot);
      if (!isMoving<K>(t, key, B)) continue;
      if (n == BUCKET_SLOTS) {
        const next = free;
        free = nextOf(next);
        stock--;
        clearBucket(next, 0);
        setNext(to, next);
        to = next;
        n = 0;
      }
      fillSlot<K, V>(to + n, key, valueIn<K, V>(slot));
      store<u8>(to + n, load<u8>(slot));
      n++;
    }
  }
  cell.free = free;
  cell.stock = stock;
  setGuard(head, ((guard + VERSION) & ~LEVEL) | mine | level);
}

/** Whether a key goes to the new chain. */
// @ts-ignore: decorator
@inline
function isMoving<K>(t: Concurrent, key: K, B: u32): bool {
  return ((hashOf<K>(t, key) >>> (B - 1)) & 1) != 0;
}

/**
 * What is left of a split: drops what has moved, and moves what is in overflow buckets to the first one, as far as there is room.
 * Then unlocks. Precondition: this thread has the lock. Can be done again if it was stopped anywhere.
 */
// @ts-ignore: decorator
@inline
function tidyUp<K, V>(t: Concurrent, cell: Cell, head: usize, B: u32): void {
  for (let bucket = head; bucket; bucket = nextOf(bucket)) {
    for (let left = matchEntries(topsOf(bucket)); left; left &= left - 1) {
      const slot = bucket + <usize>ctz(left);
      if (isMoving<K>(t, keyIn<K, V>(slot), B)) setTop(slot, 0);
    }
  }
  if (nextOf(head)) {
    // Whoever has matched the tophash of what was dropped must not take what comes to its slot for it.
    setGuard(head, guardOf(head) + VERSION);
    for (let bucket = nextOf(head); bucket; bucket = nextOf(bucket)) {
      for (let left = matchEntries(topsOf(bucket)); left; left &= left - 1) {
        const slot = bucket + <usize>ctz(left);
        const room = matchRoom(topsOf(head));
        if (!room) break;
        const key = keyIn<K, V>(slot);
        if (isInBucket<K, V>(head, key, load<u8>(slot))) continue;
        const to = head + <usize>ctz(room);
        fillSlot<K, V>(to, key, valueIn<K, V>(slot));
        setTop(to, load<u8>(slot));
      }
    }
    // Whoever has searched the first bucket already must not miss what is dropped from the others now.
    setGuard(head, guardOf(head) + VERSION);
    let before = head;
    for (let bucket = nextOf(head); bucket; bucket = nextOf(before)) {
      for (let left = matchEntries(topsOf(bucket)); left; left &= left - 1) {
        const slot = bucket + <usize>ctz(left);
        if (isInBucket<K, V>(head, keyIn<K, V>(slot), load<u8>(slot))) setTop(slot, 0);
      }
      if (topsOf(bucket)) {
        before = bucket;
      } else {
        setNext(before, nextOf(bucket));
        // Whoever is in it must not go where it leads from now on.
        setGuard(head, guardOf(head) + VERSION);
        giveBack(cell, bucket);
      }
    }
  }
  atomic.store<u32>(changetype<usize>(cell), cell.split + 1, offsetof<Cell>("split"));
  setGuard(head, (guardOf(head) + VERSION) & ~OWNER);
}

// @ts-ignore: decorator
@inline
function isInBucket<K, V>(bucket: usize, key: K, top: u32): bool {
  for (let match = matchTop(topsOf(bucket), top); match; match &= match - 1) {
    if (keyIn<K, V>(bucket + <usize>ctz(match)) == key) return true;
  }
  return false;
}

/** Waits until the guard moves. A lock that its owner will never unlock is taken over. */
export function waitFor<K, V>(t: Concurrent, head: usize, guard: u32, index: u32): void {
  for (let round: u32 = 0; ; round++) {
    if (spin(head + 8, guard, round)) return;
    if (isLost(ownerIn(guard))) {
      takeOver<K, V>(t, head, guard, index);
      return;
    }
    pause(round);
  }
}

/** Of the operations, only a split can have been stopped while it had a lock. */
export function takeOver<K, V>(t: Concurrent, head: usize, guard: u32, index: u32): void {
  if (!swapGuard(head, guard, (guard & ~OWNER) | mine)) return;
  const state = stateOf(t);
  const B = bitsIn(state);
  const isSplit = (state & GROWING) && (guard & LEVEL) == (state & LEVEL) && !(index >>> (B - 1));
  if (isSplit) tidyUp<K, V>(t, myCell(t), head, B);
  else setGuard(head, (guard & ~OWNER) + VERSION);
}
