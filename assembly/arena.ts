// The arena: where a map keeps the records of its keys, in chunks of its own.
//
// Records are appended to the newest chunk. A deleted key is marked and counted as garbage. When garbage exceeds half of
// what is alive, every insert also cleans a few records of the oldest chunk: those alive are appended anew and their
// slots, found by hash, are pointed there; the chunk is freed when it is through. Each insert cleans four times as many
// bytes as it appends, so the arena of a map of constant size stays under twice its keys and no insert pauses. (The
// cleaner of a log-structured file system: Rosenblum and Ousterhout 1992; oldest first, since under random deletion the
// oldest chunk is the emptiest.)
//
//   chunk   ┌ next chunk | end of its records | bytes ┬ record │ record │ …      ┐
//           0            4                    8      16
//
// A record over 4 KiB has a block of its own, is never moved, and is freed with its key.

import { homeOf, lastTopHash, overflowOf, slotAt } from "./bucket";
import { first, matchTopHash, removeFirst } from "./group";
import { hash, topHash } from "./hash";
import { alloc, free } from "./heap";
import { Bytes, BytesTable, EMPTY_REST, Table, keyOffset } from "./layout";
import { copyRecord, isDead, markDead, recordSize } from "./record";

const CHUNK_HEADER: usize = 16;
/** Behind the last record: loads and stores may run over its end. */
const SLACK: u32 = 8;
const MIN_CHUNK: u32 = 240;
const MAX_CHUNK: u32 = 65536 - 32;
/** Records of more bytes have a block of their own. */
const LARGEST_IN_CHUNK: u32 = 4096;
/** In front of a large record: next and previous block. */
const BLOCK_HEADER: usize = 16;
/** Garbage that is not worth cleaning. */
const TOLERATED: u32 = 256;
const CLEANED_PER_BYTE: i32 = 4;
const CLEANED_PER_INSERT: i32 = 64;

/** Whether keys have records: plain ones and those of a fixed length do not. */
// @ts-ignore: decorator
@inline
export function hasRecords<K>(t: Table): bool {
  return isManaged<K>() ? !changetype<BytesTable>(t).keyLength : false;
}

/** Whether there is a record for a new key. False when memory is out. */
// @ts-ignore: decorator
@inline
export function isKept<K>(t: Table, kept: K): bool {
  if (isManaged<K>()) return changetype<usize>(kept) != 0;
  return true;
}

/** A new key as its slot is to hold it: with a record of its own in the arena. */
// @ts-ignore: decorator
@inline
export function keepKey<K, V>(t: Table, key: K): K {
  if (isManaged<K>()) {
    if (hasRecords<K>(t)) return changetype<K>(keepRecord<K, V>(t, changetype<usize>(key)));
  }
  return key;
}

/** Whether a key that is kept has a record with a block of its own. */
// @ts-ignore: decorator
@inline
export function isLargeKey<K>(t: Table, kept: K): bool {
  if (isManaged<K>()) return hasRecords<K>(t) ? isLarge(changetype<usize>(kept)) : false;
  return false;
}

/** Undoes `keepKey`. */
// @ts-ignore: decorator
@inline
export function discardKey<K>(t: Table, kept: K): void {
  if (isManaged<K>()) {
    if (hasRecords<K>(t)) discardRecord(changetype<BytesTable>(t), changetype<usize>(kept));
  }
}

/** Gives back what deleted keys take. O(bytes of keys). */
// @ts-ignore: decorator
@inline
export function compactKeys<K, V>(t: Table): void {
  if (isManaged<K>()) {
    if (changetype<BytesTable>(t).oldest) compact<K, V>(changetype<BytesTable>(t));
  }
}

/** For a table that has just become empty. */
// @ts-ignore: decorator
@inline
export function discardAll<K>(t: Table): void {
  if (isManaged<K>()) emptyArena(changetype<BytesTable>(t));
}

export function setArenaEmpty(t: BytesTable): void {
  t.oldest = 0;
  t.newest = 0;
  t.bump = 0;
  t.bumpEnd = 0;
  t.cleanAt = 0;
  t.live = 0;
  t.garbage = 0;
  t.large = 0;
}

