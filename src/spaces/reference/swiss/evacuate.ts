// A table gives place to one of another size, to one like it but tidy, or to the two that it splits into: they are made aside,
// then they take its places in the directory.

import { fill } from './fill.js'
import { type Groups, PLACE_BITS, placeOf, type SwissLayout } from './layout.js'
import { giveBack, isSpace, newTables, takeSpaces } from './supply.js'

/** Puts the entries of the table of hash `h` into one of so many groups. False, and nothing changed, when memory is out. */
export function resizeTable(t: SwissLayout, h: number, groups: number): boolean {
  const [x] = newTables(t, 1, groups) ?? []
  if (x === undefined) return false
  const place = placeOf(t, h)
  const from = t.directory[place]!
  fill(t, from, x, undefined, 0)
  if (isSpace(t, groups)) takeSpaces(t, 1)
  t.groups += groups - from.n
  x.depth = from.depth
  publish(t, from, place, [x])
  return true
}

/** Splits the table of hash `h` in two by the next bit of the directory. False, and no entry moved, when memory is out. */
export function splitTable(t: SwissLayout, h: number): boolean {
  const from = t.directory[placeOf(t, h)]!
  const { n, depth } = from
  if (depth === t.depth) {
    t.directory = [...t.directory, ...t.directory]
    t.depth++
  }
  const [x, y] = newTables(t, 2, n) ?? []
  if (x === undefined || y === undefined) return false
  fill(t, from, x, y, 1 << (PLACE_BITS + depth))
  takeSpaces(t, 2)
  t.tables++
  t.groups += n
  x.depth = depth + 1
  y.depth = depth + 1
  publish(t, from, placeOf(t, h), [x, y])
  return true
}

/** Gives all places of a table, of which one is told, to the one or two that come after it, by turns. */
function publish(t: SwissLayout, from: Groups, place: number, after: Groups[]): void {
  const step = 2 ** from.depth
  for (let at = place & (step - 1), turn = 0; at < t.directory.length; at += step, turn++) {
    t.directory[at] = after[turn % after.length]!
  }
  giveBack(t, from)
}
