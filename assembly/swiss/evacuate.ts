// A table gives place to one of another size, to one like it but tidy, or to the two that it splits into.
//
// The new tables are made aside, of entries that are copied, and nobody knows of them. Then they are `pending`, and take one
// place of the directory after the other. At last the old table's memory is free.
//
//   directory, before   T  U  T  V  T  U  T  W          T has depth 1, U 2, V and W 3
//   after               X  U  Y  V  X  U  Y  W          X and Y have depth 2
//
// To split in place, such that T keeps its half, takes 3 to 5 ns an entry (measured with a prototype). It is nothing that can
// be gone on with, though: of entries that have been displaced, some are nowhere then.
//
// STOPS (see memory/heap.ts). While tables are pending, a place leads to the old table or to a new one, and both have the
// entries that a search from there can ask for. What changes any entry first ends that (`publish`), from the first place on:
// it takes nothing amiss that has been done. So lookups need not know of it.

import { Any } from "../keys/types";
import { Table } from "../memory/header";
import { alloc, condemn, reap } from "../memory/heap";
import { fill } from "./fill";
import { newestOf } from "./former";
import { groupsAt, maskAt, setPlace, stepAt } from "./home";
import { PLACE_SIZE, groupsIn, maskFor, own } from "./layout";
import {
  addChunk,
  allocTable,
  dropTable,
  firstSpace,
  giveBack,
  groupsOf,
  isSpace,
  provideSpaces,
  secondSpace,
  takeSpace,
} from "./supply";

/** Ends what was stopped, if anything was. A rehash stays where it is. */
// @ts-ignore: decorator
@inline
export function repair<K, V>(t: Table): void {
  if (own(newestOf(t)).pending) publish<K, V>(newestOf(t));
}

/** Gives all places of the pending table to those that come after it, and frees its memory. */
export function publish<K, V>(t: Table): void {
  if (isManaged<K>() && !isManaged<V>()) {
    publish<K, Any>(t);
    return;
  }
  const o = own(t);
  for (let at = o.pendingAt; at <= o.mask; at += o.pendingStep) {
    setPlace(o.directory + at, o.y && at & o.pendingStep ? o.y : o.x, o.newMask);
  }
  if (isSpace<K, V>(o.pendingMask)) {
    giveBack(t, o.pending);
    o.pending = 0;
  } else {
    dropTable(t, o.pending);
  }
}

/** The table at offset `at` of the directory gives its places to x and y. A straight line. */
// @ts-ignore: decorator
@inline
function begin(t: Table, at: u32, step: u32, x: usize, y: usize, mask: u32): void {
  const o = own(t);
  o.pendingAt = at & (step - PLACE_SIZE);
  o.pendingStep = step;
  o.x = x;
  o.y = y;
  o.newMask = mask;
  o.pendingMask = maskAt(o.directory + at);
  o.pending = groupsAt(o.directory + at);
}

/** Puts the entries of the table of hash `h` into one of so many groups. False, and nothing changed, when memory is out. */
export function resizeTable<K, V>(t: Table, h: u32, groups: u32): bool {
  const o = own(t);
  const mask = maskFor<K, V>(groups);
  let chunk: usize = 0;
  let x: usize;
  if (isSpace<K, V>(mask)) {
    if (!provideSpaces<K, V>(t, 1)) return false;
    x = firstSpace(t);
  } else {
    chunk = allocTable<K, V>(t, groups);
    if (!chunk) return false;
    o.building = chunk;
    x = groupsOf(chunk, groups);
  }
  const at = h & o.mask;
  const step = stepAt(t, at);
  fill<K, V>(t, o.directory + at, x, 0, mask, 0);
  if (chunk) {
    o.building = 0;
    addChunk(t, chunk);
  } else {
    takeSpace<K, V>(t);
  }
  o.groups += groups - groupsIn<K, V>(maskAt(o.directory + at));
  begin(t, at, step, x, 0, mask);
  publish<K, V>(t);
  return true;
}

/** Splits the table of hash `h` in two by the next bit of the directory. False, and no entry moved, when memory is out. */
export function splitTable<K, V>(t: Table, h: u32): bool {
  const o = own(t);
  let at = h & o.mask;
  const step = stepAt(t, at);
  if (step > o.mask && !doubleDirectory(t)) return false;
  if (!provideSpaces<K, V>(t, 2)) return false;
  at = h & o.mask;
  const place = o.directory + at;
  const mask = maskAt(place);
  const x = firstSpace(t);
  const y = secondSpace<K, V>(t);
  fill<K, V>(t, place, x, y, mask, step);
  takeSpace<K, V>(t);
  takeSpace<K, V>(t);
  o.tables++;
  o.groups += groupsIn<K, V>(mask);
  begin(t, at, step, x, y, mask);
  publish<K, V>(t);
  return true;
}

/** Every place twice. False, and nothing changed, when memory is out. */
function doubleDirectory(t: Table): bool {
  const o = own(t);
  const bytes = o.mask + PLACE_SIZE;
  const block = alloc(<u64>bytes * 2);
  if (!block) return false;
  const old = o.directory;
  memory.copy(block, old, bytes);
  memory.copy(block + bytes, old, bytes);
  t.bytes += bytes;
  if (o.mask) condemn(old);
  else t.bytes += bytes;
  o.directory = block;
  o.mask = bytes * 2 - PLACE_SIZE;
  reap();
  return true;
}
