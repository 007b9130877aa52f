// The tables that a table was before its hash was drawn anew. How a layout does that: its rehash.ts.
//
// A former table is a copy of the header in a chunk of its own. The newest one has entries as long as some are still to be moved;
// of the others there are only the words. They are kept until the table empties: an iteration goes by hashes, and one that
// began before asks with the words of then for what is left.

import { CHUNK_HEADER, chunkBytes, condemnChunks, lastChunk, nextChunk, setNextChunk } from "./chunk";
import { Table, headerSize, tableAt } from "./header";

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

/** Makes a chunk with room for a header the newest former table: what the table is now. A straight line. */
// @ts-ignore: decorator
@inline
export function addFormer<K>(t: Table, chunk: usize): void {
  memory.copy(chunk + CHUNK_HEADER, changetype<usize>(t), headerSize<K>());
  setNextChunk(chunk, t.formers);
  t.formers = chunk;
  t.bytes += chunkBytes(chunk);
  t.rehashes++;
}

/** The table of so many rehashes ago, `t` itself of none. Null if it was forgotten: then the table was emptied since. */
export function tableBefore(t: Table, rehashes: u32): Table | null {
  if (!rehashes) return t;
  let chunk = t.formers;
  while (chunk && --rehashes) chunk = nextChunk(chunk);
  return chunk ? formerIn(chunk) : null;
}

/** How many former tables there are. */
export function countFormers(t: Table): u32 {
  let n: u32 = 0;
  for (let chunk = t.formers; chunk; chunk = nextChunk(chunk)) n++;
  return n;
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
