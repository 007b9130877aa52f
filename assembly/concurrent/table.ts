// A hash table that several threads use at once, in shared linear memory.
//
// TERMS are those of buckets/table.ts: a bucket is 8 slots with their tophashes, a chain a bucket and its overflow buckets. The
// first bucket of a chain has the word that guards it: a version, an owner, a level (layout.ts).
//
// SEGMENTS. Buckets 2^(k-1) to 2^k - 1 are segment k. Growth adds one segment, and bucket p splits into p and p + n. There is no
// old array: nothing that a reader may be looking at is ever freed before the table is destroyed.
//
// READING. Read the guard, the tophashes, the slot, the guard again. If its version or level has moved, do it again. The owner is
// ignored: a read never waits for a write, and writes nothing.
//
// WRITING. The same walk without a lock. Then a compare-and-swap puts the owner into the guard: that it succeeds proves that
// the walk still holds. What follows is a straight line, which no engine ends a thread in: store the value; or fill
// the slot and set its tophash; or clear the tophash. Then the guard is stored without an owner, with the next version if a key
// came or went. So each operation on one key takes place at one moment: that of the store of a value or a tophash, and reads
// at one between their two looks at the guard.
//
// GROWTH. An insert that finds its chain full adds up the counts of all threads and, over the load, gets a segment. From then
// on each write splits 32 chains (evacuate.ts). Reads look at the level of the parent first.
//
// THREADS THAT END while they have a lock: whoever meets it takes it over. Locks are held across a loop only by a split,
// which can be finished, or begun anew, by what its chain tells of it.
//
// WHERE IT IS NOT GO'S: sync.Map of 1.24 is a concurrent hash-trie (internal/sync.HashTrieMap) whose nodes a garbage collector
// keeps while anybody reads them. There is none here.

import { decodeValue, encodeValue } from "../keys/encode";
import { ABSENT, GONE, NO_MEMORY, OVERFLOW, PRESENT } from "./answers";
import { growWork, waitFor } from "./evacuate";
import { MOVED, search } from "./find";
import { considerGrowth } from "./grow";
import { hashOf } from "./hash";
import { isUnsettled, settle, settledGuard, settledIndex } from "./home";
import {
  Cell,
  Concurrent,
  GROWING,
  OWNER,
  VERSION,
  bucketAt,
  clearBucket,
  fillSlot,
  guardOf,
  hasRecords,
  isUnmoved,
  keyIn,
  maskIn,
  matchEntries,
  matchRoom,
  nextOf,
  setGuard,
  setNext,
  setTop,
  setValueIn,
  stateOf,
  swapGuard,
  topOf,
  topsOf,
  valueIn,
} from "./layout";
import { discard, dropUnused, keep, prepare, settleRecords } from "./pool";
import { descriptorIn } from "./records";
import { giveBack, myCell, stockUp, take } from "./supply";
import { mine } from "./threads";
import { isSame, overflows } from "./values";

/** The value that the last operation found, as bits. */
export let found: u64 = 0;

/** Loads what a lookup of the key will need first. Its answer means nothing. */
// @ts-ignore: decorator
@inline
export function touch<K, V>(t: Concurrent, key: K): u64 {
  const h = hashOf<K>(t, key);
  return topsOf(bucketAt<K, V>(t, h & maskIn(stateOf(t))));
}

/** The value of a key, or `missing`, also if the table was destroyed. */
// @ts-ignore: decorator
@inline
export function get<K, V>(t: Concurrent, key: K, missing: V): V {
  const h = hashOf<K>(t, key);
  while (true) {
    const state = stateOf(t);
    let head = bucketAt<K, V>(t, h & maskIn(state));
    let guard = guardOf(head);
    if (isUnsettled(state, guard)) {
      head = settle<K, V>(t, h);
      if (!head) return missing;
      guard = settledGuard;
    }
    const slot = search<K, V>(head, guard, key, topOf(h));
    if (!slot) return missing;
    if (slot == MOVED) continue;
    const value = valueIn<K, V>(slot);
    if (isUnmoved(head, guard)) return value;
  }
}

/** PRESENT (the value is `found`), ABSENT or GONE. */
// @ts-ignore: decorator
@inline
export function find<K, V>(t: Concurrent, key: K): i32 {
  const h = hashOf<K>(t, key);
  while (true) {
    const state = stateOf(t);
    let head = bucketAt<K, V>(t, h & maskIn(state));
    let guard = guardOf(head);
    if (isUnsettled(state, guard)) {
      head = settle<K, V>(t, h);
      if (!head) return GONE;
      guard = settledGuard;
    }
    const slot = search<K, V>(head, guard, key, topOf(h));
    if (!slot) return ABSENT;
    if (slot == MOVED) continue;
    found = <u64>valueIn<K, V>(slot);
    if (isUnmoved(head, guard)) return PRESENT;
  }
}

// Writes have a walk in common: the slot of the key, locked, or the chain in which it is not.

/** Of the last `lock`: the chain, and its guard before that. */
let head: usize = 0;
let guard: u32 = 0;

