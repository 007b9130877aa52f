// What tests of the inside need of a map: its table, its hash, the exports behind it.

import { theInstance } from '../src/wasm/instance.js'
import { isWasm } from './backend.js'

/** Fixes the words of an empty map's hash until it empties: all zero, every key has the same hash. */
export function setWords(map: any, a: bigint, b: bigint, c: bigint): void {
  const table = map._open('setWords')
  if (isWasm) {
    theInstance().tableSetWords(table, a, b, c)
    return
  }
  const words = [a, b, c].flatMap(word => [Number(word >> 32n), Number(word & 0xffffffffn)])
  table.words.set(words)
}

/**
 * How random tests run. `FC_SEED` replays a seed; without it fast-check draws one and prints it when a test fails.
 * `FC_QUICK` stops at the first failure without looking for a smaller one.
 */
export const replay: { seed?: number; endOnFailure?: boolean } = {
  ...(process.env.FC_SEED && { seed: Number(process.env.FC_SEED) }),
  ...(process.env.FC_QUICK && { endOnFailure: true }),
}

/** JSON of an inspection, with what JSON lacks. */
export function textOf(inspection: unknown): string {
  return JSON.stringify(inspection, (_, value) => {
    if (typeof value === 'bigint') return `${value}n`
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  })
}
