// Buckets: slots, keys, values, the links of a chain.

import { ALL_EMPTY_REST } from "../group/states";
import { sameBytes, sameRecord } from "../keys/record";
import { valueSize } from "../keys/types";
import { BytesTable, Table } from "../memory/header";
import {
  BUCKET_SLOTS_MASK,
  bucketSize,
  keyOffset,
  overflowOffset,
  slotSize,
  slotsOffset,
  valueOffset,
} from "./layout";

// @ts-ignore: decorator
@inline
export function slotAt<K, V>(t: Table, bucket: usize, index: u32): usize {
  return bucket + slotsOffset<K>() + <usize>index * slotSize<K, V>(t);
}

/** The key in a slot; of bytes, where they are. */
// @ts-ignore: decorator
@inline
export function keyAt<K, V>(t: Table, slot: usize): K {
  if (isManaged<K>()) {
    const at = slot + keyOffset<K, V>(t);
    return changetype<K>(changetype<BytesTable>(t).keyLength ? at : <usize>load<u32>(at));
  }
  return load<K>(slot);
}

/** Whether a slot holds this very key. */
// @ts-ignore: decorator
@inline
export function isKeyAt<K, V>(t: Table, slot: usize, key: K): bool {
  if (isManaged<K>()) {
    const n = changetype<BytesTable>(t).keyLength;
    const at = slot + keyOffset<K, V>(t);
    if (n) return sameBytes(at, changetype<usize>(key), n);
    return sameRecord(load<u32>(at), changetype<usize>(key));
  }
  return load<K>(slot) == key;
}

// @ts-ignore: decorator
@inline
export function valueAt<K, V>(slot: usize): V {
  return load<V>(slot, valueOffset<K>());
}

/** Puts a key into a slot; of bytes of any length, the address of its record. Packed bytes are copied in a loop. */
// @ts-ignore: decorator
@inline
export function setKey<K, V>(t: Table, slot: usize, key: K): void {
  if (isManaged<K>()) {
    const n = changetype<BytesTable>(t).keyLength;
    const at = slot + keyOffset<K, V>(t);
    if (n) copyExactly(at, changetype<usize>(key), n);
    else store<u32>(at, <u32>changetype<usize>(key));
  } else {
    store<K>(slot, key);
  }
}

/** Copies what a slot holds. */
// @ts-ignore: decorator
@inline
export function copySlot<K, V>(t: Table, to: usize, from: usize): void {
  if (isManaged<K>() || isManaged<V>()) {
    copyExactly(to, from, <u32>slotSize<K, V>(t));
  } else {
    store<K>(to, load<K>(from));
    setValue<K, V>(to, valueAt<K, V>(from));
  }
}

/** Copies `n` bytes and not one more, 4 at a time as long as there are 4. May be stopped: see memory/heap.ts. */
function copyExactly(to: usize, from: usize, n: u32): void {
  let i: usize = 0;
  for (; i + 4 <= n; i += 4) store<u32>(to + i, load<u32>(from + i));
  for (; i < n; i++) store<u8>(to + i, load<u8>(from + i));
}

// @ts-ignore: decorator
@inline
export function setValue<K, V>(slot: usize, value: V): void {
  if (valueSize<V>()) store<V>(slot, value, valueOffset<K>());
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
