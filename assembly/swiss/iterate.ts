// Iteration, one table at a time, without a pointer into the map that outlives a change.
//
// The place of an entry in the order is its hash's directory bits read backwards, as a 32-bit fraction of all: the lowest of
// them weighs most. A table of depth d has the entries of an interval of 2^(32-d) places, whatever the depth of the
// directory, and when it splits, the two have a half of the interval each. So intervals are only refined, and where one ends,
// one always will, however far the map has grown: an iteration that has staged the tables before a place has staged every
// entry before it, and none behind. What else may happen to a table (it doubles, is tidied up, moves) changes no place.
// If the map was rebuilt with fewer tables, a table may begin before the place: entries before it are left out.
//
// An iterator begins at a random place of the 2^bits that the directory has then, and goes round once. Its state is with
// the caller: how many of these are done, and `sub`, the fraction of the next one. Where it began within the interval of a
// table, it comes to that table twice and takes a part of it each time.
//
// Entries of a table are staged in parts: a call takes as many as it has room for and says where the rest is. The caller goes
// on with that at once.

import { first, removeFirst, slotBits } from "../group/group";
import { stageEntry } from "../keys/entry";
import { hash } from "../keys/hash";
import { keyAt } from "../keys/slot";
import { STAGE_CAPACITY, STAGE_NEXT_DONE, STAGE_NEXT_SUB, STAGE_REST } from "../memory/addresses";
import { Table } from "../memory/header";
import { reverse } from "../memory/reverse";
import { matchEntries } from "./control";
import { repair } from "./evacuate";
import { groupsAt, maskAt, stepAt, stride } from "./home";
import { GROUP_SLOTS, PLACE_BITS, groupAt, groupSize, groupsIn, own, slotAt } from "./layout";

/** All places. */
const ALL: u64 = <u64>1 << 32;
/** A staging with so many entries is worth a call; with fewer, the next table is staged, too. */
const ENOUGH: u32 = STAGE_CAPACITY / 4;

/** What is staged of a table: the entries of places [least, most), counted from `origin` on. */
let origin: u32 = 0;
let least: u64 = 0;
let most: u64 = 0;
let filtering: bool = false;
/** Where its groups end. */
let end: usize = 0;

/** log2 of the places that an iteration may begin at. */
export function baseBits(t: Table): u32 {
  return popcnt(own(t).mask);
}

/**
 * Stages the entries of the next tables. The iteration began at place `start` of 2^bits, `done` of these are behind it, and
 * the fraction `sub` of the next one. Returns the number of entries; STAGE_NEXT_DONE and STAGE_NEXT_SUB say where to go on.
 * If there are more than fit, STAGE_REST is the group to go on with, at once.
 */
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32): u32 {
  repair<K, V>(t);
  store<u32>(STAGE_REST, 0);
  origin = <u32>(<u64>start << (32 - bits));
  let at = (<u64>done << (32 - bits)) | <u64>(sub >>> bits);
  let n: u32 = 0;
  while (at < ALL && n < ENOUGH && !load<u32>(STAGE_REST)) {
    const place = origin + <u32>at;
    const offset = (reverse(place) << PLACE_BITS) & own(t).mask;
    const width = ALL >> <u64>(ctz(stepAt(t, offset)) - PLACE_BITS);
    const before = <u64>place & (width - 1);
    least = at;
    most = min(at + width - before, ALL);
    filtering = before != 0 || most < at + width;
    n = stageTable<K, V>(t, own(t).directory + offset, n);
    at = most;
  }
  store<u32>(STAGE_NEXT_DONE, <u32>(at >> (32 - bits)));
  store<u32>(STAGE_NEXT_SUB, <u32>(at << bits));
  return n;
}

/** Goes on with a table that did not fit, from a group on. Precondition: nothing was called since `stage`. */
export function stageRest<K, V>(t: Table, group: usize): u32 {
  store<u32>(STAGE_REST, 0);
  return stageGroups<K, V>(t, group, 0);
}

function stageTable<K, V>(t: Table, place: usize, n: u32): u32 {
  const mask = maskAt(place);
  end = groupAt<K, V>(t, groupsAt(place), groupsIn<K, V>(mask) * stride<K, V>());
  return stageGroups<K, V>(t, groupsAt(place), n);
}

function stageGroups<K, V>(t: Table, group: usize, n: u32): u32 {
  for (; group < end; group += groupSize<K, V>(t)) {
    if (n > STAGE_CAPACITY - GROUP_SLOTS) {
      store<u32>(STAGE_REST, <u32>group);
      break;
    }
    const entries = matchEntries(group);
    n = stageGroup<K, V>(t, group, slotBits(filtering ? inside<K, V>(t, group, entries) : entries), n);
  }
  return n;
}

// Without branches, since how full a group is cannot be predicted: every slot is copied, only full ones are kept.
// @ts-ignore: decorator
@inline
function stageGroup<K, V>(t: Table, group: usize, full: u32, n: u32): u32 {
  n = stageEntry<K, V>(t, slotAt<K, V>(t, group, 0), 0, full, n);
  n = stageEntry<K, V>(t, slotAt<K, V>(t, group, 1), 1, full, n);
  n = stageEntry<K, V>(t, slotAt<K, V>(t, group, 2), 2, full, n);
  n = stageEntry<K, V>(t, slotAt<K, V>(t, group, 3), 3, full, n);
  n = stageEntry<K, V>(t, slotAt<K, V>(t, group, 4), 4, full, n);
  n = stageEntry<K, V>(t, slotAt<K, V>(t, group, 5), 5, full, n);
  return stageEntry<K, V>(t, slotAt<K, V>(t, group, 6), 6, full, n);
}

/** Of the entries of a group, those whose places are staged. */
function inside<K, V>(t: Table, group: usize, entries: u64): u64 {
  let kept = entries;
  for (; entries; entries = removeFirst(entries)) {
    const h = hash<K>(t, keyAt<K, V>(t, slotAt<K, V>(t, group, first(entries))));
    const at = <u64>(reverse(h >>> PLACE_BITS) - origin);
    if (at < least || at >= most) kept &= ~(entries & (0 - entries));
  }
  return kept;
}
