// Cold: allocate, start a growth, evacuate, finish, rebuild.
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

import { compactKeys, hasRecords, isKept, keepKey, releaseArena, setArenaEmpty } from "./arena";
import {
  appendOverflow,
  bucketAt,
  chainAt,
  copySlot,
  initBucket,
  keyAt,
  lastTopHash,
  overflowOf,
  recycleOverflow,
  setKey,
  setOverflow,
  setTopHash,
  slotAt,
  takeOverflow,
  topHashAt,
} from "./bucket";
import { first, matchEmpty, matchFull, removeFirst } from "./group";
import { hash, reseed, seedTable, topHash } from "./hash";
import { alloc, allocArray, extend, free, zeroFrom } from "./heap";
import {
  ALL_EVACUATED_EMPTY,
  BUCKET_SLOTS,
  EMPTY_BUCKET,
  EMPTY_REST,
  EVACUATED_X,
  EVACUATED_Y,
  LOAD_FACTOR_DENOMINATOR,
  LOAD_FACTOR_NUMERATOR,
  MAX_B,
  Bytes,
  BytesTable,
  SCRATCH_BUCKET,
  Table,
  bucketSize,
  headerSize,
  slotsOffset,
  valueSize,
} from "./layout";

/** The greatest count at which 2^B buckets are not over the load factor. */
export function loadLimit(B: u32): u32 {
  if (B == 0) return BUCKET_SLOTS;
  return <u32>((<u64>LOAD_FACTOR_NUMERATOR << B) / LOAD_FACTOR_DENOMINATOR);
}

/** The least B whose buckets take `n` entries without being over the load factor. */
function bucketsFor(n: u32): u32 {
  let B: u32 = 0;
  while (B < MAX_B && n > loadLimit(B)) B++;
  return B;
}

function arrayBytes<K, V>(t: Table, B: u32): u64 {
  return <u64>bucketSize<K, V>(t) << B;
}

function setEmpty(t: Table): void {
  t.count = 0;
  t.limit = 0;
  t.buckets = EMPTY_BUCKET;
  t.mask = 0;
  t.oldbuckets = 0;
  t.oldmask = 0;
  t.nevacuate = 0;
  t.noverflow = 0;
  t.free = 0;
  t.spare = 0;
  t.spareEnd = 0;
  t.chunks = 0;
  t.reserved = 0;
  t.B = 0;
  if (t.hasBytes) {
    setArenaEmpty(changetype<BytesTable>(t));
    t.bytes = headerSize<Bytes>();
  } else {
    t.bytes = headerSize<u32>();
  }
}

/** A table without memory beyond its header, or 0 when memory is out. */
export function createTable<K>(seedLow: u32, seedHigh: u32, hint: u32): usize {
  const p = alloc(headerSize<K>());
  if (!p) return 0;
  const t = changetype<Table>(p);
  t.hasBytes = isManaged<K>() ? 1 : 0;
  setEmpty(t);
  t.hint = hint;
  t.generation = 0;
  seedTable(t, seedLow, seedHigh);
  return p;
}

/** The same for keys of bytes: of `keyLength` each, or of any length if that is 0. */
export function createBytesTable(seedLow: u32, seedHigh: u32, hint: u32, keyLength: u32, valueSize: u32): usize {
  const p = createTable<Bytes>(seedLow, seedHigh, hint);
  if (p) formatSlots(changetype<BytesTable>(p), keyLength, valueSize);
  return p;
}

function formatSlots(t: BytesTable, keyLength: u32, valueSize: u32): void {
  t.keyLength = keyLength;
  // Slots stay multiples of 4, so that their addresses have two bits to spare.
  t.slotSize = valueSize + (keyLength ? (keyLength + 3) & ~3 : 4);
  t.bucketSize = <u32>slotsOffset<Bytes>() + BUCKET_SLOTS * t.slotSize;
}

/** Frees everything but the header. */
function releaseBody(t: Table): void {
  if (t.oldbuckets && t.oldbuckets != t.buckets) free(t.oldbuckets);
  if (t.buckets != EMPTY_BUCKET) free(t.buckets);
  releaseChunks(t);
  if (t.hasBytes) releaseArena(changetype<BytesTable>(t));
}

/** Frees the supply of overflow buckets. Precondition: none of them will be used again. */
function releaseChunks(t: Table): void {
  let chunk = t.chunks;
  while (chunk) {
    const next = <usize>load<u32>(chunk);
    t.bytes -= <u64>load<u32>(chunk, 4);
    free(chunk);
    chunk = next;
  }
  t.chunks = 0;
  t.free = 0;
  t.spare = 0;
  t.spareEnd = 0;
}

export function clearTable(t: Table): void {
  releaseBody(t);
  setEmpty(t);
  t.hint = 0;
  reseed(t);
}