/** The slot of a key, whose chain is locked then; 0 if it is not there, when nothing is locked; MOVED if the table is gone. */
// @ts-ignore: decorator
@inline
function lock<K, V>(t: Concurrent, key: K, h: u32): usize {
  while (true) {
    const state = stateOf(t);
    let chain = bucketAt<K, V>(t, h & maskIn(state));
    let seen = guardOf(chain);
    if (isUnsettled(state, seen)) {
      chain = settleToWrite<K, V>(t, h, state);
      if (!chain) return MOVED;
      seen = settledGuard;
    }
    if (seen & OWNER) {
      waitForIt<K, V>(t, h, chain, seen);
      continue;
    }
    const slot = search<K, V>(chain, seen, key, topOf(h));
    if (slot == MOVED) continue;
    head = chain;
    guard = seen;
    if (!slot || swapGuard(chain, seen, seen | mine)) return slot;
  }
}

function settleToWrite<K, V>(t: Concurrent, h: u32, state: u32): usize {
  if (state & GROWING) growWork<K, V>(t, state);
  return settle<K, V>(t, h);
}

function waitForIt<K, V>(t: Concurrent, h: u32, chain: usize, seen: u32): void {
  if (settle<K, V>(t, h) == chain && settledGuard == seen) waitFor<K, V>(t, chain, seen, settledIndex);
}

// @ts-ignore: decorator
@inline
function unlock(): void {
  setGuard(head, guard);
}
// @ts-ignore: decorator
@inline
function unlockChanged(): void {
  setGuard(head, guard + VERSION);
}

/**
 * Inserts a key that is not in the chain that `lock` has found. PRESENT if it is there now, ABSENT if the chain has moved
 * and all is to be done again, or NO_MEMORY.
 */
function insert<K, V>(t: Concurrent, key: K, h: u32, value: V): i32 {
  const record = prepare<K>(t, key);
  if (!record) return NO_MEMORY;
  let bucket = head;
  let last = bucket;
  let room: u32 = 0;
  do {
    room = matchRoom(topsOf(bucket));
    if (room) break;
    last = bucket;
    bucket = nextOf(bucket);
    if (!isUnmoved(head, guard)) return ABSENT;
  } while (bucket);
  const cell = myCell(t);
  if (bucket) {
    if (!swapGuard(head, guard, guard | mine)) return ABSENT;
    const slot = bucket + <usize>ctz(room);
    fillSlot<K, V>(slot, keep<K>(t, key, record), value);
    setTop(slot, topOf(h));
  } else {
    if (considerGrowth<K, V>(t)) return ABSENT;
    if (!stockUp<K, V>(t, 1)) {
      dropUnused<K>(t, key);
      return NO_MEMORY;
    }
    if (!swapGuard(head, guard, guard | mine)) return ABSENT;
    bucket = take(cell);
    clearBucket(bucket, 0);
    fillSlot<K, V>(bucket, keep<K>(t, key, record), value);
    setTop(bucket, topOf(h));
    setNext(last, bucket);
  }
  count(cell, 1);
  unlockChanged();
  return PRESENT;
}

// @ts-ignore: decorator
@inline
function count(cell: Cell, by: i64): void {
  atomic.store<i64>(changetype<usize>(cell), cell.count + by);
}

/** Takes an entry out of the locked chain, and unlocks it. A straight line up to there. */
// @ts-ignore: decorator
@inline
function drop<K, V>(t: Concurrent, slot: usize): void {
  const key = hasRecords<K>() ? keyIn<K, V>(slot) : <K>0;
  const descriptor = hasRecords<K>() ? descriptorIn(<usize><u32>key) : 0;
  const cell = myCell(t);
  const bucket = slot & ~15;
  setTop(slot, 0);
  count(cell, -1);
  if (bucket != head && nextOf(head) == bucket && !topsOf(bucket)) {
    setNext(head, nextOf(bucket));
    // Whoever is in the emptied bucket still must not go where it leads from now on.
    guard += VERSION;
    setGuard(head, guard | mine);
    giveBack(cell, bucket);
  }
  unlockChanged();
  discard<K>(t, key, descriptor);
  settleRecords<K>(t, descriptor);
}

/** Sets a value. PRESENT if the key was there, when the old value is `found`; ABSENT if it is new; NO_MEMORY or GONE. */
// @ts-ignore: decorator
@inline
export function set<K, V>(t: Concurrent, key: K, value: V): i32 {
  const h = hashOf<K>(t, key);
  while (true) {
    const slot = lock<K, V>(t, key, h);
    if (slot > MOVED) {
      found = <u64>valueIn<K, V>(slot);
      setValueIn<K, V>(slot, value);
      unlock();
      dropUnused<K>(t, key);
      return PRESENT;
    }
    if (slot == MOVED) return GONE;
    const status = insert<K, V>(t, key, h, value);
    if (status) return status == PRESENT ? ABSENT : status;
  }
}

