// Growth, cold: start it, evacuate, finish.
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
// Invariant: evacuating never allocates. An overflow bucket is recycled as soon as its entries are copied, and k
// buckets of a destination are full only after more than 8k entries were read, so one bucket set aside is enough.

import { first, matchFull, removeFirst } from "../group/group";
import { ALL_EVACUATED_EMPTY, EVACUATED_X, EVACUATED_Y } from "../group/states";
import { hash } from "../keys/hash";
import { EMPTY_BUCKET, SCRATCH_BUCKET } from "../memory/addresses";
import { Table } from "../memory/header";
import { allocArray, extend, free } from "../memory/heap";
import {
  bucketAt,
  copyEntry,
  initBucket,
  keyAt,
  overflowOf,
  setOverflow,
  setTopHash,
  slotAt,
  topHashAt,
} from "./bucket";
import { BUCKET_SLOTS, MAX_B, arrayBytes, bucketSize, bucketsFor, loadLimit } from "./layout";
import { allocateArray } from "./life";
import { appendOverflow, recycleOverflow, takeOverflow } from "./supply";

/**
 * Called when an insert finds `count >= limit`: allocates the first array or starts a growth.
 * False if there is no memory for it; then the table goes on at a higher load, unless it has no array at all.
 */
export function makeRoom<K, V>(t: Table): bool {
  if (t.buckets == EMPTY_BUCKET) {
    const B = bucketsFor(t.hint);
    return allocateArray<K, V>(t, B) || (B != 0 && allocateArray<K, V>(t, 0));
  }
  if (startGrowth<K, V>(t, t.count + 1 > loadLimit(t.B) ? t.B + 1 : t.B)) return true;
  const limit = loadLimit(t.B);
  t.limit = t.count < limit ? limit : t.count + max(BUCKET_SLOTS, t.count >> 4);
  return false;
}

function startGrowth<K, V>(t: Table, B: u32): bool {
  if (B > MAX_B) return false;
  const reserved = takeOverflow<K, V>(t);
  if (!reserved) return false;
  let array = t.buckets;
  if (B != t.B) {
    const bytes = arrayBytes<K, V>(t, B);
    if (extend(array, bytes)) {
      t.bytes += bytes - arrayBytes<K, V>(t, t.B);
    } else {
      array = allocArray(bytes);
      if (!array) {
        recycleOverflow<K, V>(t, reserved);
        return false;
      }
      t.bytes += bytes;
    }
  }
  t.reserved = reserved;
  t.oldbuckets = t.buckets;
  t.oldmask = t.mask;
  t.buckets = array;
  t.mask = (<u32>1 << B) - 1;
  t.B = B;
  t.nevacuate = 0;
  t.limit = u32.MAX_VALUE;
  return true;
}

/** Evacuates the next two old buckets. Precondition: the table is growing. */
export function growWork<K, V>(t: Table): void {
  evacuate<K, V>(t);
  if (t.oldbuckets) evacuate<K, V>(t);
}

function evacuate<K, V>(t: Table): void {
  const index = t.nevacuate;
  const newbit = t.mask ^ t.oldmask;
  const oldHead = bucketAt<K, V>(t, t.oldbuckets, index);
  let x = bucketAt<K, V>(t, t.buckets, index);
  let y: usize = 0;
  let nx: u32 = 0;
  let ny: u32 = 0;
  const moved = x != oldHead;
  memory.copy(SCRATCH_BUCKET, oldHead, bucketSize<K, V>(t));
  if (moved) store<u64>(oldHead, ALL_EVACUATED_EMPTY);
  initBucket<K, V>(x);
  if (newbit) {
    y = bucketAt<K, V>(t, t.buckets, index | newbit);
    initBucket<K, V>(y);
  }
  let bucket: usize = SCRATCH_BUCKET;
  do {
    let full = matchFull(bucket);
    while (full) {
      const i = first(full);
      const slot = slotAt<K, V>(t, bucket, i);
      const key = keyAt<K, V>(t, slot);
      if (newbit && hash<K>(t, key) & newbit) {
        if (ny == BUCKET_SLOTS) {
          y = linkReserved<K, V>(t, y);
          ny = 0;
        }
        copyEntry<K, V>(t, y, ny++, topHashAt(bucket, i), slot);
        if (moved && bucket == SCRATCH_BUCKET) setTopHash(oldHead, i, EVACUATED_Y);
      } else {
        if (nx == BUCKET_SLOTS) {
          x = linkReserved<K, V>(t, x);
          nx = 0;
        }
        copyEntry<K, V>(t, x, nx++, topHashAt(bucket, i), slot);
        if (moved && bucket == SCRATCH_BUCKET) setTopHash(oldHead, i, EVACUATED_X);
      }
      full = removeFirst(full);
    }
    const next = overflowOf<K, V>(bucket);
    if (bucket != SCRATCH_BUCKET) {
      // The one set aside comes first: an insert may take a recycled one before the next evacuation.
      if (t.reserved) recycleOverflow<K, V>(t, bucket);
      else t.reserved = bucket;
      t.noverflow--;
    }
    bucket = next;
  } while (bucket);
  t.nevacuate = index + 1;
  if (index == t.oldmask) finishGrowth<K, V>(t);
}

/** Links a recycled overflow bucket, or else the one set aside. */
function linkReserved<K, V>(t: Table, last: usize): usize {
  if (t.free) return appendOverflow<K, V>(t, last);
  const bucket = t.reserved;
  t.reserved = 0;
  initBucket<K, V>(bucket);
  setOverflow<K, V>(last, bucket);
  t.noverflow++;
  return bucket;
}

function finishGrowth<K, V>(t: Table): void {
  if (t.oldbuckets != t.buckets) {
    free(t.oldbuckets);
    t.bytes -= <u64>bucketSize<K, V>(t) * (<u64>t.oldmask + 1);
  }
  t.oldbuckets = 0;
  t.oldmask = 0;
  t.nevacuate = 0;
  if (t.reserved) recycleOverflow<K, V>(t, t.reserved);
  t.reserved = 0;
  t.limit = loadLimit(t.B);
}

/** Too many overflow buckets: as many as buckets. The next insert will repack. Go counts in 16 bits and so, from 2^15
 * on, by chance; 32 bits count exactly. */
// @ts-ignore: decorator
@inline
export function noteOverflow(t: Table): void {
  if (!t.oldbuckets && t.noverflow >> t.B && t.count < loadLimit(t.B)) t.limit = 0;
}
