// The figures of a map, for its callers.

import { Table } from "../memory/header";
import { own } from "./layout";

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
/** There are no chains. */
export function chainAt<K, V>(t: Table, index: u32): usize {
  return 0;
}
export function overflowOf<K, V>(bucket: usize): usize {
  return 0;
}
