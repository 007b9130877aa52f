// Buckets: their slots, the states of these, the links of a chain.

import { ALL_EMPTY_REST } from "../group/states";
import { slotSize } from "../keys/slot";
import { Table } from "../memory/header";
import { BUCKET_SLOTS_MASK, bucketSize, overflowOffset, slotsOffset } from "./layout";

// @ts-ignore: decorator
@inline
export function slotAt<K, V>(t: Table, bucket: usize, index: u32): usize {
  return bucket + slotsOffset<K>() + <usize>index * slotSize<K, V>(t);
}

// @ts-ignore: decorator
@inline
export function topHashAt(bucket: usize, index: u32): u32 {
  return load<u8>(bucket + index);
}

// @ts-ignore: decorator
@inline
export function setTopHash(bucket: usize, index: u32, top: u32): void {
  store<u8>(bucket + index, <u8>top);
}

/** The state of the last slot. EMPTY_REST in it says that the chain ends in this bucket, without a look at the overflow. */
// @ts-ignore: decorator
@inline
export function lastTopHash(bucket: usize): u32 {
  return load<u8>(bucket, BUCKET_SLOTS_MASK);
}

// @ts-ignore: decorator
@inline
export function overflowOf<K, V>(t: Table, bucket: usize): usize {
  return load<u32>(bucket + overflowOffset<K, V>(t));
}

// @ts-ignore: decorator
@inline
export function setOverflow<K, V>(t: Table, bucket: usize, overflow: usize): void {
  store<u32>(bucket + overflowOffset<K, V>(t), <u32>overflow);
}

// @ts-ignore: decorator
@inline
export function bucketAt<K, V>(t: Table, array: usize, index: u32): usize {
  return array + <usize>index * bucketSize<K, V>(t);
}

// @ts-ignore: decorator
@inline
export function initBucket<K, V>(t: Table, bucket: usize): void {
  store<u64>(bucket, ALL_EMPTY_REST);
  setOverflow<K, V>(t, bucket, 0);
}
