// Many keys of bytes a call: ranges of a buffer, of which the caller copies a part to memory, with the start and the end of
// each key. As for other keys (many.ts), the memory that a group of keys will need is loaded from first: home buckets,
// then the key records that the tophashes lead to.
//
// Strings come as UTF-8 and are keys as tables hold them: one byte a character if all are Latin-1, else two.
//
// A key that cannot be dealt with here (too long, malformed UTF-8, memory out, a sum out of range) ends the call; the
// caller does it alone and goes on behind it.

import { hashBytes } from "../keys/hash";
import { hashOfStaged, stagedKey } from "../keys/staged";
import { Any, Bytes, valueSize } from "../keys/types";
import { stageUtf8 } from "../keys/utf8";
import { RANGES_REGION, STAGED_KEY, STAGED_KEY_CAPACITY } from "../memory/addresses";
import { BytesTable, Table } from "../memory/header";
import { keepLoads } from "../memory/loads";
import { own } from "../memory/own";
import { alloc } from "../memory/supply";
import {
  ASSIGN_BITS,
  assign,
  find,
  homeOf,
  loadHome,
  loadRecord,
  remove,
  setValue,
  valueAt,
} from "../table";
import { addToValue } from "./increment";
import { COLD_BYTES } from "./many";
import { noteUpdate } from "./notes";

/** Bytes of keys, and keys, that the region has room for. */
export const RANGES_BYTES: u32 = 65536;
export const RANGES_CAPACITY: u32 = 2048;
/** Loads may run beyond the last key. */
export const RANGES_SLACK: usize = 16;
/** Of the region: bytes, starts, ends, values or answers of up to 8 bytes each, then the hashes of a group. */
const STARTS_OFFSET: usize = <usize>RANGES_BYTES + RANGES_SLACK;
const ENDS_OFFSET: usize = STARTS_OFFSET + <usize>RANGES_CAPACITY * 4;
const VALUES_OFFSET: usize = ENDS_OFFSET + <usize>RANGES_CAPACITY * 4;
const HASHES_OFFSET: usize = VALUES_OFFSET + <usize>RANGES_CAPACITY * 8;
/** Keys whose memory is loaded together. */
const GROUP: u32 = 16;


// @ts-ignore: decorator
@inline
function region(): usize {
  return load<u32>(own() + RANGES_REGION);
}

/** The address of the region, or 0 when memory is out. */
export function rangesRegion(): usize {
  if (!region()) store<u32>(own() + RANGES_REGION, <u32>alloc(<u64>HASHES_OFFSET + <u64>GROUP * 4));
  return region();
}

// @ts-ignore: decorator
@inline
function startOf(i: u32): u32 {
  return load<u32>(region() + STARTS_OFFSET + (<usize>i << 2));
}
// @ts-ignore: decorator
@inline
function endOf(i: u32): u32 {
  return load<u32>(region() + ENDS_OFFSET + (<usize>i << 2));
}
// @ts-ignore: decorator
@inline
function valuePlace<V>(i: u32): usize {
  return region() + VALUES_OFFSET + <usize>i * sizeof<V>();
}

/**
 * At the first key of a group, of a table that exceeds the cache: loads what its keys will need. The hashes are those of
 * the bytes as they come, which UTF-8 beyond ASCII is not looked up by: then nothing is gained, and nothing is lost.
 */
function loadGroup(t: Table, i: u32, n: u32): void {
  const end = min(i + GROUP, n);
  let sink: u32 = 0;
  for (let j = i; j < end; j++) {
    const h = hashBytes(changetype<BytesTable>(t), region() + startOf(j), (endOf(j) - startOf(j)) << 1);
    store<u32>(region() + HASHES_OFFSET + (<usize>(j - i) << 2), h);
    sink += loadHome<Bytes, Any>(t, homeOf<Bytes, Any>(t, h));
  }
  if (!changetype<BytesTable>(t).keyLength) {
    for (let j = i; j < end; j++) {
      sink += loadRecord<Any>(t, load<u32>(region() + HASHES_OFFSET + (<usize>(j - i) << 2)));
    }
  }
  keepLoads(sink);
}

