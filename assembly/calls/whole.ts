// Calls for a table as a whole that depend on the kinds of its keys and values.

import { Table } from "../memory/header";
import { cloneTable, reserveTable, shrinkTable } from "../table";
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
