// Groups of 7 slots in small tables that split, behind a directory, after Go 1.24: what can be seen of such a map.

import { max } from '../../basics/builtins.js'
import type { Layout } from './layout.js'

export interface SwissStats {
  /** Entries. */
  size: number
  /** log2 of the places of the directory. During a rehash, this, tables and groups are those that new keys go to. */
  depth: number
  tables: number
  /** Of all tables. */
  groups: number
  /** Entries per group. */
  loadFactor: number
  /** How often a new hash was drawn because more keys fell together than chance allows: whoever chose them meant it. */
  rehashes: number
  /** Bytes held, header included. */
  bytes: number
}

export interface SwissSlot {
  tag: number
  key: unknown
  /** Absent in sets. */
  value?: unknown
}

/** 7 slots, `null` where empty, with their tags beside them. */
export interface InspectedGroup {
  /** 0: the slot is empty; else 0x80 and 7 bits of the hash of its key. */
  tags: number[]
  /** Bit b: a key whose tag ends in b did not find room here and went further on. */
  overflow: number
  slots: (SwissSlot | null)[]
}

export interface InspectedTable {
  /** Its first place in the directory. */
  index: number
  /** How many places it has: of all, every (2^depth / places)th from the first on. */
  places: number
  /** New keys that it takes before it is looked after. */
  left: number
  groups: InspectedGroup[]
}

/** A map table by table, in the order of their first places. There is none as long as the map has no memory. */
export interface SwissInspection {
  size: number
  depth: number
  tables: InspectedTable[]
  /** During a rehash, what is left of the tables of before, with another hash. */
  formerTables?: InspectedTable[]
}

export interface Seen {
  stats: SwissStats
  inspection: SwissInspection
}

const NO_STATS: SwissStats = { size: 0, depth: 0, tables: 0, groups: 0, loadFactor: 0, rehashes: 0, bytes: 0 }

function sumOf(all: readonly SwissStats[]): SwissStats {
  const sum = { ...NO_STATS }
  for (const one of all) {
    sum.size += one.size
    sum.depth = max(sum.depth, one.depth)
    sum.tables += one.tables
    sum.groups += one.groups
    sum.rehashes += one.rehashes
    sum.bytes += one.bytes
  }
  sum.loadFactor = sum.size / (sum.groups || 1)
  return sum
}

export const SWISS: Layout<SwissStats, SwissInspection> = {
  name: 'swiss',
  entry: 'tophash/swiss',
  noStats: () => ({ ...NO_STATS }),
  noInspection: () => ({ size: 0, depth: 0, tables: [] }),
  slotsOf: ({ tables, formerTables = [] }) =>
    [...tables, ...formerTables].flatMap(({ groups }) => groups.flatMap(({ slots }) => slots)),
  sumOf,
}
