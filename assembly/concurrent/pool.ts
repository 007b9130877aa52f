// The memory of records: each thread has a supply of its own, so that most inserts need no lock of the heap.
//
// Records come in 48 sizes: multiples of 8 bytes up to 256, then 4 to each doubling up to 4096. Of each size a thread has a list
// of free records. What is deleted goes to the list of the thread that has deleted it. Once a list is long it is set aside as a
// whole, and when there is one aside already, that one is left in the table for any thread (Bonwick and Adams, "Magazines and
// Vmem", 2001). So threads that only delete feed those that only insert. Where there is nothing to reuse, records are cut
// from a chunk of the thread.
//
// A larger record has a block of its own, which is freed with its key.
//
// STOPS. An insert writes the bytes of its key into the first record of a list, behind the link, and only then locks its chain: what
// takes the record off the list is part of the straight line in which the key comes to be there. A delete puts it back
// in the straight line behind that in which the version has moved. So a record is in a list, or in a slot, or was cut from
// nothing yet, wherever a thread ends; and its lists go on with its number.

import { alloc, condemn, reap, sizeOf } from "../memory/heap";
import { Concurrent, Held, RECORD_CLASSES, hasRecords, leftPlace } from "./layout";
import { recordSize, writeBytes } from "./records";
import { myCell } from "./supply";
import { lockHeap, unlockHeap } from "./threads";

const SMALL_CLASSES: u32 = 32;
const LARGEST: u32 = 4096;
/** The class of larger ones. */
const LARGE: u32 = RECORD_CLASSES;

/** Bytes of a list that is long, and records of it, if these are small or large. */
const LONG_BYTES: u32 = 2048;
const LEAST_RECORDS: u32 = 4;

/** Bytes of chunks: a quarter of what the thread has cut so far, within these. */
const MIN_CHUNK: u32 = 256;
const MAX_CHUNK: u32 = 65536;
/** Before what is in a chunk: the next one. Before a large record: the next one, the previous one. */
const CHUNK_HEADER: usize = 16;
const LARGE_HEADER: usize = 8;

@unmanaged
@final
class Pool {
  /** Room for records in the newest chunk. */
  bump: usize;
  bumpEnd: usize;
  /** Bytes of all its chunks. */
  cut: u32;
}

/** Of each class. */
@unmanaged
@final
class List {
  /** Free records, linked by their first words. */
  free: usize;
  /** The list that was set aside. */
  aside: usize;
  /** How many are in `free`; a hint. */
  count: i32;
  /** How many make it long. */
  most: i32;
}

const LISTS: usize = 16;
const POOL_SIZE: usize = LISTS + (<usize>RECORD_CLASSES + 1) * offsetof<List>();

// @ts-ignore: decorator
@inline
function listAt(pool: usize, class_: u32): List {
  return changetype<List>(pool + LISTS + <usize>class_ * offsetof<List>());
}

/** The class of records of `size` bytes, a multiple of 8. */
// @ts-ignore: decorator
@inline
function classOf(size: u32): u32 {
  if (size > LARGEST) return LARGE;
  if (size <= 256) return (size >> 3) - 1;
  const log = 31 - <u32>clz(size - 1);
  return SMALL_CLASSES + ((log - 8) << 2) + (((size - 1) >> (log - 2)) & 3);
}

/** Bytes of the records of a class. */
function sizeOfClass(class_: u32): u32 {
  if (class_ < SMALL_CLASSES) return (class_ + 1) << 3;
  const at = class_ - SMALL_CLASSES;
  return ((at & 3) + 5) << ((at >> 2) + 6);
}

