// Matching the 8 tophash bytes of a bucket with one SIMD comparison. A mask has one bit a slot.

import { EMPTY_ONE, MIN_TOPHASH } from "./states";

// @ts-ignore: decorator
@inline
export function matchTopHash(group: usize, top: u32): u64 {
  // A tophash is never 0, so the 8 bytes beyond the group, which read as 0, do not match.
  return <u64>i8x16.bitmask(i8x16.eq(v128.load64_zero(group), i8x16.splat(<i8>top)));
}

/** Slots in state EMPTY_REST or EMPTY_ONE. */
// @ts-ignore: decorator
@inline
export function matchEmpty(group: usize): u64 {
  return <u64>(i8x16.bitmask(i8x16.le_u(v128.load64_zero(group), i8x16.splat(<i8>EMPTY_ONE))) & 0xff);
}

/** Slots that hold an entry. */
// @ts-ignore: decorator
@inline
export function matchFull(group: usize): u64 {
  return <u64>(i8x16.bitmask(i8x16.ge_u(v128.load64_zero(group), i8x16.splat(<i8>MIN_TOPHASH))) & 0xff);
}

/** Index of the first slot of a mask. Precondition: the mask is not 0. */
// @ts-ignore: decorator
@inline
export function first(mask: u64): u32 {
  return ctz(<u32>mask);
}
