// A table anew, in one go: clone, reserve, shrink.

import { first, matchEmpty, matchFull, removeFirst } from "../group/group";
import { EMPTY_REST, topHash } from "../group/states";
import { hasRecords, isKept } from "../keys/arena";
import { hash } from "../keys/hash";
import { EMPTY_BUCKET } from "../memory/addresses";
import { Table, headerSize } from "../memory/header";
import { heap } from "../memory/block";
import { alloc } from "../memory/heap";
import { bucketAt, copySlot, keyAt, lastTopHash, overflowOf, setKey, setTopHash, slotAt } from "./bucket";
import { chainAt } from "./home";
import { bucketsFor } from "./layout";
import {
  abandonUnfinished,
  allocateArray,
  clearTable,
  createTable,
  destroyTable,
  replaceTable,
  setEmpty,
} from "./life";
import { compactKeys, keepKey } from "./records";
import { appendOverflow, releaseSupply } from "./supply";

/** Appends every entry of `from` to `to`. Precondition: no key of `from` is in `to`, same words. False: out of memory. */
function copyEntries<K, V>(from: Table, to: Table): bool {
  for (let index: u32 = 0, last = from.mask; ; index++) {
    let bucket = chainAt<K, V>(from, index);
    while (bucket) {
      let full = matchFull(bucket);
      while (full) {
        const slot = slotAt<K, V>(to, bucket, first(full));
        if (!appendEntry<K, V>(to, slot)) return false;
        full = removeFirst(full);
      }
      bucket = lastTopHash(bucket) == EMPTY_REST ? 0 : overflowOf<K, V>(bucket);
    }
    if (index == last) break;
  }
  return true;
}

function appendEntry<K, V>(t: Table, from: usize): bool {
  const h = hash<K>(t, keyAt<K, V>(t, from));
  const key = keepKey<K, V>(t, keyAt<K, V>(t, from));
  if (!isKept<K>(t, key)) return false;
  let bucket = bucketAt<K, V>(t, t.buckets, h & t.mask);
  let empty = matchEmpty(bucket);
  while (!empty) {
    let next = overflowOf<K, V>(bucket);
    if (!next) next = appendOverflow<K, V>(t, bucket);
    if (!next) return false;
    bucket = next;
    empty = matchEmpty(bucket);
  }
  const index = first(empty);
  const slot = slotAt<K, V>(t, bucket, index);
  copySlot<K, V>(t, slot, from);
  if (hasRecords<K>(t)) setKey<K, V>(t, slot, key);
  setTopHash(bucket, index, topHash(h));
  t.count++;
  return true;
}

/**
 * A table with the entries and words of `t` in 2^B buckets, or 0 when memory is out. It is unfinished until the caller has
 * found its place.
 */
function copyTable<K, V>(t: Table, B: u32): usize {
  abandonUnfinished();
  const p = alloc(headerSize<K>());
  if (!p) return 0;
  memory.copy(p, changetype<usize>(t), headerSize<K>());
  const copy = changetype<Table>(p);
  setEmpty(copy);
  heap().unfinished = p;
  if (allocateArray<K, V>(copy, B) && copyEntries<K, V>(t, copy)) return p;
  destroyTable(copy);
  return 0;
}

export function cloneTable<K, V>(t: Table): usize {
  if (t.count) {
    const p = copyTable<K, V>(t, bucketsFor(t.count));
    heap().unfinished = 0;
    return p;
  }
  const p = createTable<K>(t.s0, t.s1, 0);
  if (!p) return 0;
  // Its words and its seed as they are now: both put the same keys at the same places, now and later.
  memory.copy(p, changetype<usize>(t), headerSize<K>());
  setEmpty(changetype<Table>(p));
  changetype<Table>(p).hint = 0;
  return p;
}

/** Moves the entries to an array of 2^B buckets in one go. False, and nothing changed, when memory is out. */
function rebuild<K, V>(t: Table, B: u32): bool {
  const p = copyTable<K, V>(t, B);
  if (!p) return false;
  replaceTable(t, p, headerSize<K>());
  return true;
}

export function reserveTable<K, V>(t: Table, n: u32): bool {
  const B = bucketsFor(n);
  if (t.buckets == EMPTY_BUCKET) {
    // A hint that is more than is asked for now is no more than a hint.
    const hinted = bucketsFor(t.hint);
    return (hinted > B && allocateArray<K, V>(t, hinted)) || allocateArray<K, V>(t, B);
  }
  return B <= t.B || rebuild<K, V>(t, B);
}

export function shrinkTable<K, V>(t: Table): bool {
  if (!t.count) {
    clearTable(t);
    return true;
  }
  const B = bucketsFor(t.count);
  if (B == t.B && !t.oldbuckets && !t.noverflow) {
    releaseSupply(t);
    compactKeys<K, V>(t);
    return true;
  }
  return rebuild<K, V>(t, B);
}
