// What tests of the inside need of a map: its table, its hash, the exports behind it.

import { bodyOf } from '../src/body/door.js'
import type { TwinTable } from '../src/spaces/reference/table.js'
import { isWasm } from './backend.js'
import { theSpace } from './space.js'
import { zeroTable } from './zero.js'

export { replay, textOf } from './text.js'

/** Fixes the words of an empty map's hash until it empties: all zero, every key has the same hash. */
export function setWords(map: any, a: bigint, b: bigint, c: bigint): void {
  const table = bodyOf(map, 'setWords').open('setWords')
  if (isWasm) {
    theSpace().exports.tableSetWords(table as number, a, b, c)
    return
  }
  const words = [a, b, c].flatMap(word => [Number(word >> 32n), Number(word & 0xffffffffn)])
  ;(table as TwinTable).words.set(words)
}

/**
 * Makes every word of an empty map's hash of bytes zero until it empties. Keys of up to 4 bytes then have the same hash,
 * whatever their length, and so have strings of up to 2 wide characters: that of 0, or of `added` as the high half of the
 * word that is added. False where a map cannot be looked into.
 */
export function zeroWords(map: any, added = 0): boolean {
  const table = bodyOf(map, 'zeroWords').open('zeroWords')
  if (!isWasm) {
    if (added !== 0) return false
    ;(table as TwinTable).words.fill(0)
    return true
  }
  const { exports, memory } = theSpace()
  zeroTable(
    (table as number) >>> 0,
    exports,
    () => {
      memory.renew()
      return memory.data
    },
    added,
  )
  return true
}
