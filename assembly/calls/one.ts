// Calls for one key. A is what a key is passed as, K what stands in the table; W and V are the same of a value.
//
// Inlined into the exports: a call more would be a good part of what a get costs. A staged key is released last: between an
// insert and its value, nothing may be called (see memory/heap.ts).

import { decodeValue, encodeValue } from "../keys/encode";
import { hashOfPassed, keyOfPassed, passedKey } from "../keys/asked";
import { finishGet, releaseKey } from "../keys/staged";
import { Table } from "../memory/header";
import { ASSIGN_BITS, ASSIGN_NEW, ASSIGN_OUTGREW, assign, find, remove as removeKey, setValue, valueAt } from "../table";
import { noteUpdate, noteValue } from "./notes";

// @ts-ignore: decorator
@inline
export function has<A, K, V>(t: Table, asked: A): u32 {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = find<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  releaseKey<K>();
  return slot ? 1 : 0;
}

/** The value of the key, or `missing`. */
// @ts-ignore: decorator
@inline
export function get<A, K, W, V>(t: Table, asked: A, missing: W): W {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = find<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  finishGet<K>(slot != 0);
  return slot ? decodeValue<W, V>(valueAt<K, V>(slot)) : missing;
}

/** 1 if the key is new (3 if the table outgrew its first bucket), 0 if it was there, -1 when memory is out. */
// @ts-ignore: decorator
@inline
export function add<A, K, V>(t: Table, asked: A): i32 {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = assign<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  releaseKey<K>();
  return slot ? <i32>(slot & ASSIGN_BITS) : -1;
}

/** The same, and the value is set. */
// @ts-ignore: decorator
@inline
export function set<A, K, W, V>(t: Table, asked: A, value: W): i32 {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = assign<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  if (slot) {
    noteUpdate(t, slot);
    noteValue<W>(t, value);
    setValue<K, V>(slot & ~ASSIGN_BITS, encodeValue<W, V>(value));
  }
  releaseKey<K>();
  return slot ? <i32>(slot & ASSIGN_BITS) : -1;
}

/** 1 if the key was there. */
// @ts-ignore: decorator
@inline
export function remove<A, K, V>(t: Table, asked: A): u32 {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = removeKey<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  releaseKey<K>();
  return slot ? 1 : 0;
}

/** Removes the key and returns its value, or `missing`. */
// @ts-ignore: decorator
@inline
export function take<A, K, V>(t: Table, asked: A, missing: V): V {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = removeKey<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  releaseKey<K>();
  return slot ? valueAt<K, V>(slot) : missing;
}

/** The value of the key if it is there, else `value`, which is inserted; `failed` when memory is out,
 * `failed - 1` if it was inserted and the table outgrew its first bucket. */
// @ts-ignore: decorator
@inline
export function getOrInsert<A, K, V>(t: Table, asked: A, value: V, failed: V): V {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = assign<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  if (slot & ASSIGN_NEW) setValue<K, V>(slot & ~ASSIGN_BITS, value);
  releaseKey<K>();
  if (!slot) return failed;
  if (!(slot & ASSIGN_NEW)) return valueAt<K, V>(slot);
  return slot & ASSIGN_OUTGREW ? failed - 1 : value;
}
