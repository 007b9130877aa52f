// New words for a map that has entries. Cold.
//
// Where keys crowd beyond chance (grow.ts), somebody chose them, or the words were a bad draw. Then new words are drawn that
// nobody outside can know, and the map becomes three:
//
//   t        what callers know: the new words, the count, the arena; no tables, but a place that leads to the gate (former.ts)
//   next     a map with the new words: every new key goes here
//   former   a map with the old words: the entries that are left
//
//   ┌ t ────────┐     ┌ gate ──────────────┐
//   │ place     ├───▶ │ no key, all bits   │ ─ ─▶ look into next, then into former
//   │ next      ├─┐   └────────────────────┘
//   │ formers   ├─│─▶ ┌ former ┬ directory ┬ tables ┐
//   └───────────┘ └─▶ ┌ next   ┬ directory ┬ tables ┐
//
// Entries are in one of both, and their keys are in the arena of t all the time. Each write moves those of four groups, table by
// table in the order of iterations; next grows by itself, as any map does, from one table on, so that no write pays for more
// than one table that splits. Where memory is out, what has not moved waits. When all has moved, t takes the tables of next. A
// map that is not rehashing pays nothing: what writes ask for anyway (`pending`) is where `next` is.
//
// HOW OFTEN. Not before the last one has ended, for each that takes as many writes as a quarter of the former groups; and
// MOST_FORMERS times until the map empties. By chance it happens never; where it goes on, somebody is told the words, and
// tables grow instead, as they do while a rehash is under way or memory is out.
//
// STOPS (see memory/heap.ts). A map becomes three in a straight line, one again in another, and an entry moves in one.

import { first, removeFirst } from "../group/group";
import { drawWords, hashAnew, mixEntropy, setHash, takeWords } from "../keys/hash";
import { copySlot, keyAt } from "../keys/slot";
import { Any } from "../keys/types";
import { heap } from "../memory/block";
import { allocChunk, lastChunk } from "../memory/chunk";
import { addFormer, countFormers, formerIn, formerOf } from "../memory/former";
import { OWN_BYTES, Table, headerSize } from "../memory/header";
import { condemn, reap } from "../memory/heap";
import { reverse } from "../memory/reverse";
import { clearTag, matchEntries, matchRoom, setTag } from "./control";
import { publish, repair } from "./evacuate";
import { condemnTables, isRehashing, moving, nextOf, tablesBytes } from "./former";
import { makeWay } from "./group";
import { isCrowded, isOverfull, makeRoomFor } from "./grow";
import { groupsAt, maskAt, placeOf, stepAt, stride } from "./home";
import {
  GATE_GROUP,
  Moving,
  Own,
  PLACE_BITS,
  addToLeft,
  bitsFor,
  groupAt,
  groupsIn,
  leftOf,
  own,
  slotAt,
  tableBits,
  tagOf,
} from "./layout";
import { allocateTables, destroyTable, emptyCopy, singlePlace } from "./life";

/** Former tables that a map has at most. */
const MOST_FORMERS: u32 = 32;
/** Groups that a write moves the entries of. */
const STEP: u32 = 4;

/** Begins a rehash if the table of hash `h`, which has nothing left, is crowded. Whether it has begun. */
export function rehashIfCrowded<K, V>(t: Table, h: u32): bool {
  if (isManaged<K>() && !isManaged<V>()) return rehashIfCrowded<K, Any>(t, h);
  return isCrowded<K, V>(t, h) && startRehash<K, V>(t);
}

/** The same if a new key went too far in the table at a place. */
export function rehashIfTooFar<K, V>(t: Table, place: usize): bool {
  if (isManaged<K>() && !isManaged<V>()) return rehashIfTooFar<K, Any>(t, place);
  return !isOverfull<K, V>(t, place) && startRehash<K, V>(t);
}

/**
 * Begins a rehash. False, and nothing has changed, if there were too many, or memory is out. Precondition: nothing is pending,
 * and no rehash is under way.
 */
