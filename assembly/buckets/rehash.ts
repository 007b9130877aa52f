// A new hash for a table that has entries. Cold.
//
// Where a chain is longer than chance allows, somebody chose the keys, or the words were a bad draw. Then new words are drawn
// that nobody outside can know, and the table becomes two:
//
//   t        new words, a new array, everything else; every new key goes here
//   former   a copy of the old header in a block of its own: old words, old array, the entries that are left there
//
// An entry is in one of both. Each write moves the entries of two chains of the former one, as growth evacuates two buckets, so
// that no write pays for the whole. Where there is no memory for an overflow bucket the rest waits. A table that was growing
// stops growing: the former one keeps its two arrays as they are, and gives up both at the end.
//
// `t.oldbuckets` is EMPTY_BUCKET meanwhile: what a table that does not grow must not pay for, it does not ask for. As the
// old array of a growth that has one bucket, which is evacuated, it sends every look-up to the new array.
//
// The former header, without arrays, is kept (memory/former.ts).
//
// STOPS (see memory/heap.ts). A table becomes two in a straight line, and an entry moves in one.

import { first, matchEmpty, matchFull, removeFirst } from "../group/group";
import { EMPTY_ONE, EMPTY_REST, topHash } from "../group/states";
import { drawWords, hashAnew, mixEntropy, setHash, takeWords } from "../keys/hash";
import { Any } from "../keys/types";
import { copySlot, keyAt } from "../keys/slot";
import { EMPTY_BUCKET } from "../memory/addresses";
import { allocChunk } from "../memory/chunk";
import { addFormer, formerOf } from "../memory/former";
import { Table, headerSize } from "../memory/header";
import { undone } from "../memory/own";
import { condemn, reap } from "../memory/supply";
import { lastTopHash, overflowOf, setOverflow, setTopHash, slotAt } from "./bucket";
import { condemnOwnArrays, isRehashing } from "./former";
import { chainAt, homeOf, newHome } from "./home";
import { arrayBytes, bucketSize, bucketsFor, loadLimit, longestChain } from "./layout";
import { allocateArray, destroyTable, emptyCopy } from "./life";
import { recycleOverflow, roomFor } from "./supply";

/** Whether the chain of hash `h`, which has no empty slot, is as long as chance makes any. */
export function isTooLong<K>(t: Table, h: u32): bool {
  // While growing, some chains are still those of half as many buckets.
  let left = longestChain(t.count, t.oldbuckets ? t.B - 1 : t.B);
  for (let bucket = homeOf<K, Any>(t, h); bucket; bucket = overflowOf<K, Any>(t, bucket)) {
    if (!--left) return true;
  }
  return false;
}

/**
 * Begins a rehash. False, and nothing has changed, if one is under way or memory is out. Precondition: no step of a growth was
 * left half-way.
 */
export function startRehash<K>(t: Table): bool {
  if (isRehashing(t)) return false;
  const p = emptyCopy<K>(t);
  if (!p) return false;
  const next = changetype<Table>(p);
  const chunk = allocChunk(headerSize<K>());
  next.formers = chunk;
  // For what is there and what comes until all of it has moved.
  if (!chunk || !allocateArray<K, Any>(next, bucketsFor(t.count + (t.mask >> 1) + 1))) {
    destroyTable(next);
    return false;
  }
  mixEntropy(next);
  drawWords(next);
  divide<K>(t, next, chunk);
  reap();
  return true;
}

/** The table becomes two: itself with the words and the array of `next`, and the former one in a chunk. A straight line. */
// @ts-ignore: decorator
@inline
function divide<K>(t: Table, next: Table, chunk: usize): void {
  addFormer<K>(t, chunk);
  takeWords<K>(t, next);
  t.migrated = 0;
  t.buckets = next.buckets;
  t.mask = next.mask;
  t.B = next.B;
  t.bytes += arrayBytes<K, Any>(t, t.B);
  t.oldbuckets = EMPTY_BUCKET;
  t.oldmask = 0;
  t.nevacuate = 1;
  t.limit = u32.MAX_VALUE;
  const reserved = t.reserved;
  if (reserved) {
    t.reserved = 0;
    recycleOverflow<K, Any>(t, reserved);
  }
  condemn(changetype<usize>(next));
  undone().unfinished = 0;
}

/** Moves the entries of the next two chains of the former table. Precondition: the table is rehashing. */
export function migrate<K>(t: Table): void {
  const former = formerOf(t);
  for (let n = 2; n; n--) {
    if (t.migrated > former.mask) break;
    const head = chainAt<K, Any>(former, t.migrated);
    if (head && !migrateChain<K>(t, head)) return;
    t.migrated++;
  }
  if (t.migrated > former.mask) finishRehash<K>(t);
}

/** False when memory is out: what has not moved waits. */
function migrateChain<K>(t: Table, head: usize): bool {
  for (let bucket = head; bucket; ) {
    let full = matchFull(bucket);
    while (full) {
      if (!migrateEntry<K>(t, bucket, first(full))) return false;
      full = removeFirst(full);
    }
    bucket = lastTopHash(bucket) == EMPTY_REST ? 0 : overflowOf<K, Any>(t, bucket);
  }
  for (let bucket = overflowOf<K, Any>(t, head); bucket; bucket = overflowOf<K, Any>(t, head)) {
    setOverflow<K, Any>(t, head, overflowOf<K, Any>(t, bucket));
    recycleOverflow<K, Any>(t, bucket);
    t.noverflow--;
  }
  return true;
}

function migrateEntry<K>(t: Table, bucket: usize, index: u32): bool {
  const slot = slotAt<K, Any>(t, bucket, index);
  const key = keyAt<K, Any>(t, slot);
  const h = hashAnew<K>(t, key);
  const room = roomFor<K, Any>(t, newHome<K, Any>(t, h));
  if (!room) return false;
  const i = first(matchEmpty(room));
  copySlot<K, Any>(t, slotAt<K, Any>(t, room, i), slot);
  // From here on a straight line.
  setHash<K>(t, key, h);
  setTopHash(room, i, topHash(h));
  // Not EMPTY_REST: more may follow.
  setTopHash(bucket, index, EMPTY_ONE);
  return true;
}

/** Frees the arrays of the former table, which has no entry. Its words are kept. */
function finishRehash<K>(t: Table): void {
  const former = formerOf(t);
  let bytes = arrayBytes<K, Any>(former, former.B);
  if (former.oldbuckets && former.oldbuckets != former.buckets) {
    bytes += <u64>bucketSize<K, Any>(t) * (<u64>former.oldmask + 1);
  }
  condemnOwnArrays(former);
  t.bytes -= bytes;
  t.oldbuckets = 0;
  t.nevacuate = 0;
  t.limit = loadLimit(t.B);
  reap();
}
