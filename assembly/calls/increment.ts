// Adding to a value in one lookup, without ever leaving a wrapped integer behind.
//
// A caller gets one scalar back. When the sum cannot be had, that scalar is one that is unlikely to be a sum, and
// `incrementStatus` tells whether it is.

import { hashOfPassed, keyOfPassed, passedKey } from "../keys/asked";
import { decodeValue, encodeValue } from "../keys/encode";
import { releaseKey } from "../keys/staged";
import { Table } from "../memory/header";
import { ASSIGN_BITS, ASSIGN_NEW, ASSIGN_OUTGREW, assign, setValue, valueAt } from "../table";
import { noteOfMany, noteUpdate, noteValue } from "./notes";

export const STATUS_OK: u32 = 0;
export const STATUS_OVERFLOW: u32 = 1;
export const STATUS_OUT_OF_MEMORY: u32 = 2;
/** The sum was stored, and the table has outgrown its first bucket. */
export const STATUS_OUTGREW: u32 = 3;

/** STATUS_OK at first: a literal, since a name would make the module need a start function. */
let status: u32 = 0;

/** Of the last increment that returned NaN or FAILED_BIGINT. */
export function incrementStatus(): u32 {
  return status;
}

/** The sum of the last increment whose table outgrew its first bucket. */
let sum32: f64 = 0;
let sum64: i64 = 0;

export function incrementSum(): f64 {
  return sum32;
}
export function incrementSum64(): i64 {
  return sum64;
}

// @ts-ignore: decorator
@inline
function answer(sum: f64): f64 {
  if (status == STATUS_OK) return sum;
  sum32 = sum;
  return NaN;
}

/** Returned by 64-bit increments that fail. */
export const FAILED_BIGINT: i64 = i64.MIN_VALUE + 1;

/** Whether `sum`, the last bits of old + by, is not the sum. */
// @ts-ignore: decorator
@inline
export function hasWrapped<I>(old: I, by: I, sum: I): bool {
  return isSigned<I>() ? ((old ^ sum) & (by ^ sum)) < 0 : sum < old;
}

/** `assign`, with the status set: OK, OUTGREW, or OUT_OF_MEMORY with slot 0. */
// @ts-ignore: decorator
@inline
function assignFor<A, K, V>(t: Table, asked: A): usize {
  const passed = passedKey<A, K>(asked);
  const h = hashOfPassed<K>(t, passed);
  const slot = assign<K, V>(t, keyOfPassed<K>(t, passed, h), h);
  status = slot ? (slot & ASSIGN_OUTGREW ? STATUS_OUTGREW : STATUS_OK) : STATUS_OUT_OF_MEMORY;
  return slot;
}

/** Integers of 32 bits: `I` is i32 or u32. NaN on failure. */
// @ts-ignore: decorator
@inline
export function increment32<A, K, I>(t: Table, asked: A, by: I): f64 {
  const sum = sum32Of<A, K, I>(t, asked, by);
  releaseKey<K>();
  return sum;
}

// @ts-ignore: decorator
@inline
function sum32Of<A, K, I>(t: Table, asked: A, by: I): f64 {
  const slot = assignFor<A, K, u32>(t, asked);
  if (!slot) return NaN;
  if (slot & ASSIGN_NEW) {
    noteValue<I>(t, by);
    setValue<K, u32>(slot & ~ASSIGN_BITS, <u32>by);
    return answer(<f64>by);
  }
  const old = <I>valueAt<K, u32>(slot);
  const sum: I = <I>(old + by);
  if (hasWrapped<I>(old, by, sum)) {
    status = STATUS_OVERFLOW;
    return NaN;
  }
  // @ts-ignore: defined by --use
  if (NOTES) t.epoch++;
  noteValue<I>(t, sum);
  setValue<K, u32>(slot, <u32>sum);
  return <f64>sum;
}

/** Integers of 64 bits: `I` is i64 or u64. FAILED_BIGINT on failure. */
// @ts-ignore: decorator
@inline
export function increment64<A, K, I>(t: Table, asked: A, by: I): I {
  const sum = sum64Of<A, K, I>(t, asked, by);
  releaseKey<K>();
  return sum;
}

// @ts-ignore: decorator
@inline
function sum64Of<A, K, I>(t: Table, asked: A, by: I): I {
  const slot = assignFor<A, K, u64>(t, asked);
  if (!slot) return <I>FAILED_BIGINT;
  if (slot & ASSIGN_NEW) {
    noteValue<I>(t, by);
    setValue<K, u64>(slot & ~ASSIGN_BITS, <u64>by);
    if (status == STATUS_OK) return by;
    sum64 = <i64>by;
    return <I>FAILED_BIGINT;
  }
  const old = <I>valueAt<K, u64>(slot);
  const sum: I = <I>(old + by);
  if (hasWrapped<I>(old, by, sum)) {
    status = STATUS_OVERFLOW;
    return <I>FAILED_BIGINT;
  }
  // @ts-ignore: defined by --use
  if (NOTES) t.epoch++;
  noteValue<I>(t, sum);
  setValue<K, u64>(slot, <u64>sum);
  return sum;
}

/** Floats: `F` is f32 or f64, `V` its bits. NaN on failure, but also as a sum. */
// @ts-ignore: decorator
@inline
export function incrementFloat<A, K, F, V>(t: Table, asked: A, by: F): f64 {
  const sum = floatSumOf<A, K, F, V>(t, asked, by);
  releaseKey<K>();
  return sum;
}

// @ts-ignore: decorator
@inline
function floatSumOf<A, K, F, V>(t: Table, asked: A, by: F): f64 {
  const slot = assignFor<A, K, V>(t, asked);
  if (!slot) return NaN;
  let sum: F = by;
  if (!(slot & ASSIGN_NEW)) sum = <F>(decodeValue<F, V>(valueAt<K, V>(slot)) + by);
  noteUpdate(t, slot);
  noteValue<F>(t, sum);
  setValue<K, V>(slot & ~ASSIGN_BITS, encodeValue<F, V>(sum));
  return answer(<f64>sum);
}

/** Of many keys: adds to the value in a slot that `assign` returned. False, and nothing happens, if the sum is out of range. */
// @ts-ignore: decorator
@inline
export function addToValue<B, K, V>(t: Table, assigned: usize, by: B): bool {
  const slot = assigned & ~ASSIGN_BITS;
  let sum = by;
  if (!(assigned & ASSIGN_NEW)) {
    const old = decodeValue<B, V>(valueAt<K, V>(slot));
    sum = <B>(old + by);
    if (!isFloat<B>() && hasWrapped<B>(old, by, sum)) return false;
  }
  noteUpdate(t, assigned);
  noteOfMany<B>(t, sum);
  setValue<K, V>(slot, encodeValue<B, V>(sum));
  return true;
}
