// A slot's tophash byte is one of Go's five states or the top byte of its key's hash.

/** Empty, and so is every later slot of the chain: a search ends here. */
export const EMPTY_REST: u32 = 0;
/** Empty: its entry was deleted. The greatest of the two empty states. */
export const EMPTY_ONE: u32 = 1;
/** In an old array: the entry went to the bucket of the same index. */
export const EVACUATED_X: u32 = 2;
/** In an old array: the entry went to the bucket with the new bit set. */
export const EVACUATED_Y: u32 = 3;
/** In an old array: the slot was empty when its bucket was evacuated. */
export const EVACUATED_EMPTY: u32 = 4;
/** The least tophash of a full slot. */
export const MIN_TOPHASH: u32 = 5;

const EVERY_BYTE: u64 = 0x0101010101010101;
/** Eight bytes EMPTY_REST. */
export const ALL_EMPTY_REST: u64 = EVERY_BYTE * <u64>EMPTY_REST;
/** Eight bytes EMPTY_ONE. */
export const ALL_EMPTY_ONE: u64 = EVERY_BYTE * <u64>EMPTY_ONE;
/** Eight bytes EVACUATED_EMPTY. */
export const ALL_EVACUATED_EMPTY: u64 = EVERY_BYTE * <u64>EVACUATED_EMPTY;

/** The top byte of a hash, moved out of the way of the five states. */
// @ts-ignore: decorator
@inline
export function topHash(h: u32): u32 {
  const top = h >>> 24;
  return top + (top < MIN_TOPHASH ? MIN_TOPHASH : 0);
}
