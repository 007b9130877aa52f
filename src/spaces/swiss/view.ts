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
  const { exports } = engine.space
  const { size, depth } = stats(exports, map)
  const inspection: SwissInspection = { size, depth, tables: tablesOf(engine, map) }
  const former = exports.tableFormer(map)
  if (former !== 0) inspection.formerTables = tablesOf(engine, former)
  return inspection
}

function tablesOf(engine: Looking, map: number): InspectedTable[] {
  const all = engine.space.exports.tableTables(map)
  const tables: InspectedTable[] = []
  for (let index = 0; tables.length < all; index++) {
    const groups = engine.pair.chainAt(map, index)
    if (groups !== 0) tables.push(tableAt(engine, map, index, groups >>> 0))
  }
  return tables
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