function startRehash<K, V>(t: Table): bool {
  if (countFormers(t) >= MOST_FORMERS) return false;
  const p = emptyCopy<K>(t);
  if (!p) return false;
  const next = changetype<Table>(p);
  const chunk = allocChunk(headerSize<K>());
  next.formers = chunk;
  if (!chunk || !allocateTables<K, V>(next, min(bitsFor<K>(t.count), tableBits<K>()))) {
    destroyTable(next);
    return false;
  }
  mixEntropy(next);
  drawWords(next);
  divide<K>(t, next, chunk);
  return true;
}

/** The map becomes three: itself, `next`, and the former one in a chunk. A straight line. */
// @ts-ignore: decorator
@inline
function divide<K>(t: Table, next: Table, chunk: usize): void {
  if (offsetof<Moving>("next") != offsetof<Own>("pending")) ERROR("writes go on with what is pending");
  addFormer<K>(t, chunk);
  takeWords<K>(t, next);
  const former = formerIn(chunk);
  if (!own(former).mask) own(former).directory = singlePlace(former);
  memory.fill(changetype<usize>(own(t)), 0, OWN_BYTES);
  const m = moving(t);
  m.directory = singlePlace(t);
  m.single = GATE_GROUP;
  m.next = changetype<usize>(next);
  m.left = own(former).tables;
  next.formers = 0;
  heap().unfinished = 0;
}

/** What a write for a key with hash `h` begins with, if something is pending: ends that or moves a rehash on. */
export function goOn<K, V>(t: Table, h: u32): void {
  if (!isRehashing(t)) {
    publish<K, V>(t);
    return;
  }
  const next = nextOf(t);
  repair<K, V>(next);
  // Not both: a key of a table that has nothing left is likely to be new, and then it is that table that grows.
  if (leftOf<K>(groupsAt(placeOf(next, h))) > 0 || !makeRoomFor<K, V>(next, h)) migrate<K, V>(t);
}

/** Moves the entries of the next groups of the former map. */
function migrate<K, V>(t: Table): void {
  const m = moving(t);
  const former = formerOf(t);
  for (let n = STEP; n && m.left; n--) {
    const at = (reverse(m.place) << PLACE_BITS) & own(former).mask;
    const place = own(former).directory + at;
    const mask = maskAt(place);
    if (!migrateGroup<K, V>(t, groupAt<K, V>(t, groupsAt(place), m.group * stride<K, V>()))) return;
    if (m.group + 1 < groupsIn<K, V>(mask)) {
      m.group++;
    } else {
      // 2^32 divided by the places that its bits can tell.
      const width = <u32>((<u64>1 << 32) >> <u64>(ctz(stepAt(former, at)) - PLACE_BITS));
      m.group = 0;
      m.place += width;
      m.left--;
    }
  }
  if (!m.left) finishRehash<K>(t);
}

/** False when the next map has to grow first, or cannot: what has not moved waits. */
function migrateGroup<K, V>(t: Table, group: usize): bool {
  const next = nextOf(t);
  for (let entries = matchEntries(group); entries; entries = removeFirst(entries)) {
    const slot = slotAt<K, V>(t, group, first(entries));
    const key = keyAt<K, V>(t, slot);
    const h = hashAnew<K>(t, key);
    const groups = groupsAt(placeOf(next, h));
    if (leftOf<K>(groups) <= 0) {
      makeRoomFor<K, V>(next, h);
      return false;
    }
    const to = makeWay<K, V>(next, groups, maskAt(placeOf(next, h)), h);
    const index = first(matchRoom(to));
    copySlot<K, V>(t, slotAt<K, V>(t, to, index), slot);
    // From here on a straight line.
    setHash<K>(t, key, h);
    setTag(to, index, tagOf<K>(h));
    addToLeft(groups, -1);
    clearTag(group, first(entries));
  }
  return true;
}

/** The map takes the tables of the next one; those of the former one, which has no entry, are freed. Its words are kept. */
function finishRehash<K>(t: Table): void {
  const next = nextOf(t);
  const former = formerOf(t);
  const last = lastChunk(own(former).chunks);
  const bytes = next.bytes - headerSize<K>() - tablesBytes(former);
  condemnTables(former, last);
  t.bytes += bytes;
  memory.copy(changetype<usize>(own(t)), changetype<usize>(own(next)), OWN_BYTES);
  if (!own(t).mask) own(t).directory = singlePlace(t);
  condemn(changetype<usize>(next));
  reap();
}
