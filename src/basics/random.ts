// Random numbers for seeds and for where an iteration starts, drawn from the platform's generator in batches.

import { BigInt, floor, random, theCrypto } from './builtins.js'

const pool = new Uint32Array(2048)
let next = pool.length

/**
 * 32 random bits. From `Math.random` while the platform lends no generator: Cloudflare's workers refuse it at the top
 * level of a module, where a map may well be filled. What comes later is drawn from the platform again.
 */
export function random32(): number {
  if (next === pool.length) {
    try {
      theCrypto()!.getRandomValues(pool)
    } catch {
      return floor(random() * 2 ** 32)
    }
    next = 0
  }
  return pool[next++]!
}

/** 64 random bits. */
export function randomSeed(): bigint {
  return (BigInt(random32()) << 32n) | BigInt(random32())
}
