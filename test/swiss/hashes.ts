// Keys of chosen hashes.

/** Words of a hash with which `keyOf` holds. */
export const IDENTITY = [1n << 32n, 0n, 0n] as const

/** The inverse of the bijection behind the hash: with words such that the product is the key, keys of chosen hashes. */
export function keyOf(hash: number): number {
  let h = hash ^ (hash >>> 15) ^ (hash >>> 30)
  h = Math.imul(h, inverseOf(0x85ebca6b))
  return (h ^ (h >>> 16)) | 0
}

/** Of an odd number, modulo 2^32. */
function inverseOf(odd: number): number {
  let x = odd
  for (let i = 0; i < 5; i++) x = Math.imul(x, 2 - Math.imul(odd, x))
  return x
}
