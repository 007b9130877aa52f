// What tests of the inside need of a map: its table, its hash, the exports behind it.

import { bodyOf } from '../src/body/door.js'
import { BYTES_WORDS, nextWords, PLAIN_WORDS, seedRandom } from '../src/spaces/reference/hash.js'
import { theSpace } from '../src/spaces/wasm/default.js'
import { isWasm } from './backend.js'

/** Fixes the words of an empty map's hash until it empties: all zero, every key has the same hash. */
export function setWords(map: any, a: bigint, b: bigint, c: bigint): void {
  const table = bodyOf(map, 'setWords').open('setWords')
  if (isWasm) {
    theSpace().exports.tableSetWords(table, a, b, c)
    return
  }
  const words = [a, b, c].flatMap(word => [Number(word >> 32n), Number(word & 0xffffffffn)])
  table.words.set(words)
}

let wordsOffset = 0

/** Where the words of the hash of bytes stand in a table's header: found by their values, which the seed foretells. */
function offsetOfWords(): number {
  if (wordsOffset !== 0) return wordsOffset
  const { exports, memory } = theSpace()
  const table = exports.tableCreateBytes(1, 2, 0, 0, 0) >>> 0
  memory.renew()
  const words = new Uint32Array(BYTES_WORDS)
  nextWords(seedRandom(1, 2), words)
  const [high, low] = words.subarray(PLAIN_WORDS)
  for (let at = 0; at < 512 && wordsOffset === 0; at += 4) {
    const found =
      memory.data.getUint32(table + at, true) === low && memory.data.getUint32(table + at + 4, true) === high
    if (found) wordsOffset = at
  }
  exports.tableDestroy(table)
  if (wordsOffset === 0) throw new Error('the words of a hash of bytes are not where they are looked for')
  return wordsOffset
}

/**
 * Makes every word of an empty map's hash of bytes zero until it empties. Keys of up to 4 bytes then have the same hash,
 * whatever their length, and so have strings of up to 2 wide characters.
 */
export function zeroWords(map: any): void {
  const table = bodyOf(map, 'zeroWords').open('zeroWords')
  if (!isWasm) {
    table.words.fill(0)
    return
  }
  const at = (table >>> 0) + offsetOfWords()
  const { memory } = theSpace()
  memory.renew()
  for (let i = 0; i < BYTES_WORDS - PLAIN_WORDS; i++) memory.data.setUint32(at + 4 * i, 0, true)
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
    if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('latin1')}`
    return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
  })
}
