// Iteration, one table at a time, with the promises of assembly/swiss/iterate.ts: the place of an entry in the order is its
// hash's directory bits read backwards, of 2^32 places.

import { floor, min } from '../../../basics/builtins.js'
import { GROUP_SLOTS, STAGE_CAPACITY } from '../../../generated/constants.js'
import type { StagePlace } from '../../engine.js'
import { reverse, stageEntry, type TwinTable } from '../table.js'
import type { TwinKey } from '../wires.js'
import { eachEntry } from './group.js'
import { type Groups, PLACE_BITS, type SwissLayout, tablesOf } from './layout.js'

/** All places. */
const ALL = 2 ** 32
/** A staging with so many entries is worth a call; with fewer, the next table is staged, too. */
const ENOUGH: number = STAGE_CAPACITY / 4

/** Stages the entries of the next tables. */
export function stage(t: SwissLayout, cursor: StagePlace<TwinTable>): void {
  if (cursor.done === 0 && cursor.sub === 0) cursor.rehashes = t.formerWords.length
  const { bits, rehashes } = cursor
  /** Places of one of those that an iteration may begin at. */
  const whole = 2 ** (32 - bits)
  const origin = cursor.start * whole
  let at = cursor.done * whole + floor(cursor.sub / 2 ** bits)
  if (rehashes !== t.formerWords.length) {
    // The hash has changed since the iteration began: all that is left at once, by the words of then.
    const words = t.formerWords[rehashes]!
    const from = at
    const isLeft = (key: TwinKey) => (reverse(t.rules.hash(words, key) >>> PLACE_BITS) - origin + ALL) % ALL >= from
    for (const table of tablesOf(t)) stageTable(cursor, table, isLeft)
    cursor.done = 2 ** bits
    cursor.sub = 0
    return
  }
  while (at < ALL && cursor.count < ENOUGH) {
    const place = (origin + at) % ALL
    const table = t.directory[reverse(place) & (t.directory.length - 1)]!
    const width = 2 ** (32 - table.depth)
    const before = place % width
    const end = at + width - before
    const most = min(end, ALL)
    const least = at
    const isInside = (key: TwinKey) => {
      const found = (reverse(t.hash(key) >>> PLACE_BITS) - origin + ALL) % ALL
      return found >= least && found < most
    }
    stageTable(cursor, table, before !== 0 || most < end ? isInside : undefined)
    at = most
  }
  cursor.done = floor(at / whole)
  cursor.sub = (at % whole) * 2 ** bits
}

function stageTable(
  cursor: StagePlace<TwinTable>,
  table: Groups,
  isInside: ((key: TwinKey) => boolean) | undefined,
): void {
  cursor.staging.reserve((cursor.count + table.n * GROUP_SLOTS) * (4 << cursor.shift))
  eachEntry(table, slot => {
    const key = table.keys[slot] as TwinKey
    if (isInside === undefined || isInside(key)) stageEntry(cursor, key, table.values?.[slot])
  })
}
