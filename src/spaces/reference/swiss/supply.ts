// How many spaces for tables there are: whether `shrink` has something to give back depends on it. The Wasm build takes tables of
// 2^TABLE_BITS groups from chunks of many; here each is an object, and only their number is kept.

import { max, min } from '../../../basics/builtins.js'
import { GROUP_SLOTS } from '../../../generated/constants.js'
import type { KeyWire, ValueWire } from '../wires.js'
import { CONTROL, Groups, type SwissLayout } from './layout.js'

/** Spaces that a chunk for growth has at most; else it has a sixteenth of those there are. */
const MOST_SPACES = 1024

/** More is not asked of an engine at once: one that has no more memory ends the program. */
const MOST_BYTES = 2 ** 30

const KEY_BYTES: Record<KeyWire, number> = { u32: 4, f64: 8, i64: 8, string: 8, bytes: 8 }
const VALUE_BYTES: Record<ValueWire, number> = { none: 0, u32: 4, f32: 4, f64: 8, i64: 8 }

/** Bytes that groups take, strings and bytes themselves apart. */
export function groupBytes(t: SwissLayout): number {
  return CONTROL + GROUP_SLOTS * (KEY_BYTES[t.keyWire] + VALUE_BYTES[t.valueWire])
}

export function isSpace(t: SwissLayout, groups: number): boolean {
  return groups === 2 ** t.tableBits
}

/** Tables of so many groups, or undefined when memory is out. They are not yet the map's. */
export function newTables(t: SwissLayout, n: number, groups: number): Groups[] | undefined {
  if (n * groups * groupBytes(t) > MOST_BYTES) return undefined
  const tables: Groups[] = []
  try {
    while (tables.length < n) tables.push(new Groups(t.keyWire, t.valueWire, groups))
  } catch {
    return undefined
  }
  return tables
}

/** Makes sure that there are `n` spaces, 1 or 2, and takes them. */
export function takeSpaces(t: SwissLayout, n: number): void {
  if (t.free + t.spare < n) {
    // What is left of the last chunk is used before the new one.
    t.free += t.spare
    t.spare = max(n, min(MOST_SPACES, t.tables >>> 4))
  }
  const recycled = min(n, t.free)
  t.free -= recycled
  t.spare -= n - recycled
}

/** The space of a table that is not used any more, if it is one. */
export function giveBack(t: SwissLayout, { n }: Groups): void {
  if (isSpace(t, n)) t.free++
}