/** Frees every chunk and every large record. */
export function releaseArena(t: BytesTable): void {
  releaseList(t, t.oldest, 0);
  releaseList(t, t.large, 0);
  setArenaEmpty(t);
}

/** Keeps one chunk. */
function emptyArena(t: BytesTable): void {
  releaseList(t, t.oldest, t.newest);
  t.oldest = t.newest;
  t.cleanAt = 0;
  t.live = 0;
  t.garbage = 0;
  if (t.newest) t.bump = firstRecord(t.newest);
}

/** Frees the chunks, or blocks of large records, from `block` on to `last`, which stays. */
function releaseList(t: BytesTable, block: usize, last: usize): void {
  while (block != last) {
    const next = nextOf(block);
    freeBlock(t, block);
    block = next;
  }
}

/** Frees a chunk or the block of a large record: both say at the same place how many bytes they are. */
function freeBlock(t: BytesTable, block: usize): void {
  t.bytes -= load<u32>(block, 8);
  free(block);
}

// @ts-ignore: decorator
@inline
export function nextOf(chunk: usize): usize {
  return load<u32>(chunk);
}

// @ts-ignore: decorator
@inline
export function firstRecord(chunk: usize): usize {
  return chunk + CHUNK_HEADER;
}

/** The first record of a chunk that the cleaner has not come to: what is before it was moved or forgotten. */
// @ts-ignore: decorator
@inline
export function startOf(t: BytesTable, chunk: usize): usize {
  return chunk == t.oldest && t.cleanAt ? t.cleanAt : firstRecord(chunk);
}

/** Where the records of a chunk end. */
// @ts-ignore: decorator
@inline
export function endOf(t: BytesTable, chunk: usize): usize {
  return chunk == t.newest ? t.bump : <usize>load<u32>(chunk, 4);
}

/** Whether a record has a block of its own. */
// @ts-ignore: decorator
@inline
export function isLarge(record: usize): bool {
  return recordSize(record) > LARGEST_IN_CHUNK;
}

function keepRecord<K, V>(t: Table, record: usize): usize {
  const kept = appendRecord<K, V>(t, record);
  if (kept || !changetype<BytesTable>(t).garbage) return kept;
  compact<K, V>(changetype<BytesTable>(t));
  return appendRecord<K, V>(t, record);
}

/** Copies a record into the arena. Returns where it is now, or 0 when memory is out. */
function appendRecord<K, V>(table: Table, record: usize): usize {
  const t = changetype<BytesTable>(table);
  const size = recordSize(record);
  if (size > LARGEST_IN_CHUNK) return appendLarge(t, record, size);
  if (t.garbage > (t.live >> 1) + TOLERATED) clean<K, V>(t, size);
  const at = place(t, size);
  if (!at) return 0;
  copyRecord(at, record, size);
  t.live += size;
  return at;
}

/** Room for `size` bytes in the newest chunk, or 0 when memory is out. */
function place(t: BytesTable, size: u32): usize {
  if (size > <u32>(t.bumpEnd - t.bump) && !addChunk(t, size)) return 0;
  const at = t.bump;
  t.bump = at + size;
  return at;
}

function addChunk(t: BytesTable, size: u32): bool {
  let room = max<u32>(size, min<u32>(max<u32>(t.live >> 2, MIN_CHUNK), MAX_CHUNK));
  while (true) {
    const bytes = <u32>CHUNK_HEADER + room + SLACK;
    const chunk = alloc(bytes);
    if (chunk) {
      store<u32>(chunk, 0);
      store<u32>(chunk, bytes, 8);
      if (t.newest) {
        store<u32>(t.newest, <u32>chunk);
        store<u32>(t.newest, <u32>t.bump, 4);
      } else {
        t.oldest = chunk;
      }
      t.newest = chunk;
      t.bump = firstRecord(chunk);
      t.bumpEnd = t.bump + room;
      t.bytes += bytes;
      return true;
    }
    if (room == size) return false;
    room = max<u32>(size, room >> 1);
  }
}

function appendLarge(t: BytesTable, record: usize, size: u32): usize {
  const block = alloc(<u64>BLOCK_HEADER + size + SLACK);
  if (!block) return 0;
  store<u32>(block, <u32>t.large);
  store<u32>(block, 0, 4);
  store<u32>(block, <u32>BLOCK_HEADER + size + SLACK, 8);
  if (t.large) store<u32>(t.large, <u32>block, 4);
  t.large = block;
  t.bytes += load<u32>(block, 8);
  copyRecord(block + BLOCK_HEADER, record, size);
  return block + BLOCK_HEADER;
}

