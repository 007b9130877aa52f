// Many keys a call. The caller copies a chunk of keys, and of values, to memory, and finds the answers there: in the
// region below, or in that of partition.ts, which is for chunks that are large against the table.
//
// Single operations on a table that exceeds the cache spend their time waiting for one cache line after another. A batch
// first loads from the home buckets of a group of keys, which the processor does all at once, and then does the
// operations, whose buckets have arrived by then.
//
// Answers go where the keys are, or to the places that are given for them.
//
// What changes a table can be given a log, a word for each key. It then marks there which keys were new, and leaves former
// values in the place of the values, so that `undoMany` can make it undone.

import { encodeKey } from "../keys/encode";
import { hash, hashWith } from "../keys/hash";
import { valueSize } from "../keys/types";
import { BATCH_REGION } from "../memory/addresses";
import { Table, drawsOf } from "../memory/header";
import { keepLoads } from "../memory/loads";
import { own } from "../memory/own";
import { alloc } from "../memory/supply";
import {
  ASSIGN_BITS,
  ASSIGN_NEW,
  assign,
  findFrom,
  findRarely,
  homeIn,
  homeOf,
  isPlain,
  loadHome,
  maskOf,
  remove,
  rootOf,
  setValue,
  valueAt,
} from "../table";
import { addToValue } from "./increment";
import { noteUpdate } from "./notes";

/** Keys, or values, that the region has room for. */
export const BATCH_CAPACITY: u32 = 2048;
/** Of the region, for a key and for its value or answer. */
export const BATCH_BYTES_EACH: usize = 8;
/** Of the region: keys, then values or answers, then notes on a group. */
const NOTES_OFFSET: usize = 2 * <usize>BATCH_CAPACITY * BATCH_BYTES_EACH;
/** Keys whose buckets are loaded together. */
const GROUP: u32 = 64;
/** Tables of fewer bytes are in the cache: there is nothing to wait for. */
export const COLD_BYTES: u64 = 1 << 19;
/** In the log: the key was new. Beside it there is room for an index. */
const LOGGED_NEW: u32 = 0x80000000;


/** The address of the region, or 0 when memory is out. */
export function batchRegion(): usize {
  if (!load<u32>(own() + BATCH_REGION)) store<u32>(own() + BATCH_REGION, <u32>alloc(<u64>NOTES_OFFSET + <u64>GROUP * 8));
  return load<u32>(own() + BATCH_REGION);
}

// @ts-ignore: decorator
@inline
export function keyOf<A, K>(keys: usize, i: u32): K {
  return encodeKey<A, K>(load<A>(keys + <usize>i * sizeof<A>()));
}

/** With what words the keys of the group were hashed. */
let hashedDraws: u32 = 0;

/** Where the hash of key `i` of its group is kept and, behind it, its home. */
// @ts-ignore: decorator
@inline
function notesOf(i: u32): usize {
  // @ts-ignore: defined by --use
  return <usize>(SHARED ? load<u32>(own() + BATCH_REGION) : load<u32>(BATCH_REGION)) + NOTES_OFFSET + ((<usize>i & (GROUP - 1)) << 3);
}
// @ts-ignore: decorator
@inline
function hashAt(i: u32): u32 {
  return load<u32>(notesOf(i));
}
/** Precondition: the table has not changed since the group was hashed. */
// @ts-ignore: decorator
@inline
function homeAt(i: u32): usize {
  return load<u32>(notesOf(i), 4);
}

/** The same where the table may have changed: one that has become empty, or was attacked, has another hash. */
// @ts-ignore: decorator
@inline
function hashNow<K>(t: Table, key: K, i: u32): u32 {
  return drawsOf(t) == hashedDraws ? hashAt(i) : hash<K>(t, key);
}

/** At the first key of a group: hashes its keys and loads from their home buckets, if that is worth it. */
// @ts-ignore: decorator
@inline
function hashGroup<A, K, V>(t: Table, keys: usize, i: u32, n: u32): void {
  if (!(i & (GROUP - 1))) hashNext<A, K, V>(t, keys, i, n);
}

function hashNext<A, K, V>(t: Table, keys: usize, i: u32, n: u32): void {
  const end = min(i + GROUP, n);
  hashedDraws = drawsOf(t);
  const isCold = t.bytes >= COLD_BYTES;
  const plain = isPlain(t);
  // Locals, since the stores in the loop might change the header for all that the compiler knows.
  const a = t.a;
  const b = t.b;
  const c = sizeof<K>() == 4 ? 0 : t.c;
  const mask = maskOf(t);
  const root = rootOf(t);
  let notes = notesOf(i);
  let sink: u32 = 0;
  for (let j = i; j < end; j++) {
    const h = hashWith<K>(a, b, c, keyOf<A, K>(keys, j));
    const home = plain ? homeIn<K, V>(t, root, mask, h) : homeOf<K, V>(t, h);
    store<u32>(notes, h);
    store<u32>(notes, <u32>home, 4);
    notes += 8;
    if (isCold) sink += loadHome<K, V>(t, home);
  }
  keepLoads(sink);
}

