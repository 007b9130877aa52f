// What all threads know of an ordinary table that they share: which it is, and who uses it. Everything here is done with the lock
// of the heap.
//
// A table is freed when it is destroyed and the last of its threads has let go of it. As long as there is one, its header
// stays where it is, and its mark says that it was destroyed.

import { CONCURRENT_SERIAL, PLAIN_TABLES } from "../memory/addresses";
import { tableAt } from "../memory/header";
import { alloc, condemn, reap } from "../memory/heap";
import { lockHeap, thread, unlockHeap } from "../memory/lock";
import { Bytes } from "../keys/types";
import { clearTable, repair } from "../table";
import { enter } from "./area";
import { DESTROYED, markOf, setMark, takeOver, writing } from "./mark";

/** In the number of a kind: keys have 8 bytes. */
export const WIDE_KEYS: u32 = 1 << 8;

@unmanaged
@final
class Share {
  /** Threads that use it, a bit each. */
  threads: u64;
  table: usize;
  /** Of its keys and values, in the numbers of callers. */
  kind: u32;
  /** Bytes of every key, 0 if they differ. */
  keyLength: u32;
  /** Tells it from what was at the same address before. */
  serial: u32;
  sibling: usize;
}

// @ts-ignore: decorator
@inline
function bit(id: u32): u64 {
  return <u64>1 << (<u64>id);
}
// @ts-ignore: decorator
@inline
function shareAt(p: usize): Share {
  return changetype<Share>(p);
}
// @ts-ignore: decorator
@inline
function shareOf(table: usize): Share {
  return shareAt(tableAt(table).share);
}

/** Makes a table that nobody else knows of one that others can attach to. False if there is no memory. */
export function share(table: usize, kind: u32, keyLength: u32): bool {
  setMark(table, 0);
  lockHeap();
  const p = alloc(offsetof<Share>());
  if (p) {
    const it = shareAt(p);
    it.threads = bit(thread);
    it.table = table;
    it.kind = kind;
    it.keyLength = keyLength;
    it.serial = load<u32>(CONCURRENT_SERIAL) + 1;
    it.sibling = load<u32>(PLAIN_TABLES);
    tableAt(table).share = p;
    store<u32>(CONCURRENT_SERIAL, it.serial);
    store<u32>(PLAIN_TABLES, <u32>p);
  }
  unlockHeap();
  return p != 0;
}

/** Makes this thread one of those that use a table. Returns the table, or 0 if there is none such. */
export function attach(p: usize, serial: u32, kind: u32): usize {
  let table: usize = 0;
  lockHeap();
  if (placeOf(p)) {
    const it = shareAt(p);
    if (it.serial == serial && it.kind == kind && markOf(it.table) != DESTROYED) {
      it.threads |= bit(thread);
      table = it.table;
    }
  }
  unlockHeap();
  return table;
}

/** Where the list of tables names one, or 0. */
function placeOf(p: usize): usize {
  let place = PLAIN_TABLES;
  while (load<u32>(place)) {
    if (<usize>load<u32>(place) == p) return place;
    place = <usize>load<u32>(place) + offsetof<Share>("sibling");
  }
  return 0;
}

/** Frees the entries. From now on whoever uses the table is told. */
export function destroy(table: usize): void {
  clearTable(writing(table));
  setMark(table, DESTROYED);
}

/** This thread lets go of a table. */
export function detach(table: usize): void {
  lockHeap();
  letGo(tableAt(table).share, bit(thread));
  unlockHeap();
}

function letGo(p: usize, threads: u64): void {
  const it = shareAt(p);
  it.threads &= ~threads;
  if (it.threads || markOf(it.table) != DESTROYED) return;
  // A straight line: `reap` frees what is condemned now or later.
  store<u32>(placeOf(p), <u32>it.sibling);
  condemn(it.table);
  condemn(p);
  reap();
}

/** A thread has ended, or is about to: ends the writes that it was stopped in, and lets go of all tables for it. */
export function forget(id: u32): void {
  // What ends a write may free memory, which needs one.
  if (load<u32>(PLAIN_TABLES) && !enter()) return;
  for (let p = takenFrom(id); p; p = takenFrom(id)) {
    const it = shareAt(p);
    if (tableAt(it.table).hasBytes) repair<Bytes>(tableAt(it.table));
    else if (it.kind & WIDE_KEYS) repair<u64>(tableAt(it.table));
    else repair<u32>(tableAt(it.table));
    setMark(it.table, 0);
  }
  lockHeap();
  for (let p = <usize>load<u32>(PLAIN_TABLES); p; ) {
    const next = shareAt(p).sibling;
    letGo(p, bit(id));
    p = next;
  }
  unlockHeap();
}

/** A table that a thread was stopped in while it wrote, and whose mark is this one's now; 0 if there is none. */
function takenFrom(id: u32): usize {
  lockHeap();
  let p = <usize>load<u32>(PLAIN_TABLES);
  while (p && !takeOver(shareAt(p).table, id + 1)) p = shareAt(p).sibling;
  unlockHeap();
  return p;
}

/** What handles have for its address. */
export function placeIn(table: usize): usize {
  return tableAt(table).share;
}
export function serialOf(table: usize): u32 {
  return shareOf(table).serial;
}
export function keyLengthOf(table: usize): u32 {
  return shareOf(table).keyLength;
}
export function kindOf(table: usize): u32 {
  return shareOf(table).kind;
}
export function isDestroyed(table: usize): bool {
  return markOf(table) == DESTROYED;
}
