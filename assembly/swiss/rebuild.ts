// A map anew, in one go: clone, reserve, shrink.

import { first, removeFirst } from "../group/group";
import { hasRecords, isKept } from "../keys/arena";
import { hash } from "../keys/hash";
import { keyAt, setKey } from "../keys/slot";
import { heap } from "../memory/block";
import { Table, headerSize } from "../memory/header";
import { matchEntries } from "./control";
import { repair } from "./evacuate";
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

/** Appends every entry of `from` to `to`. Precondition: no key of `from` is in `to`, same words. False: out of memory. */
function copyEntries<K, V>(from: Table, to: Table): bool {
  for (let at: u32 = 0; at <= own(from).mask; at += PLACE_SIZE) {
    // Each table at the first of its places.
    if (at < stepAt(from, at) && !copyTableEntries<K, V>(from, to, own(from).directory + at)) return false;
  }
  return true;
}

function copyTableEntries<K, V>(from: Table, to: Table, place: usize): bool {
  const mask = maskAt(place);
  for (let i: u32 = 0; i < groupsIn<K, V>(mask); i++) {
    const group = groupAt<K, V>(from, groupsAt(place), i * stride<K, V>());
    let entries = matchEntries(group);
    while (entries) {
      if (!appendEntry<K, V>(to, slotAt<K, V>(from, group, first(entries)))) return false;
      entries = removeFirst(entries);
    }
  }
  return true;
}

function appendEntry<K, V>(t: Table, from: usize): bool {
  const h = hash<K>(t, keyAt<K, V>(t, from));
  const key = keepKey<K, V>(t, keyAt<K, V>(t, from));
  if (!isKept<K>(t, key)) return false;
  while (leftOf<K>(groupsAt(placeOf(t, h))) <= 0) if (!makeRoom<K, V>(t, h)) return false;
  const place = placeOf(t, h);
  const slot = placeCopy<K, V>(t, groupsAt(place), maskAt(place), h, from);
  if (hasRecords<K>(t)) setKey<K, V>(t, slot, key);
  addToLeft(groupsAt(place), -1);
  t.count++;
  return true;
}

/**
 * A map with the entries and words of `t` in 2^bits groups or more, or 0 when memory is out. It is unfinished until the
 * caller has found its place.
 */
function copyMap<K, V>(t: Table, bits: u32): usize {
  repair<K, V>(t);
  const p = emptyCopy<K>(t);
  if (!p) return 0;
  const copy = changetype<Table>(p);
  if (allocateTables<K, V>(copy, bits) && copyEntries<K, V>(t, copy)) return p;
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
  return own(t).groups >>> bits != 0 || rebuild<K, V>(t, bits);
}

export function shrinkTable<K, V>(t: Table): bool {
  if (!t.count) {
    clearTable(t);
    return true;
  }
  repair<K, V>(t);
  dropBuilding(t);
  const bits = bitsFor<K>(t.count);
  const o = own(t);
  if (o.groups >>> bits <= 1 && !o.free && o.spare == o.spareEnd) {
    compactKeys<K, V>(t);
    return true;
  }
  return rebuild<K, V>(t, bits);
}
