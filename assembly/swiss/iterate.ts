// Iteration, one table at a time, without a pointer into the map that outlives a change.
//
// The place of an entry in the order is its hash's directory bits read backwards, as a 32-bit fraction of all: the lowest of
// them weighs most. A table of depth d has the entries of an interval of 2^(32-d) places, whatever the depth of the
// directory, and when it splits, the two have a half of the interval each. So intervals are only refined, and where one ends,
// one always will, however far the map has grown: an iteration that has staged the tables before a place has staged every
// entry before it, and none behind. What else may happen to a table (it doubles, is tidied up, moves) changes no place.
// If the map was rebuilt with fewer tables, a table may begin before the place: entries before it are left out.
//
// REHASH. Once the words have been drawn anew, or while entries are with the former map, all that an iteration has left is
// staged at once, as if it were one table: a walk over those of both maps, in which the place of an entry is told by the words
// of when the iteration began. That is O(n), which is no more than the iteration costs anyway, and happens once.
//
// An iterator begins at a random place of the 2^bits that the directory has then, and goes round once. Its state is with
// the caller: how many of these are done, and `sub`, the fraction of the next one. Where it began within the interval of a
// table, it comes to that table twice and takes a part of it each time.
//
// Entries of a table are staged in parts: a call takes as many as it has room for and says where the rest is. The caller goes
// on with that at once.

import { first, removeFirst, slotBits } from "../group/group";
import { stageEntry } from "../keys/entry";
import { hash, hashAnew } from "../keys/hash";
import { keyAt } from "../keys/slot";
import { STAGE_CAPACITY, STAGE_NEXT_DONE, STAGE_NEXT_SUB, STAGE_REHASHES, STAGE_REST } from "../memory/addresses";
import { formerOf, tableBefore } from "../memory/former";
import { Table } from "../memory/header";
import { reverse } from "../memory/reverse";
import { matchEntries } from "./control";
import { repair } from "./evacuate";
import { isRehashing, newestOf } from "./former";
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

/** Of a walk over all that is left: the map whose tables are walked over, 0 if there is no walk, the place of the next one,
 * the map to go on with, the one whose words tell places. */
let walked: usize = 0;
let walkedTo: u64 = 0;
let formerNext: usize = 0;
let wordsFrom: usize = 0;

/** log2 of the places that an iteration may begin at. */
export function baseBits(t: Table): u32 {
  return popcnt(own(t).mask);
}

/**
 * Stages the entries of the next tables. The iteration began at place `start` of 2^bits, `done` of these are behind it, and
 * the fraction `sub` of the next one; `rehashes` is what STAGE_REHASHES said when it began. Returns the number of entries; STAGE_NEXT_DONE and STAGE_NEXT_SUB say where to go on.
 * If there are more than fit, STAGE_REST is the group to go on with, at once.
 */
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32, rehashes: u32): u32 {
  repair<K, V>(t);
  store<u32>(STAGE_REST, 0);
  store<u32>(STAGE_REHASHES, t.rehashes);
  walked = 0;
  // One that has not begun goes by the words of now.
  if (!(done | sub)) rehashes = t.rehashes;
  origin = <u32>(<u64>start << (32 - bits));
  let at = (<u64>done << (32 - bits)) | <u64>(sub >>> bits);
  if (t.rehashes != rehashes || isRehashing(t)) return stageAll<K, V>(t, bits, at, t.rehashes - rehashes);
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
  return walked ? walk<K, V>(t, group) : stageGroups<K, V>(t, group, 0);
}

/** Begins a walk over all that an iteration has left, by the words of so many rehashes ago. */
function stageAll<K, V>(t: Table, bits: u32, at: u64, ago: u32): u32 {
  const before = tableBefore(t, ago);
  store<u32>(STAGE_NEXT_DONE, <u32>1 << bits);
  store<u32>(STAGE_NEXT_SUB, 0);
  // Forgotten words: the map has been empty since, so none of the entries was there when the iteration began.
  if (!before) return 0;
  least = at;
  most = ALL;
  filtering = true;
  wordsFrom = changetype<usize>(before);
  walked = changetype<usize>(newestOf(t));
  walkedTo = 0;
  formerNext = isRehashing(t) ? changetype<usize>(formerOf(t)) : 0;
  return walk<K, V>(t, 0);
}

/** The first group of the next table of a walk, 0 behind the last one. */
function advance<K, V>(): usize {
  if (walkedTo == ALL) {
    if (!formerNext) return 0;
    walked = formerNext;
    formerNext = 0;
    walkedTo = 0;
  }
  const map = changetype<Table>(walked);
  const offset = (reverse(<u32>walkedTo) << PLACE_BITS) & own(map).mask;
  walkedTo += ALL >> <u64>(ctz(stepAt(map, offset)) - PLACE_BITS);
  const place = own(map).directory + offset;
  findEnd<K, V>(map, place);
  return groupsAt(place);
}

/** Stages as many of the entries that are left as there is room for, from a group on, or from the next table on if that is 0;
 * STAGE_REST is where to go on. */
function walk<K, V>(t: Table, group: usize): u32 {
  let n: u32 = 0;
  while (!load<u32>(STAGE_REST)) {
    if (!group) group = advance<K, V>();
    if (!group) break;
    n = stageGroups<K, V>(t, group, n);
    group = 0;
  }
  return n;
}

/** Finds where the groups of the table at a place end. */
// @ts-ignore: decorator
@inline
function findEnd<K, V>(t: Table, place: usize): void {
  end = groupAt<K, V>(t, groupsAt(place), groupsIn<K, V>(maskAt(place)) * stride<K, V>());
}

function stageTable<K, V>(t: Table, place: usize, n: u32): u32 {
  findEnd<K, V>(t, place);
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
    const key = keyAt<K, V>(t, slotAt<K, V>(t, group, first(entries)));
    const h = walked ? hashAnew<K>(changetype<Table>(wordsFrom), key) : hash<K>(t, key);
    const at = <u64>(reverse(h >>> PLACE_BITS) - origin);
    if (at < least || at >= most) kept &= ~(entries & (0 - entries));
  }
  return kept;
}
