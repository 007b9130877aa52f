// Groups: their slots, and placing what is known to be new.

import { copySlot } from "../keys/slot";
import { Table } from "../memory/header";
import { first } from "../group/group";
import { entriesIn, matchRoom, setControl, setOverflowed, setTag } from "./control";
import { nextPosition, stride } from "./home";
import { groupAt, groupsIn, homePosition, slotAt, tagOf } from "./layout";

/** Of the last `makeWay`: the step that would come next, so a stride for every group up to the one that was found. */
export let wayEnd: u32 = 0;

/**
 * The first group of a probe sequence with an empty slot. On the way the key's bit is set where there is no room: too many
 * of these bits do no harm. Precondition: there is an empty slot in the table.
 */
export function makeWay<K, V>(t: Table, groups: usize, mask: u32, h: u32): usize {
  let position = homePosition<K, V>(h, mask);
  let group = groupAt<K, V>(t, groups, position);
  let step = stride<K, V>();
  for (; !matchRoom(group); step += stride<K, V>()) {
    setOverflowed(group, tagOf<K>(h));
    position = nextPosition(position, step, mask);
    group = groupAt<K, V>(t, groups, position);
  }
  wayEnd = step;
  return group;
}

/** Copies an entry with hash `h` to a table that is being made. Precondition: there is an empty slot. */
// @ts-ignore: decorator
@inline
export function placeCopy<K, V>(t: Table, groups: usize, mask: u32, h: u32, from: usize): usize {
  let group = groupAt<K, V>(t, groups, homePosition<K, V>(h, mask));
  let room = matchRoom(group);
  if (!room) {
    group = makeWay<K, V>(t, groups, mask, h);
    room = matchRoom(group);
  }
  const index = first(room);
  const slot = slotAt<K, V>(t, group, index);
  copySlot<K, V>(t, slot, from);
  setTag(group, index, tagOf<K>(h));
  return slot;
}

export function countEntries<K, V>(t: Table, groups: usize, mask: u32): u32 {
  let n: u32 = 0;
  for (let i: u32 = 0; i < groupsIn<K, V>(mask); i++) n += entriesIn(groupAt<K, V>(t, groups, i * stride<K, V>()));
  return n;
}

export function clearGroups<K, V>(t: Table, groups: usize, mask: u32): void {
  for (let i: u32 = 0; i < groupsIn<K, V>(mask); i++) setControl(groupAt<K, V>(t, groups, i * stride<K, V>()), 0);
}
