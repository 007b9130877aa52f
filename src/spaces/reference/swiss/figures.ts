// A map of tables that split in figures, and group by group.

import { arrayFrom } from '../../../basics/builtins.js'
import { GROUP_SLOTS } from '../../../generated/constants.js'
import type { InspectedGroup, SwissInspection, SwissSlot, SwissStats } from '../../layouts/swiss.js'
import type { Shown } from '../table.js'
import type { TwinKey } from '../wires.js'
import { CONTROL, type Groups, OVERFLOW, type SwissLayout, tablesOf } from './layout.js'
import { groupBytes } from './supply.js'

/** Bytes of a place in a directory. */
const PLACE_BYTES = 8

export function statsOf(t: SwissLayout): SwissStats {
  const { count, depth, tables, groups } = t
  return {
    size: count,
    depth,
    tables,
    groups,
    loadFactor: count / (groups || 1),
    rehashes: t.formerWords.length,
    bytes: groups * groupBytes(t) + (depth === 0 ? 0 : t.directory.length * PLACE_BYTES),
  }
}

export function inspectTables(t: SwissLayout, shown: Shown): SwissInspection {
  const { count, depth, directory } = t
  const tables = tablesOf(t).map(table => ({
    index: directory.indexOf(table),
    places: 2 ** (depth - table.depth),
    left: table.left,
    groups: arrayFrom({ length: table.n }, (_, group) => inspectGroup(table, group, shown)),
  }))
  return { size: count, depth, tables }
}

function inspectGroup({ control, keys, values }: Groups, group: number, shown: Shown): InspectedGroup {
  const word = group * CONTROL
  const tags = arrayFrom(control.subarray(word, word + GROUP_SLOTS))
  const slots = tags.map((tag, i) => {
    if (tag === 0) return null
    const slot: SwissSlot = { tag, key: shown.key(keys[group * GROUP_SLOTS + i] as TwinKey) }
    if (shown.value !== undefined) slot.value = shown.value(values![group * GROUP_SLOTS + i]!)
    return slot
  })
  return { tags, overflow: control[word + OVERFLOW]!, slots }
}
