// A map that is rehashing, as the rest needs to know of it. How that begins, goes on and ends: rehash.ts.
//
// It has no tables itself: they are those of two maps, the next one and the former one (memory/former.ts). Its only place leads
// to the gate group, which all maps share: no key is there, any may be further on, and there is nothing left. So each lookup,
// insert and removal goes the way that is out of line already, and only there one asks whether a map is rehashing.

import { chunkBytes, condemnChunks, nextChunk } from "../memory/chunk";
import { formerOf } from "../memory/former";
import { Table } from "../memory/header";
import { condemn } from "../memory/heap";
import { GATE_GROUP, Moving, PLACE_SIZE, own } from "./layout";

/** Whether some entries are still in the former map. */
// @ts-ignore: decorator
@inline
export function isRehashing(t: Table): bool {
  return own(t).single == GATE_GROUP;
}

/** What is there of `own` in a map that is rehashing. */
// @ts-ignore: decorator
@inline
export function moving(t: Table): Moving {
  return changetype<Moving>(own(t));
}

/** The map with the words of now. Precondition: `t` is rehashing. */
// @ts-ignore: decorator
@inline
export function nextOf(t: Table): Table {
  return changetype<Table>(moving(t).next);
}

/** The map whose tables new keys go to. */
// @ts-ignore: decorator
@inline
export function newestOf(t: Table): Table {
  return isRehashing(t) ? nextOf(t) : t;
}

/** Bytes of a map's tables and of its directory. */
export function tablesBytes(t: Table): u64 {
  let bytes: u64 = own(t).mask ? own(t).mask + PLACE_SIZE : 0;
  for (let chunk = own(t).chunks; chunk; chunk = nextChunk(chunk)) bytes += chunkBytes(chunk);
  return bytes;
}

/** Bytes that a map holds. What the next one holds is counted there. */
export function bytesOf(t: Table): u64 {
  return isRehashing(t) ? t.bytes + nextOf(t).bytes : t.bytes;
}

/** Tables and directory of a map are to be freed; `last` is the last chunk. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnTables(t: Table, last: usize): void {
  if (own(t).building) condemn(own(t).building);
  if (own(t).mask) condemn(own(t).directory);
  condemnChunks(own(t).chunks, last);
}

/** Of a map that is rehashing, the next one is to be freed and what the former one has. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnMoving(t: Table, lastOfNext: usize, lastOfFormer: usize): void {
  condemnTables(formerOf(t), lastOfFormer);
  condemnTables(nextOf(t), lastOfNext);
  condemn(changetype<usize>(nextOf(t)));
}
