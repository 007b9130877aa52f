// Growth, cold: evacuate, finish. How it begins: grow.ts.
//
// A growth doubles the bucket array or, when deletions left too many overflow buckets, repacks it at its size. It
// advances with every write: the next two old buckets in order, so that a growth of 2^B buckets ends within 2^(B-1)
// writes and no write does more than that. Three things differ from Go:
//
// - The array grows in place if the heap has room behind it: bucket i keeps what stays and hands the rest to bucket
//   i + 2^B. Half of the entries are then never copied to a cold place and no old array is left behind. Otherwise a
//   new array is allocated and the old one is marked with EVACUATED_X, _Y, _EMPTY and freed at the end, as in Go.
// - Old buckets are evacuated strictly in order, not "the one that is written, and one more". Lookups then need a
//   comparison instead of a look at the old bucket, and the copying runs through memory in sequence.
// - A new bucket is initialised when its old bucket is evacuated. Nothing is zeroed up front.
//
// STEPS. The head of the old chain is copied to the overflow bucket that is set aside, which takes its place in the chain:
// `source`. Its entries go to the new chains one by one, and so do those of the overflow buckets behind it; each bucket of
// the source is recycled as soon as it is empty.
//
//   x ─▶ ┌ entries that stay ┐ ─▶ … ─┐
//        └───────────────────┘       ├─▶ source ─▶ ┌ copy of the head ┐ ─▶ ┌ overflow ┐ ─▶ …
//   y ─▶ ┌ entries that move ┐ ─▶ … ─┘             └──────────────────┘    └──────────┘
//        └───────────────────┘
//
// Invariant: evacuating never allocates. A bucket of the source holds 8 entries, so the first one goes to the heads of x and
// y, and before k overflow buckets are needed there, k buckets of the source are empty.
//
// STOPS (see memory/heap.ts). While a step is under way, both new chains go on with the source, and their empty slots are
// EMPTY_ONE: a lookup that starts at either head finds what has been moved and what has not, and need not know of the step.
// An entry moves in a straight line: its copy counts from the store on that takes it from the source. All that is needed to
// go on with a step is `source`: the next write does, and whoever walks over whole chains.

import { first, matchFull, removeFirst, slotBits } from "../group/group";
import { ALL_EMPTY_ONE, ALL_EVACUATED_EMPTY, EMPTY_ONE, EVACUATED_X, EVACUATED_Y } from "../group/states";
import { hash } from "../keys/hash";
import { Any } from "../keys/types";
import { copySlot, keyAt } from "../keys/slot";
import { Table } from "../memory/header";
import { condemn, reap } from "../memory/supply";
import { bucketAt, overflowOf, setOverflow, setTopHash, slotAt, topHashAt } from "./bucket";
import { isRehashing } from "./former";
import { BUCKET_SLOTS, bucketSize, loadLimit } from "./layout";
import { recycleOverflow } from "./supply";

/** Goes on with what was stopped, if anything was. */
export function repair<K, V>(t: Table): void {
  if (isManaged<K>() && !isManaged<V>()) {
    repair<K, Any>(t);
    return;
  }
  if (t.oldbuckets && !isRehashing(t) && (t.source || t.nevacuate > t.oldmask)) evacuate<K, V>(t);
}

/** Evacuates the next old bucket, or what is left of it. Precondition: the table is growing. */
export function evacuate<K, V>(t: Table): void {
  const newbit = t.mask ^ t.oldmask;
  if (t.source) {
    goOn<K, V>(t, newbit);
  } else if (t.nevacuate <= t.oldmask) {
    const oldHead = bucketAt<K, V>(t, t.oldbuckets, t.nevacuate);
    const x = bucketAt<K, V>(t, t.buckets, t.nevacuate);
    const y = newbit ? bucketAt<K, V>(t, t.buckets, t.nevacuate | newbit) : 0;
    begin<K, V>(t, oldHead, x, y);
    move<K, V>(t, newbit, x, 0, y, 0, x != oldHead ? oldHead : 0);
  }
  if (t.nevacuate > t.oldmask) finishGrowth<K, V>(t);
}

/** Takes a step's source, and makes its new chains of nothing else. A straight line. */
// @ts-ignore: decorator
@inline
function begin<K, V>(t: Table, oldHead: usize, x: usize, y: usize): void {
  const source = t.reserved;
  memory.copy(source, oldHead, bucketSize<K, V>(t));
  if (x != oldHead) store<u64>(oldHead, ALL_EVACUATED_EMPTY);
  beginBucket<K, V>(t, x, source);
  if (y) beginBucket<K, V>(t, y, source);
  t.reserved = 0;
  t.source = source;
  t.noverflow++;
  t.nevacuate++;
}

