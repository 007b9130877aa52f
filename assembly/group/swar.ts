// Matching the 8 tophash bytes of a bucket within one 64-bit word. A mask has the top bit of each matching byte.

import { EMPTY_ONE, MIN_TOPHASH } from "./states";

const LOW_BITS: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;

/** The high bit of every byte that is zero; exact, unlike the shorter test that borrows across bytes. */
// @ts-ignore: decorator
@inline
function zeroBytes(word: u64): u64 {
  return ~(((word & ~HIGH_BITS) + ~HIGH_BITS) | word | ~HIGH_BITS);
}

// @ts-ignore: decorator
@inline
export function matchTopHash(group: usize, top: u32): u64 {
  return zeroBytes(load<u64>(group) ^ (LOW_BITS * <u64>top));
}

/** Slots in state EMPTY_REST or EMPTY_ONE. */
// @ts-ignore: decorator
@inline
export function matchEmpty(group: usize): u64 {
  return zeroBytes(load<u64>(group) & ~(LOW_BITS * <u64>EMPTY_ONE));
}

/** Slots that hold an entry. */
// @ts-ignore: decorator
@inline
export function matchFull(group: usize): u64 {
  const word = load<u64>(group);
  return ((word & ~HIGH_BITS) + LOW_BITS * <u64>(128 - MIN_TOPHASH) | word) & HIGH_BITS;
}

/** Index of the first slot of a mask. Precondition: the mask is not 0. */
// @ts-ignore: decorator
@inline
export function first(mask: u64): u32 {
  return <u32>ctz(mask) >> 3;
}
