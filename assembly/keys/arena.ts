// The arena: where a map keeps the records of its keys, in chunks of its own.
//
// Records are appended to the newest chunk. A deleted key is marked and counted as garbage. When garbage exceeds half of
// what is alive, every insert also cleans a few records of the oldest chunk: those alive are appended anew and their
// slots, found by hash, are pointed there; the chunk is freed when it is through. Each insert cleans four times as many
// bytes as it appends, so the arena of a map of constant size stays under twice its keys and no insert pauses. (The
// cleaner of a log-structured file system: Rosenblum and Ousterhout 1992; oldest first, since under random deletion the
// oldest chunk is the emptiest.)
//
//   chunk         ┌ next chunk | end of its records | bytes ┬ record │ record │ … ┐
//   large record  ┌ next       | previous           | bytes ┬ record              ┐
//                 0            4                    8      16
//
// A record over 4 KiB has a block of its own, is never moved, and is freed with its key.
//
// The arena does not know how a table is laid out. Where a record is moved, it asks the table for the place of the record's
// address: `T` below is a table with a method `placeOf(record)`.

import {
  CHUNK_HEADER,
  allocChunk,
  chunkBytes,
  freeChunk,
  freeChunks,
  nextChunk,
  ownWord,
  setNextChunk,
  setOwnWord,
} from "../memory/chunk";
import { BytesTable, Table } from "../memory/header";
import { RECORD_SLACK, copyRecord, isDead, markDead, recordSize } from "./record";

const MIN_CHUNK: u32 = 240;
const MAX_CHUNK: u32 = 65536 - 32;
/** Records of more bytes have a block of their own. */
const LARGEST_IN_CHUNK: u32 = 4096;
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
  t.bytes -= freeChunks(t.oldest, 0) + freeChunks(t.large, 0);
  setArenaEmpty(t);
}

/** Keeps one chunk. */
function emptyArena(t: BytesTable): void {
  t.bytes -= freeChunks(t.oldest, t.newest);
  t.oldest = t.newest;
  t.cleanAt = 0;
  t.live = 0;
  t.garbage = 0;
  if (t.newest) t.bump = firstRecord(t.newest);
}

// @ts-ignore: decorator
@inline
function firstRecord(chunk: usize): usize {
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
  return chunk == t.newest ? t.bump : ownWord(chunk);
}

/** Whether a record has a block of its own. */
// @ts-ignore: decorator
@inline
export function isLarge(record: usize): bool {
  return recordSize(record) > LARGEST_IN_CHUNK;
}

/** Copies a record into the arena. Returns where it is now, or 0 when memory is out. */
export function keepRecord<T extends BytesTable>(t: T, record: usize): usize {
  const kept = appendRecord<T>(t, record);
  if (kept || !t.garbage) return kept;
  compactRecords<T>(t);
  return appendRecord<T>(t, record);
}

function appendRecord<T extends BytesTable>(t: T, record: usize): usize {
  const size = recordSize(record);
  if (size > LARGEST_IN_CHUNK) return appendLarge(t, record, size);
  if (t.garbage > (t.live >> 1) + TOLERATED) clean<T>(t, size);
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
    const chunk = allocChunk(<u64>room + RECORD_SLACK);
    if (chunk) {
      if (t.newest) {
        setNextChunk(t.newest, chunk);
        setOwnWord(t.newest, t.bump);
      } else {
        t.oldest = chunk;
      }
      t.newest = chunk;
      t.bump = firstRecord(chunk);
      t.bumpEnd = t.bump + room;
      t.bytes += chunkBytes(chunk);
      return true;
    }
    if (room == size) return false;
    room = max<u32>(size, room >> 1);
  }
}

function appendLarge(t: BytesTable, record: usize, size: u32): usize {
  const block = allocChunk(<u64>size + RECORD_SLACK);
  if (!block) return 0;
  setNextChunk(block, t.large);
  if (t.large) setOwnWord(t.large, block);
  t.large = block;
  t.bytes += chunkBytes(block);
  copyRecord(firstRecord(block), record, size);
  return firstRecord(block);
}

/** Forgets the record of a key that is no longer in the table. */
function discardRecord(t: BytesTable, record: usize): void {
  const size = recordSize(record);
  if (size > LARGEST_IN_CHUNK) {
    const block = record - CHUNK_HEADER;
    const next = nextChunk(block);
    const previous = ownWord(block);
    if (next) setOwnWord(next, previous);
    if (previous) setNextChunk(previous, next);
    else t.large = next;
    t.bytes -= freeChunk(block);
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
function clean<T extends BytesTable>(t: T, size: u32): void {
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
      store<u32>(t.placeOf(at), <u32>to);
      copyRecord(to, at, n);
    }
    at += n;
    work -= n;
  }
  t.cleanAt = at;
  if (at < end) return;
  t.oldest = nextChunk(chunk);
  t.cleanAt = 0;
  t.bytes -= freeChunk(chunk);
}

/**
 * Slides all records together and frees the chunks that are empty then: when memory is out, or shrinking. Needs no
 * memory, since no record moves up. O(bytes).
 */
export function compactRecords<T extends BytesTable>(t: T): void {
  let toChunk = t.oldest;
  let to = firstRecord(toChunk);
  let toEnd = roomEnd(toChunk);
  for (let chunk = t.oldest; chunk; chunk = nextChunk(chunk)) {
    let at = startOf(t, chunk);
    const end = endOf(t, chunk);
    while (at < end) {
      const n = recordSize(at);
      if (isDead(at)) {
        t.garbage -= n;
      } else {
        while (to + n > toEnd) {
          setOwnWord(toChunk, to);
          toChunk = nextChunk(toChunk);
          to = firstRecord(toChunk);
          toEnd = roomEnd(toChunk);
        }
        if (to != at) {
          store<u32>(t.placeOf(at), <u32>to);
          memory.copy(to, at, n);
        }
        to += n;
      }
      at += n;
    }
  }
  t.bytes -= freeChunks(nextChunk(toChunk), 0);
  setNextChunk(toChunk, 0);
  t.newest = toChunk;
  t.bump = to;
  t.bumpEnd = toEnd;
  t.cleanAt = 0;
}

/** Where the room for records ends in a chunk. */
// @ts-ignore: decorator
@inline
function roomEnd(chunk: usize): usize {
  return chunk + chunkBytes(chunk) - RECORD_SLACK;
}
