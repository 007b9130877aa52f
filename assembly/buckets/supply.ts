// A table's supply of overflow buckets: recycled ones first, then those of the newest chunk that were never used.

import { matchEmpty } from "../group/group";
import {
  CHUNK_HEADER,
  allocChunk,
  chunkBytes,
  condemnChunks,
  lastChunk,
  nextChunk,
  setNextChunk,
} from "../memory/chunk";
import { Table } from "../memory/header";
import { reap } from "../memory/supply";
import { initBucket, overflowOf, setOverflow } from "./bucket";
import { bucketSize } from "./layout";

/** From this B on, overflow buckets are allocated 2^(B - 4) at a time, as Go does. */
export const SPARE_MIN_B: u32 = 4;

/** An initialised overflow bucket, not linked anywhere, or 0 when memory is out. The caller links it in a straight line. */
export function takeOverflow<K, V>(t: Table): usize {
  let bucket = t.free;
  if (bucket) {
    t.free = overflowOf<K, V>(t, bucket);
  } else {
    if (t.spare == t.spareEnd && !addChunk<K, V>(t)) return 0;
    bucket = t.spare;
    t.spare = bucket + bucketSize<K, V>(t);
  }
  initBucket<K, V>(t, bucket);
  return bucket;
}

/** Puts an overflow bucket that is in no chain any more where the next one is taken from. */
// @ts-ignore: decorator
@inline
export function recycleOverflow<K, V>(t: Table, bucket: usize): void {
  setOverflow<K, V>(t, bucket, t.free);
  t.free = bucket;
}

/** Links a new overflow bucket behind the last one of a chain. Returns it, or 0 when memory is out. */
export function appendOverflow<K, V>(t: Table, last: usize): usize {
  const bucket = takeOverflow<K, V>(t);
  if (!bucket) return 0;
  setOverflow<K, V>(t, last, bucket);
  t.noverflow++;
  return bucket;
}

/** The first bucket of a chain that has an empty slot, appended if none has, or 0 when memory is out. */
export function roomFor<K, V>(t: Table, head: usize): usize {
  let bucket = head;
  while (!matchEmpty(bucket)) {
    const next = overflowOf<K, V>(t, bucket);
    if (!next) return appendOverflow<K, V>(t, bucket);
    bucket = next;
  }
  return bucket;
}

/** Sets an overflow bucket aside, unless one is. False when memory is out. */
export function setAside<K, V>(t: Table): bool {
  if (!t.reserved) t.reserved = takeOverflow<K, V>(t);
  return t.reserved != 0;
}

/** Puts the one that is set aside back. */
export function recycleReserved<K, V>(t: Table): void {
  const bucket = t.reserved;
  if (!bucket) return;
  t.reserved = 0;
  recycleOverflow<K, V>(t, bucket);
}

function addChunk<K, V>(t: Table): bool {
  let wanted: u32 = t.B < SPARE_MIN_B ? 1 : 1 << (t.B - SPARE_MIN_B);
  while (true) {
    const chunk = allocChunk(<u64>wanted * <u64>bucketSize<K, V>(t));
    if (chunk) {
      setNextChunk(chunk, t.chunks);
      t.chunks = chunk;
      t.spare = chunk + CHUNK_HEADER;
      t.spareEnd = t.spare + <usize>wanted * bucketSize<K, V>(t);
      t.bytes += chunkBytes(chunk);
      return true;
    }
    if (wanted == 1) return false;
    wanted >>= 1;
  }
}

/** Frees all overflow buckets. Precondition: none of them will be used again. */
export function releaseSupply(t: Table): void {
  let bytes: u64 = 0;
  for (let chunk = t.chunks; chunk; chunk = nextChunk(chunk)) bytes += chunkBytes(chunk);
  const last = lastChunk(t.chunks);
  condemnChunks(t.chunks, last);
  t.bytes -= bytes;
  t.chunks = 0;
  t.free = 0;
  t.spare = 0;
  t.spareEnd = 0;
  t.reserved = 0;
  reap();
}
