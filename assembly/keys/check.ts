// The checker of the arena, in the checked build only, for the checker of a layout.

import { chunkBytes, nextChunk } from "../memory/chunk";
import { BytesTable, Table } from "../memory/header";
import { endOf, hasRecords, isLarge, startOf } from "./arena";
import { isDead, recordSize } from "./record";

/** Bytes of the records in chunks that are keys of the table. */
let records: u32 = 0;

function fail(what: string): void {
  abort("invariant violated: " + what);
}

/** Before the keys are counted. */
export function forgetRecords(): void {
  records = 0;
}

/** Counts a key of the table. */
export function countRecord<K>(t: Table, key: K): void {
  if (isManaged<K>()) {
    if (!hasRecords<K>(t)) return;
    const record = changetype<usize>(key);
    if (isDead(record)) fail("a key of the table is not deleted");
    if (!isLarge(record)) records += recordSize(record);
  }
}

/** Bytes of the blocks that hold key records. */
export function arenaBytes<K>(table: Table): u64 {
  if (!isManaged<K>()) return 0;
  const t = changetype<BytesTable>(table);
  let bytes: u64 = 0;
  for (let chunk = t.oldest; chunk; chunk = nextChunk(chunk)) bytes += chunkBytes(chunk);
  for (let block = t.large; block; block = nextChunk(block)) bytes += chunkBytes(block);
  return bytes;
}

/** Every record is alive and counted, or garbage and counted. */
export function checkArena(t: BytesTable): void {
  let live: u32 = 0;
  let garbage: u32 = 0;
  for (let chunk = t.oldest; chunk; chunk = nextChunk(chunk)) {
    let at = startOf(t, chunk);
    const end = endOf(t, chunk);
    for (; at < end; at += recordSize(at)) {
      if (isDead(at)) garbage += recordSize(at);
      else live += recordSize(at);
    }
    if (at != end) fail("the records of a chunk end where it says");
  }
  if (live != t.live) fail("live is the size of the records alive");
  if (garbage != t.garbage) fail("garbage is the size of the deleted records");
  if (records != live) fail("every record alive is a key of the table");
}
