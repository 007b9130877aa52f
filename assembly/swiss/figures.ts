// The figures of a map, for its callers.

import { Table } from "../memory/header";
import { repair } from "./evacuate";
import { groupsAt, maskAt, stepAt, stride } from "./home";
import { CONTROL_BYTES, GROUP_SLOTS, PLACE_SIZE, groupAt, groupsIn, own } from "./layout";

/** log2 of the number of groups, rounded down. */
export function bitsOf(t: Table): u32 {
  return own(t).groups ? 31 - clz(own(t).groups) : 0;
}
/** Groups; 0 as long as the map has no memory. */
export function bucketsOf(t: Table): u32 {
  return own(t).groups;
}
/** There are none. */
export function overflowBucketsOf(t: Table): u32 {
  return 0;
}
/** There are none: a table that splits does so at once. */
export function oldBucketsOf(t: Table): u32 {
  return 0;
}
export function evacuatedOf(t: Table): u32 {
  return 0;
}
/** Where the directory is or, as long as it is one place, the table. */
export function addressOf(t: Table): usize {
  return own(t).mask ? own(t).directory : own(t).single;
}
/** Group `index` of all, those of one table behind those of another, in the order of their first places. */
export function chainAt<K, V>(t: Table, index: u32): usize {
  repair<K, V>(t);
  for (let at: u32 = 0; at <= own(t).mask; at += PLACE_SIZE) {
    if (at >= stepAt(t, at)) continue;
    const place = own(t).directory + at;
    const groups = groupsIn<K, V>(maskAt(place));
    if (index < groups) return groupAt<K, V>(t, groupsAt(place), index * stride<K, V>());
    index -= groups;
  }
  return 0;
}
/** Slots of a group, and where the first one is. */
export function slotsIn(t: Table): u32 {
  return GROUP_SLOTS;
}
export function firstSlotIn(t: Table): usize {
  return CONTROL_BYTES;
}
/** Groups are not linked. */
export function overflowOf<K, V>(t: Table, bucket: usize): usize {
  return 0;
}
