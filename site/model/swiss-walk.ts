// A lookup in the other layout, step by step, as assembly/swiss/find.ts does it: hash, place of the directory, table, home
// group, tag, match of a group, keys, overflow bit, the next group of the probe sequence.

import { GROUP_SLOTS } from '../../src/generated/constants.js'
import type { GroupMatcher } from '../../src/group.js'
import type { Key } from './keys.js'
import { homeOf, type InspectedGroup, placeOf, type SwissSnapshot, tableDepth, tagOf } from './swiss.js'
import type { MaskWalk } from './walk.js'

export type SwissStep =
  | { kind: 'hash'; key: Key; hash: number }
  | { kind: 'place'; hash: number; depth: number; place: number; table: number; tableDepth: number }
  | { kind: 'home'; hash: number; groups: number; home: number; bits: number }
  | { kind: 'tag'; hash: number; tag: number; bits: number }
  | { kind: 'match'; group: number; nth: number; tags: number[]; overflow: number; tag: number; mask: number }
  | { kind: 'compare'; group: number; slot: number; key: Key; found: Key; equal: boolean }
  /** `next` is the group where the search goes on. */
  | { kind: 'overflow'; group: number; overflow: number; bit: number; isSet: boolean; next: number; stride: number }
  /** No group is left. */
  | { kind: 'end'; group: number }
  | { kind: 'result'; key: Key; place: SwissPlace | undefined; value: number | undefined; probes: SwissProbes }

/** Where an entry is: number of its table, group, slot. */
export interface SwissPlace {
  table: number
  group: number
  slot: number
}

export interface SwissProbes {
  groups: number
  compares: number
}

export interface SwissWalk {
  key: Key
  table: number
  home: number
  steps: SwissStep[]
  place: SwissPlace | undefined
  probes: SwissProbes
}

const NO_GROUP: InspectedGroup = {
  tags: new Array(GROUP_SLOTS).fill(0),
  overflow: 0,
  slots: new Array(GROUP_SLOTS).fill(null),
}
const NO_TABLE = { index: 0, places: 1, left: 0, groups: [NO_GROUP] }

/** The walk of `key`; `first` and `next` of tophash/group walk the mask. */
export function swissWalkOf(snapshot: SwissSnapshot, key: Key, group: GroupMatcher & MaskWalk): SwissWalk {
  const { inspection, keys, words } = snapshot
  const { depth, tables } = inspection
  const h = keys.hash(words, key)
  const tag = tagOf(h, keys)
  const place = placeOf(h, depth)
  const number = Math.max(
    0,
    tables.findIndex(table => (place - table.index) % (2 ** depth / table.places) === 0 && place >= table.index),
  )
  const table = tables[number] ?? NO_TABLE
  const groups = table.groups.length === 0 ? [NO_GROUP] : table.groups
  const home = homeOf(h, keys, groups.length)
  const bits = keys.groupBits
  const steps: SwissStep[] = [
    { kind: 'hash', key, hash: h },
    { kind: 'place', hash: h, depth, place, table: number, tableDepth: tableDepth(inspection, table) },
    { kind: 'home', hash: h, groups: groups.length, home, bits },
    { kind: 'tag', hash: h, tag, bits },
  ]
  const search = searchFrom(groups, home, key, tag, group, steps)
  const found = search.slot < 0 ? undefined : { table: number, group: search.group, slot: search.slot }
  const value = found && (groups[found.group]!.slots[found.slot]!.value as number)
  const probes = { groups: search.nth, compares: search.compares }
  steps.push({ kind: 'result', key, place: found, value, probes })
  return { key, table: number, home, steps, place: found, probes }
}

interface Search {
  group: number
  /** How many groups were matched. */
  nth: number
  /** -1 if the key is not there. */
  slot: number
  compares: number
}

function searchFrom(
  groups: InspectedGroup[],
  home: number,
  key: Key,
  tag: number,
  matcher: GroupMatcher & MaskWalk,
  steps: SwissStep[],
): Search {
  const bit = tag & 7
  let compares = 0
  let at = home
  for (let nth = 1; ; nth++) {
    const { tags, overflow, slots } = groups[at]!
    // The eighth byte is no tag.
    const mask = matcher.matchTopHash(Uint8Array.from([...tags, overflow]), tag) & (2 ** GROUP_SLOTS - 1)
    steps.push({ kind: 'match', group: at, nth, tags, overflow, tag, mask })
    for (let rest = mask; rest !== 0; rest = matcher.next(rest)) {
      const slot = matcher.first(rest)
      const found = slots[slot]!.key as Key
      compares++
      steps.push({ kind: 'compare', group: at, slot, key, found, equal: found === key })
      if (found === key) return { group: at, nth, slot, compares }
    }
    const isSet = ((overflow >>> bit) & 1) === 1
    const next = (at + nth) & (groups.length - 1)
    steps.push({ kind: 'overflow', group: at, overflow, bit, isSet, next, stride: nth })
    if (!isSet) return { group: at, nth, slot: -1, compares }
    if (nth === groups.length) {
      steps.push({ kind: 'end', group: at })
      return { group: at, nth, slot: -1, compares }
    }
    at = next
  }
}
