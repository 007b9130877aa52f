// How a table comes to be, and ends: when it is destroyed and the last of its threads has let go of it.

import { CONCURRENT_SERIAL, CONCURRENT_TABLES } from "../memory/addresses";
import { heap } from "../memory/block";
import { alloc, condemn, reap, zeroFrom } from "../memory/heap";
import { addSegment, bitsFor } from "./grow";
import { drawWordsOfBytes } from "../keys/hash";
import { NO_MEMORY } from "./answers";
import {
  Concurrent,
  DESTROYED,
  MAX_B,
  bucketSize,
  bucketSizeOf,
  hasRecords,
  hasRecordsIn,
  hashWordsOf,
  headerSize,
  kindOf,
  segmentPlace,
  stateOf,
  stateWith,
  tableAt,
} from "./layout";
import { hasPool } from "./pool";
import { lockHeap, threadBit, unlockHeap } from "./threads";

// Everything here is done with the lock of the heap. A table that is being made, or freed, is noted as unfinished: if that
// is stopped, whoever makes or frees the next one frees it first.

/** A table with room for `hint` entries, used by this thread. 0 if there is no memory. */
export function create<K, V>(class_: u32, hint: u32, a: u64, b: u64, c: u64): usize {
  lockHeap();
  const p = make<K, V>(class_, hint);
  if (p) {
    const t = tableAt(p);
    t.a = a;
    t.b = b;
    t.c = c;
    if (hasRecords<K>()) drawWordsOfBytes(hashWordsOf(t), p + offsetof<Concurrent>("a"));
    t.threads = threadBit();
    t.serial = load<u32>(CONCURRENT_SERIAL) + 1;
    store<u32>(CONCURRENT_SERIAL, t.serial);
    t.sibling = load<u32>(CONCURRENT_TABLES);
    store<u32>(CONCURRENT_TABLES, <u32>p);
    heap().unfinished = 0;
  }
  unlockHeap();
  return p;
}

function make<K, V>(class_: u32, hint: u32): usize {
  abandon();
  const p = alloc(headerSize<K>());
  if (!p) return 0;
  memory.fill(p, 0, headerSize<K>());
  heap().unfinished = p;
  const t = tableAt(p);
  t.kind = kindOf<K, V>(class_);
  // A hint is no more than a hint.
  for (let B = bitsFor(hint); ; B = 0) {
    if (makeBuckets<K, V>(t, B) && (!hasRecords<K>() || hasPool(t))) return p;
    if (!B) break;
  }
  abandon();
  return 0;
}

/** 2^B empty buckets at level 0, which is how fresh memory reads. */
function makeBuckets<K, V>(t: Concurrent, B: u32): bool {
  for (let k: u32 = 0; k <= B; k++) {
    if (load<u32>(segmentPlace(t, k))) continue;
    if (!addSegment<K, V>(t, k)) return false;
    const first = firstOf(t, k);
    const bytes = (k ? <usize>1 << (k - 1) : 1) * bucketSize<K, V>();
    if (zeroFrom > first) memory.fill(first, 0, min<usize>(zeroFrom - first, bytes));
  }
  atomic.store<u32>(changetype<usize>(t), stateWith(B));
  return true;
}

/** Where a segment begins. Precondition: it is there. */
function firstOf(t: Concurrent, k: u32): usize {
  const index: usize = k ? <usize>1 << (k - 1) : 0;
  return <usize>load<u32>(segmentPlace(t, k)) + index * bucketSizeOf(t.kind);
}

/**
 * Makes this thread one of those that use a table. 1, 0 if there is no such table in the heap, or NO_MEMORY.
 *
 * @param kind what its keys and values must be
 */
export function attach(p: usize, serial: u32, kind: u32): i32 {
  lockHeap();
  const t = tableAt(p);
  const isThere = isListed(p) && t.serial == serial && t.kind == kind && !(stateOf(t) & DESTROYED);
  // Without a supply of records it could delete nothing.
  const hasRoom = !isThere || !hasRecordsIn(kind) || hasPool(t);
  if (isThere && hasRoom) t.threads |= threadBit();
  unlockHeap();
  return hasRoom ? <i32>isThere : NO_MEMORY;
}

function isListed(p: usize): bool {
  let at = <usize>load<u32>(CONCURRENT_TABLES);
  while (at && at != p) at = tableAt(at).sibling;
  return at != 0;
}

/** Marks a table as destroyed: from now on no thread finds anything in it. */
export function destroy(t: Concurrent): void {
  atomic.or<u32>(changetype<usize>(t), DESTROYED);
}

/** This thread lets go of a table: see `letGo`. */
export function detach(t: Concurrent): void {
  lockHeap();
  letGo(t, threadBit());
  unlockHeap();
}

/** The threads let go of a table. If it is destroyed and they were the last ones, it is freed. Precondition: the heap is locked. */
export function letGo(t: Concurrent, threads: u64): void {
  abandon();
  t.threads &= ~threads;
  if (t.threads || !(stateOf(t) & DESTROYED)) return;
  const place = placeOf(changetype<usize>(t));
  heap().unfinished = changetype<usize>(t);
  store<u32>(place, <u32>t.sibling);
  abandon();
}

/** Where the list of tables names one. Precondition: it does. */
function placeOf(p: usize): usize {
  let place = CONCURRENT_TABLES;
  while (<usize>load<u32>(place) != p) place = <usize>load<u32>(place) + offsetof<Concurrent>("sibling");
  return place;
}

/** Frees the table that is unfinished, if there is one: in steps each of which leaves the rest to be freed. */
function abandon(): void {
  const p = heap().unfinished;
  if (!p) return;
  const t = tableAt(p);
  for (let k: u32 = 0; k <= MAX_B; k++) {
    if (!load<u32>(segmentPlace(t, k))) continue;
    const segment = firstOf(t, k);
    store<u32>(segmentPlace(t, k), 0);
    condemn(segment);
  }
  while (t.chunks) {
    const chunk = t.chunks;
    t.chunks = load<usize>(chunk);
    condemn(chunk);
  }
  while (t.records) {
    const chunk = t.records;
    t.records = load<usize>(chunk);
    condemn(chunk);
  }
  while (t.large) {
    const record = t.large;
    t.large = <usize>load<u32>(record);
    condemn(record);
  }
  heap().unfinished = 0;
  condemn(p);
  reap();
}
