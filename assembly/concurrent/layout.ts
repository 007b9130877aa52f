// How a concurrent table is laid out: buckets, the word that guards a bucket, segments, the header.

import { HASH_WORDS } from "../memory/header";
import { valueSize } from "../keys/types";

// A bucket: 8 tophashes, the word that guards its chain, the next bucket of the chain, 8 slots. Here with 4-byte keys and
// 4-byte values, 80 bytes, the head of it in one cache line:
//
//   0            8       12     16                          80
//   ┌────────────┬───────┬──────┬───────┬── ─ ─ ──┬─────────┐
//   │ tops 0-7   │ guard │ next │ k0 v0 │         │ k7 v7   │
//   └────────────┴───────┴──────┴───────┴── ─ ─ ──┴─────────┘
//
// Keys and values of one size are neighbours; of different sizes, all keys come before all values: atomic access to 8 bytes
// has to be aligned. A tophash is 0 where a slot is empty, else the top byte of the hash, or 1 for a top byte of 0.

export const BUCKET_SLOTS: u32 = 8;
const GUARD: usize = 8;
const NEXT: usize = 12;
const SLOTS: usize = 16;

// @ts-ignore: decorator
@inline
export function bucketSize<K, V>(): usize {
  return SLOTS + <usize>BUCKET_SLOTS * (sizeof<K>() + valueSize<V>());
}

// A slot is known by the address of its tophash. Buckets are aligned to 16 bytes, so that both can be told from it.

// @ts-ignore: decorator
@inline
function bucketOf(slot: usize): usize {
  return slot & ~15;
}
// @ts-ignore: decorator
@inline
function indexOf(slot: usize): usize {
  return slot & 7;
}
// @ts-ignore: decorator
@inline
export function keyAddress<K, V>(slot: usize): usize {
  const size = valueSize<V>() == sizeof<K>() ? 2 * sizeof<K>() : sizeof<K>();
  return bucketOf(slot) + SLOTS + indexOf(slot) * size;
}
// @ts-ignore: decorator
@inline
export function valueAddress<K, V>(slot: usize): usize {
  if (valueSize<V>() == sizeof<K>()) return keyAddress<K, V>(slot) + sizeof<K>();
  return bucketOf(slot) + SLOTS + <usize>BUCKET_SLOTS * sizeof<K>() + indexOf(slot) * valueSize<V>();
}
// @ts-ignore: decorator
@inline
export function keyIn<K, V>(slot: usize): K {
  return atomic.load<K>(keyAddress<K, V>(slot));
}
/** Precondition: there are values. */
// @ts-ignore: decorator
@inline
export function valueIn<K, V>(slot: usize): V {
  if (valueSize<V>() == 0) return <V>0;
  return atomic.load<V>(valueAddress<K, V>(slot));
}
// @ts-ignore: decorator
@inline
export function setValueIn<K, V>(slot: usize, value: V): void {
  if (valueSize<V>() != 0) atomic.store<V>(valueAddress<K, V>(slot), value);
}
/** Of a slot that nobody looks at before its tophash is set. */
// @ts-ignore: decorator
@inline
export function fillSlot<K, V>(slot: usize, key: K, value: V): void {
  store<K>(keyAddress<K, V>(slot), key);
  if (valueSize<V>() != 0) store<V>(valueAddress<K, V>(slot), value);
}

// @ts-ignore: decorator
@inline
export function topOf(h: u32): u32 {
  const top = h >>> 24;
  return top ? top : 1;
}
// @ts-ignore: decorator
@inline
export function topsOf(bucket: usize): u64 {
  return atomic.load<u64>(bucket);
}
// @ts-ignore: decorator
@inline
export function setTop(slot: usize, top: u32): void {
  atomic.store<u8>(slot, <u8>top);
}
/** A mask of the slots with that tophash, a bit each. */
// @ts-ignore: decorator
@inline
export function matchTop(tops: u64, top: u32): u32 {
  return <u32>i8x16.bitmask(i8x16.eq(i64x2.splat(<i64>tops), i8x16.splat(<i8>top))) & 0xff;
}
// @ts-ignore: decorator
@inline
export function matchRoom(tops: u64): u32 {
  return matchTop(tops, 0);
}
// @ts-ignore: decorator
@inline
export function matchEntries(tops: u64): u32 {
  return matchTop(tops, 0) ^ 0xff;
}

// @ts-ignore: decorator
@inline
export function nextOf(bucket: usize): usize {
  return <usize>atomic.load<u32>(bucket, NEXT);
}
// @ts-ignore: decorator
@inline
export function setNext(bucket: usize, next: usize): void {
  atomic.store<u32>(bucket, <u32>next, NEXT);
}
/** Makes a bucket empty that nobody else knows. */
// @ts-ignore: decorator
@inline
export function clearBucket(bucket: usize, guard: u32): void {
  store<u64>(bucket, 0);
  store<u32>(bucket, guard, GUARD);
  store<u32>(bucket, 0, NEXT);
}

