/** A bijection of 32-bit integers. Not the multipliers that tophash hashes with: no luck, good or bad. */
export const mix = (x: number) => {
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
  return x ^ (x >>> 16)
}
