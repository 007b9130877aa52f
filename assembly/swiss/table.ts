// A hash table after Go's of 1.24 (internal/runtime/maps), in linear memory: a directory of small tables that split.
//
// TERMS. A slot holds a key and its value. A group is 7 slots and a control word: a tag for each slot, which is 0 or 7 bits of
// its key's hash (Go's H2), and a byte of overflow bits. A table is 2^B groups, B at most 8. A directory of 2^depth places
// leads to the tables; a table of depth d, at most that of the directory, stands at all places that have its low d bits. The
// bits of a hash from bit 3 on select the place (which is 8 bytes, so that these bits are its offset), the top bits (Go's H1)
// the home group in its table. See layout.ts and control.ts.
//
//   directory              table                                  group, 64 bytes
//   ┌───┐
//   │ 0 ├────┐      ┌───────────────────────┐             ┌─ one comparison ─┐
//   │ 1 ├────│────▶ │ group 0 … group 255   │             │ tags   overflow  │ k0 v0 … k6 v6
//   │ 2 ├────│──┐   └───────────────────────┘             └──────────────────┘
//   │ 3 ├────│──│─▶ (another: depth 2)
//   └───┘    └──┴─▶ (depth 1: at 0 and 2)
//
// LOOKUP. From the place to the table, from the hash to the home group: two loads, the second one from the cache line that the
// entry is in. Match the 7 tags with the key's; compare the key of each match (chance: one false match in 128 for every other
// entry of the group). If the overflow bit of the key's tag is clear, the key is not there; else go on with the next group
// of the probe sequence (home.ts), in which a table of 2^B groups has each of them once. Lookups never change anything.
//
// INSERT. Look the key up. It goes to the first group of its probe sequence with an empty slot, and in those before it the
// overflow bit of its tag is set. `left` counts down, from 13/16 of the slots.
//
// DELETE. The tag becomes 0; there are no tombstones. If a key may have gone on from the group with the same overflow bit, the
// slot is not given back to `left`, though it can be used again: bits that are set in vain would otherwise stay for good.
//
// GROWTH. A table with nothing left is tidied up, if deletions have made room for an eighth of its slots; else it becomes
// one of twice the size or, with 256 groups, two that differ in one more bit of the directory. Only that table: no insert
// moves more than its 1456 entries (182 keys of bytes), and there is never an old array beside a new one. The group index
// does not depend on the directory's bits, so that group g hands its entries to the groups g of both. See grow.ts (when) and
// evacuate.ts (how). The directory doubles when a table of its own depth splits. Nothing ever merges.
//
// SMALL MAPS. The first table is one group, used to its last slot; it has no directory, but a place in the map's header. With
// the eighth entry it doubles. A map without entries has a header only: its place leads to one shared empty group with
// nothing left, so that lookups need no special case and the first insert takes the slow path.
//
// CROWDS. Keys whose hashes agree cost others as little as themselves: a directory that is deeper, or a probe sequence that is
// longer, than chance makes any (grow.ts, layout.ts) has the map draw another hash, and its entries go to new tables a few
// groups a write (rehash.ts). Keys with equal tags only cost no more than comparisons with the seven of a group. A map that is
// not rehashing pays nothing for that it could be: one that is leads to a group in which all searches go on (former.ts).
//
// ITERATION. See iterate.ts: nothing in the map knows of iterators, and they hold no pointer into it. `generation` tells them
// that no entry is left that they know, `rehashes` that the hash is another one.
//
// WHERE IT IS NOT GO'S. Measured with prototypes beside the buckets of this library, int32 -> int32, keys at random, over
// three fills between two growths: Go's map as it is specified had hits at .86 to 1.05 and misses at .73 to .95 of their
// speed, this one hits at .97 (1 k entries) to 1.15 (10 M), misses at 1.18 to 1.42, and built maps 1.1 to 1.6 times as fast.
//
// - 7 slots and no control bytes beyond the cache line, where Go has 8 and a word before them: a hit in a map beyond the cache
//   waits for one line, not for 1.3 to 1.5.
// - Overflow bits (as in boost::unordered_flat_map) where Go goes on until it finds a group with an empty slot. At Go's load
//   of 7/8, 60 % of the misses go on to a next group; with the bits 17 %, at 13/16 10 %. Inside the cache, that is what a miss
//   costs: branches that cannot be foretold.
// - No tombstones, and so nothing that a table is tidied up for but bits that have become stale.
// - Another hash for keys that crowd. Go has none: its directory doubles as long as keys agree, and 2^16 of them are one of 2^32.
// - Load 13/16. 3/4 would take 1.4 bytes an entry more and was never slower on hits than buckets are (1.00 to 1.12).
// - Places of the directory tell the size of their tables, so that a lookup has no use for a table's header, and its depth is not
//   kept at all: it is how often the table stands there.
// - A table that grows is made aside and swung over: an engine may stop anywhere (memory/heap.ts).
// - What was measured and left: groups of 16 (hits 1.07, .94 and worse beyond the cache), control bytes apart from the slots
//   (misses 1.9 times as fast, hits .76 at 10 M), XOR in place of triangular probing (clusters), a filter of 32 bits a
//   group (misses 2.1 times as fast, hits 25 to 30 % slower).
//
// HASH, KEYS, STOPS, MEMORY. As in buckets/table.ts. A slot counts from the store of its tag on, which stands in one straight
// line with `left`, the count and what the arena notes.

