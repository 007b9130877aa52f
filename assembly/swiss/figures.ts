// The figures of a map, for its callers.

import { STAGE_ENTRIES } from "../memory/addresses";
import { Table } from "../memory/header";
import { repair } from "./evacuate";
import { groupsAt, maskAt, stepAt } from "./home";
import { CONTROL_BYTES, GROUP_SLOTS, PLACE_BITS, PLACE_SIZE, groupSize, groupsIn, leftOf, own } from "./layout";

/** log2 of the places of the directory. */
export function bitsOf(t: Table): u32 {
  return popcnt(own(t).mask >>> PLACE_BITS);
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
/** Tables that the map is made of. */
export function tablesOf(t: Table): u32 {
  return own(t).groups ? own(t).tables : 0;
}
/**
 * The groups of the table whose first place in the directory is `index`, or 0 if that is no table's first place. What else is
 * to be known of the table is put where entries are staged: how many groups, bytes of a group, what is left, places.
 */
export function chainAt<K, V>(t: Table, index: u32): usize {
  repair<K, V>(t);
  const at = index << PLACE_BITS;
  if (!own(t).groups || at > own(t).mask) return 0;
  const step = stepAt(t, at);
  if (at >= step) return 0;
  const place = own(t).directory + at;
  const groups = groupsAt(place);
  store<u32>(STAGE_ENTRIES, groupsIn<K, V>(maskAt(place)));
  store<u32>(STAGE_ENTRIES, <u32>groupSize<K, V>(t), 4);
  store<i32>(STAGE_ENTRIES, leftOf<K>(groups), 8);
  store<u32>(STAGE_ENTRIES, (own(t).mask + PLACE_SIZE) / step, 12);
  return groups;
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
