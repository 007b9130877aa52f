// A hash table as in Go's runtime up to 1.23, in linear memory.
//
// TERMS. A table is an array of 2^B buckets. A bucket has 8 slots and 8 tophash bytes, one a slot; a bucket whose slots
// are taken continues in a chain of overflow buckets. The low B bits of a key's hash select the bucket; the top 8 bits,
// the tophash, stand in the bucket's first 8 bytes, where one comparison tests all of them. The load is the number of
// entries per bucket.
//
// LOOKUP. Match the 8 tophashes with the key's; compare the key of each match (chance: one false match in 250 for every
// other entry of the bucket). The chain ends where the last tophash of a bucket is EMPTY_REST or there is no overflow
// bucket. Lookups never change anything and never evacuate.
//
// INSERT. If the table is growing, evacuate two old buckets. Look the key up, remembering the first empty slot of the
// chain. A new key that finds the table over its load (6.5, or 8 entries in one bucket) or with too many overflow
// buckets (as many as buckets) first starts a growth. No growth starts while another is under way.
//
// DELETE. The slot becomes EMPTY_ONE or, if nothing follows it in the chain, EMPTY_REST together with the run of
// EMPTY_ONE before it: the last slot in use of a chain is always full, and searches stay short after many deletions.
// Overflow buckets stay linked until a growth repacks them. The array never shrinks by itself.
//
// GROWTH. See evacuate.ts: incremental, in place where the heap has room, in index order.
//
// ITERATION. See iterate.ts: nothing in the table knows of iterators, and they hold no pointer into it. `generation`
// tells them that the hash function has changed.
//
// HASH. See keys/hash.ts: random words a table, drawn anew when it empties, and where a chain is longer than chance allows
// (rehash.ts), so that no set of keys stays bad.
//
// KEYS. 4 or 8 plain bytes in the slot or, of type Bytes, either a fixed number of bytes in the slot or the address of a
// key record in the map's arena (keys/record.ts, keys/arena.ts). A key that is asked for comes in the same form.
//
// STOPS. An engine may end any operation half-way (memory/heap.ts says where). A slot counts from the store of its tophash on,
// which stands in one straight line with the count and with what the arena notes: so the table is as before the operation
// or as after it. What takes several such lines, as growth does, can be gone on with.
//
// MEMORY. A table without entries has a header only and points at one shared empty bucket whose limit is 0, so that
// lookups need no special case and the first insert takes the slow path. Keys and values are plain bytes here: floats
// arrive as their bits, with one NaN and no negative zero among the keys.

import { first, matchEmpty, matchTopHash, removeFirst } from "../group/group";
import { ALL_EMPTY_ONE, EMPTY_ONE, EMPTY_REST, topHash } from "../group/states";
import { discardAll, discardKey, isKept, isLargeKey } from "../keys/arena";
import { ASSIGN_NEW, ASSIGN_OUTGREW } from "../keys/assigned";
import { hashAnew, reseed, setHash } from "../keys/hash";
import { Any } from "../keys/types";
import { isKeyAt, keyAt, setKey } from "../keys/slot";
import { EMPTY_BUCKET } from "../memory/addresses";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { undone } from "../memory/own";
import { reap } from "../memory/supply";
import { lastTopHash, overflowOf, setTopHash, slotAt, topHashAt } from "./bucket";
import { findFormer, hashInFormer } from "./find";
import { isRehashing } from "./former";
import { growWork, makeRoom, noteOverflow } from "./grow";
import { homeOf } from "./home";
import { BUCKET_SLOTS_MASK } from "./layout";
import { clearTable } from "./life";
import { keepKey } from "./records";
import { isTooLong, startRehash } from "./rehash";
import { appendOverflow } from "./supply";


/**
 * The slot of a key, inserted if it is new (then with bit ASSIGN_NEW), or 0 when memory is out. What the caller does with
 * the slot, such as to set the value of a new key, it does in a straight line.
 */
export function assign<K, V>(t: Table, key: K, h: u32): usize {
  if (isManaged<K>() && !isManaged<V>()) return assign<K, Any>(t, key, h);
  const top = topHash(h);
  if (t.oldbuckets) {
    growWork<K, V>(t);
    if (isRehashing(t)) {
      const slot = findFormer<K>(t, key);
      if (slot) return slot;
    }
  }
  let bucket = homeOf<K, V>(t, h);
  let roomBucket: usize = 0;
  let room: u64 = 0;
  while (true) {
    let match = matchTopHash(bucket, top);
    while (match) {
      const slot = slotAt<K, V>(t, bucket, first(match));
      if (isKeyAt<K, V>(t, slot, key)) return slot;
      match = removeFirst(match);
    }
    if (!room) {
      room = matchEmpty(bucket);
      roomBucket = bucket;
    }
    if (lastTopHash(bucket) == EMPTY_REST) break;
    const next = overflowOf<K, V>(t, bucket);
    if (!next) break;
    bucket = next;
  }
  if (t.count >= t.limit || !room) return insertSlow<K, V>(t, key, h, bucket);
  key = keepKey<K>(t, key);
  if (!isKept<K>(t, key)) return 0;
  const index = first(room);
  const slot = slotAt<K, V>(t, roomBucket, index);
  setKey<K, V>(t, slot, key);
  setTopHash(roomBucket, index, top);
  t.count++;
  return slot | newBits<K>(t, key);
}

