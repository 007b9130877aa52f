// Blocks in which callers keep the state of locks: who is allowed to change it follows from what is in it (src/concurrent/mutex.ts).
// Here is only what has to be known of all of them when a thread ends.

import { LOCKS, LOCK_SERIAL } from "../memory/addresses";
import { alloc, condemn, reap } from "../memory/heap";
import { lockHeap, unlockHeap } from "./threads";

@unmanaged
@final
class Lock {
  /** Low byte: 1 + the thread that has it, or 0. Then flags. */
  word: u32;
  /** Moves when a reader leaves. */
  left: u32;
  /** Threads that read, a bit each. */
  readers: u64;
  kind: u32;
  serial: u32;
  sibling: usize;
}

export const OWNER: u32 = 0xff;
/** The last owner ended while it had the lock. */
export const ABANDONED: u32 = 1 << 8;

/** A lock that nobody has, or 0 if there is no memory. */
export function lockCreate(kind: u32): usize {
  lockHeap();
  const p = alloc(offsetof<Lock>());
  if (p) {
    memory.fill(p, 0, offsetof<Lock>());
    const lock = changetype<Lock>(p);
    lock.kind = kind;
    lock.serial = load<u32>(LOCK_SERIAL) + 1;
    lock.sibling = load<u32>(LOCKS);
    store<u32>(LOCK_SERIAL, lock.serial);
    store<u32>(LOCKS, <u32>p);
  }
  unlockHeap();
  return p;
}

/** Where the list of locks names one, or 0. Precondition: the heap is locked. */
function placeOf(p: usize, serial: u32, kind: u32): usize {
  let place = LOCKS;
  while (load<u32>(place)) {
    const lock = changetype<Lock>(<usize>load<u32>(place));
    if (changetype<usize>(lock) == p) return lock.serial == serial && lock.kind == kind ? place : 0;
    place = changetype<usize>(lock) + offsetof<Lock>("sibling");
  }
  return 0;
}

/** Whether there is such a lock. */
export function lockExists(p: usize, serial: u32, kind: u32): bool {
  lockHeap();
  const place = placeOf(p, serial, kind);
  unlockHeap();
  return place != 0;
}

export function lockSerial(p: usize): u32 {
  return changetype<Lock>(p).serial;
}

/** Frees a lock that nobody will use any more. */
export function lockDestroy(p: usize, serial: u32, kind: u32): void {
  lockHeap();
  const place = placeOf(p, serial, kind);
  if (place) {
    store<u32>(place, <u32>changetype<Lock>(p).sibling);
    condemn(p);
    reap();
  }
  unlockHeap();
}

/** Takes a thread that has ended out of all locks. Precondition: the heap is locked. */
export function recoverLocks(id: u32): void {
  for (let p = <usize>load<u32>(LOCKS); p; p = changetype<Lock>(p).sibling) {
    const word = atomic.load<u32>(p);
    // Nobody else changes the owner of a lock that is owned.
    if ((word & OWNER) == id + 1) {
      atomic.or<u32>(p, ABANDONED);
      atomic.and<u32>(p, ~OWNER);
      atomic.notify(p, -1);
    }
    atomic.and<u64>(p, ~(<u64>1 << (<u64>id)), offsetof<Lock>("readers"));
    atomic.add<u32>(p, 1, offsetof<Lock>("left"));
    atomic.notify(p + offsetof<Lock>("left"), -1);
  }
}
