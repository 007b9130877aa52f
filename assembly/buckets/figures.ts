// The figures of a table, for its callers: what it is made of, how far a growth is.

import { EMPTY_BUCKET } from "../memory/addresses";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { repair } from "./evacuate";
import { isRehashing } from "./former";
import { chainAt } from "./home";
import { BUCKET_SLOTS, BYTES_SLOTS_OFFSET, SLOTS_OFFSET } from "./layout";

/** log2 of the number of buckets. */
export function bitsOf(t: Table): u32 {
  return t.B;
}
/** 0 as long as the table has no memory. */
export function bucketsOf(t: Table): u32 {
  return t.buckets == EMPTY_BUCKET ? 0 : t.mask + 1;
}
/** Tables that the map is made of. */
export function tablesOf(t: Table): u32 {
  return t.buckets == EMPTY_BUCKET ? 0 : 1;
}
/** Slots of a bucket, and where the first one is. */
export function slotsIn(t: Table): u32 {
  return BUCKET_SLOTS;
}
export function firstSlotIn(t: Table): usize {
  return t.hasBytes ? BYTES_SLOTS_OFFSET : SLOTS_OFFSET;
}
/** Overflow buckets. */
export function overflowBucketsOf(t: Table): u32 {
  return t.noverflow;
}
/** Old buckets of a growth or a rehash under way, 0 if there is none. */
export function oldBucketsOf(t: Table): u32 {
  if (isRehashing(t)) return formerOf(t).mask + 1;
  return t.oldbuckets ? t.oldmask + 1 : 0;
}
/** How many of them are evacuated. */
export function evacuatedOf(t: Table): u32 {
  return isRehashing(t) ? t.migrated : t.nevacuate;
}
/** The table that still has some of the entries, 0 if there is none. */
export function formerAddressOf(t: Table): usize {
  return isRehashing(t) ? changetype<usize>(formerOf(t)) : 0;
}
/** The head of a chain, or 0 if its entries are still in the old bucket of a lower index. */
export function headAt<K, V>(t: Table, index: u32): usize {
  repair<K, V>(t);
  return chainAt<K, V>(t, index);
}
/** Where the buckets are, to tell whether a growth moved them. */
export function addressOf(t: Table): usize {
  return t.buckets;
}
