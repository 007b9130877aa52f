// The table layout of this build. Operations on keys, and everything that is exported, know a table by what is here.
//
// There are two, chosen by the flag SWISS of the build: that of Go up to 1.23 (buckets/), and one after that of Go 1.24
// (swiss/). The branch is gone after compiling.

import * as buckets from "./buckets/index";
import { Any } from "./keys/types";
import { Table } from "./memory/header";
import * as swiss from "./swiss/index";

export { ASSIGN_BITS, ASSIGN_NEW, ASSIGN_OUTGREW } from "./keys/assigned";
export { setValue, valueAt } from "./keys/slot";

/** The slot of a key with hash `h`, or 0. */
// @ts-ignore: decorator
@inline
export function find<K, V>(t: Table, key: K, h: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.find<K, V>(t, key, h);
  return buckets.find<K, V>(t, key, h);
}

/** The same, if it is known where its home is. */
// @ts-ignore: decorator
@inline
export function findFrom<K, V>(t: Table, key: K, h: u32, home: usize): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.findFrom<K, V>(t, key, h, home);
  return buckets.findFrom<K, V>(t, key, h, home);
}

/** `find` where it is rare: need not be compiled for each type of values. */
// @ts-ignore: decorator
@inline
export function findRarely<K, V>(t: Table, key: K, h: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.find<K, V>(t, key, h);
  return buckets.findRarely<K>(t, key, h);
}

/** The slot of a key, inserted if it is new, with bits that keys/assigned.ts tells of, or 0 when memory is out. */
// @ts-ignore: decorator
@inline
export function assign<K, V>(t: Table, key: K, h: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.assign<K, V>(t, key, h);
  return buckets.assign<K, V>(t, key, h);
}

/** Removes a key. Returns its former slot, whose value can be read until the next write, or 0. */
// @ts-ignore: decorator
@inline
export function remove<K, V>(t: Table, key: K, h: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.remove<K, V>(t, key, h);
  return buckets.remove<K, V>(t, key, h);
}

/** The bucket or group that a search for a key with hash `h` begins in. */
// @ts-ignore: decorator
@inline
export function homeOf<K, V>(t: Table, h: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.homeOf<K, V>(t, h);
  return buckets.homeOf<K, V>(t, h);
}

/** Whether `homeIn` may be used. */
// @ts-ignore: decorator
@inline
export function isPlain(t: Table): bool {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.isPlain(t);
  return buckets.isPlain(t);
}

/** What `homeIn` needs of the header, read once for many keys. */
// @ts-ignore: decorator
@inline
export function rootOf(t: Table): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.rootOf(t);
  return buckets.rootOf(t);
}

// @ts-ignore: decorator
@inline
export function maskOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.maskOf(t);
  return buckets.maskOf(t);
}

/** `homeOf` without a look at the header. */
// @ts-ignore: decorator
@inline
export function homeIn<K, V>(t: Table, root: usize, mask: u32, h: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.homeIn<K, V>(t, root, mask, h);
  return buckets.homeIn<K, V>(t, root, mask, h);
}

/** Bits of a number that tells where the home of a hash is: near numbers, near homes. */
// @ts-ignore: decorator
@inline
export function indexBits(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.indexBits(t);
  return buckets.indexBits(t);
}

// @ts-ignore: decorator
@inline
export function indexOf(t: Table, h: u32): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.indexOf(t, h);
  return buckets.indexOf(t, h);
}

/** Loads from what a search will read of a home. */
// @ts-ignore: decorator
@inline
export function loadHome<K, V>(t: Table, home: usize): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.loadHome<K, V>(t, home);
  return buckets.loadHome<K, V>(t, home);
}

/** Loads from the key record that the first match leads to. Precondition: keys have records. */
// @ts-ignore: decorator
@inline
export function loadRecord<V>(t: Table, h: u32): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.loadRecord<V>(t, h);
  return buckets.loadRecord<V>(t, h);
}

// @ts-ignore: decorator
@inline
export function createTable<K>(seedLow: u32, seedHigh: u32, hint: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.createTable<K>(seedLow, seedHigh, hint);
  return buckets.createTable<K>(seedLow, seedHigh, hint);
}

// @ts-ignore: decorator
@inline
export function createBytesTable(seedLow: u32, seedHigh: u32, hint: u32, keyLength: u32, valueSize: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.createBytesTable(seedLow, seedHigh, hint, keyLength, valueSize);
  return buckets.createBytesTable(seedLow, seedHigh, hint, keyLength, valueSize);
}

