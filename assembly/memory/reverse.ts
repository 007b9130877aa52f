// The bits of a number, backwards: orders that a split of a table only refines are made of them.

export function reverse(x: u32): u32 {
  x = bswap(x);
  x = ((x & 0x0f0f0f0f) << 4) | ((x >>> 4) & 0x0f0f0f0f);
  x = ((x & 0x33333333) << 2) | ((x >>> 2) & 0x33333333);
  return ((x & 0x55555555) << 1) | ((x >>> 1) & 0x55555555);
}
