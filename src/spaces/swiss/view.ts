// Looking into a map of tables that split.

import { arrayFrom } from '../../basics/builtins.js'
import { GROUP_SLOTS, STAGE_ENTRIES } from '../../generated/constants.js'
import type { Exports } from '../../generated/wasm/exports.js'
import {
  type InspectedGroup,
  type InspectedTable,
  SWISS,
  type SwissInspection,
  type SwissStats,
} from '../layouts/swiss.js'
import type { Looking, View } from '../wasm/view.js'

function stats(exports: Exports, table: number): SwissStats {
  const size = exports.tableCount(table) >>> 0
  const groups = exports.tableBuckets(table)
  return {
    size,
    depth: exports.tableBits(table),
    tables: exports.tableTables(table),
    groups,
    loadFactor: size / (groups || 1),
    rehashes: exports.tableRehashes(table),
    bytes: exports.tableBytes(table),
  }
}

function inspect(engine: Looking, map: number): SwissInspection {
  const { size, depth, tables } = stats(engine.space.exports, map)
  const inspection: SwissInspection = { size, depth, tables: [] }
  for (let index = 0; inspection.tables.length < tables; index++) {
    const groups = engine.pair.chainAt(map, index)
    if (groups !== 0) inspection.tables.push(tableAt(engine, map, index, groups >>> 0))
  }
  return inspection
}

/** What there is to know of it is staged. */
function tableAt(engine: Looking, map: number, index: number, first: number): InspectedTable {
  const { data } = engine.space.memory
  const count = data.getUint32(STAGE_ENTRIES, true)
  const bytes = data.getUint32(STAGE_ENTRIES + 4, true)
  const left = data.getInt32(STAGE_ENTRIES + 8, true)
  const places = data.getUint32(STAGE_ENTRIES + 12, true)
  const groups: InspectedGroup[] = []
  for (let i = 0; i < count; i++) groups.push(groupAt(engine, map, first + i * bytes))
  return { index, places, left, groups }
}

function groupAt(engine: Looking, map: number, at: number): InspectedGroup {
  const { bytes } = engine.space.memory
  const tags = arrayFrom(bytes.subarray(at, at + GROUP_SLOTS))
  const slots = tags.map((tag, i) => (tag === 0 ? null : { tag, ...engine.entryAt(map, at, i) }))
  return { tags, overflow: bytes[at + GROUP_SLOTS]!, slots }
}

export const SWISS_VIEW: View = { layout: SWISS, number: 1, stats, inspect }