/** Inserts a key unless it is there. PRESENT if it was, when its value is `found`; ABSENT if it is new; NO_MEMORY or GONE. */
// @ts-ignore: decorator
@inline
export function insertIfAbsent<K, V>(t: Concurrent, key: K, value: V): i32 {
  const h = hashOf<K>(t, key);
  while (true) {
    // A key that is there needs no lock.
    const status = find<K, V>(t, key);
    if (status) {
      dropUnused<K>(t, key);
      return status;
    }
    const slot = lock<K, V>(t, key, h);
    if (slot > MOVED) {
      unlock();
      continue;
    }
    if (slot == MOVED) return GONE;
    const inserted = insert<K, V>(t, key, h, value);
    if (inserted) return inserted == PRESENT ? ABSENT : inserted;
  }
}

/** Deletes an entry. PRESENT if it was there, when its value is `found`; ABSENT or GONE. */
// @ts-ignore: decorator
@inline
export function remove<K, V>(t: Concurrent, key: K): i32 {
  const slot = lock<K, V>(t, key, hashOf<K>(t, key));
  if (!slot) return ABSENT;
  if (slot == MOVED) return GONE;
  found = <u64>valueIn<K, V>(slot);
  drop<K, V>(t, slot);
  return PRESENT;
}

/** Sets a value if it is `expected`. PRESENT if it was, else ABSENT; or GONE. */
// @ts-ignore: decorator
@inline
export function compareAndSwap<K, W, V>(t: Concurrent, key: K, expected: W, value: W): i32 {
  const slot = lock<K, V>(t, key, hashOf<K>(t, key));
  if (!slot) return ABSENT;
  if (slot == MOVED) return GONE;
  const isExpected = isSame<W, V>(valueIn<K, V>(slot), expected);
  if (isExpected) setValueIn<K, V>(slot, encodeValue<W, V>(value));
  unlock();
  return isExpected ? PRESENT : ABSENT;
}

/** Deletes an entry if its value is `expected`. PRESENT if it was, else ABSENT; or GONE. */
// @ts-ignore: decorator
@inline
export function compareAndDelete<K, W, V>(t: Concurrent, key: K, expected: W): i32 {
  const slot = lock<K, V>(t, key, hashOf<K>(t, key));
  if (!slot) return ABSENT;
  if (slot == MOVED) return GONE;
  if (isSame<W, V>(valueIn<K, V>(slot), expected)) {
    drop<K, V>(t, slot);
    return PRESENT;
  }
  unlock();
  return ABSENT;
}

/** Adds to a value, of a key that is not there to 0. The sum is `found`. PRESENT, NO_MEMORY, GONE, or OVERFLOW, when nothing has changed. */
// @ts-ignore: decorator
@inline
export function increment<K, W, V>(t: Concurrent, key: K, by: W): i32 {
  const h = hashOf<K>(t, key);
  while (true) {
    const slot = lock<K, V>(t, key, h);
    if (slot > MOVED) {
      const value = decodeValue<W, V>(valueIn<K, V>(slot));
      const isTooMuch = overflows<W>(value, by);
      if (!isTooMuch) {
        const sum = encodeValue<W, V>(<W>(value + by));
        found = <u64>sum;
        setValueIn<K, V>(slot, sum);
      }
      unlock();
      dropUnused<K>(t, key);
      return isTooMuch ? OVERFLOW : PRESENT;
    }
    if (slot == MOVED) return GONE;
    const first = encodeValue<W, V>(by);
    const status = insert<K, V>(t, key, h, first);
    if (status) {
      found = <u64>first;
      return status;
    }
  }
}

/**
 * Deletes all entries that were there before, bucket by bucket: what others insert meanwhile may stay. PRESENT or GONE.
 * A chain that is split meanwhile has its other half further on.
 */
export function clear<K, V>(t: Concurrent): i32 {
  for (let index: u32 = 0; index <= maskIn(stateOf(t)); index++) {
    while (true) {
      const chain = settle<K, V>(t, index);
      if (!chain) return GONE;
      // Of the buckets that are not split off yet, their parents come before them.
      if (settledIndex != index) break;
      head = chain;
      guard = settledGuard;
      if (guard & OWNER) waitFor<K, V>(t, chain, guard, index);
      else if (swapGuard(chain, guard, guard | mine) && !clearOne<K, V>(t)) break;
    }
  }
  return PRESENT;
}

/**
 * Empties the second bucket of the locked chain or, if there is none, the first; of a bucket whose keys have records, takes out one.
 * Whether there is more. A straight line.
 */
// @ts-ignore: decorator
@inline
function clearOne<K, V>(t: Concurrent): bool {
  const cell = myCell(t);
  const overflow = nextOf(head);
  const bucket = overflow ? overflow : head;
  if (hasRecords<K>() && topsOf(bucket)) {
    drop<K, V>(t, bucket + <usize>ctz(matchEntries(topsOf(bucket))));
    return true;
  }
  count(cell, -(<i64>popcnt(matchEntries(topsOf(bucket)))));
  atomic.store<u64>(bucket, 0);
  guard += VERSION;
  if (overflow) {
    setNext(head, nextOf(overflow));
    // As in `drop`.
    setGuard(head, guard | mine);
    giveBack(cell, overflow);
  }
  unlockChanged();
  return overflow != 0;
}
