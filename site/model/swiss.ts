// The other layout as it is drawn: a directory that leads to tables of groups. See assembly/swiss/layout.ts.

import type { InspectedGroup, InspectedTable, SwissInspection, SwissStats } from '../../src/spaces/layouts/swiss.js'
import type { HashWords } from '../../src/spaces/reference/hash.js'
import type { KeyKind } from './keys.js'

/** Slots of a table that may be in use before it grows; one of a single group is filled to its last one. */
export const LOAD_LIMIT = 13 / 16

export type { InspectedGroup, InspectedTable, SwissInspection, SwissStats }

export interface SwissSnapshot {
  stats: SwissStats
  inspection: SwissInspection
  generation: number
  keys: KeyKind
  words: HashWords
}

/** How many bits of their hashes, from PLACE_BIT on, all keys of a table share. */
export function tableDepth({ depth }: SwissInspection, { places }: InspectedTable): number {
  return depth - Math.log2(places)
}

/** For each place of the directory, the number of its table. */
export function directoryOf(inspection: SwissInspection): number[] {
  const directory = new Array<number>(2 ** inspection.depth).fill(0)
  for (const [number, table] of inspection.tables.entries()) {
    const step = directory.length / table.places
    for (let place = table.index; place < directory.length; place += step) directory[place] = number
  }
  return directory
}

export function entriesIn(groups: readonly InspectedGroup[]): number {
  let n = 0
  for (const { tags } of groups) for (const tag of tags) if (tag !== 0) n++
  return n
}

/** The first bit of a hash that chooses a place of the directory: a place is 8 bytes, and so one mask makes an offset. */
export const PLACE_BIT = 3

/** Where a hash leads: the place, the home group in a table of so many groups, the tag. */
export function homeOf(h: number, keys: KeyKind, groups: number): number {
  return (h >>> (32 - keys.groupBits)) & (groups - 1)
}
export function placeOf(h: number, depth: number): number {
  return (h >>> PLACE_BIT) & (2 ** depth - 1)
}
export function tagOf(h: number, keys: KeyKind): number {
  return ((h >>> (25 - keys.groupBits)) & 0x7f) | 0x80
}

/** A table of twice the groups; or two of one, for which the directory may have to double. */
export interface SwissGrowth {
  kind: 'double' | 'split'
  operation: number
  size: number
  fromGroups: number
  groups: number
  tables: number
  /** Places of the directory, if it has doubled. */
  places: number | undefined
}

/** What a `set` has made grow. */
export function growthOf(before: SwissStats, after: SwissStats, operation: number): SwissGrowth | undefined {
  if (before.groups === 0 || after.groups <= before.groups) return undefined
  const kind = after.tables > before.tables ? 'split' : 'double'
  const places = after.depth > before.depth ? 2 ** after.depth : undefined
  const { size, groups, tables } = after
  return { kind, operation, size, fromGroups: before.groups, groups, tables, places }
}

export function swissGrowthText({ kind, operation, size, fromGroups, groups, tables, places }: SwissGrowth): string {
  const head = `Operation ${operation}: entry ${size}`
  if (kind === 'split') {
    const directory = places === undefined ? 'The directory had room' : `The directory doubles to ${places} places`
    return `${head} finds its table full, and that table splits: ${tables} tables now. ${directory}.`
  }
  const grown = tables === 1 ? `, which doubles: ${fromGroups} → ${groups} groups` : ', which doubles'
  return `${head} finds its table full${grown}.`
}

/** The bits of a hash that choose a place, in words. */
export function placeBitsText(depth: number): string {
  return depth === 1 ? `bit ${PLACE_BIT}` : `bits ${PLACE_BIT} to ${PLACE_BIT + depth - 1}`
}
