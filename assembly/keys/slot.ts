// A slot: a key and its value, wherever a layout keeps slots.
//
//   plain keys      k v           of 4 or 8 bytes each; no value in a set
//   keys of bytes   v k           k: the address of a key record in the map's arena or, in a map of keys of one length, the
//                                 bytes themselves. The size of a slot is then known at run time only.

import { BytesTable, Table } from "../memory/header";
import { sameBytes, sameRecord } from "./record";
import { valueSize } from "./types";

/** Of a slot: where its value is. */
// @ts-ignore: decorator
@inline
export function valueOffset<K>(): usize {
  return isManaged<K>() ? 0 : sizeof<K>();
}

/** Of a slot: where its key is. */
// @ts-ignore: decorator
@inline
export function keyOffset<K, V>(t: Table): usize {
  if (!isManaged<K>()) return 0;
  return isManaged<V>() ? changetype<BytesTable>(t).keyOffset : valueSize<V>();
}

// @ts-ignore: decorator
@inline
export function slotSize<K, V>(t: Table): usize {
  if (isManaged<K>() || isManaged<V>()) return t.slotSize;
  return sizeof<K>() + valueSize<V>();
}

/** Bytes of a slot with a key of `keyLength` bytes, 0 for any. Slots stay multiples of 4, so that their addresses have two
 * bits to spare. */
export function bytesSlotSize(keyLength: u32, valueSize: u32): u32 {
  return valueSize + (keyLength ? (keyLength + 3) & ~3 : 4);
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
