// How far the keys of a map over Wasm are from home, told by the words in its header and the twin's hash.

import { bodyOf } from '../../src/body/door.js'
import type { InspectedTable, SwissInspection } from '../../src/spaces/layouts/swiss.js'
import type { HashWords } from '../../src/spaces/reference/hash.js'
import { hashOf, hashWords } from '../adversarial/probes.js'
import { theSpace } from '../space.js'
import { memory } from './groups.js'

/** Of a header: where the words of the hash of keys that are no bytes stand. */
const WORDS = 16
/** Bits of a hash that select a group. */
const GROUP_BITS = 8

/** The words of a map whose keys are no bytes. */
export function wordsOf(map: object): HashWords {
  return wordsAt((bodyOf(map, 'wordsOf').open('wordsOf') as number) >>> 0)
}

function wordsAt(header: number): HashWords {
  const data = memory()
  const words = [0, 8, 16].map(at => data.getBigUint64(header + WORDS + at, true))
  return hashWords(words as [bigint, bigint, bigint])
}

/** Groups from the home of a key up to its own. */
function wayTo(group: number, groups: number, h: number): number {
  let at = (h >>> (32 - GROUP_BITS)) & (groups - 1)
  let step = 1
  for (; at !== group; step++) at = (at + step) & (groups - 1)
  return step
}

function longestWayIn(tables: readonly InspectedTable[], header: number, wire: 'u32' | 'f64' | 'i64'): number {
  const words = wordsAt(header)
  let most = 0
  for (const { groups } of tables) {
    for (const [i, { slots }] of groups.entries()) {
      for (const slot of slots) {
        if (slot === null) continue
        most = Math.max(most, wayTo(i, groups.length, hashOf(wire, words, slot.key as number)))
      }
    }
  }
  return most
}

/** The most groups that a search for any key goes through, in the tables of now and in those that a rehash has not yet moved. */
export function longestWayOf(map: any, wire: 'u32' | 'f64' | 'i64' = 'u32'): number {
  const table = (bodyOf(map, 'longestWayOf').open('longestWayOf') as number) >>> 0
  const former = theSpace().exports.tableFormer(table) >>> 0
  const { tables, formerTables = [] }: SwissInspection = map.inspect()
  return Math.max(longestWayIn(tables, table, wire), former && longestWayIn(formerTables, former, wire))
}
