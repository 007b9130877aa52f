// The figures of a map, for its callers.

import { STAGE_ENTRIES } from "../memory/addresses";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { repair } from "./evacuate";
import { isRehashing, moving, newestOf } from "./former";
import { groupsAt, maskAt, stepAt } from "./home";
import { CONTROL_BYTES, GROUP_SLOTS, PLACE_BITS, PLACE_SIZE, groupSize, groupsIn, leftOf, own } from "./layout";

/** log2 of the places of the directory. While a map is rehashing, this and what follows is of the tables that new keys go to. */
export function bitsOf(t: Table): u32 {
  return popcnt(own(newestOf(t)).mask >>> PLACE_BITS);
}
/** Groups; 0 as long as the map has no memory. */
export function bucketsOf(t: Table): u32 {
  return own(newestOf(t)).groups;
}
/** There are none. */
export function overflowBucketsOf(t: Table): u32 {
  return 0;
}
/** Tables of the former map that a rehash has still to move; none otherwise, since a table that splits does so at once. */
export function oldBucketsOf(t: Table): u32 {
  return isRehashing(t) ? moving(t).left : 0;
}
/** Groups of the first of them that it has moved. */
export function evacuatedOf(t: Table): u32 {
  return isRehashing(t) ? moving(t).group : 0;
}
/** The former map, as long as some entries are there; else 0. */
export function formerAddressOf(t: Table): usize {
  return isRehashing(t) ? changetype<usize>(formerOf(t)) : 0;
}
/** Where the directory is or, as long as it is one place, the table. */
export function addressOf(t: Table): usize {
  const o = own(newestOf(t));
  return o.mask ? o.directory : o.single;
}
/** Tables that the map is made of. */
export function tablesOf(t: Table): u32 {
  const o = own(newestOf(t));
  return o.groups ? o.tables : 0;
}
/**
 * The groups of the table whose first place in the directory is `index`, or 0 if that is no table's first place. What else is
 * to be known of the table is put where entries are staged: how many groups, bytes of a group, what is left, places.
 */
export function chainAt<K, V>(t: Table, index: u32): usize {
  repair<K, V>(t);
  t = newestOf(t);
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
