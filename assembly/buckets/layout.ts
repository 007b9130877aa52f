// How a table of Go's runtime up to 1.23 is laid out: sizes, offsets, masks, the load. The fields of its header are in
// memory/header.ts, the states of a slot in group/states.ts.

import { slotSize } from "../keys/slot";
import { BytesTable, Table } from "../memory/header";

// A bucket of 8 slots, here with 4-byte keys and 4-byte values (80 bytes):
//
//   0        8        16                72         76    80
//   ┌────────┬────────┬── ─ ─ ──┬────────┬──────────┬─────┐
//   │ top 0-7│ k0  v0 │         │ k7  v7 │ overflow │ pad │
//   └────────┴────────┴── ─ ─ ──┴────────┴──────────┴─────┘
//
// Measured: a key beside its value, not eight keys before eight values: a hit then touches 1.5 cache lines on average
// instead of 1.75 (docs/dead-ends.md).

// With keys of bytes the overflow pointer comes first, since the size of a slot is known at run time only, and the value
// stands before the key:
//
//   0        8          12
//   ┌────────┬──────────┬────────┬── ─ ─ ──┬────────┐    k: the address of a key record in the map's arena or,
//   │ top 0-7│ overflow │ v0  k0 │         │ v7  k7 │       in a map of keys of one length, the bytes themselves
//   └────────┴──────────┴────────┴── ─ ─ ──┴────────┘

// What is rare, or long with keys of bytes, need not be compiled for each type of values: there V is `Any`, and sizes are read
// from the header.

export const BUCKET_SLOTS_BITS: u32 = 3;
export const BUCKET_SLOTS: u32 = 1 << BUCKET_SLOTS_BITS;
export const BUCKET_SLOTS_MASK: u32 = BUCKET_SLOTS - 1;
export const SLOTS_OFFSET: usize = 8;

/** Where the overflow pointer and the slots of a bucket with keys of bytes are. */
const BYTES_OVERFLOW_OFFSET: usize = 8;
export const BYTES_SLOTS_OFFSET: usize = 12;

/** The longest keys of a fixed length that are packed into buckets; longer ones are stored like any. */
export const MAX_PACKED_KEY: u32 = 256;

// @ts-ignore: decorator
@inline
export function slotsOffset<K>(): usize {
  return isManaged<K>() ? BYTES_SLOTS_OFFSET : SLOTS_OFFSET;
}

// @ts-ignore: decorator
@inline
export function overflowOffset<K, V>(t: Table): usize {
  if (isManaged<K>()) return BYTES_OVERFLOW_OFFSET;
  return SLOTS_OFFSET + <usize>BUCKET_SLOTS * slotSize<K, V>(t);
}

/** Bytes of a bucket: a multiple of 16 or, with keys of bytes, of 4. */
// @ts-ignore: decorator
@inline
export function bucketSize<K, V>(t: Table): usize {
  if (isManaged<K>()) return changetype<BytesTable>(t).bucketSize;
  return (overflowOffset<K, V>(t) + 4 + 15) & ~15;
}

/** Bytes of 2^B buckets. */
export function arrayBytes<K, V>(t: Table, B: u32): u64 {
  return <u64>bucketSize<K, V>(t) << B;
}

/** Go's load factor 6.5 as a fraction: entries per bucket before the array doubles. */
export const LOAD_FACTOR_NUMERATOR: u32 = 13;
export const LOAD_FACTOR_DENOMINATOR: u32 = 2;

/**
 * The most buckets of a chain that chance makes at loads that are not over the load factor. Entries of a bucket are distributed
 * as Poisson says. At the highest load, 6.5 and what comes while a table grows or many keys come in the order of buckets, some
 * chain of 2^20 is longer with a probability under 10^-12.
 */
export const LONGEST_CHAIN: u32 = 7;

/** The same of `count` entries in 2^B buckets: where memory is out and the load goes on rising, it does too, faster than chance. */
export function longestChain(count: u32, B: u32): u32 {
  return LONGEST_CHAIN - 1 + max<u32>(count >> B >> 2, 1);
}

/** Buckets beyond 2^28 would not fit a memory of 2^32 bytes. */
export const MAX_B: u32 = 28;

/** The greatest count at which 2^B buckets are not over the load factor. */
export function loadLimit(B: u32): u32 {
  if (B == 0) return BUCKET_SLOTS;
  return <u32>((<u64>LOAD_FACTOR_NUMERATOR << B) / LOAD_FACTOR_DENOMINATOR);
}

/** The least B whose buckets take `n` entries without being over the load factor. */
export function bucketsFor(n: u32): u32 {
  let B: u32 = 0;
  while (B < MAX_B && n > loadLimit(B)) B++;
  return B;
}