/** Forgets the record of a key that is no longer in the table. */
function discardRecord(t: BytesTable, record: usize): void {
  const size = recordSize(record);
  if (size > LARGEST_IN_CHUNK) {
    const block = record - BLOCK_HEADER;
    const next = <usize>load<u32>(block);
    const previous = <usize>load<u32>(block, 4);
    if (next) store<u32>(next, <u32>previous, 4);
    if (previous) store<u32>(previous, <u32>next);
    else t.large = next;
    freeBlock(t, block);
    return;
  }
  t.live -= size;
  if (record + size == t.bump) {
    t.bump = record;
    return;
  }
  markDead(record);
  t.garbage += size;
}

/** Moves on through the oldest chunk by about four times `size` bytes. */
function clean<K, V>(t: BytesTable, size: u32): void {
  const chunk = t.oldest;
  if (chunk == t.newest) {
    // There is no other chunk: the next one makes this the oldest of two.
    if (t.bump + size <= t.bumpEnd || !addChunk(t, size)) return;
  }
  let work = <i32>size * CLEANED_PER_BYTE + CLEANED_PER_INSERT;
  let at = startOf(t, chunk);
  const end = endOf(t, chunk);
  while (work > 0 && at < end) {
    const n = recordSize(at);
    if (isDead(at)) {
      t.garbage -= n;
    } else {
      const to = place(t, n);
      if (!to) break;
      store<u32>(slotOf<K, V>(t, at) + keyOffset<Bytes, V>(), <u32>to);
      copyRecord(to, at, n);
    }
    at += n;
    work -= n;
  }
  t.cleanAt = at;
  if (at < end) return;
  t.oldest = nextOf(chunk);
  t.cleanAt = 0;
  freeBlock(t, chunk);
}

/**
 * Slides all records together and frees the chunks that are empty then: when memory is out, or shrinking. Needs no
 * memory, since no record moves up. O(bytes).
 */
function compact<K, V>(t: BytesTable): void {
  let toChunk = t.oldest;
  let to = firstRecord(toChunk);
  let toEnd = roomEnd(toChunk);
  for (let chunk = t.oldest; chunk; chunk = nextOf(chunk)) {
    let at = startOf(t, chunk);
    const end = endOf(t, chunk);
    while (at < end) {
      const n = recordSize(at);
      if (isDead(at)) {
        t.garbage -= n;
      } else {
        while (to + n > toEnd) {
          store<u32>(toChunk, <u32>to, 4);
          toChunk = nextOf(toChunk);
          to = firstRecord(toChunk);
          toEnd = roomEnd(toChunk);
        }
        if (to != at) {
          store<u32>(slotOf<K, V>(t, at) + keyOffset<Bytes, V>(), <u32>to);
          memory.copy(to, at, n);
        }
        to += n;
      }
      at += n;
    }
  }
  releaseList(t, nextOf(toChunk), 0);
  store<u32>(toChunk, 0);
  t.newest = toChunk;
  t.bump = to;
  t.bumpEnd = toEnd;
  t.cleanAt = 0;
}

/** Where the room for records ends in a chunk. */
// @ts-ignore: decorator
@inline
function roomEnd(chunk: usize): usize {
  return chunk + load<u32>(chunk, 8) - SLACK;
}

/** The slot that holds a record which is in the table. */
function slotOf<K, V>(t: BytesTable, record: usize): usize {
  const h = hash<K>(t, changetype<K>(record));
  const top = topHash(h);
  let bucket = homeOf<K, V>(t, h);
  do {
    let match = matchTopHash(bucket, top);
    while (match) {
      const slot = slotAt<K, V>(t, bucket, first(match));
      if (<usize>load<u32>(slot + keyOffset<Bytes, V>()) == record) return slot;
      match = removeFirst(match);
    }
    if (lastTopHash(bucket) == EMPTY_REST) break;
    bucket = overflowOf<K, V>(bucket);
  } while (bucket);
  abort("a record has a slot");
  return 0;
}
