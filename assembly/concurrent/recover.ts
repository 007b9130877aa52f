// What a thread that has ended without leaving had under way: its locks are taken over, table by table, until nothing in the memory
// names it. Then its number is free for another thread. Its entries, and its overflow buckets in stock, are in its
// cells, which go on with the number.

import { None } from "../keys/types";
import { CONCURRENT_TABLES } from "../memory/addresses";
import { takeOver } from "./evacuate";
import { settle, settledGuard, settledIndex } from "./home";
import {
  Concurrent,
  DESTROYED,
  ENLARGING,
  Held,
  STATE_OWNER_SHIFT,
  hasRecordsIn,
  keySizeIn,
  maskIn,
  ownerIn,
  stateOf,
  swapState,
  tableAt,
  valueSizeIn,
} from "./layout";
import { letGo } from "./life";
import { recoverLocks } from "./locks";
import { forgetThread, lockHeap, noteDead, thread, unlockHeap } from "./threads";

/** Takes over all that a thread has left. O(buckets of all tables). */
export function recoverThread(id: u32): void {
  noteDead(id);
  // With the lock of the heap, which is taken over, too, if the thread had it, tables stay where they are.
  lockHeap();
  for (let t = firstTable(); t; ) {
    const next = tableAt(t).sibling;
    recoverTable(tableAt(t), id + 1);
    letGo(tableAt(t), <u64>1 << (<u64>id));
    t = next;
  }
  recoverLocks(id);
  unlockHeap();
  forgetThread(id);
}

/** The thread leaves, which has let go of all tables or is about to end. */
export function leaveThread(): void {
  lockHeap();
  for (let t = firstTable(); t; ) {
    const next = tableAt(t).sibling;
    letGo(tableAt(t), <u64>1 << (<u64>thread));
    t = next;
  }
  recoverLocks(thread);
  unlockHeap();
  forgetThread(thread);
}

function firstTable(): usize {
  return <usize>load<u32>(CONCURRENT_TABLES);
}

function recoverTable(t: Concurrent, owner: u32): void {
  const state = stateOf(t);
  if (state & ENLARGING && state >>> STATE_OWNER_SHIFT == owner) {
    // If it had its segment, the next one finds that.
    swapState(t, state, state & ~ENLARGING & ((<u32>1 << STATE_OWNER_SHIFT) - 1));
  }
  if (hasRecordsIn(t.kind)) recoverOf<Held>(t, owner);
  else if (keySizeIn(t.kind) == 4) recoverOf<u32>(t, owner);
  else recoverOf<u64>(t, owner);
}

function recoverOf<K>(t: Concurrent, owner: u32): void {
  const size = valueSizeIn(t.kind);
  if (size == 0) recoverChains<K, None>(t, owner);
  else if (size == 4) recoverChains<K, u32>(t, owner);
  else recoverChains<K, u64>(t, owner);
}

function recoverChains<K, V>(t: Concurrent, owner: u32): void {
  for (let index: u32 = 0; index <= maskIn(stateOf(t)); index++) {
    const head = settle<K, V>(t, index);
    if (!head) return;
    if (settledIndex == index && ownerIn(settledGuard) == owner) takeOver<K, V>(t, head, settledGuard, index);
  }
}
