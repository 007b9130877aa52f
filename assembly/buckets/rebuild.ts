// A table anew, in one go: clone, reserve, shrink.

import { first, matchEmpty, matchFull, removeFirst } from "../group/group";
import { EMPTY_REST, topHash } from "../group/states";
import { hasRecords, isKept } from "../keys/arena";
import { hash, hashAnew, setHash } from "../keys/hash";
import { Any } from "../keys/types";
import { copySlot, keyAt, setKey } from "../keys/slot";
import { EMPTY_BUCKET } from "../memory/addresses";
import { formerOf } from "../memory/former";
import { Table, headerSize } from "../memory/header";
import { undone } from "../memory/own";
import { lastTopHash, overflowOf, setTopHash, slotAt } from "./bucket";
import { repair } from "./evacuate";
import { isRehashing } from "./former";
import { chainAt, newHome } from "./home";
import { bucketsFor } from "./layout";
import {
  allocateArray,
  clearTable,
  destroyTable,
  emptyCopy,
  replaceTable,
} from "./life";
import { compactKeys, keepKey } from "./records";
import { releaseSupply, roomFor } from "./supply";

/**
 * Appends every entry of `from` to `to`. Precondition: no key of `from` is in `to`; the words are the same, unless the keys
 * are not hashed with those of `to`. False: out of memory.
 */
function copyEntries<K>(from: Table, to: Table, isHashed: bool): bool {
  for (let index: u32 = 0, last = from.mask; ; index++) {
    let bucket = chainAt<K, Any>(from, index);
    while (bucket) {
      let full = matchFull(bucket);
      while (full) {
        const slot = slotAt<K, Any>(to, bucket, first(full));
        if (!appendEntry<K>(to, slot, isHashed)) return false;
        full = removeFirst(full);
      }
      bucket = lastTopHash(bucket) == EMPTY_REST ? 0 : overflowOf<K, Any>(from, bucket);
    }
    if (index == last) break;
  }
  return true;
}

function appendEntry<K>(t: Table, from: usize, isHashed: bool): bool {
  const asked = keyAt<K, Any>(t, from);
  const h = isHashed ? hash<K>(t, asked) : hashAnew<K>(t, asked);
  const key = keepKey<K>(t, asked);
  if (!isKept<K>(t, key)) return false;
  const bucket = roomFor<K, Any>(t, newHome<K, Any>(t, h));
  if (!bucket) return false;
  const index = first(matchEmpty(bucket));
  const slot = slotAt<K, Any>(t, bucket, index);
  copySlot<K, Any>(t, slot, from);
  if (hasRecords<K>(t)) {
    setKey<K, Any>(t, slot, key);
    setHash<K>(t, key, h);
  }
  setTopHash(bucket, index, topHash(h));
  t.count++;
  return true;
}

/**
 * A table with the entries and words of `t` in 2^B buckets, or 0 when memory is out. It is unfinished until the caller has
 * found its place. Precondition: no step of a growth was left half-way.
 */
function copyTable<K>(t: Table, B: u32): usize {
  const p = emptyCopy<K>(t);
  if (!p) return 0;
  const copy = changetype<Table>(p);
  if (
    allocateArray<K, Any>(copy, B) &&
    copyEntries<K>(t, copy, true) &&
    (!isRehashing(t) || copyEntries<K>(formerOf(t), copy, false))
  ) {
    return p;
  }
  destroyTable(copy);
  return 0;
}

export function cloneTable<K, V>(t: Table): usize {
  repair<K, V>(t);
  // Its words and its seed as they are now: both put the same keys at the same places, now and later.
  const p = t.count ? copyTable<K>(t, bucketsFor(t.count)) : emptyCopy<K>(t);
  if (p && !t.count) changetype<Table>(p).hint = 0;
  undone().unfinished = 0;
  return p;
}

/** Moves the entries to an array of 2^B buckets in one go. False, and nothing changed, when memory is out. */
function rebuild<K>(t: Table, B: u32): bool {
  const p = copyTable<K>(t, B);
  if (!p) return false;
  replaceTable(t, p, headerSize<K>());
  return true;
}

export function reserveTable<K, V>(t: Table, n: u32): bool {
  repair<K, V>(t);
  const B = bucketsFor(n);
  if (t.buckets == EMPTY_BUCKET) {
    // A hint that is more than is asked for now is no more than a hint.
    const hinted = bucketsFor(t.hint);
    return (hinted > B && allocateArray<K, V>(t, hinted)) || allocateArray<K, V>(t, B);
  }
  return B <= t.B || rebuild<K>(t, B);
}

export function shrinkTable<K, V>(t: Table): bool {
  repair<K, V>(t);
  if (!t.count) {
    clearTable(t);
    return true;
  }
  const B = bucketsFor(t.count);
  if (B == t.B && !t.oldbuckets && !t.noverflow) {
    releaseSupply(t);
    compactKeys<K>(t);
    return true;
  }
  return rebuild<K>(t, B);
}
