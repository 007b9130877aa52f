// Random numbers for seeds and for where an iteration starts, drawn from the platform's generator in batches.

const pool = new Uint32Array(2048)
let next = pool.length

/** 32 random bits. */
export function random32(): number {
  if (next === pool.length) {
    crypto.getRandomValues(pool)
    next = 0
  }
  return pool[next++]!
}

/** 64 random bits. */
export function randomSeed(): bigint {
  return (BigInt(random32()) << 32n) | BigInt(random32())
}