// @ts-ignore: decorator
@inline
export function clearTable(t: Table): void {
  // @ts-ignore: defined by --use
  if (SWISS) swiss.clearTable(t);
  else buckets.clearTable(t);
}

// @ts-ignore: decorator
@inline
export function destroyTable(t: Table): void {
  // @ts-ignore: defined by --use
  if (SWISS) swiss.destroyTable(t);
  else buckets.destroyTable(t);
}

// @ts-ignore: decorator
@inline
export function cloneTable<K, V>(t: Table): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.cloneTable<K, V>(t);
  return buckets.cloneTable<K, V>(t);
}

// @ts-ignore: decorator
@inline
export function reserveTable<K, V>(t: Table, n: u32): bool {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.reserveTable<K, V>(t, n);
  return buckets.reserveTable<K, V>(t, n);
}

// @ts-ignore: decorator
@inline
export function shrinkTable<K, V>(t: Table): bool {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.shrinkTable<K, V>(t);
  return buckets.shrinkTable<K, V>(t);
}

// @ts-ignore: decorator
@inline
export function checkInvariants<K, V>(t: Table): void {
  // @ts-ignore: defined by --use
  if (SWISS) swiss.checkInvariants<K, V>(t);
  else buckets.checkInvariants<K, V>(t);
}

/** Iteration: see iterate.ts of the layout. */
// @ts-ignore: decorator
@inline
export function baseBits(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.baseBits(t);
  return buckets.baseBits(t);
}

// @ts-ignore: decorator
@inline
export function stage<K, V>(t: Table, bits: u32, start: u32, done: u32, sub: u32, rehashes: u32): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.stage<K, V>(t, bits, start, done, sub, rehashes);
  return buckets.stage<K, V>(t, bits, start, done, sub, rehashes);
}

// @ts-ignore: decorator
@inline
export function stageRest<K, V>(t: Table, rest: usize): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.stageRest<K, V>(t, rest);
  return buckets.stageRest<K, V>(t, rest);
}

/** Sight of a table: see figures.ts of the layout. */
// @ts-ignore: decorator
@inline
export function bitsOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.bitsOf(t);
  return buckets.bitsOf(t);
}

// @ts-ignore: decorator
@inline
export function bucketsOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.bucketsOf(t);
  return buckets.bucketsOf(t);
}

// @ts-ignore: decorator
@inline
export function tablesOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.tablesOf(t);
  return buckets.tablesOf(t);
}

// @ts-ignore: decorator
@inline
export function slotsIn(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.slotsIn(t);
  return buckets.slotsIn(t);
}

// @ts-ignore: decorator
@inline
export function firstSlotIn(t: Table): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.firstSlotIn(t);
  return buckets.firstSlotIn(t);
}

// @ts-ignore: decorator
@inline
export function overflowBucketsOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.overflowBucketsOf(t);
  return buckets.overflowBucketsOf(t);
}

// @ts-ignore: decorator
@inline
export function oldBucketsOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.oldBucketsOf(t);
  return buckets.oldBucketsOf(t);
}

// @ts-ignore: decorator
@inline
export function evacuatedOf(t: Table): u32 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.evacuatedOf(t);
  return buckets.evacuatedOf(t);
}

/** The table that still has some of the entries during a rehash, 0 if there is none. */
// @ts-ignore: decorator
@inline
export function formerOf(t: Table): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.formerAddressOf(t);
  return buckets.formerAddressOf(t);
}

/** Bytes of heap held. */
// @ts-ignore: decorator
@inline
export function bytesOf(t: Table): u64 {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.bytesOf(t);
  return t.bytes;
}

// @ts-ignore: decorator
@inline
export function addressOf(t: Table): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.addressOf(t);
  return buckets.addressOf(t);
}

// @ts-ignore: decorator
@inline
export function chainAt<K, V>(t: Table, index: u32): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.chainAt<K, V>(t, index);
  return buckets.chainAt<K, V>(t, index);
}

// @ts-ignore: decorator
@inline
export function overflowOf<K, V>(t: Table, bucket: usize): usize {
  // @ts-ignore: defined by --use
  if (SWISS) return swiss.overflowOf<K, V>(t, bucket);
  return buckets.overflowOf<K, V>(t, bucket);
}

/** Goes on with what was stopped, if anything was. Tables that threads share are made of buckets. */
// @ts-ignore: decorator
@inline
export function repair<K>(t: Table): void {
  buckets.repair<K, Any>(t);
}