import { first, removeFirst } from "../group/group";
import { discardAll, discardKey, isKept, isLargeKey } from "../keys/arena";
import { ASSIGN_NEW, ASSIGN_OUTGREW } from "../keys/assigned";
import { hashAnew, reseed, setHash } from "../keys/hash";
import { isKeyAt, keyAt, setKey } from "../keys/slot";
import { Any } from "../keys/types";
import { heap } from "../memory/block";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { reap } from "../memory/heap";
import { touchRest } from "./ahead";
import { clearTag, isOverflowed, matchRoom, matchTag, setTag } from "./control";
import { findBeyond, findRehashing } from "./find";
import { isRehashing, nextOf } from "./former";
import { makeWay } from "./group";
import { isFar, makeRoomFor } from "./grow";
import { groupsAt, maskAt, nextPosition, placeOf, stride } from "./home";
import { addToLeft, groupAt, groupsIn, homePosition, leftOf, own, slotAt, tagOf } from "./layout";
import { clearTable } from "./life";
import { keepKey } from "./records";
import { goOn, rehashIfCrowded, rehashIfTooFar } from "./rehash";

/**
 * The slot of a key, inserted if it is new (then with bit ASSIGN_NEW), or 0 when memory is out. What the caller does with
 * the slot, such as to set the value of a new key, it does in a straight line.
 */
export function assign<K, V>(t: Table, key: K, h: u32): usize {
  if (own(t).pending) return assignPending<K, V>(t, key, h);
  const place = placeOf(t, h);
  const groups = groupsAt(place);
  const group = groupAt<K, V>(t, groups, homePosition<K, V>(h, maskAt(place)));
  if (isManaged<K>()) touchRest<K, V>(t, group);
  const tag = tagOf<K>(h);
  let match = matchTag(group, tag);
  while (match) {
    const slot = slotAt<K, V>(t, group, first(match));
    if (isKeyAt<K, V>(t, slot, key)) return slot;
    match = removeFirst(match);
  }
  if (isOverflowed(group, tag)) {
    const slot = findBeyond<K, V>(t, key, h);
    if (slot) return slot;
  }
  if (leftOf<K>(groups) <= 0) return insertGrowing<K, V>(t, key, h);
  const room = matchRoom(group);
  if (!room) return insertBeyond<K, V>(t, key, h);
  key = keepKey<K>(t, key);
  if (!isKept<K>(t, key)) return 0;
  return insert<K, V>(t, groups, group, first(room), key, tag);
}

/** Puts a key into an empty slot. A straight line but for a key of bytes in it, which does not count before its tag. */
// @ts-ignore: decorator
@inline
function insert<K, V>(t: Table, groups: usize, group: usize, index: u32, key: K, tag: u32): usize {
  const slot = slotAt<K, V>(t, group, index);
  setKey<K, V>(t, slot, key);
  setTag(group, index, tag);
  addToLeft(groups, -1);
  t.count++;
  return slot | (isLargeKey<K>(t, key) ? ASSIGN_NEW | ASSIGN_OUTGREW : ASSIGN_NEW);
}

/** Cold: the home group is full. */
function insertBeyond<K, V>(t: Table, key: K, h: u32): usize {
  const place = placeOf(t, h);
  const groups = groupsAt(place);
  const group = makeWay<K, V>(t, groups, maskAt(place), h);
  if (isFar<K, V>() && rehashIfTooFar<K, V>(t, place)) return assignAnew<K, V>(t, key);
  key = keepKey<K>(t, key);
  if (!isKept<K>(t, key)) return 0;
  return insert<K, V>(t, groups, group, first(matchRoom(group)), key, tagOf<K>(h));
}

