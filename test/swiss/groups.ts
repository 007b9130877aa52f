// The groups of a map as they are in memory.

import { bodyOf } from '../../src/body/door.js'
import { STAGE_ENTRIES } from '../../src/generated/constants.js'
import type { Int32Map } from '../../src/index.js'
import { theSpace } from '../space.js'

export const GROUP_SLOTS = 7
const CONTROL_BYTES = 8
const SLOT_BYTES = 8
/** From the groups of a table back to what is left of it. */
const LEFT = -12

/** Maps that tests look into. */
export type Ints = Int32Map<number>

export interface Group {
  address: number
  /** A byte for each slot: 0 if it is empty. */
  tags: number[]
  keys: number[]
  /** The byte of overflow bits. */
  overflow: number
}

/** Where the directory of a map is, or its only table. */
export function addressOf(map: object): number {
  return theSpace().exports.tableAddress(bodyOf(map, 'addressOf').open('addressOf') as number) >>> 0
}

export function memory(): DataView {
  theSpace().memory.renew()
  return theSpace().memory.data
}

/** All groups of a map of values of kind int32, those of one table behind those of another. */
export function groupsOf(map: Ints): Group[] {
  const table = bodyOf(map, 'groupsOf').open('groupsOf') as number
  const { exports } = theSpace()
  const { u32U32ChainAt } = exports as unknown as { u32U32ChainAt(table: number, index: number): number }
  const data = memory()
  const addresses: number[] = []
  for (let place = 0; place < 2 ** exports.tableBits(table); place++) {
    const first = u32U32ChainAt(table, place) >>> 0
    // What else is to be known of the table is staged: how many groups, and bytes of a group.
    const [groups, bytes] = [data.getUint32(STAGE_ENTRIES, true), data.getUint32(STAGE_ENTRIES + 4, true)]
    if (first !== 0) for (let i = 0; i < groups; i++) addresses.push(first + i * bytes)
  }
  return addresses.map(address => {
    const slots = [...Array(GROUP_SLOTS).keys()]
    return {
      address,
      tags: slots.map(slot => data.getUint8(address + slot)),
      keys: slots.map(slot => data.getInt32(slotAddress(address, slot), true)),
      overflow: data.getUint8(address + GROUP_SLOTS),
    }
  })
}

export const slotAddress = (group: number, slot: number) => group + CONTROL_BYTES + slot * SLOT_BYTES
export const leftAddress = (firstGroup: number) => firstGroup + LEFT
