// What the lives of tables have in common, whatever the layout: headers, and what stands in every one.
//
// A table that is being made is noted as unfinished in a straight line behind the allocation of its header (see
// memory/heap.ts): what is here and returns one is inlined, and the layout makes it an empty table of its own in the same line.

import { BytesTable, Table, headerSize } from "../memory/header";
import { undone } from "../memory/own";
import { alloc } from "../memory/supply";
import { lastLarge, setArenaEmpty } from "./arena";
import { seedTable } from "./hash";
import { Bytes } from "./types";

/** A header for a new table, or 0 when memory is out. */
// @ts-ignore: decorator
@inline
export function newHeader<K>(hint: u32): usize {
  const p = alloc(headerSize<K>());
  if (!p) return 0;
  const t = changetype<Table>(p);
  t.hasBytes = isManaged<K>() ? 1 : 0;
  t.epoch = 0;
  t.sentinel = 0;
  t.hint = hint;
  t.generation = 0;
  t.rehashes = 0;
  return p;
}

/** A copy of a header, or 0 when memory is out. */
// @ts-ignore: decorator
@inline
export function copyOfHeader<K>(t: Table): usize {
  const p = alloc(headerSize<K>());
  if (!p) return 0;
  memory.copy(p, changetype<usize>(t), headerSize<K>());
  return p;
}

/** Of a table without memory beyond its header: what is the same in every layout. A straight line. */
// @ts-ignore: decorator
@inline
export function setNoEntries(t: Table): void {
  t.count = 0;
  t.limit = 0;
  t.formers = 0;
  if (t.hasBytes) {
    setArenaEmpty(changetype<BytesTable>(t));
    t.bytes = headerSize<Bytes>();
  } else {
    t.bytes = headerSize<u32>();
  }
}

/** Seeds a new table, which is unfinished until then. */
// @ts-ignore: decorator
@inline
export function seedUnfinished(t: Table, low: u32, high: u32): void {
  undone().unfinished = changetype<usize>(t);
  seedTable(t, low, high);
  undone().unfinished = 0;
}

/** The last large record of a table, 0 if there is none. */
export function lastLargeOf(t: Table): usize {
  return t.hasBytes ? lastLarge(changetype<BytesTable>(t)) : 0;
}
