// The entries of a table are copied to new ones, in the order of assembly/swiss/fill.ts: those in their home groups group by
// group, the others behind them.

import { Uint8Array } from '../../../basics/builtins.js'
import { GROUP_SLOTS } from '../../../generated/constants.js'
import type { TwinKey } from '../wires.js'
import { copySlot, countEntries, eachEntry, placeCopy } from './group.js'
import { CONTROL, type Groups, homeBit, homeOf, limitOf, type SwissLayout, tagOf } from './layout.js'

/**
 * Fills tables x and y, which are fresh, with a table's entries: y gets those whose hash has the bit. If there is no y, x gets
 * all, and is of the same size or of twice that.
 */
export function fill(t: SwissLayout, from: Groups, x: Groups, y: Groups | undefined, bit: number): void {
  const shift = y !== undefined || x.n === from.n ? 0 : from.n
  const divider = y !== undefined ? bit : shift === 0 ? 0 : homeBit(t, shift)
  const elsewhere: [slot: number, h: number][] = []
  /** Entries of each group of x, and of y. */
  const inX = new Uint8Array(x.n)
  const inY = y === undefined ? inX : new Uint8Array(y.n)
  eachEntry(from, (slot, group) => {
    const h = t.hash(from.keys[slot] as TwinKey)
    if (homeOf(t, from, h) !== group) {
      elsewhere.push([slot, h])
      return
    }
    const isSecond = (h & divider) !== 0
    const to = isSecond ? (y ?? x) : x
    const at = isSecond ? group + shift : group
    const index = (isSecond ? inY : inX)[at]!++
    copySlot(to, at * GROUP_SLOTS + index, from, slot)
    to.control[at * CONTROL + index] = tagOf(t, h)
  })
  for (const [slot, h] of elsewhere) placeCopy(t, y !== undefined && (h & bit) !== 0 ? y : x, h, from, slot)
  for (const table of y === undefined ? [x] : [x, y]) table.left = limitOf(table.n) - countEntries(table)
}