/** The place of the answer for key `i`. */
// @ts-ignore: decorator
@inline
function placeOf(places: usize, i: u32): usize {
  return places ? <usize>load<u32>(places + (<usize>i << 2)) : <usize>i;
}

/** Answers with the value of each key, or `missing`. */
export function getMany<A, K, V>(t: Table, keys: usize, answers: usize, n: u32, missing: V, places: usize): void {
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, keys, i, n);
    const slot = findFrom<K, V>(t, keyOf<A, K>(keys, i), hashAt(i), homeAt(i));
    store<V>(answers + placeOf(places, i) * sizeof<V>(), slot ? valueAt<K, V>(slot) : missing);
  }
}

/** Answers with a byte 0 or 1 for each key. Returns how many are there. */
export function hasMany<A, K, V>(t: Table, keys: usize, answers: usize, n: u32, places: usize): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, keys, i, n);
    const slot = findFrom<K, V>(t, keyOf<A, K>(keys, i), hashAt(i), homeAt(i));
    const isThere: u32 = slot ? 1 : 0;
    store<u8>(answers + placeOf(places, i), <u8>isThere);
    count += isThere;
  }
  return count;
}

/** Marks a new key in the log. */
// @ts-ignore: decorator
@inline
function logNew(log: usize, i: u32, slot: usize): void {
  if (slot & ASSIGN_NEW) store<u32>(log + (<usize>i << 2), load<u32>(log + (<usize>i << 2)) | LOGGED_NEW);
}

/** Sets each key to its value. Returns for how many that was done: fewer than `n` when memory is out. */
export function setMany<A, K, V>(t: Table, keys: usize, values: usize, n: u32, log: usize): u32 {
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, keys, i, n);
    const key = keyOf<A, K>(keys, i);
    const assigned = assign<K, V>(t, key, hashNow<K>(t, key, i));
    if (!assigned) return i;
    if (log) logNew(log, i, assigned);
    if (valueSize<V>()) {
      const slot = assigned & ~ASSIGN_BITS;
      const value = load<V>(values);
      if (log) store<V>(values, valueAt<K, V>(slot));
      noteUpdate(t, assigned);
      setValue<K, V>(slot, value);
      values += sizeof<V>();
    }
  }
  return n;
}

/** Removes the keys. Returns how many were there. */
export function removeMany<A, K, V>(t: Table, keys: usize, n: u32): u32 {
  let count: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, keys, i, n);
    const key = keyOf<A, K>(keys, i);
    if (remove<K, V>(t, key, hashNow<K>(t, key, i))) count++;
  }
  return count;
}

/** Answers with an id for each key: as many as there were keys before it was inserted. Returns for how many keys that was
 * done: fewer than `n` when memory is out. Precondition: the values of the table are ids already. */
export function indexMany<A, K>(t: Table, keys: usize, answers: usize, n: u32, places: usize): u32 {
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, u32>(t, keys, i, n);
    const id = t.count;
    const key = keyOf<A, K>(keys, i);
    const slot = assign<K, u32>(t, key, hashNow<K>(t, key, i));
    if (!slot) return i;
    if (slot & ASSIGN_NEW) setValue<K, u32>(slot & ~ASSIGN_BITS, id);
    store<u32>(answers + (placeOf(places, i) << 2), valueAt<K, u32>(slot & ~ASSIGN_BITS));
  }
  return n;
}

/**
 * Adds to the value of each key the number in its place among the values. Returns for how many keys that was done: fewer
 * than `n` when the next sum is out of range or memory is out.
 */
export function incrementMany<A, K, B, V>(t: Table, keys: usize, values: usize, n: u32, log: usize): u32 {
  for (let i: u32 = 0; i < n; i++) {
    hashGroup<A, K, V>(t, keys, i, n);
    const key = keyOf<A, K>(keys, i);
    const assigned = assign<K, V>(t, key, hashNow<K>(t, key, i));
    if (!assigned) return i;
    const by = load<B>(values);
    if (log) {
      logNew(log, i, assigned);
      store<V>(values, valueAt<K, V>(assigned & ~ASSIGN_BITS));
    }
    if (!addToValue<B, K, V>(t, assigned, by)) return i;
    values += sizeof<B>();
  }
  return n;
}

/** Makes undone, last first, what was done for `n` keys. The log and the values are as the call that did it left them. */
export function undoMany<A, K, V>(t: Table, keys: usize, values: usize, n: u32, log: usize): void {
  while (n--) {
    const key = keyOf<A, K>(keys, n);
    const h = hash<K>(t, key);
    if (load<u32>(log + (<usize>n << 2)) & LOGGED_NEW) {
      remove<K, V>(t, key, h);
    } else if (valueSize<V>()) {
      // @ts-ignore: defined by --use
      if (NOTES) t.epoch++;
      setValue<K, V>(findRarely<K, V>(t, key, h), load<V>(values + <usize>n * sizeof<V>()));
    }
  }
}
