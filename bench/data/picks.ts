/** Seeded choices: which keys an operation asks for, and in which order. */
import { mix } from './mix.js'

/** Operations timed as one sample. A shorter list of picks would teach the branch predictor the way of each. */
export const WINDOW = 65_536

/** Large maps get more picks than one window: 65,536 picks of a 10 M map would live in the cache. */
const pickCount = (n: number) => (n < 200_000 ? WINDOW : 16 * WINDOW)

/** Random numbers below n. */
export const makeDraws = (count: number, n: number, seed: number) => {
  const draws = new Int32Array(count)
  for (let i = 0; i < count; i++) draws[i] = Math.floor(((mix(i ^ (seed + 0x3c6e)) >>> 0) / 2 ** 32) * n)
  return draws
}

export const makePicks = (n: number, seed: number) => makeDraws(pickCount(n), n, seed)

/** A random permutation of the numbers below n (Fisher and Yates). */
export const makePermutation = (n: number, seed: number) => {
  const order = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    const j = Math.floor(((mix(i ^ (seed + 0x7f4a)) >>> 0) / 2 ** 32) * (i + 1))
    order[i] = order[j]!
    order[j] = i
  }
  return order
}