/** Sees to it that the thread has a supply in the table. False if there is no memory. Precondition: the heap is locked. */
export function hasPool(t: Concurrent): bool {
  const cell = myCell(t);
  if (cell.pool) return true;
  const chunk = alloc(CHUNK_HEADER + POOL_SIZE);
  if (!chunk) return false;
  store<usize>(chunk, t.records);
  t.records = chunk;
  const pool = chunk + CHUNK_HEADER;
  memory.fill(pool, 0, POOL_SIZE);
  for (let class_: u32 = 0; class_ < RECORD_CLASSES; class_++) {
    listAt(pool, class_).most = <i32>max<u32>(LONG_BYTES / sizeOfClass(class_), LEAST_RECORDS);
  }
  cell.pool = pool;
  return true;
}

/** Writes the bytes of the staged key into a free record, which stays in its list. 0 if there is no memory. */
// @ts-ignore: decorator
@inline
export function prepare<K>(t: Concurrent, key: K): usize {
  if (!hasRecords<K>()) return 1;
  const size = recordSize(<u32>key);
  const list = listAt(myCell(t).pool, classOf(size));
  const record = list.free && size <= LARGEST ? list.free : restock(t, size);
  if (record) writeBytes(record, <u32>key >> 1);
  return record;
}

/** A key as its slot holds it, in that record, which is no longer free. A straight line. */
// @ts-ignore: decorator
@inline
export function keep<K>(t: Concurrent, key: K, record: usize): K {
  if (!hasRecords<K>()) return key;
  const list = listAt(myCell(t).pool, classOf(recordSize(<u32>key)));
  list.free = <usize>load<u32>(record);
  list.count--;
  store<u32>(record, <u32>key);
  return <K>((key & ~<K>0xffffffff) | <K>record);
}

/**
 * The record of a key that is no longer there, with that descriptor, is free. A straight line. Precondition: the version of its chain
 * has moved.
 */
// @ts-ignore: decorator
@inline
export function discard<K>(t: Concurrent, held: K, descriptor: u32): void {
  if (!hasRecords<K>()) return;
  const record = <usize><u32>held;
  const list = listAt(myCell(t).pool, classOf(recordSize(descriptor)));
  // Not before the version moves, on any processor.
  atomic.store<u32>(record, <u32>list.free);
  list.free = record;
  list.count++;
}

/** After `discard`, of a key of that descriptor: a long list is set aside, a large record is freed. */
// @ts-ignore: decorator
@inline
export function settleRecords<K>(t: Concurrent, descriptor: u32): void {
  if (!hasRecords<K>()) return;
  const class_ = classOf(recordSize(descriptor));
  const list = listAt(myCell(t).pool, class_);
  if (class_ == LARGE) freeLarge(t);
  else if (list.count >= list.most) shorten(t, list, class_);
}

/** After an operation that has not used the record that it had prepared: a large one is freed. */
// @ts-ignore: decorator
@inline
export function dropUnused<K>(t: Concurrent, key: K): void {
  if (hasRecords<K>() && recordSize(<u32>key) > LARGEST) freeLarge(t);
}

function shorten(t: Concurrent, list: List, class_: u32): void {
  if (!list.aside) {
    setAside(list);
  } else {
    lockHeap();
    leave(t, list, class_);
    unlockHeap();
  }
}

/** A straight line. */
// @ts-ignore: decorator
@inline
function setAside(list: List): void {
  list.aside = list.free;
  list.free = 0;
  list.count = 0;
}

/** Leaves the list that is aside to all threads: linked by second words. A straight line. */
// @ts-ignore: decorator
@inline
function leave(t: Concurrent, list: List, class_: u32): void {
  const place = leftPlace(t, class_);
  store<u32>(list.aside, load<u32>(place), 4);
  atomic.store<u32>(place, <u32>list.aside);
  setAside(list);
}

/** A record of `size` bytes that is the first in the thread's list, which has none, or 0. */
function restock(t: Concurrent, size: u32): usize {
  const class_ = classOf(size);
  const list = listAt(myCell(t).pool, class_);
  if (class_ == LARGE) return largeRecord(t, list, size);
  if (list.aside) {
    const first = list.aside;
    list.free = first;
    list.aside = 0;
    list.count = list.most;
    return first;
  }
  if (atomic.load<u32>(leftPlace(t, class_)) && takeLeft(t, list, class_)) return list.free;
  return cut(t, list, sizeOfClass(class_));
}

