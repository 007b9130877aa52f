// How a map of small tables that split is laid out: groups, tables, the directory, the load, and what is its own in a header.

import { bytesSlotSize, slotSize } from "../keys/slot";
import { EMPTY_BUCKET, EMPTY_BUCKET_BYTES } from "../memory/addresses";
import { BytesTable, OWN_OFFSET, Table } from "../memory/header";

// A group: 7 tags, one a slot, and a byte of overflow bits (control.ts), then the slots. Here with 4-byte keys and 4-byte
// values, 64 bytes, aligned to cache lines:
//
//   0          7          8       16                56      64
//   ┌──────────┬──────────┬───────┬── ─ ─ ──┬───────┐
//   │ tags 0-6 │ overflow │ k0 v0 │         │ k6 v6 │
//   └──────────┴──────────┴───────┴── ─ ─ ──┴───────┘
//
// Groups of other slots are as many bytes as that takes: 36 with slots of 4 bytes, else a multiple of 32. One shape for all
// keys it is: 12 slots of 4 bytes in 64 bytes, or 9 of 12 in 128, would need control words of another size. They were not
// measured.

export const GROUP_SLOTS: u32 = 7;
/** Of a control word, where the slots begin. */
export const CONTROL_BYTES: usize = 8;

/** Bytes of a group with slots of that size. */
// @ts-ignore: decorator
@inline
function groupBytes(slot: usize): usize {
  const bytes = CONTROL_BYTES + <usize>GROUP_SLOTS * slot;
  return bytes > 64 ? (bytes + 31) & ~31 : bytes;
}

// @ts-ignore: decorator
@inline
export function groupSize<K, V>(t: Table): usize {
  if (isManaged<K>()) return changetype<BytesTable>(t).bucketSize;
  return groupBytes(slotSize<K, V>(t));
}

export function formatSlots(t: BytesTable, keyLength: u32, valueSize: u32): void {
  t.keyLength = keyLength;
  t.keyOffset = valueSize;
  t.slotSize = <u16>bytesSlotSize(keyLength, valueSize);
  t.bucketSize = <u32>groupBytes(t.slotSize);
}

// @ts-ignore: decorator
@inline
export function slotAt<K, V>(t: Table, group: usize, index: u32): usize {
  return group + CONTROL_BYTES + <usize>index * slotSize<K, V>(t);
}

// A table: 2^B groups, B at most TABLE_BITS as long as chance rules (grow.ts), and in front of them 16 bytes. Tables of more
// than 4 groups are aligned to cache lines.
//
//   ┌ next unused space | left - FULL_LEFT | … ┬ group 0 ┬ … ┐
//   0                   4                  8   16
//
// `left` is how many new keys the table takes before it must be looked after. Fresh memory, all zeroes, is an empty table of
// the greatest size: so making room for millions of entries touches none of it.

export const TABLE_HEADER: usize = 16;

/** log2 of the groups of a table that splits. With keys of bytes it is less, since they are hashed again when it does: at
 * 182 entries a table of strings splits in about 20 microseconds. */
// @ts-ignore: decorator
@inline
export function tableBits<K>(): u32 {
  return isManaged<K>() ? 5 : 8;
}

/** Load 13/16: entries that so many groups take before the table grows. A single group is filled to its last slot. */
// @ts-ignore: decorator
@inline
export function limitOf(groups: u32): u32 {
  return groups == 1 ? GROUP_SLOTS : (groups * (GROUP_SLOTS * 13)) >> 4;
}

/**
 * The most groups of a probe sequence, the one with the empty slot included, that chance makes at that load. Simulated: of
 * tables of 256 groups one in 15 has a key that went past 10 of them (of 64 groups, with keys that come and go, one in 20), and
 * each group more divides that by 2.2 or more: past 40 it is less than one table in 10^11. Tables of up to 32 groups have 26
 * full ones at most.
 */
export const LONGEST_WAY: u32 = 40;

/** Tables that are made for a number of entries are to hold few enough that by chance hardly any has to split at once. */
// @ts-ignore: decorator
@inline
function plannedFor<K>(limit: u32): u32 {
  // 4 to 5 times the square root below the limit.
  return isManaged<K>() ? limit - (limit >> 2) : limit - (limit >> 3);
}

/** No memory has room for more groups. */
const MAX_BITS: u32 = 28;

/** log2 of the groups that `n` entries take, in as many tables as are needed. */
export function bitsFor<K>(n: u32): u32 {
  let bits: u32 = 0;
  for (; bits <= tableBits<K>(); bits++) if (n <= limitOf(<u32>1 << bits)) return bits;
  const planned = <u64>plannedFor<K>(limitOf(<u32>1 << tableBits<K>()));
  while (bits < MAX_BITS && n > planned << (bits - tableBits<K>())) bits++;
  return bits;
}

// @ts-ignore: decorator
@inline
function fullLeft<K>(): i32 {
  return <i32>(((<u32>1 << tableBits<K>()) * (GROUP_SLOTS * 13)) >> 4);
}
// @ts-ignore: decorator
@inline
export function leftOf<K>(groups: usize): i32 {
  return load<i32>(groups - TABLE_HEADER, 4) + fullLeft<K>();
}
// @ts-ignore: decorator
@inline
export function setLeft<K>(groups: usize, left: i32): void {
  store<i32>(groups - TABLE_HEADER, left - fullLeft<K>(), 4);
}
// @ts-ignore: decorator
@inline
export function addToLeft(groups: usize, by: i32): void {
  store<i32>(groups - TABLE_HEADER, load<i32>(groups - TABLE_HEADER, 4) + by, 4);
}

