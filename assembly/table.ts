// The table layout of this build. Operations on keys, and everything that is exported, know a table by what is here.
//
// There is one layout, that of Go up to 1.23.

import * as buckets from "./buckets/index";
import { Table } from "./memory/header";

export { ASSIGN_BITS, ASSIGN_NEW, ASSIGN_OUTGREW } from "./keys/assigned";
export { setValue, valueAt } from "./keys/slot";

/** The slot of a key with hash `h`, or 0. */
// @ts-ignore: decorator
@inline
export function find<K, V>(t: Table, key: K, h: u32): usize {
  return buckets.find<K, V>(t, key, h);
}

/** The same, if it is known where its home is. */
// @ts-ignore: decorator
@inline
export function findFrom<K, V>(t: Table, key: K, h: u32, home: usize): usize {
  return buckets.findFrom<K, V>(t, key, h, home);
}

/** The slot of a key, inserted if it is new, with bits that keys/assigned.ts tells of, or 0 when memory is out. */
// @ts-ignore: decorator
@inline
export function assign<K, V>(t: Table, key: K, h: u32): usize {
  return buckets.assign<K, V>(t, key, h);
}

/** Removes a key. Returns its former slot, whose value can be read until the next write, or 0. */
// @ts-ignore: decorator
@inline
export function remove<K, V>(t: Table, key: K, h: u32): usize {
  return buckets.remove<K, V>(t, key, h);
}

/** The bucket or group that a search for a key with hash `h` begins in. */
// @ts-ignore: decorator
@inline
export function homeOf<K, V>(t: Table, h: u32): usize {
  return buckets.homeOf<K, V>(t, h);
}

/** Whether `homeIn` may be used. */
// @ts-ignore: decorator
@inline
export function isPlain(t: Table): bool {
  return buckets.isPlain(t);
}

/** What `homeIn` needs of the header, read once for many keys. */
// @ts-ignore: decorator
@inline
export function rootOf(t: Table): usize {
  return buckets.rootOf(t);
}

// @ts-ignore: decorator
@inline
export function maskOf(t: Table): u32 {
  return buckets.maskOf(t);
}

/** `homeOf` without a look at the header. */
// @ts-ignore: decorator
@inline
export function homeIn<K, V>(t: Table, root: usize, mask: u32, h: u32): usize {
  return buckets.homeIn<K, V>(t, root, mask, h);
}

/** Bits of a number that tells where the home of a hash is: near numbers, near homes. */
// @ts-ignore: decorator
@inline
export function indexBits(t: Table): u32 {
  return buckets.indexBits(t);
}

// @ts-ignore: decorator
@inline
export function indexOf(t: Table, h: u32): u32 {
  return buckets.indexOf(t, h);
}

/** Loads from what a search will read of a home. */
// @ts-ignore: decorator
@inline
export function loadHome<K, V>(home: usize): u32 {
  return buckets.loadHome<K, V>(home);
}

/** Loads from the key record that the first match leads to. Precondition: keys have records. */
// @ts-ignore: decorator
@inline
export function loadRecord<V>(t: Table, h: u32): u32 {
  return buckets.loadRecord<V>(t, h);
}

// @ts-ignore: decorator
@inline
export function createTable<K>(seedLow: u32, seedHigh: u32, hint: u32): usize {
  return buckets.createTable<K>(seedLow, seedHigh, hint);
}

// @ts-ignore: decorator
@inline
export function createBytesTable(seedLow: u32, seedHigh: u32, hint: u32, keyLength: u32, valueSize: u32): usize {
  return buckets.createBytesTable(seedLow, seedHigh, hint, keyLength, valueSize);
}

// @ts-ignore: decorator
@inline
export function clearTable(t: Table): void {
  buckets.clearTable(t);
}

// @ts-ignore: decorator
@inline
export function destroyTable(t: Table): void {
  buckets.destroyTable(t);
}

// @ts-ignore: decorator
@inline
export function cloneTable<K, V>(t: Table): usize {
  return buckets.cloneTable<K, V>(t);
}

// @ts-ignore: decorator
@inline
export function reserveTable<K, V>(t: Table, n: u32): bool {
  return buckets.reserveTable<K, V>(t, n);
}

// @ts-ignore: decorator
@inline
export function shrinkTable<K, V>(t: Table): bool {
  return buckets.shrinkTable<K, V>(t);
}

// @ts-ignore: decorator
@inline
export function checkInvariants<K, V>(t: Table): void {
  buckets.checkInvariants<K, V>(t);
}

/** Iteration: see iterate.ts of the layout. */
// @ts-ignore: decorator
@inline
export function baseBits(t: Table): u32 {
  return buckets.baseBits(t);
}

// @ts-ignore: decorator
@inline
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32): u32 {
  return buckets.stage<K, V>(t, bits, start, done, sub);
}

// @ts-ignore: decorator
@inline
export function stageRest<K, V>(t: Table, rest: usize): u32 {
  return buckets.stageRest<K, V>(t, rest);
}

/** Sight of a table: see figures.ts of the layout. */
// @ts-ignore: decorator
@inline
export function bitsOf(t: Table): u32 {
  return buckets.bitsOf(t);
}

// @ts-ignore: decorator
@inline
export function bucketsOf(t: Table): u32 {
  return buckets.bucketsOf(t);
}

// @ts-ignore: decorator
@inline
export function overflowBucketsOf(t: Table): u32 {
  return buckets.overflowBucketsOf(t);
}

// @ts-ignore: decorator
@inline
export function oldBucketsOf(t: Table): u32 {
  return buckets.oldBucketsOf(t);
}

// @ts-ignore: decorator
@inline
export function evacuatedOf(t: Table): u32 {
  return buckets.evacuatedOf(t);
}

// @ts-ignore: decorator
@inline
export function addressOf(t: Table): usize {
  return buckets.addressOf(t);
}

// @ts-ignore: decorator
@inline
export function chainAt<K, V>(t: Table, index: u32): usize {
  return buckets.chainAt<K, V>(t, index);
}

// @ts-ignore: decorator
@inline
export function overflowOf<K, V>(bucket: usize): usize {
  return buckets.overflowOf<K, V>(bucket);
}
