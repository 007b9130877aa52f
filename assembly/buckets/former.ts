// The tables that a table was before its hash was drawn anew: what the rest needs to know of them. How that goes on: rehash.ts.
//
// A former table is a copy of the header in a chunk of its own. The newest one has arrays as long as it has entries, which is
// while `isRehashing`; of the others there are only the words.

import { EMPTY_BUCKET } from "../memory/addresses";
import { CHUNK_HEADER, chunkBytes, condemnChunks, lastChunk, nextChunk } from "../memory/chunk";
import { Table, tableAt } from "../memory/header";
import { condemn } from "../memory/heap";

/** Whether some entries are still in the former table. */
// @ts-ignore: decorator
@inline
export function isRehashing(t: Table): bool {
  return t.oldbuckets == EMPTY_BUCKET;
}

/** The table in a chunk. */
// @ts-ignore: decorator
@inline
export function formerIn(chunk: usize): Table {
  return tableAt(chunk + CHUNK_HEADER);
}

/** The newest former table. Precondition: there is one. */
// @ts-ignore: decorator
@inline
export function formerOf(t: Table): Table {
  return formerIn(t.formers);
}

/** The table of so many rehashes ago, `t` itself of none. Null if it was forgotten: then the table was emptied since. */
export function tableBefore(t: Table, rehashes: u32): Table | null {
  if (!rehashes) return t;
  let chunk = t.formers;
  while (chunk && --rehashes) chunk = nextChunk(chunk);
  return chunk ? formerIn(chunk) : null;
}

/** Bytes of the chunks of all former tables. */
export function formersBytes(t: Table): u64 {
  let bytes: u64 = 0;
  for (let chunk = t.formers; chunk; chunk = nextChunk(chunk)) bytes += chunkBytes(chunk);
  return bytes;
}

export function lastFormer(t: Table): usize {
  return lastChunk(t.formers);
}

/** All of them are to be freed, of which the last one is `last`. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnFormers(t: Table, last: usize): void {
  condemnChunks(t.formers, last);
}

/** The arrays of a table are to be freed. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnArrays(t: Table): void {
  if (isRehashing(t)) condemnOwnArrays(formerOf(t));
  condemnOwnArrays(t);
}

// @ts-ignore: decorator
@inline
export function condemnOwnArrays(t: Table): void {
  if (t.oldbuckets && t.oldbuckets != t.buckets && !isRehashing(t)) condemn(t.oldbuckets);
  if (t.buckets != EMPTY_BUCKET) condemn(t.buckets);
}
