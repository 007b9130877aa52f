// What is told of a table of the second layout: a directory of small tables of groups. See assembly/swiss/table.ts.

export interface SwissStats {
  /** Entries. */
  size: number
  /** log2 of the places of the directory. */
  depth: number
  tables: number
  /** Groups of all tables. */
  groups: number
  /** Entries per group. */
  loadFactor: number
  /** How often a new hash was drawn because more keys fell together than chance allows. */
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
  /** 0: the slot is empty. */
  tags: number[]
  /** Bit b: a key whose tag ends in b went further on. */
  overflow: number
  slots: (SwissSlot | null)[]
}

export interface InspectedTable {
  /** Its first place in the directory. */
  index: number
  places: number
  /** New keys that it takes before it is looked after. */
  left: number
  groups: InspectedGroup[]
}

/** A map group by group. */
export interface SwissInspection {
  size: number
  depth: number
  /** In the order of their first places; none as long as the map has no memory. */
  tables: InspectedTable[]
}

export const NO_SWISS_STATS: SwissStats = {
  size: 0,
  depth: 0,
  tables: 0,
  groups: 0,
  loadFactor: 0,
  rehashes: 0,
  bytes: 0,
}
