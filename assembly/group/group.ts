// The group operations of this build: SIMD where it is enabled, SWAR elsewhere. Both give the same answers.

import * as simd from "./simd";
import * as swar from "./swar";

// @ts-ignore: decorator
@inline
export function matchTopHash(group: usize, top: u32): u64 {
  if (ASC_FEATURE_SIMD) return simd.matchTopHash(group, top);
  return swar.matchTopHash(group, top);
}

// @ts-ignore: decorator
@inline
export function matchEmpty(group: usize): u64 {
  if (ASC_FEATURE_SIMD) return simd.matchEmpty(group);
  return swar.matchEmpty(group);
}

// @ts-ignore: decorator
@inline
export function matchFull(group: usize): u64 {
  if (ASC_FEATURE_SIMD) return simd.matchFull(group);
  return swar.matchFull(group);
}

// @ts-ignore: decorator
@inline
export function first(mask: u64): u32 {
  if (ASC_FEATURE_SIMD) return simd.first(mask);
  return swar.first(mask);
}

/** The mask without its first slot. */
// @ts-ignore: decorator
@inline
export function removeFirst(mask: u64): u64 {
  return mask & (mask - 1);
}

/** A mask of this build with one bit a slot: slot 0 is bit 0. */
// @ts-ignore: decorator
@inline
export function slotBits(mask: u64): u32 {
  if (ASC_FEATURE_SIMD) return <u32>mask & 0xff;
  return <u32>(((mask >>> 7) * 0x0102040810204080) >>> 56);
}
