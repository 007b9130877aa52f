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
// STOPS (see memory/heap.ts). A record is copied before it counts, and what makes it count (the address in its slot, the end
// of its chunk, what the cleaner is through with) is a straight line. Wherever the arena is stopped, its chunks are rows of
// whole records, and each key has one.
//
// The arena does not know how a table is laid out. Where a record is moved, it asks the table for the place of the record's
// address: `T` below is a table with a method `placeOf(record)`.

import {
  CHUNK_HEADER,
  allocChunk,
  chunkBytes,
  condemnChunks,
  lastChunk,
  nextChunk,
  ownWord,
  setNextChunk,
  setOwnWord,
} from "../memory/chunk";
import { BytesTable, Table } from "../memory/header";
import { condemn, reap } from "../memory/supply";
import { RECORD_SLACK, copyRecord, isDead, markDead, recordSize, writeDead } from "./record";

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

/** Forgets a key that is no longer in the table. A straight line; what it condemns is still to be freed. */
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

/** A straight line. */
// @ts-ignore: decorator
@inline
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

/** The last large record, 0 if there is none. */
export function lastLarge(t: BytesTable): usize {
  return lastChunk(t.large);
}

/** Every chunk and every large record, of which the last one is `large`, is to be freed. A straight line. */
// @ts-ignore: decorator
@inline
export function condemnArena(t: BytesTable, large: usize): void {
  condemnChunks(t.oldest, t.newest);
  condemnChunks(t.large, large);
}

/** Keeps one chunk. Precondition: the table holds no key. */
function emptyArena(t: BytesTable): void {
  while (t.oldest != t.newest) dropOldest(t, startOf(t, t.oldest));
  if (t.newest) {
    t.garbage -= <u32>(t.bump - startOf(t, t.newest));
    t.cleanAt = 0;
    t.bump = firstRecord(t.newest);
  }
  reap();
}

/** The oldest of several chunks is to be freed. What it holds from `from` on is dead. A straight line. */
// @ts-ignore: decorator
@inline
function dropOldest(t: BytesTable, from: usize): void {
  const chunk = t.oldest;
  t.garbage -= <u32>(ownWord(chunk) - from);
  t.oldest = nextChunk(chunk);
  t.cleanAt = 0;
  t.bytes -= chunkBytes(chunk);
  condemn(chunk);
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
  const at = room(t, size);
  if (!at) return 0;
  copyRecord(at, record, size);
  t.bump = at + size;
  t.live += size;
  return at;
}

/** Where there is room for `size` bytes at the end of the newest chunk, or 0 when memory is out. */
// @ts-ignore: decorator
@inline
function room(t: BytesTable, size: u32): usize {
  return size > <u32>(t.bumpEnd - t.bump) && !addChunk(t, size) ? 0 : t.bump;
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
  memory.copy(firstRecord(block), record, size);
  setNextChunk(block, t.large);
  if (t.large) setOwnWord(t.large, block);
  t.large = block;
  t.bytes += chunkBytes(block);
  return firstRecord(block);
}

/** Forgets the record of a key that is no longer in the table. */
// @ts-ignore: decorator
@inline
function discardRecord(t: BytesTable, record: usize): void {
  const size = recordSize(record);
  if (size > LARGEST_IN_CHUNK) {
    const block = record - CHUNK_HEADER;
    const next = nextChunk(block);
    const previous = ownWord(block);
    if (next) setOwnWord(next, previous);
    if (previous) setNextChunk(previous, next);
    else t.large = next;
    t.bytes -= chunkBytes(block);
    condemn(block);
  } else {
    t.live -= size;
    if (record + size == t.bump) {
      t.bump = record;
    } else {
      markDead(record);
      t.garbage += size;
    }
  }
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
    if (!isDead(at)) {
      const to = room(t, n);
      if (!to) return;
      const place = t.placeOf(at);
      copyRecord(to, at, n);
      t.bump = to + n;
      store<u32>(place, <u32>to);
    } else {
      t.garbage -= n;
    }
    at += n;
    t.cleanAt = at;
    work -= n;
  }
  if (at < end) return;
  dropOldest(t, end);
  reap();
}

/**
 * Slides all records together and frees the chunks that are empty then: when memory is out, or shrinking. Needs no
 * memory, since no record moves up. O(bytes).
 */
export function compactRecords<T extends BytesTable>(t: T): void {
  forgetCleaned(t);
  let toChunk = t.oldest;
  let to = firstRecord(toChunk);
  for (let chunk = toChunk; chunk; ) {
    for (let at = firstRecord(chunk); at < endOf(t, chunk); ) {
      const n = recordSize(at);
      if (!isDead(at)) {
        while (toChunk != chunk && to + n > roomEnd(toChunk)) {
          toChunk = nextChunk(toChunk);
          to = firstRecord(toChunk);
        }
        if (to != at) slide(t, chunk, at, n, toChunk, to, t.placeOf(at));
        to += n;
      }
      at += n;
    }
    const next = nextChunk(chunk);
    if (toChunk == chunk) endChunk(t, chunk, to);
    else dropEmptied(t, chunk, toChunk);
    chunk = next;
  }
  reap();
}

/** What the cleaner is through with in the oldest chunk becomes one dead record, as if it were still to come. */
function forgetCleaned(t: BytesTable): void {
  const first = firstRecord(t.oldest);
  const size = <u32>(startOf(t, t.oldest) - first);
  if (!size) return;
  writeDead(first, size);
  t.garbage += size;
  t.cleanAt = 0;
}

/** Moves a record, whose address is in its slot at `place`, down in its chunk or into one before that. A straight line. */
// @ts-ignore: decorator
@inline
function slide(t: BytesTable, chunk: usize, at: usize, n: u32, toChunk: usize, to: usize, place: usize): void {
  memory.copy(to, at, n);
  store<u32>(place, <u32>to);
  if (toChunk == chunk) {
    // What was dead before it is dead behind it.
    writeDead(to + n, <u32>(at - to));
  } else {
    setOwnWord(toChunk, to + n);
    markDead(at);
    t.garbage += n;
  }
}

/** A chunk ends at `to`: what it holds from there on is dead. A straight line. */
// @ts-ignore: decorator
@inline
function endChunk(t: BytesTable, chunk: usize, to: usize): void {
  t.garbage -= <u32>(endOf(t, chunk) - to);
  if (chunk == t.newest) t.bump = to;
  else setOwnWord(chunk, to);
}

/** A chunk, the next one of `previous`, is to be freed: it holds nothing but dead records. A straight line. */
// @ts-ignore: decorator
@inline
function dropEmptied(t: BytesTable, chunk: usize, previous: usize): void {
  t.garbage -= <u32>(endOf(t, chunk) - firstRecord(chunk));
  setNextChunk(previous, nextChunk(chunk));
  t.bytes -= chunkBytes(chunk);
  if (chunk == t.newest) {
    t.newest = previous;
    t.bump = ownWord(previous);
    t.bumpEnd = roomEnd(previous);
  }
  condemn(chunk);
}

/** Where the room for records ends in a chunk. */
// @ts-ignore: decorator
@inline
function roomEnd(chunk: usize): usize {
  return chunk + chunkBytes(chunk) - RECORD_SLACK;
}
