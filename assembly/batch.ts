// Many keys a call. The caller copies a chunk of keys, and of values, to a region of memory that it asks for once, and
// finds the answers there.
//
// Single operations on a table that exceeds the cache spend their time waiting for one cache line after another. A batch
// first loads from the home buckets of a group of keys, which the processor does all at once, and then does the
// operations, whose buckets have arrived by then.

import { homeOf, setValue, valueAt } from "./bucket";
import { encodeKey } from "./encode";
import { hash } from "./hash";
import { alloc } from "./heap";
import {
  FAILED_BIGINT,
  STATUS_OUT_OF_MEMORY,
  STATUS_OVERFLOW,
  increment32,
  increment64,
  incrementFloat,
  incrementStatus,
  incrementSum,
} from "./increment";
import { Table, valueSize } from "./layout";
import { ASSIGN_BITS, ASSIGN_NEW, assign, find, remove } from "./table";

/** Keys, or values, that the region has room for. */
export const BATCH_CAPACITY: u32 = 2048;
/** Of the region: keys, then values or answers, 8 bytes each at most, then the hashes of a group. */
const VALUES_OFFSET: usize = <usize>BATCH_CAPACITY * 8;
const HASHES_OFFSET: usize = 2 * VALUES_OFFSET;
/** Keys whose buckets are loaded together. */
const GROUP: u32 = 32;
/** Tables of fewer bytes are in the cache: there is nothing to wait for. */
const MIN_BYTES: u64 = 1 << 19;

/** What single reads are given for a missing key: src/classes/scalars.ts. */
const MISSING: i32 = -0x7ffffffd;
const MISSING_64: i64 = -0x7ffffffffffffffd;

let region: usize = 0;
/** Keeps the loads of `hashGroup` alive. */
let touched: u32 = 0;

/** The address of the region, or 0 when memory is out. */
export function batchRegion(): usize {
  if (!region) region = alloc(<u64>HASHES_OFFSET + <u64>GROUP * 4);
  return region;
}

// @ts-ignore: decorator
@inline
function keyOf<A, K>(i: u32): K {
  return encodeKey<A, K>(load<A>(region + <usize>i * sizeof<A>()));
}

// @ts-ignore: decorator
@inline
function hashAt(i: u32): u32 {
  return load<u32>(region + HASHES_OFFSET + ((<usize>i & (GROUP - 1)) << 2));
}

/** At the first key of a group: hashes its keys and loads from their home buckets, if that is worth it. */
// @ts-ignore: decorator
@inline
function hashGroup<A, K, V>(t: Table, i: u32, n: u32): void {
  if (i & (GROUP - 1)) return;
  const end = min(i + GROUP, n);
  const isCold = t.bytes >= MIN_BYTES;
  let sink: u32 = 0;
  for (let j = i; j < end; j++) {
    const h = hash<K>(t, keyOf<A, K>(j));
    store<u32>(region + HASHES_OFFSET + ((<usize>j & (GROUP - 1)) << 2), h);
    if (isCold) sink += load<u8>(homeOf<K, V>(t, h));
  }
  touched = sink;
}

/** Puts the value of each key, or `missing`, in the place of values. */
export function getMany<A, K, V>(t: Table, n: u32, missing: V): void {
  let answer = region + VALUES_OFFSET;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, i, n);
    const slot = find<K, V>(t, keyOf<A, K>(i), hashAt(i));
    store<V>(answer, slot ? valueAt<K, V>(slot) : missing);
    answer += sizeof<V>();
  }
}

/** Puts a byte 0 or 1 for each key in the place of values. Returns how many are there. */
export function hasMany<A, K, V>(t: Table, n: u32): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, i, n);
    const isThere: u32 = find<K, V>(t, keyOf<A, K>(i), hashAt(i)) ? 1 : 0;
    store<u8>(region + VALUES_OFFSET + i, <u8>isThere);
    count += isThere;
  }
  return count;
}

/** Sets each key to its value. Returns for how many that was done: fewer than `n` when memory is out. */
export function setMany<A, K, V>(t: Table, n: u32): u32 {
  let value = region + VALUES_OFFSET;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, i, n);
    const slot = assign<K, V>(t, keyOf<A, K>(i), hashAt(i));
    if (!slot) return i;
    if (valueSize<V>()) {
      setValue<K, V>(slot & ~ASSIGN_BITS, load<V>(value));
      value += sizeof<V>();
    }
  }
  return n;
}

/** Removes the keys. Returns how many were there. */
export function removeMany<A, K, V>(t: Table, n: u32): u32 {
  let count: u32 = 0;
  let generation = t.generation;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, i, n);
    const key = keyOf<A, K>(i);
    // A table that has become empty has another hash.
    const h = t.generation == generation ? hashAt(i) : hash<K>(t, key);
    if (remove<K, V>(t, key, h)) count++;
    if (((i + 1) & (GROUP - 1)) == 0) generation = t.generation;
  }
  return count;
}

/**
 * Gives each key an id, 0, 1, 2 and so on in the order of their first appearance, in the place of values. Returns for how
 * many keys that was done. Precondition: the values of the table are ids already.
 */
export function indexMany<A, K>(t: Table, n: u32): u32 {
  let answer = region + VALUES_OFFSET;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, u32>(t, i, n);
    const id = t.count;
    const slot = assign<K, u32>(t, keyOf<A, K>(i), hashAt(i));
    if (!slot) return i;
    if (slot & ASSIGN_NEW) setValue<K, u32>(slot & ~ASSIGN_BITS, id);
    store<u32>(answer, valueAt<K, u32>(slot & ~ASSIGN_BITS));
    answer += 4;
  }
  return n;
}

/** Whether a sum of the last `incrementMany` is what single reads take for "missing". */
let sawMissing: bool = false;

export function batchSawMissing(): u32 {
  return sawMissing ? 1 : 0;
}

// @ts-ignore: decorator
@inline
function isMissing<B>(sum: B): bool {
  if (isFloat<B>()) return sum != sum;
  return sizeof<B>() == 4 ? <u32>sum == <u32>MISSING : <u64>sum == <u64>MISSING_64;
}

/**
 * Adds to the value of each key the number in its place among the values. Returns for how many keys that was done: fewer
 * than `n` when a sum is out of range or memory is out, as `incrementStatus` tells.
 */
export function incrementMany<A, K, B, V>(t: Table, n: u32): u32 {
  sawMissing = false;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, i, n);
    const by = load<B>(region + VALUES_OFFSET + <usize>i * sizeof<B>());
    const key = keyOf<A, K>(i);
    const h = hashAt(i);
    if (isFloat<B>()) {
      const sum = incrementFloat<B, K, V>(t, key, h, by);
      if (sum != sum) sawMissing = true;
    } else if (sizeof<B>() == 4) {
      const sum = increment32<B, K>(t, key, h, by);
      if (isMissing<B>(<B>(sum != sum ? incrementSum() : sum))) sawMissing = true;
    } else {
      const sum = increment64<B, K>(t, key, h, by);
      if (isMissing<B>(sum) || <i64>sum == FAILED_BIGINT) sawMissing = true;
    }
    const status = incrementStatus();
    if (status == STATUS_OVERFLOW || status == STATUS_OUT_OF_MEMORY) return i;
  }
  return n;
}