/** Takes a list that another thread has left. Whether there is one still. */
function takeLeft(t: Concurrent, list: List, class_: u32): bool {
  const place = leftPlace(t, class_);
  lockHeap();
  const first = load<u32>(place);
  if (first) {
    list.free = first;
    list.count = list.most;
    atomic.store<u32>(place, load<u32>(first, 4));
  }
  unlockHeap();
  return first != 0;
}

/** Cuts a record from the thread's chunk. */
function cut(t: Concurrent, list: List, size: u32): usize {
  const pool = changetype<Pool>(myCell(t).pool);
  if (<u32>(pool.bumpEnd - pool.bump) < size && !addChunk(t, pool, size)) return 0;
  const record = pool.bump;
  pool.bump = record + size;
  store<u32>(record, 0);
  list.free = record;
  list.count = 1;
  return record;
}

function addChunk(t: Concurrent, pool: Pool, size: u32): bool {
  // What is left of the chunk before is one record more.
  shelveRest(pool);
  const least = ((size - 1) | 15) + 1;
  let bytes = max<u32>(min<u32>(max<u32>((pool.cut >> 2) & ~15, MIN_CHUNK), MAX_CHUNK), least);
  let chunk: usize = 0;
  lockHeap();
  while (true) {
    chunk = alloc(CHUNK_HEADER + <u64>bytes);
    if (chunk || bytes == least) break;
    bytes = max<u32>(least, (bytes >> 1) & ~15);
  }
  if (chunk) {
    store<usize>(chunk, t.records);
    t.records = chunk;
    pool.bump = chunk + CHUNK_HEADER;
    pool.bumpEnd = pool.bump + bytes;
    pool.cut += bytes;
  }
  unlockHeap();
  return chunk != 0;
}

function shelveRest(pool: Pool): void {
  const rest = <u32>(pool.bumpEnd - pool.bump);
  if (rest < 8) return;
  let class_ = classOf(rest);
  if (sizeOfClass(class_) > rest) class_--;
  const list = listAt(changetype<usize>(pool), class_);
  store<u32>(pool.bump, <u32>list.free);
  list.free = pool.bump;
  list.count++;
  pool.bump = pool.bumpEnd;
}

/** A record with a block of its own: the one that was prepared before, if it is large enough. */
function largeRecord(t: Concurrent, list: List, size: u32): usize {
  if (list.free) {
    if (sizeOf(list.free - LARGE_HEADER) >= <u64>size + LARGE_HEADER) return list.free;
    freeLarge(t);
  }
  lockHeap();
  const block = alloc(LARGE_HEADER + <u64>size);
  if (block) {
    const next = t.large;
    store<u32>(block, <u32>next);
    store<u32>(block, 0, 4);
    if (next) store<u32>(next, <u32>block, 4);
    t.large = block;
    store<u32>(block + LARGE_HEADER, 0);
    list.free = block + LARGE_HEADER;
  }
  unlockHeap();
  return block ? block + LARGE_HEADER : 0;
}

/** Frees the large records that the thread has in its list. */
function freeLarge(t: Concurrent): void {
  const list = listAt(myCell(t).pool, LARGE);
  if (!list.free) return;
  lockHeap();
  while (list.free) {
    const block = list.free - LARGE_HEADER;
    const next = load<u32>(block);
    const previous = load<u32>(block, 4);
    list.free = <usize>load<u32>(block, LARGE_HEADER);
    if (next) store<u32>(next, previous, 4);
    if (previous) store<u32>(previous, next);
    else t.large = next;
    condemn(block);
  }
  reap();
  unlockHeap();
}
