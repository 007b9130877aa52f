// DESIGN

import { first, removeFirst } from "../group/group";
import { discardAll, discardKey, isKept, isLargeKey } from "../keys/arena";
import { ASSIGN_NEW, ASSIGN_OUTGREW } from "../keys/assigned";
import { reseed } from "../keys/hash";
import { heap } from "../memory/block";
import { Table } from "../memory/header";
import { reap } from "../memory/heap";
import { touchRest } from "./ahead";
import { clearTag, isOverflowed, matchRoom, matchTag, setTag } from "./control";
import { publish } from "./evacuate";
import { findBeyond } from "./find";
import { isKeyAt, keyAt, makeWay, setKey, slotAt } from "./group";
import { makeRoomFor } from "./grow";
import { groupsAt, maskAt, nextPosition, placeOf, stride } from "./home";
import { EMPTY_GROUP, addToLeft, groupAt, groupsIn, homePosition, leftOf, own, tagOf } from "./layout";
import { keepKey } from "./records";

/**
 * The slot of a key, inserted if it is new (then with bit ASSIGN_NEW), or 0 when memory is out. What the caller does with
 * the slot, such as to set the value of a new key, it does in a straight line.
 */
export function assign<K, V>(t: Table, key: K, h: u32): usize {
  if (own(t).pending) publish<K, V>(t);
  const place = placeOf(t, h);
  const groups = groupsAt(place);
  const group = groupAt<K, V>(t, groups, homePosition<K, V>(h, maskAt(place)));
  if (isManaged<K>()) touchRest(group);
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
  key = keepKey<K, V>(t, key);
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
  key = keepKey<K, V>(t, key);
  if (!isKept<K>(t, key)) return 0;
  return insert<K, V>(t, groups, group, first(matchRoom(group)), key, tagOf<K>(h));
}

/** Cold: the table has nothing left. */
function insertGrowing<K, V>(t: Table, key: K, h: u32): usize {
  const isSmall = isSmallMap<K, V>(t);
  if (!makeRoomFor<K, V>(t, h)) return 0;
  const slot = assign<K, V>(t, key, h);
  return slot && isSmall && !isSmallMap<K, V>(t) ? slot | ASSIGN_OUTGREW : slot;
}

/** Whether what frees a map when it is dropped may be shared with others: it is one table of a group or two, or none yet. */
function isSmallMap<K, V>(t: Table): bool {
  return own(t).mask == 0 && groupsIn<K, V>(own(t).singleMask) <= 2;
}

/** Removes a key. Returns its former slot, whose value can be read until the next write, or 0. */
export function remove<K, V>(t: Table, key: K, h: u32): usize {
  if (own(t).pending) publish<K, V>(t);
  const place = placeOf(t, h);
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
  if (t.count == 0) {
    discardAll<K>(t);
    reseed(t);
  }
  return slot;
}