/** Cold: the table must grow or the chain that ends in `last` has no empty slot. */
function insertSlow<K, V>(t: Table, key: K, h: u32, last: usize): usize {
  if (t.count >= t.limit) {
    const isFirst = t.B == 0 && t.buckets != EMPTY_BUCKET;
    if (makeRoom<K, V>(t)) {
      const slot = assign<K, V>(t, key, h);
      return slot && isFirst && t.B ? slot | ASSIGN_OUTGREW : slot;
    }
    if (t.buckets == EMPTY_BUCKET) return 0;
    return assign<K, V>(t, key, h);
  }
  if (isTooLong<K>(t, h)) {
    const isFirst = t.B == 0;
    if (startRehash<K>(t)) {
      h = hashAnew<K>(t, key);
      setHash<K>(t, key, h);
      const slot = assign<K, V>(t, key, h);
      return slot && isFirst ? slot | ASSIGN_OUTGREW : slot;
    }
  }
  const bucket = appendOverflow<K, V>(t, last);
  if (!bucket) return 0;
  key = keepKey<K>(t, key);
  if (!isKept<K>(t, key)) return 0;
  const slot = slotAt<K, V>(t, bucket, 0);
  setKey<K, V>(t, slot, key);
  setTopHash(bucket, 0, topHash(h));
  t.count++;
  noteOverflow(t);
  return slot | newBits<K>(t, key);
}

/** What `assign` says of a new key. A large key is as much memory as many buckets. */
// @ts-ignore: decorator
@inline
function newBits<K>(t: Table, key: K): usize {
  return isLargeKey<K>(t, key) ? ASSIGN_NEW | ASSIGN_OUTGREW : ASSIGN_NEW;
}

/** Removes a key. Returns its former slot, whose value can be read until the next write, or 0. */
export function remove<K, V>(t: Table, key: K, h: u32): usize {
  if (isManaged<K>() && !isManaged<V>()) return remove<K, Any>(t, key, h);
  let top = topHash(h);
  let home = t;
  if (t.oldbuckets) {
    growWork<K, V>(t);
    if (isRehashing(t) && findFormer<K>(t, key)) {
      home = formerOf(t);
      h = hashInFormer;
      top = topHash(h);
    }
  }
  const head = homeOf<K, V>(home, h);
  let bucket = head;
  do {
    let match = matchTopHash(bucket, top);
    while (match) {
      const index = first(match);
      const slot = slotAt<K, V>(t, bucket, index);
      if (isKeyAt<K, V>(t, slot, key)) {
        const isBucketEmpty = vacate<K, V>(t, bucket, index);
        t.count--;
        discardKey<K>(t, keyAt<K, V>(t, slot));
        // @ts-ignore: defined by --use
        if (NOTES) t.epoch++;
        if (isManaged<K>() && undone().condemned) reap();
        if (isBucketEmpty && bucket != head) markRestBefore<K, V>(t, head, bucket);
        if (t.count == 0) becomeEmpty<K>(t);
        return slot;
      }
      match = removeFirst(match);
    }
    if (lastTopHash(bucket) == EMPTY_REST) return 0;
    bucket = overflowOf<K, V>(t, bucket);
  } while (bucket);
  return 0;
}

/** Cold: the last entry is gone. The table keeps its array; one that is rehashing would have to free another one first. */
function becomeEmpty<K>(t: Table): void {
  if (t.formers) {
    clearTable(t);
  } else {
    discardAll<K>(t);
    reseed(t);
  }
}

/**
 * Empties a slot: EMPTY_ONE or, if nothing follows it in the chain, EMPTY_REST together with the run of EMPTY_ONE before it
 * in the bucket. A straight line. Returns whether the whole bucket has become EMPTY_REST.
 */
// @ts-ignore: decorator
@inline
function vacate<K, V>(t: Table, bucket: usize, index: u32): bool {
  const ends = endsChain<K, V>(t, bucket, index);
  if (ends) {
    // What stays is everything up to the last byte that is not EMPTY_ONE.
    const states = load<u64>(bucket) & ~(<u64>-1 << (index << 3));
    const kept = ~(<u64>-1 << (index << 3)) & (states ^ ALL_EMPTY_ONE);
    const bits = kept ? (71 - <u32>clz(kept)) & ~7 : 0;
    store<u64>(bucket, states & ~(<u64>-1 << bits));
    return bits == 0;
  }
  setTopHash(bucket, index, EMPTY_ONE);
  return false;
}

/** Whether every slot of the chain after this one is EMPTY_REST. */
// @ts-ignore: decorator
@inline
function endsChain<K, V>(t: Table, bucket: usize, index: u32): bool {
  if (index < BUCKET_SLOTS_MASK) return topHashAt(bucket, index + 1) == EMPTY_REST;
  const next = overflowOf<K, V>(t, bucket);
  return !next || topHashAt(next, 0) == EMPTY_REST;
}

/** A bucket behind the head has become EMPTY_REST: so does the run of EMPTY_ONE that ends right before it. */
function markRestBefore<K, V>(t: Table, head: usize, bucket: usize): void {
  do {
    // The chain is linked forwards only: find the bucket before this one.
    let previous = head;
    while (overflowOf<K, V>(t, previous) != bucket) previous = overflowOf<K, V>(t, previous);
    bucket = previous;
  } while (lastTopHash(bucket) == EMPTY_ONE && vacate<K, V>(t, bucket, BUCKET_SLOTS_MASK) && bucket != head);
}