/** Copies a key to where single keys are staged. Returns its descriptor, or -1 if it cannot be dealt with here. */
// @ts-ignore: decorator
@inline
function stage<V>(t: Table, i: u32, n: u32, isUtf8: u32): i32 {
  if (!(i & (GROUP - 1)) && t.bytes >= COLD_BYTES) loadGroup(t, i, n);
  const from = region() + startOf(i);
  const size = endOf(i) - startOf(i);
  if (isUtf8) return stageUtf8(from, size);
  if (size > STAGED_KEY_CAPACITY) return -1;
  for (let k: usize = 0; k < size; k += 4) store<u32>(own() + STAGED_KEY + k, load<u32>(from + k));
  return size << 1;
}

// @ts-ignore: decorator
@inline
function findKey<V>(t: Table, descriptor: u32): usize {
  const h = hashOfStaged(t, descriptor);
  return find<Bytes, V>(t, stagedKey(t, descriptor, h), h);
}
// @ts-ignore: decorator
@inline
function assignKey<V>(t: Table, descriptor: u32): usize {
  const h = hashOfStaged(t, descriptor);
  return assign<Bytes, V>(t, stagedKey(t, descriptor, h), h);
}

/** Answers with the value of each key, or `missing`. Returns for how many keys that was done, as all of these do. */
export function getRanges<V>(t: Table, n: u32, isUtf8: u32, missing: V): u32 {
  for (let i: u32 = 0; i < n; i++) {
    const descriptor = stage<V>(t, i, n, isUtf8);
    if (descriptor < 0) return i;
    const slot = findKey<V>(t, descriptor);
    store<V>(valuePlace<V>(i), slot ? valueAt<Bytes, V>(slot) : missing);
  }
  return n;
}

/** Answers with a byte 0 or 1 for each key. */
export function hasRanges<V>(t: Table, n: u32, isUtf8: u32): u32 {
  if (!isManaged<V>()) return hasRanges<Any>(t, n, isUtf8);
  for (let i: u32 = 0; i < n; i++) {
    const descriptor = stage<V>(t, i, n, isUtf8);
    if (descriptor < 0) return i;
    store<u8>(valuePlace<u8>(i), findKey<V>(t, descriptor) ? 1 : 0);
  }
  return n;
}

/** Sets each key to its value. */
export function setRanges<V>(t: Table, n: u32, isUtf8: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    const descriptor = stage<V>(t, i, n, isUtf8);
    if (descriptor < 0) return i;
    const slot = assignKey<V>(t, descriptor);
    if (!slot) return i;
    if (valueSize<V>()) {
      noteUpdate(t, slot);
      setValue<Bytes, V>(slot & ~ASSIGN_BITS, load<V>(valuePlace<V>(i)));
    }
  }
  return n;
}

/** Removes the keys. Answers with a byte 1 for each that was there. */
export function removeRanges<V>(t: Table, n: u32, isUtf8: u32): u32 {
  if (!isManaged<V>()) return removeRanges<Any>(t, n, isUtf8);
  for (let i: u32 = 0; i < n; i++) {
    const descriptor = stage<V>(t, i, n, isUtf8);
    if (descriptor < 0) return i;
    const h = hashOfStaged(t, descriptor);
    store<u8>(valuePlace<u8>(i), remove<Bytes, V>(t, stagedKey(t, descriptor, h), h) ? 1 : 0);
  }
  return n;
}

/** Adds to the value of each key the number in its place among the values. */
export function incrementRanges<B, V>(t: Table, n: u32, isUtf8: u32): u32 {
  for (let i: u32 = 0; i < n; i++) {
    const descriptor = stage<V>(t, i, n, isUtf8);
    if (descriptor < 0) return i;
    const assigned = assignKey<V>(t, descriptor);
    if (!assigned || !addToValue<B, Bytes, V>(t, assigned, load<B>(valuePlace<B>(i)))) return i;
  }
  return n;
}