/** A bucket of a new chain, empty, before the source. */
// @ts-ignore: decorator
@inline
function beginBucket<K, V>(t: Table, bucket: usize, source: usize): void {
  store<u64>(bucket, ALL_EMPTY_ONE);
  setOverflow<K, V>(t, bucket, source);
}

/** The last bucket of a new chain, which has `n` entries, goes on with what is left of the source, if anything is. */
// @ts-ignore: decorator
@inline
function endBucket<K, V>(t: Table, bucket: usize, n: u32, rest: usize): void {
  setOverflow<K, V>(t, bucket, rest);
  if (!rest && n < BUCKET_SLOTS) store<u64>(bucket, load<u64>(bucket) & ~(<u64>-1 << (n << 3)));
}

/** Cold: goes on with a step that was stopped. */
function goOn<K, V>(t: Table, newbit: u32): void {
  const index = t.nevacuate - 1;
  const x = lastBefore<K, V>(t, t.source, bucketAt<K, V>(t, t.buckets, index));
  const y = newbit ? lastBefore<K, V>(t, t.source, bucketAt<K, V>(t, t.buckets, index | newbit)) : 0;
  move<K, V>(t, newbit, x, entriesIn(x), y, y ? entriesIn(y) : 0, 0);
}

/** The last bucket of a new chain. */
function lastBefore<K, V>(t: Table, source: usize, bucket: usize): usize {
  for (let next = overflowOf<K, V>(t, bucket); next != source; next = overflowOf<K, V>(t, next)) bucket = next;
  return bucket;
}

function entriesIn(bucket: usize): u32 {
  return popcnt(slotBits(matchFull(bucket)));
}

/**
 * Moves the entries of the source behind the first `nx` of bucket x and the first `ny` of bucket y. In the slots of `marked`,
 * if that is not 0, it notes where those of the first bucket went.
 */
function move<K, V>(t: Table, newbit: u32, x: usize, nx: u32, y: usize, ny: u32, marked: usize): void {
  let bucket = t.source;
  do {
    let full = matchFull(bucket);
    while (full) {
      const i = first(full);
      const slot = slotAt<K, V>(t, bucket, i);
      const isMoved = newbit && hash<K>(t, keyAt<K, V>(t, slot)) & newbit;
      if (isMoved) {
        if (ny == BUCKET_SLOTS) {
          y = linkSetAside<K, V>(t, y);
          ny = 0;
        }
        copySlot<K, V>(t, slotAt<K, V>(t, y, ny), slot);
        setTopHash(y, ny++, topHashAt(bucket, i));
      } else {
        if (nx == BUCKET_SLOTS) {
          x = linkSetAside<K, V>(t, x);
          nx = 0;
        }
        copySlot<K, V>(t, slotAt<K, V>(t, x, nx), slot);
        setTopHash(x, nx++, topHashAt(bucket, i));
      }
      // Not EMPTY_REST: more may follow.
      setTopHash(bucket, i, EMPTY_ONE);
      if (marked) setTopHash(marked, i, isMoved ? EVACUATED_Y : EVACUATED_X);
      full = removeFirst(full);
    }
    const rest = overflowOf<K, V>(t, bucket);
    endBucket<K, V>(t, x, nx, rest);
    if (y) endBucket<K, V>(t, y, ny, rest);
    // The one set aside comes first: an insert may take a recycled one before the next step.
    if (t.reserved) recycleOverflow<K, V>(t, bucket);
    else t.reserved = bucket;
    t.noverflow--;
    t.source = rest;
    marked = 0;
    bucket = rest;
  } while (bucket);
}

/** Links a recycled overflow bucket, or else the one set aside. A straight line. */
// @ts-ignore: decorator
@inline
function linkSetAside<K, V>(t: Table, last: usize): usize {
  let bucket = t.free;
  if (bucket) {
    t.free = overflowOf<K, V>(t, bucket);
  } else {
    bucket = t.reserved;
    t.reserved = 0;
  }
  beginBucket<K, V>(t, bucket, t.source);
  setOverflow<K, V>(t, last, bucket);
  t.noverflow++;
  return bucket;
}

function finishGrowth<K, V>(t: Table): void {
  const old = t.oldbuckets;
  if (old != t.buckets) {
    t.bytes -= <u64>bucketSize<K, V>(t) * (<u64>t.oldmask + 1);
    condemn(old);
  }
  t.oldbuckets = 0;
  t.oldmask = 0;
  t.nevacuate = 0;
  recycleOverflow<K, V>(t, t.reserved);
  t.reserved = 0;
  t.limit = loadLimit(t.B);
  reap();
}
