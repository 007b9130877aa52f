// Where a thread and its caller exchange keys of bytes: a block of the thread, from the first use on, and one more while a key is
// longer than that. A caller writes the key of an operation there, and reads those that an iteration has come to.

import { THREAD_BLOCKS } from "../memory/addresses";
import { alloc, condemn, reap } from "../memory/heap";
import { hashBytesWith } from "../keys/hash";
import { Concurrent, Held, hashWordsOf } from "./layout";
import { lockHeap, thread, unlockHeap } from "./threads";

/** Bytes of keys that fit. Loads may run a little beyond the end of a key. */
export const STAGING_CAPACITY: u32 = 16384;
const SLACK: u32 = 16;
/** Before them: the longer block, if there is one; whoever goes on with the number of the thread frees it. */
const HEADER: usize = 16;

/** Of this thread; 0 before the first use. */
let block: usize = 0;
/** Where the bytes of the key are that an operation is about. */
export let staged: usize = 0;

// @ts-ignore: decorator
@inline
function longer(): usize {
  return <usize>load<u32>(block);
}

/** Where keys go that fit, 0 if there is no memory for it. Every other function here is called after that. */
export function threadStaging(): usize {
  if (!block) {
    const place = THREAD_BLOCKS + (<usize>thread << 3) + 4;
    if (!load<u32>(place)) {
      lockHeap();
      const p = alloc(HEADER + STAGING_CAPACITY + SLACK);
      if (p) {
        store<u32>(p, 0);
        store<u32>(place, <u32>p);
      }
      unlockHeap();
    }
    block = <usize>load<u32>(place);
    if (!block) return 0;
    releaseLonger();
  }
  return block + HEADER;
}

/** Where a key of more bytes goes, 0 if there is no memory. */
export function stageLonger(n: u32): usize {
  releaseLonger();
  lockHeap();
  const p = alloc(<u64>n + SLACK);
  if (p) store<u32>(block, <u32>p);
  unlockHeap();
  return p;
}

/** The longer block is no longer needed. */
export function releaseLonger(): void {
  if (!longer()) return;
  lockHeap();
  free();
  reap();
  unlockHeap();
}

/** A straight line. */
// @ts-ignore: decorator
@inline
function free(): void {
  const p = longer();
  store<u32>(block, 0);
  condemn(p);
}

/** The key that a caller has staged, as operations take it. */
export function asked(t: Concurrent, descriptor: u32): Held {
  staged = descriptor >> 1 <= STAGING_CAPACITY ? block + HEADER : longer();
  return <Held>((<u64>hashBytesWith(hashWordsOf(t), staged, descriptor) << 32) | <u64>descriptor);
}

/** After an operation: the staged key is no longer needed. */
// @ts-ignore: decorator
@inline
export function forget(): void {
  if (longer()) releaseLonger();
}
