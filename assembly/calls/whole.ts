// Calls for a table as a whole that depend on the kinds of its keys and values.

import { Table } from "../memory/header";
import { cloneTable, chainAt as headAt, repair, reserveTable, shrinkTable } from "../table";
import { check } from "./check";

/** A table with the same entries, or 0 when memory is out. */
export function clone<K, V>(t: Table): usize {
  const copy = cloneTable<K, V>(t);
  if (copy) check<K, V>(copy);
  return copy;
}

/** 0 when memory is out. */
export function reserve<K, V>(t: Table, n: u32): u32 {
  return reserveTable<K, V>(t, n) ? 1 : 0;
}

/** 0 when memory is out. */
export function shrink<K, V>(t: Table): u32 {
  return shrinkTable<K, V>(t) ? 1 : 0;
}

/** The head of a chain, or 0 if its entries are still in the old bucket of a lower index. */
export function chainAt<K, V>(t: Table, index: u32): usize {
  repair<K, V>(t);
  return headAt<K, V>(t, index);
}