/** The one group of a map without entries: always empty, with nothing left. */
export const EMPTY_GROUP: usize = EMPTY_BUCKET + 64;

/** The one group of all maps that are rehashing (former.ts): empty, with nothing left and all overflow bits. */
export const GATE_GROUP: usize = EMPTY_BUCKET + EMPTY_BUCKET_BYTES + 64;
export const GATE_CONTROL: u64 = 0xff00000000000000;

/** Makes both so; the rest of them is zeroes anyway. */
// @ts-ignore: decorator
@inline
export function setSharedGroups(): void {
  store<i32>(EMPTY_GROUP - TABLE_HEADER, i32.MIN_VALUE, 4);
  store<i32>(GATE_GROUP - TABLE_HEADER, i32.MIN_VALUE, 4);
  store<u64>(GATE_GROUP, GATE_CONTROL);
}

// The 32 bits of a hash, of plain keys and of keys of bytes:
//
//   31      24 23     17 16           3 2 0       31   27 26     20 19              3 2 0
//   ┌─────────┬─────────┬──────────────┬───┐      ┌──────┬─────────┬─────────────────┬───┐
//   │ group   │ tag     │  ◀ directory │   │      │ group│ tag     │     ◀ directory │   │
//   └─────────┴─────────┴──────────────┴───┘      └──────┴─────────┴─────────────────┴───┘
//
// A directory of more than 2^14 (2^17) places, from about 16 million entries on, also takes bits of the tag, whose false matches
// become more then.
//
// Positions in a table are counted in bytes where the size of a group is a power of two, else in groups; masks are counted
// alike. So a hash becomes an address with a shift, an and, an addition.

/** log2 of what positions are multiples of. */
// @ts-ignore: decorator
@inline
export function scale<K, V>(): u32 {
  if (isManaged<K>()) return 0;
  const bytes = groupBytes(slotSize<K, V>(changetype<Table>(0)));
  return bytes == 64 ? 6 : bytes == 128 ? 7 : 0;
}
// @ts-ignore: decorator
@inline
export function maskFor<K, V>(groups: u32): u32 {
  return (groups - 1) << scale<K, V>();
}
// @ts-ignore: decorator
@inline
export function groupsIn<K, V>(mask: u32): u32 {
  return (mask >>> scale<K, V>()) + 1;
}
// @ts-ignore: decorator
@inline
export function homePosition<K, V>(h: u32, mask: u32): u32 {
  return (h >>> (32 - tableBits<K>() - scale<K, V>())) & mask;
}
/** The bits of a hash that home positions with these bits have; none of positions that no home has. */
// @ts-ignore: decorator
@inline
export function homeBits<K, V>(position: u32): u32 {
  return position << (32 - tableBits<K>() - scale<K, V>());
}
// @ts-ignore: decorator
@inline
export function groupAt<K, V>(t: Table, groups: usize, position: u32): usize {
  return scale<K, V>() ? groups + position : groups + <usize>position * groupSize<K, V>(t);
}
/** Bytes of the groups of a table. */
// @ts-ignore: decorator
@inline
export function tableBytes<K, V>(t: Table, mask: u32): u64 {
  return <u64>groupsIn<K, V>(mask) * <u64>groupSize<K, V>(t);
}

/** The tag of a hash: 7 bits, and one that tells it from 0, an empty slot. It is the low byte of this. */
// @ts-ignore: decorator
@inline
export function tagOf<K>(h: u32): u32 {
  return (h >>> (25 - tableBits<K>())) | 0x80;
}

/** log2 of the bytes of a place in the directory, and the first bit of a hash that it is selected by. */
export const PLACE_BITS: u32 = 3;
export const PLACE_SIZE: u32 = 1 << PLACE_BITS;

/** What is this layout's own in a table's header. */
@unmanaged
@final
export class Own {
  /** The directory, and how many bytes it is, less those of a place. */
  directory: usize;
  mask: u32;
  /** The only place of a directory that has no memory of its own. */
  single: usize;
  singleMask: u32;
  /** A table whose places are to be taken by one or two others: see evacuate.ts. 0: none. */
  pending: usize;
  pendingMask: u32;
  pendingAt: u32;
  pendingStep: u32;
  /** The others: y is 0 if it is one. */
  x: usize;
  y: usize;
  newMask: u32;
  /** Tables, and the groups of all of them. */
  tables: u32;
  groups: u32;
  /** Memory of the tables: see supply.ts. */
  chunks: usize;
  free: usize;
  spare: usize;
  spareEnd: usize;
  /** A block that is still to become a part of the map, or 0. */
  building: usize;
}

// @ts-ignore: decorator
@inline
export function own(t: Table): Own {
  return changetype<Own>(changetype<usize>(t) + OWN_OFFSET);
}

/** What is there instead in the header of a map that is rehashing: see rehash.ts. */
@unmanaged
@final
export class Moving {
  /** The only place, which leads to the gate. */
  directory: usize;
  mask: u32;
  single: usize;
  singleMask: u32;
  /** The map with the new words. */
  next: usize;
  /** Of the former map: the place, in the order of iterations, of the next table to be moved, and the next group in it. */
  place: u32;
  group: u32;
  /** Tables that are still to be moved, that one included. */
  left: u32;
}
