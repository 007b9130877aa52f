// Crowding the keys of a table of bytes: the words of its hash are made zero, in its header.

import { BYTES_WORDS, nextWords, PLAIN_WORDS, seedRandom } from '../src/spaces/reference/hash.js'

let wordsOffset = 0

/** What `zeroTable` needs of an instance. */
interface Instance {
  tableCreateBytes(seedLow: number, seedHigh: number, hint: number, keyLength: number, valueSize: number): number
  tableDestroy(table: number): void
}

/** Where the words of the hash of bytes stand in a table's header: found by their values, which the seed foretells. */
function offsetOfWords(exports: Instance, viewOf: () => DataView): number {
  if (wordsOffset !== 0) return wordsOffset
  const table = exports.tableCreateBytes(1, 2, 0, 0, 0) >>> 0
  const view = viewOf()
  const words = new Uint32Array(BYTES_WORDS)
  nextWords(seedRandom(1, 2), words)
  const [high, low] = words.subarray(PLAIN_WORDS)
  for (let at = 0; at < 512 && wordsOffset === 0; at += 4) {
    const found = view.getUint32(table + at, true) === low && view.getUint32(table + at + 4, true) === high
    if (found) wordsOffset = at
  }
  exports.tableDestroy(table)
  if (wordsOffset === 0) throw new Error('the words of a hash of bytes are not where they are looked for')
  return wordsOffset
}

/** Which of the words is added to every hash. */
const WORD_ADD = 17

/** Makes every word of the hash of bytes zero in the header of a table, but for the high half of what is added. */
export function zeroTable(table: number, exports: Instance, viewOf: () => DataView, added = 0): void {
  const at = table + offsetOfWords(exports, viewOf)
  const view = viewOf()
  for (let i = 0; i < BYTES_WORDS - PLAIN_WORDS; i++) view.setUint32(at + 4 * i, 0, true)
  view.setUint32(at + 8 * WORD_ADD + 4, added, true)
}
