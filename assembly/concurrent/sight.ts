// What can be seen of a table.

import { splitSince } from "./evacuate";
import { countOf } from "./grow";
import { Concurrent, DESTROYED, GROWING, bitsIn, stateOf, tableAt } from "./layout";

/** Entries, exact if no thread writes meanwhile; -1 of a table that was destroyed. */
export function tableCount(table: usize): f64 {
  const t = tableAt(table);
  return stateOf(t) & DESTROYED ? -1 : <f64>countOf(t);
}
export function tableSerial(table: usize): u32 {
  return tableAt(table).serial;
}
/** log2 of the number of buckets. */
export function tableBits(table: usize): u32 {
  return bitsIn(stateOf(tableAt(table)));
}
/** While it grows: how many buckets are split. Else -1. */
export function tableSplit(table: usize): i32 {
  const t = tableAt(table);
  const state = stateOf(t);
  return state & GROWING ? <i32>splitSince(t, state) : -1;
}
export function tableThreads(table: usize): u64 {
  return tableAt(table).threads;
}
