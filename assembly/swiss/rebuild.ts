// A map anew, in one go: clone, reserve, shrink.

import { first, removeFirst } from "../group/group";
import { hasRecords, isKept } from "../keys/arena";
import { hash, hashAnew, setHash } from "../keys/hash";
import { keyAt, setKey } from "../keys/slot";
import { Any } from "../keys/types";
import { heap } from "../memory/block";
import { formerOf } from "../memory/former";
import { Table, headerSize } from "../memory/header";
import { matchEntries } from "./control";
import { repair } from "./evacuate";
import { isRehashing, newestOf, nextOf } from "./former";
import { placeCopy } from "./group";
import { makeRoom } from "./grow";
import { groupsAt, maskAt, placeOf, stepAt, stride } from "./home";
import { EMPTY_GROUP, PLACE_SIZE, addToLeft, bitsFor, groupAt, groupsIn, leftOf, own, slotAt } from "./layout";
import {
  allocateTables,
  clearTable,
  destroyTable,
  dropBuilding,
  emptyCopy,
  replaceTable,
} from "./life";
import { compactKeys, keepKey } from "./records";

/**
 * Appends every entry of `from` to `to`. Precondition: no key of `from` is in `to`; the words are the same, unless the keys
 * are not hashed with those of `to`. False: out of memory.
 */
function copyEntries<K, V>(from: Table, to: Table, isHashed: bool): bool {
  for (let at: u32 = 0; at <= own(from).mask; at += PLACE_SIZE) {
    // Each table at the first of its places.
    if (at < stepAt(from, at) && !copyTableEntries<K, V>(from, to, own(from).directory + at, isHashed)) return false;
  }
  return true;
}

function copyTableEntries<K, V>(from: Table, to: Table, place: usize, isHashed: bool): bool {
  const mask = maskAt(place);
  for (let i: u32 = 0; i < groupsIn<K, V>(mask); i++) {
    const group = groupAt<K, V>(from, groupsAt(place), i * stride<K, V>());
    let entries = matchEntries(group);
    while (entries) {
      if (!appendEntry<K, V>(to, slotAt<K, V>(from, group, first(entries)), isHashed)) return false;
      entries = removeFirst(entries);
    }
  }
  return true;
}

// @ts-ignore: decorator
@inline
function appendEntry<K, V>(t: Table, from: usize, isHashed: bool): bool {
  const asked = keyAt<K, V>(t, from);
  const h = isManaged<K>() && !isHashed ? hashAnew<K>(t, asked) : hash<K>(t, asked);
  const key = keepKey<K>(t, asked);
  if (!isKept<K>(t, key)) return false;
  while (leftOf<K>(groupsAt(placeOf(t, h))) <= 0) if (!makeRoom<K, V>(t, h)) return false;
  const place = placeOf(t, h);
  const slot = placeCopy<K, V>(t, groupsAt(place), maskAt(place), h, from);
  if (hasRecords<K>(t)) setKey<K, V>(t, slot, key);
  if (!isHashed) setHash<K>(t, key, h);
  addToLeft(groupsAt(place), -1);
  t.count++;
  return true;
}

/** The same of all entries of `from`, wherever they are. */
function copyAll<K, V>(from: Table, to: Table): bool {
  let left = from;
  let isHashed = true;
  if (isRehashing(from)) {
    left = formerOf(from);
    isHashed = false;
    from = nextOf(from);
  }
  while (copyEntries<K, V>(left, to, isHashed)) {
    if (left == from) return true;
    left = from;
    isHashed = true;
  }
  return false;
}

/**
 * A map with the entries and words of `t` in 2^bits groups or more, or 0 when memory is out. It is unfinished until the
 * caller has found its place.
 */
function copyMap<K, V>(t: Table, bits: u32): usize {
  if (isManaged<K>() && !isManaged<V>()) return copyMap<K, Any>(t, bits);
  repair<K, V>(t);
  const p = emptyCopy<K>(t);
  if (!p) return 0;
  const copy = changetype<Table>(p);
  if (allocateTables<K, V>(copy, bits) && copyAll<K, V>(t, copy)) return p;
  destroyTable(copy);
  return 0;
}

export function cloneTable<K, V>(t: Table): usize {
  // Its words and its seed as they are now: both put the same keys at the same places, now and later.
  const p = t.count ? copyMap<K, V>(t, bitsFor<K>(t.count)) : emptyCopy<K>(t);
  if (p && !t.count) changetype<Table>(p).hint = 0;
  heap().unfinished = 0;
  return p;
}

/** Moves the entries to tables of 2^bits groups in one go. False, and nothing changed, when memory is out. */
function rebuild<K, V>(t: Table, bits: u32): bool {
  const p = copyMap<K, V>(t, bits);
  if (!p) return false;
  replaceTable(t, p, headerSize<K>());
  return true;
}

export function reserveTable<K, V>(t: Table, n: u32): bool {
  const bits = bitsFor<K>(n);
  if (groupsAt(own(t).directory) == EMPTY_GROUP) {
    // A hint that is more than is asked for now is no more than a hint.
    const hinted = bitsFor<K>(t.hint);
    return (hinted > bits && allocateTables<K, V>(t, hinted)) || allocateTables<K, V>(t, bits);
  }
  repair<K, V>(t);
  if (isRehashing(t)) return rebuild<K, V>(t, max(bits, bitsFor<K>(t.count)));
  return own(t).groups >>> bits != 0 || rebuild<K, V>(t, bits);
}

export function shrinkTable<K, V>(t: Table): bool {
  if (!t.count) {
    clearTable(t);
    return true;
  }
  repair<K, V>(t);
  dropBuilding(newestOf(t));
  const bits = bitsFor<K>(t.count);
  const o = own(t);
  if (!isRehashing(t) && o.groups >>> bits <= 1 && !o.free && o.spare == o.spareEnd) {
    compactKeys<K>(t);
    return true;
  }
  return rebuild<K, V>(t, bits);
}