// The guard of a chain is that of its first bucket:
//
//   31             13 12      5 4     0
//   ┌────────────────┬─────────┬───────┐
//   │ version        │ owner   │ level │
//   └────────────────┴─────────┴───────┘
//
// Version: counts inserts and deletions in the chain, not updates of values. Owner: 0, or 1 + the thread that is writing. Level: how
// many bits of the hash its entries have in common, less those at the beginning (see `State`). So a guard that has not moved
// but for the owner proves that what was read in between belongs together, and a compare-and-swap of it proves the same and
// excludes everybody else.

export const LEVEL: u32 = 31;
const OWNER_SHIFT: u32 = 5;
export const OWNER: u32 = 0xff << OWNER_SHIFT;
export const VERSION: u32 = 1 << 13;

// @ts-ignore: decorator
@inline
export function guardOf(head: usize): u32 {
  return atomic.load<u32>(head, GUARD);
}
// @ts-ignore: decorator
@inline
export function setGuard(head: usize, guard: u32): void {
  atomic.store<u32>(head, guard, GUARD);
}
// @ts-ignore: decorator
@inline
export function swapGuard(head: usize, from: u32, to: u32): bool {
  return atomic.cmpxchg<u32>(head, from, to, GUARD) == from;
}
/** Whether what was read since the guard was read belongs together. */
// @ts-ignore: decorator
@inline
export function isUnmoved(head: usize, guard: u32): bool {
  return ((guardOf(head) ^ guard) & ~OWNER) == 0;
}
// @ts-ignore: decorator
@inline
export function ownerIn(guard: u32): u32 {
  return (guard & OWNER) >>> OWNER_SHIFT;
}
// @ts-ignore: decorator
@inline
export function ownedBy(owner: u32): u32 {
  return owner << OWNER_SHIFT;
}

// The state of a table:
//
//   31      24 23  21 20    16 15  11 10          9          8         7   5 4     0
//   ┌─────────┬──────┬────────┬──────┬───────────┬──────────┬─────────┬─────┬───────┐
//   │ owner   │      │ B      │      │ DESTROYED │ ENLARGING│ GROWING │     │ level │
//   └─────────┴──────┴────────┴──────┴───────────┴──────────┴─────────┴─────┴───────┘
//
// B: log2 of the number of buckets. Level: how often they were doubled, which is the level of all buckets that need not be
// split any more. A table that is made for many entries begins with a B of its own, but at level 0, as fresh memory reads.
// ENLARGING: the owner is getting memory for as many buckets again. GROWING: buckets are being split.

export const GROWING: u32 = 1 << 8;
export const ENLARGING: u32 = 1 << 9;
export const DESTROYED: u32 = 1 << 10;
export const STATE_OWNER_SHIFT: u32 = 24;
const B_SHIFT: u32 = 16;
export const MAX_B: u32 = 27;
export const ONE_LEVEL: u32 = (1 << B_SHIFT) | 1;

// @ts-ignore: decorator
@inline
export function bitsIn(state: u32): u32 {
  return (state >>> B_SHIFT) & 31;
}
// @ts-ignore: decorator
@inline
export function stateWith(B: u32): u32 {
  return B << B_SHIFT;
}
/** What an index is of a hash. */
// @ts-ignore: decorator
@inline
export function maskIn(state: u32): u32 {
  return (<u32>1 << (state >>> B_SHIFT)) - 1;
}

/**
 * A key of bytes as a slot holds it: its hash in the high half, below that the address of its record. As one that an operation is
 * about: its hash, and below that its descriptor, twice the number of bytes, plus 1 for strings of two bytes a character.
 */
export type Held = i64;

/** Whether keys are `Held`. No other key has a sign. */
// @ts-ignore: decorator
@inline
export function hasRecords<K>(): bool {
  return isSigned<K>();
}

/** What the keys and values of a table are: the number of a class, the sizes of both, and whether keys have records. */
export function kindOf<K, V>(class_: u32): u32 {
  return (class_ << 8) | (((<u32>sizeof<K>()) | u32(hasRecords<K>())) << 4) | <u32>valueSize<V>();
}
export function keySizeIn(kind: u32): u32 {
  return (kind >>> 4) & 12;
}
export function hasRecordsIn(kind: u32): bool {
  return ((kind >>> 4) & 1) != 0;
}
export function valueSizeIn(kind: u32): u32 {
  return kind & 15;
}
/** The same as `bucketSize`, for those who do not know the types. */
export function bucketSizeOf(kind: u32): usize {
  return SLOTS + <usize>BUCKET_SLOTS * <usize>(keySizeIn(kind) + valueSizeIn(kind));
}

