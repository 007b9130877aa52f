// The life of a table: create, its first array, clear, destroy.

import { releaseArena, setArenaEmpty } from "../keys/arena";
import { reseed, seedTable } from "../keys/hash";
import { Bytes } from "../keys/types";
import { EMPTY_BUCKET } from "../memory/addresses";
import { BytesTable, Table, headerSize } from "../memory/header";
import { alloc, allocArray, free, zeroFrom } from "../memory/heap";
import { bucketAt, initBucket } from "./bucket";
import { BUCKET_SLOTS, arrayBytes, loadLimit, slotsOffset } from "./layout";
import { releaseSupply } from "./supply";

export function setEmpty(t: Table): void {
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
  t.epoch = 0;
  t.sentinel = 0;
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

export function formatSlots(t: BytesTable, keyLength: u32, valueSize: u32): void {
  t.keyLength = keyLength;
  // Slots stay multiples of 4, so that their addresses have two bits to spare.
  t.slotSize = valueSize + (keyLength ? (keyLength + 3) & ~3 : 4);
  t.bucketSize = <u32>slotsOffset<Bytes>() + BUCKET_SLOTS * t.slotSize;
}

/** Frees everything but the header. */
export function releaseBody(t: Table): void {
  if (t.oldbuckets && t.oldbuckets != t.buckets) free(t.oldbuckets);
  if (t.buckets != EMPTY_BUCKET) free(t.buckets);
  releaseSupply(t);
  if (t.hasBytes) releaseArena(changetype<BytesTable>(t));
}

/** Gives a table without memory its array of 2^B buckets. */
export function allocateArray<K, V>(t: Table, B: u32): bool {
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

export function clearTable(t: Table): void {
  releaseBody(t);
  setEmpty(t);
  t.hint = 0;
  t.epoch++;
  t.sentinel = 0;
  reseed(t);
}

export function destroyTable(t: Table): void {
  releaseBody(t);
  free(changetype<usize>(t));
}
