// Control words: the first 8 bytes of a group.
//
//   7 tags        0: the slot is empty; else 0x80 and 7 bits of the hash of its key
//   overflow      bit b: a key whose tag ends in b did not find room here and is further on in its probe sequence
//
// A mask of slots is as in group/group.ts: one bit a slot with SIMD, else the top bit of each byte.

import { matchTopHash } from "../group/group";

const OVERFLOW: usize = 7;
const TOP_BITS: u64 = 0x0080808080808080;

// @ts-ignore: decorator
@inline
function slotsOnly(mask: u64): u64 {
  return mask & (ASC_FEATURE_SIMD ? 0x7f : TOP_BITS);
}

/** The slots with that tag. */
// @ts-ignore: decorator
@inline
export function matchTag(group: usize, tag: u32): u64 {
  return slotsOnly(matchTopHash(group, ASC_FEATURE_SIMD ? tag : tag & 0xff));
}

/** The slots that hold an entry. */
// @ts-ignore: decorator
@inline
export function matchEntries(group: usize): u64 {
  if (ASC_FEATURE_SIMD) return slotsOnly(<u64>i8x16.bitmask(v128.load64_zero(group)));
  return slotsOnly(load<u64>(group));
}

/** The empty slots. */
// @ts-ignore: decorator
@inline
export function matchRoom(group: usize): u64 {
  if (ASC_FEATURE_SIMD) return slotsOnly(~<u64>i8x16.bitmask(v128.load64_zero(group)));
  return slotsOnly(~load<u64>(group));
}

/** How many slots hold an entry. */
// @ts-ignore: decorator
@inline
export function entriesIn(group: usize): u32 {
  return <u32>popcnt(load<u64>(group) & TOP_BITS);
}

// @ts-ignore: decorator
@inline
export function tagAt(group: usize, index: u32): u32 {
  return load<u8>(group + index);
}
/** Makes a slot count. */
// @ts-ignore: decorator
@inline
export function setTag(group: usize, index: u32, tag: u32): void {
  store<u8>(group + index, <u8>tag);
}
/** Makes a slot empty. */
// @ts-ignore: decorator
@inline
export function clearTag(group: usize, index: u32): void {
  store<u8>(group + index, 0);
}

/** Whether a key with that tag may be further on. */
// @ts-ignore: decorator
@inline
export function isOverflowed(group: usize, tag: u32): bool {
  return ((load<u8>(group, OVERFLOW) >>> (tag & 7)) & 1) != 0;
}
/** A key with that tag goes further on. */
// @ts-ignore: decorator
@inline
export function setOverflowed(group: usize, tag: u32): void {
  store<u8>(group, load<u8>(group, OVERFLOW) | (<u32>1 << (tag & 7)), OVERFLOW);
}

/** Writes a whole control word. */
// @ts-ignore: decorator
@inline
export function setControl(group: usize, word: u64): void {
  store<u64>(group, word);
}