export function destroyTable(t: Table): void {
  releaseBody(t);
  free(changetype<usize>(t));
}

/** Gives a table without memory its array of 2^B buckets. */
function allocateArray<K, V>(t: Table, B: u32): bool {
  const bytes = arrayBytes<K, V>(t, B);
  const array = allocArray(bytes);
  if (!array) return false;
  const buckets = <u32>1 << B;
  // Fresh memory reads as zero, and a bucket of zeroes is an empty bucket.
  for (let i: u32 = 0; i < buckets; i++) {
    const bucket = bucketAt<K, V>(t, array, i);
    if (bucket >= zeroFrom) break;
    initBucket<K, V>(bucket);
  }
  t.buckets = array;
  t.mask = buckets - 1;
  t.B = B;
  t.limit = loadLimit(B);
  t.bytes += bytes;
  return true;
}

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

// @ts-ignore: decorator
@inline
function copyEntry<K, V>(t: Table, bucket: usize, index: u32, top: u32, from: usize): void {
  setTopHash(bucket, index, top);
  copySlot<K, V>(t, slotAt<K, V>(t, bucket, index), from);
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

/** Appends every entry of `from` to `to`. Precondition: no key of `from` is in `to`, same words. False: out of memory. */
function copyEntries<K, V>(from: Table, to: Table): bool {
  for (let index: u32 = 0, last = from.mask; ; index++) {
    let bucket = chainAt<K, V>(from, index);
    while (bucket) {
      let full = matchFull(bucket);
      while (full) {
        const slot = slotAt<K, V>(to, bucket, first(full));
        if (!appendEntry<K, V>(to, slot)) return false;
        full = removeFirst(full);
      }
      bucket = lastTopHash(bucket) == EMPTY_REST ? 0 : overflowOf<K, V>(bucket);
    }
    if (index == last) break;
  }
  return true;
}

function appendEntry<K, V>(t: Table, from: usize): bool {
  const h = hash<K>(t, keyAt<K, V>(t, from));
  const key = keepKey<K, V>(t, keyAt<K, V>(t, from));
  if (!isKept<K>(t, key)) return false;
  let bucket = bucketAt<K, V>(t, t.buckets, h & t.mask);
  let empty = matchEmpty(bucket);
  while (!empty) {
    let next = overflowOf<K, V>(bucket);
    if (!next) next = appendOverflow<K, V>(t, bucket);
    if (!next) return false;
    bucket = next;
    empty = matchEmpty(bucket);
  }
  const index = first(empty);
  copyEntry<K, V>(t, bucket, index, topHash(h), from);
  if (hasRecords<K>(t)) setKey<K, V>(t, slotAt<K, V>(t, bucket, index), key);
  t.count++;
  return true;
}

/** A table with the entries and words of `t` in 2^B buckets, or 0 when memory is out. */
function copyTable<K, V>(t: Table, B: u32): usize {
  const p = alloc(headerSize<K>());
  if (!p) return 0;
  memory.copy(p, changetype<usize>(t), headerSize<K>());
  const copy = changetype<Table>(p);
  setEmpty(copy);
  if (allocateArray<K, V>(copy, B) && copyEntries<K, V>(t, copy)) return p;
  destroyTable(copy);
  return 0;
}

export function cloneTable<K, V>(t: Table): usize {
  if (t.count) return copyTable<K, V>(t, bucketsFor(t.count));
  const p = createTable<K>(t.s0, t.s1, 0);
  if (isManaged<K>() && p) {
    const from = changetype<BytesTable>(t);
    formatSlots(changetype<BytesTable>(p), from.keyLength, <u32>valueSize<V>());
  }
  return p;
}

/** Moves the entries to an array of 2^B buckets in one go. False, and nothing changed, when memory is out. */
function rebuild<K, V>(t: Table, B: u32): bool {
  const p = copyTable<K, V>(t, B);
  if (!p) return false;
  releaseBody(t);
  memory.copy(changetype<usize>(t), p, headerSize<K>());
  free(p);
  return true;
}

export function reserveTable<K, V>(t: Table, n: u32): bool {
  const B = bucketsFor(n);
  if (t.buckets == EMPTY_BUCKET) return allocateArray<K, V>(t, max(B, bucketsFor(t.hint)));
  return B <= t.B || rebuild<K, V>(t, B);
}

export function shrinkTable<K, V>(t: Table): bool {
  if (!t.count) {
    clearTable(t);
    return true;
  }
  const B = bucketsFor(t.count);
  if (B == t.B && !t.oldbuckets && !t.noverflow) {
    releaseChunks(t);
    compactKeys<K, V>(t);
    return true;
  }
  return rebuild<K, V>(t, B);
}