/** Cold: the table has nothing left. */
function insertGrowing<K, V>(t: Table, key: K, h: u32): usize {
  if (rehashIfCrowded<K, V>(t, h)) return assignAnew<K, V>(t, key);
  const isSmall = isSmallMap<K, V>(t);
  if (!makeRoomFor<K, V>(t, h)) return 0;
  const slot = assign<K, V>(t, key, h);
  return slot && isSmall && !isSmallMap<K, V>(t) ? slot | ASSIGN_OUTGREW : slot;
}

/** Cold: a rehash has just begun. */
function assignAnew<K, V>(t: Table, key: K): usize {
  const h = hashAnew<K>(t, key);
  setHash<K>(t, key, h);
  return assignPending<K, V>(t, key, h);
}

/** Cold: something is pending, or the map is rehashing. */
function assignPending<K, V>(t: Table, key: K, h: u32): usize {
  if (isManaged<K>() && !isManaged<V>()) return assignPending<K, Any>(t, key, h);
  goOn<K, V>(t, h);
  if (!isRehashing(t)) return assign<K, V>(t, key, h);
  const slot = findRehashing<K, V>(t, key, h);
  if (slot) return slot;
  const next = nextOf(t);
  while (leftOf<K>(groupsAt(placeOf(next, h))) <= 0) if (!makeRoomFor<K, V>(next, h)) return 0;
  const place = placeOf(next, h);
  const groups = groupsAt(place);
  const group = makeWay<K, V>(next, groups, maskAt(place), h);
  key = keepKey<K>(t, key);
  if (!isKept<K>(t, key)) return 0;
  return insert<K, V>(t, groups, group, first(matchRoom(group)), key, tagOf<K>(h));
}

/** Whether what frees a map when it is dropped may be shared with others: it is one table of a group or two, or none yet. */
function isSmallMap<K, V>(t: Table): bool {
  return own(t).mask == 0 && groupsIn<K, V>(own(t).singleMask) <= 2;
}

/** Removes a key. Returns its former slot, whose value can be read until the next write, or 0. */
export function remove<K, V>(t: Table, key: K, h: u32): usize {
  if (own(t).pending) return removePending<K, V>(t, key, h);
  return removeFrom<K, V>(t, t, key, h);
}

/** The same, where `from` has the tables: the map itself or, while it is rehashing, the next or the former one. */
// @ts-ignore: decorator
@inline
function removeFrom<K, V>(t: Table, from: Table, key: K, h: u32): usize {
  const place = placeOf(from, h);
  const mask = maskAt(place);
  const tag = tagOf<K>(h);
  let position = homePosition<K, V>(h, mask);
  let step: u32 = 0;
  do {
    const group = groupAt<K, V>(t, groupsAt(place), position);
    let match = matchTag(group, tag);
    while (match) {
      const index = first(match);
      const slot = slotAt<K, V>(t, group, index);
      if (isKeyAt<K, V>(t, slot, key)) return vacate<K, V>(t, groupsAt(place), group, index, tag, slot);
      match = removeFirst(match);
    }
    if (!isOverflowed(group, tag)) return 0;
    step += stride<K, V>();
    position = nextPosition(position, step, mask);
  } while (step <= mask);
  return 0;
}

/** Cold: something is pending, or the map is rehashing. */
function removePending<K, V>(t: Table, key: K, h: u32): usize {
  if (isManaged<K>() && !isManaged<V>()) return removePending<K, Any>(t, key, h);
  goOn<K, V>(t, h);
  if (!isRehashing(t)) return remove<K, V>(t, key, h);
  const slot = removeIn<K, V>(t, nextOf(t), key, h);
  if (slot) return slot;
  const former = formerOf(t);
  const old = hashAnew<K>(former, key);
  setHash<K>(t, key, old);
  return removeIn<K, V>(t, former, key, old);
}

/** Cold: out of line. */
function removeIn<K, V>(t: Table, from: Table, key: K, h: u32): usize {
  return removeFrom<K, V>(t, from, key, h);
}

/** Empties a slot. What a search must go on behind is not given back before the table is tidied up. */
// @ts-ignore: decorator
@inline
function vacate<K, V>(t: Table, groups: usize, group: usize, index: u32, tag: u32, slot: usize): usize {
  clearTag(group, index);
  if (!isOverflowed(group, tag)) addToLeft(groups, 1);
  t.count--;
  discardKey<K>(t, keyAt<K, V>(t, slot));
  // @ts-ignore: defined by --use
  if (NOTES) t.epoch++;
  if (isManaged<K>() && heap().condemned) reap();
  if (t.count == 0) becomeEmpty<K>(t);
  return slot;
}

/** Cold: the last entry is gone. The map keeps its tables; where it has former ones it starts anew. */
function becomeEmpty<K>(t: Table): void {
  if (t.formers) {
    clearTable(t);
  } else {
    discardAll<K>(t);
    reseed(t);
  }
}
