// When a table grows or is tidied up, and by how much: the same steps in the same order as assembly/swiss/grow.ts.

import { min } from '../../../basics/builtins.js'
import { GROUP_SLOTS } from '../../../generated/constants.js'
import { resizeTable, splitTable } from './evacuate.js'
import { countEntries, firstRoom } from './group.js'
import { bitsFor, type Groups, homeOf, LONGEST_WAY, limitOf, placeOf, type SwissLayout } from './layout.js'
import { isSpace, newTables } from './supply.js'

/** Gives a map without memory tables of 2^bits groups together. False when memory is out. */
export function allocateTables(t: SwissLayout, bits: number): boolean {
  const n = bits <= t.tableBits ? 1 : 2 ** (bits - t.tableBits)
  const tables = newTables(t, n, 2 ** bits / n)
  if (tables === undefined) return false
  t.directory = tables
  t.depth = bits <= t.tableBits ? 0 : bits - t.tableBits
  for (const table of tables) table.depth = t.depth
  t.tables = n
  t.groups = 2 ** bits
  return true
}

/**
 * Called when an insert finds nothing left in the table of hash `h`. False if there is no memory for more and the table is
 * full to its last slot; before that, it goes on at a higher load.
 */
export function makeRoom(t: SwissLayout, h: number): boolean {
  if (t.tables === 0) {
    const bits = bitsFor(t.tableBits, t.hint)
    return allocateTables(t, bits) || (bits !== 0 && allocateTables(t, 0))
  }
  const table = t.directory[placeOf(t, h)]!
  const slots = table.n * GROUP_SLOTS
  const entries = countEntries(table)
  if (grow(t, table, h, entries)) return true
  table.left = min(slots - entries, GROUP_SLOTS + (slots >>> 5))
  return entries < slots
}

/** Whether tidying a table up makes room for an eighth of its slots. */
function isTidiedUp(table: Groups, entries: number): boolean {
  return entries + ((table.n * GROUP_SLOTS + 7) >>> 3) <= limitOf(table.n)
}

/** Tidies a table up if that is enough. Else it becomes two, or one of twice the size. */
function grow(t: SwissLayout, table: Groups, h: number, entries: number): boolean {
  if (isTidiedUp(table, entries)) return resizeTable(t, h, table.n)
  if (!isSpace(t, table.n) || isTooDeep(t, table)) return resizeTable(t, h, 2 * table.n)
  return splitTable(t, h)
}

/** Whether splitting a table would take the directory further than chance can have brought it. */
function isTooDeep(t: SwissLayout, table: Groups): boolean {
  return table.depth === t.depth && 2 * t.directory.length > 8 * (t.tables + 1)
}

/** Whether a table that has nothing left can grow only because more keys have fallen together than chance allows. */
export function isCrowded(t: SwissLayout, table: Groups): boolean {
  const space = 2 ** t.tableBits
  if (table.n < space || (table.n === space && !isTooDeep(t, table))) return false
  return !isTidiedUp(table, countEntries(table))
}

/** Whether a new key goes past more full groups than chance allows. Tables over their load do not count. */
export function isTooFar(t: SwissLayout, table: Groups, h: number): boolean {
  let group = homeOf(t, table, h)
  let step = 1
  for (; firstRoom(table, group) === GROUP_SLOTS; step++) group = (group + step) & (table.n - 1)
  return step > LONGEST_WAY && countEntries(table) <= limitOf(table.n)
}
