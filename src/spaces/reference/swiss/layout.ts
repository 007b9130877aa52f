// What is in a map of small tables that split. What assembly/swiss/table.ts says about terms, lookup, insert, delete, growth and
// iteration holds here; a table is an object, and groups are places in its typed arrays instead of addresses.
//
// A slot is one number: 7 * group + index, in the table that was asked last (`at`). The control word of a group are 8 bytes:
// 7 tags and the overflow bits.

import { floor, Uint8Array } from '../../../basics/builtins.js'
import { GROUP_SLOTS } from '../../../generated/constants.js'
import type { Column } from '../../../kinds/kind.js'
import { TwinTable } from '../table.js'
import { type Keys, type KeyWire, keysFor, type ValueWire, valuesFor } from '../wires.js'

/** Bytes of a control word, and which of them has the overflow bits. */
export const CONTROL = 8
export const OVERFLOW: number = GROUP_SLOTS

/** log2 of the groups of a table that splits: less with keys of bytes, which are hashed again when it does. */
const PLAIN_TABLE_BITS = 8
const BYTES_TABLE_BITS = 5

/** No memory has room for more groups. */
const MAX_BITS = 28

/** The first bit of a hash that selects a place of the directory. */
export const PLACE_BITS = 3

/** A table: 2^B groups side by side. */
export class Groups {
  readonly n: number
  readonly control: Uint8Array
  readonly keys: Keys
  readonly values: Column | undefined
  /** How many bits of the directory select it. */
  depth = 0
  /** How many new keys it takes before it is looked after. */
  left: number

  constructor(key: KeyWire, value: ValueWire, n: number) {
    this.n = n
    this.control = new Uint8Array(n * CONTROL)
    this.keys = keysFor(key, n * GROUP_SLOTS)
    this.values = valuesFor(value, n * GROUP_SLOTS)
    this.left = limitOf(n)
  }
}

/** A map as its growth and its iterations see it. */
export abstract class SwissLayout extends TwinTable {
  /** log2 of the groups of a table that splits. */
  readonly tableBits: number
  /** Of 2^depth places. A table of depth d is at all that have its low d bits. */
  directory: Groups[] = []
  depth = 0
  /** Tables, and the groups of all of them. 0: `directory` leads to an empty group that is never written. */
  tables = 0
  groups = 0
  /** Of spaces for tables (see supply.ts) those used before and those never used. */
  free = 0
  spare = 0
  /** The table that the last slot is in. */
  at: Groups

  constructor(key: KeyWire, value: ValueWire, hint: number, random: Uint32Array) {
    super(key, value, hint, random)
    this.tableBits = key === 'string' || key === 'bytes' ? BYTES_TABLE_BITS : PLAIN_TABLE_BITS
    this.at = this.setEmpty()
  }

  /** One without entries, with the words and the generator of this one. */
  abstract emptyCopy(hint: number): SwissLayout

  /** Forgets entries and tables. Returns the group that lookups find instead. */
  setEmpty(): Groups {
    const none = new Groups(this.keyWire, this.valueWire, 1)
    none.left = 0
    this.count = 0
    this.directory = [none]
    this.depth = 0
    this.tables = 0
    this.groups = 0
    this.free = 0
    this.spare = 0
    this.at = none
    return none
  }
}

/** Load 13/16: entries that so many groups take before the table grows. A single group is filled to its last slot. */
export function limitOf(groups: number): number {
  return groups === 1 ? GROUP_SLOTS : floor((groups * GROUP_SLOTS * 13) / 16)
}

/** The most groups of a probe sequence that chance makes: as assembly/swiss/layout.ts says. */
export const LONGEST_WAY = 40

/** log2 of the groups that `n` entries take, in as many tables as are needed. */
export function bitsFor(tableBits: number, n: number): number {
  let bits = 0
  for (; bits <= tableBits; bits++) if (n <= limitOf(2 ** bits)) return bits
  // Few enough for a table that hardly any has to split at once.
  const limit = limitOf(2 ** tableBits)
  const planned = limit - (limit >>> (tableBits === BYTES_TABLE_BITS ? 2 : 3))
  while (bits < MAX_BITS && n > planned * 2 ** (bits - tableBits)) bits++
  return bits
}

/** The place of a hash in the directory. */
export function placeOf(t: SwissLayout, h: number): number {
  return (h >>> PLACE_BITS) & (t.directory.length - 1)
}

/** The home group of a hash in a table. */
export function homeOf(t: SwissLayout, table: Groups, h: number): number {
  return (h >>> (32 - t.tableBits)) & (table.n - 1)
}

/** The bit of a hash that tells a home group from the one `groups` behind it; 0 where no home is that far on. */
export function homeBit(t: SwissLayout, groups: number): number {
  return groups < 2 ** t.tableBits ? groups << (32 - t.tableBits) : 0
}

/** The tag of a hash: 7 bits, and one that tells it from 0, an empty slot. */
export function tagOf(t: SwissLayout, h: number): number {
  return ((h >>> (25 - t.tableBits)) & 0xff) | 0x80
}

/** The tables of a map in the order of their first places. */
export function tablesOf(t: SwissLayout): Groups[] {
  return t.tables === 0 ? [] : t.directory.filter(({ depth }, place) => place < 2 ** depth)
}
