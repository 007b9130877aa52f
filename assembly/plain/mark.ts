// The mark of an ordinary table that several threads share: who is writing. As in Go, such a table is not safe for concurrent
// use, and says so where that is seen.
//
//   0              nobody writes
//   1 + thread     that thread is writing, or was stopped while it did
//   DESTROYED      nobody will use the table any more
//
// A writer looks whether there is a mark, sets its own and, behind all else, takes it away if it is still there; a reader looks
// before all else. So of two writers one meets a mark that is not its own, and so does a reader that comes while somebody
// writes. A reader that a writer overtakes is not seen, unless it reads for long: it would have to mark the table, too, and
// readers do not disturb each other.
//
// Measured: these are plain stores, as in Go, and so best effort: two that come at the very same time both write before one of them
// sees it. Of a set that takes 9.2 ns without a mark, a mark that is set by compare-and-swap makes 12 to 13.7, one that is
// also taken away by an atomic store 18, plain stores 10.3 to 10.8. A map that is locked needs neither. With MARKS=0 there is no
// mark but DESTROYED: that is what bench/shared compares with.
//
// STOPS (see memory/heap.ts). A write that was stopped leaves its mark, and a table that is as before or as after but for a
// step of growth. Whoever finds the mark of a thread that will not go on, itself or one that has ended, goes on in its place.

import { Table, tableAt } from "../memory/header";
import { isLost, thread } from "../memory/lock";
import { repair } from "../table";

export const DESTROYED: u32 = 0xffffffff;

const MARK: usize = offsetof<Table>("mark");

/** Throws what a race is, or a use of what was destroyed: `found` is the mark. Comes back only from a read behind which it is 0. */
// @ts-ignore: decorator
@external("env", "raced")
declare function raced(table: usize, found: u32, isWrite: u32): void;

// @ts-ignore: decorator
@inline
export function markOf(table: usize): u32 {
  return atomic.load<u32>(table, MARK);
}

/** Leaves a mark for good, or none. */
// @ts-ignore: decorator
@inline
export function setMark(table: usize, mark: u32): void {
  atomic.store<u32>(table, mark, MARK);
}

/** For what only reads a number of the header. */
// @ts-ignore: decorator
@inline
export function requireThere(table: usize): void {
  if (markOf(table) == DESTROYED) racedReading(table);
}

/** The table, which is going to be read. */
// @ts-ignore: decorator
@inline
export function reading<K>(table: usize): Table {
  // @ts-ignore: defined by --use
  if (MARKS && markOf(table)) readMarked<K>(table);
  return tableAt(table);
}

/** Looks again, behind a read that took long: what was read is of no use if somebody writes now. */
// @ts-ignore: decorator
@inline
export function stillReading(table: usize): void {
  if (markOf(table)) racedReading(table);
}
/** Passes the result of such a read through. */
// @ts-ignore: decorator
@inline
export function wasRead<R>(table: usize, result: R): R {
  stillReading(table);
  return result;
}

/** The table, which this thread writes from now on until `wrote`. */
// @ts-ignore: decorator
@inline
export function writing(table: usize): Table {
  // @ts-ignore: defined by --use
  if (MARKS) {
    if (markOf(table)) takeMark(table, 1);
    else store<u32>(table, thread + 1, MARK);
  }
  return tableAt(table);
}

/** The write has ended. */
// @ts-ignore: decorator
@inline
export function endWrite(table: usize): void {
  // @ts-ignore: defined by --use
  if (MARKS) {
    if (markOf(table) != thread + 1) racedWriting(table);
    store<u32>(table, 0, MARK);
  }
}
/** Passes the result of a write through, which has ended. */
// @ts-ignore: decorator
@inline
export function wrote<R>(table: usize, result: R): R {
  endWrite(table);
  return result;
}

/** Cold: there is a mark. If it is that of a write that was stopped, this thread ends the write. */
function readMarked<K>(table: usize): void {
  if (!takeMark(table, 0)) return;
  repair<K>(tableAt(table));
  setMark(table, 0);
}

/** Cold. */
function racedReading(table: usize): void {
  raced(table, markOf(table), 0);
}
/** Cold: another one has set its mark over this one's. The other one takes it away. */
function racedWriting(table: usize): void {
  raced(table, markOf(table), 1);
}

/**
 * Takes over the mark of a thread that will not go on, or sets one if there is none any more. Returns whether it does, which
 * only a reader need not.
 */
function takeMark(table: usize, isWrite: u32): bool {
  while (true) {
    const found = markOf(table);
    if (!found && !isWrite) return false;
    if (found == DESTROYED || (found && !isLost(found))) {
      raced(table, found, isWrite);
      return false;
    }
    if (takeOver(table, found)) return true;
  }
}

/** Makes a mark that of this thread. False if it was another one. */
export function takeOver(table: usize, found: u32): bool {
  return atomic.cmpxchg<u32>(table, found, thread + 1, MARK) == found;
}