/** Threads that can use one memory. */
export const THREADS: u32 = 64;

/** The header of a table. What changes is read and written with atomic operations only. */
@unmanaged
@final
export class Concurrent {
  state: u32;
  /** What its keys and values are: a number that callers choose, and the sizes of both. */
  kind: u32;
  /** Words of the hash function, random. */
  a: u64;
  b: u64;
  c: u64;
  /** The threads that use it, a bit each. */
  threads: u64;
  /** Chunks that overflow buckets were cut from. This and the next field are guarded by the lock of the heap. */
  chunks: usize;
  /** The next table in the heap. */
  sibling: usize;
  /** Moves with every table of the heap: tells one from another that is at the same address later. */
  serial: u32;
  /** Of keys with records: chunks that these were cut from, and records that have a block of their own. Guarded as `chunks`. */
  records: usize;
  large: usize;
}

/** Behind that: the segments. Segment 0 is bucket 0, segment k the buckets from 2^(k-1) to 2^k - 1. What is here is the
 * address at which bucket 0 would be in such an array. */
const SEGMENTS: usize = 64;
/** Of each B: buckets that were claimed for splitting on the way there. */
const CLAIMED: usize = SEGMENTS + (<usize>MAX_B + 1) * 4;
/** A cache line for each thread: what it alone writes, most of it with every insert. */
const CELL_SIZE: usize = 64;
const CELLS: usize = CLAIMED + (<usize>MAX_B + 1) * 4 + CELL_SIZE - 1;
export const HEADER_SIZE: usize = CELLS + <usize>THREADS * CELL_SIZE;
/** Of keys with records, behind that: the words of their hash, and the first of those records that threads have left to each other,
 * a word a class (pool.ts). */
const HASH: usize = (HEADER_SIZE + 7) & ~7;
const LEFT: usize = HASH + HASH_WORDS * 8;
export const RECORD_CLASSES: u32 = 48;

// @ts-ignore: decorator
@inline
export function headerSize<K>(): usize {
  return hasRecords<K>() ? LEFT + <usize>RECORD_CLASSES * 4 : HEADER_SIZE;
}
// @ts-ignore: decorator
@inline
export function hashWordsOf(t: Concurrent): usize {
  return changetype<usize>(t) + HASH;
}
// @ts-ignore: decorator
@inline
export function leftPlace(t: Concurrent, class_: u32): usize {
  return changetype<usize>(t) + LEFT + (<usize>class_ << 2);
}

// @ts-ignore: decorator
@inline
export function tableAt(address: usize): Concurrent {
  return changetype<Concurrent>(address);
}
// @ts-ignore: decorator
@inline
export function stateOf(t: Concurrent): u32 {
  return atomic.load<u32>(changetype<usize>(t));
}
// @ts-ignore: decorator
@inline
export function swapState(t: Concurrent, from: u32, to: u32): bool {
  return atomic.cmpxchg<u32>(changetype<usize>(t), from, to) == from;
}

// @ts-ignore: decorator
@inline
export function segmentPlace(t: Concurrent, k: u32): usize {
  return changetype<usize>(t) + SEGMENTS + (<usize>k << 2);
}
/** The first bucket of a chain by its index. Precondition: its segment is there. */
// @ts-ignore: decorator
@inline
export function bucketAt<K, V>(t: Concurrent, index: u32): usize {
  return <usize>load<u32>(segmentPlace(t, 32 - clz(index))) + <usize>index * bucketSize<K, V>();
}
// @ts-ignore: decorator
@inline
export function claimedPlace(t: Concurrent, B: u32): usize {
  return changetype<usize>(t) + CLAIMED + (<usize>B << 2);
}

@unmanaged
@final
export class Cell {
  /** Entries that the thread has inserted less those that it has deleted. */
  count: i64;
  /** Overflow buckets in stock, linked by `next`, and how many. */
  free: usize;
  stock: u32;
  /** Chains that the thread has split, ever. */
  split: u32;
  /** As long as `count` is below this, the table is not due to grow. */
  enough: i64;
  /** The thread's supply of records, if keys have such. */
  pool: usize;
}

// @ts-ignore: decorator
@inline
export function cellOf(t: Concurrent, thread: u32): Cell {
  // The header is not aligned to cache lines.
  return changetype<Cell>(((changetype<usize>(t) + CELLS) & ~(CELL_SIZE - 1)) + <usize>thread * CELL_SIZE);
}
