// Groups: their tags, and placing what is known to be new.

import { GROUP_SLOTS } from '../../../generated/constants.js'
import { CONTROL, type Groups, homeOf, OVERFLOW, type SwissLayout, tagOf } from './layout.js'

/** The first empty slot of a group, GROUP_SLOTS if there is none. */
export function firstRoom({ control }: Groups, group: number): number {
  let index = 0
  while (index < GROUP_SLOTS && control[group * CONTROL + index] !== 0) index++
  return index
}

/** Whether a key with that tag may be further on. */
export function isOverflowed({ control }: Groups, group: number, tag: number): boolean {
  return ((control[group * CONTROL + OVERFLOW]! >>> (tag & 7)) & 1) !== 0
}

/**
 * The first empty slot of a probe sequence, which is triangular. On the way the key's bit is set where there is no room: too
 * many of these bits do no harm. Precondition: there is an empty slot in the table.
 */
export function makeWay(t: SwissLayout, table: Groups, h: number): number {
  const tag = tagOf(t, h)
  let group = homeOf(t, table, h)
  for (let step = 1; ; step++) {
    const index = firstRoom(table, group)
    if (index < GROUP_SLOTS) return group * GROUP_SLOTS + index
    table.control[group * CONTROL + OVERFLOW]! |= 1 << (tag & 7)
    group = (group + step) & (table.n - 1)
  }
}

/** Where the tag of a slot is in the control words. */
export function tagPlace(slot: number): number {
  const index = slot % GROUP_SLOTS
  return ((slot - index) / GROUP_SLOTS) * CONTROL + index
}

/** Copies an entry, but for its tag. */
export function copySlot(to: Groups, slot: number, from: Groups, old: number): void {
  to.keys[slot] = from.keys[old]
  if (to.values !== undefined) to.values[slot] = from.values![old]!
}

/** Copies an entry with hash `h` to a table that is being made. Precondition: there is an empty slot. */
export function placeCopy(t: SwissLayout, to: Groups, h: number, from: Groups, old: number): void {
  const slot = makeWay(t, to, h)
  copySlot(to, slot, from, old)
  to.control[tagPlace(slot)] = tagOf(t, h)
}

/** Calls `see` with each slot of a table that holds an entry, and its group. */
export function eachEntry({ control, n }: Groups, see: (slot: number, group: number) => void): void {
  for (let group = 0; group < n; group++) {
    for (let index = 0; index < GROUP_SLOTS; index++) {
      if (control[group * CONTROL + index] !== 0) see(group * GROUP_SLOTS + index, group)
    }
  }
}

export function countEntries(table: Groups): number {
  let n = 0
  eachEntry(table, () => {
    n++
  })
  return n
}
