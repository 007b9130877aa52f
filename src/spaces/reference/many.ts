// Many keys a call, in the order in which the Wasm build takes them (assembly/calls/partition.ts says why it is one): there
// chunks that are large against the table are done by bucket range. Where a key is in the table in the end depends on it.

import { arrayFrom, max, min, Uint32Array } from '../../basics/builtins.js'
import {
  BATCH_CAPACITY,
  PARTITION_MAX_BUCKETS_PER_KEY_BITS,
  PARTITION_MAX_KEYS,
  PARTITION_MAX_PARTS_BITS,
  PARTITION_MIN_KEYS,
  PARTITION_MIN_TABLE_BITS,
  PARTITION_PART_BITS,
} from '../../generated/constants.js'
import type { Column, Scalar } from '../../kinds/kind.js'
import { remove } from './operations.js'
import { ABSENT, type TwinTable } from './table.js'
import type { TwinKey } from './wires.js'

let minTableBits: number = PARTITION_MIN_TABLE_BITS

/** For tests: see assembly/calls/partition.ts. */
export function partitionFrom(bits: number): void {
  minTableBits = bits
}

/** The value that each key of a chunk had; undefined if it was not there. */
export type Log = (Scalar | undefined)[]

/** How many of the next `n` keys are divided. */
function partitionKeys(t: TwinTable, n: number, inserts: boolean): number {
  const bits = t.indexBits()
  if (bits < minTableBits) return 0
  const most = min(n, PARTITION_MAX_KEYS, inserts ? t.count : n)
  return most >= PARTITION_MIN_KEYS && most >= 2 ** (bits - PARTITION_MAX_BUCKETS_PER_KEY_BITS) ? most : 0
}

/** The places of the keys in [from, from + n) by part, in each part first to last. */
function partition(t: TwinTable, keys: Column, from: number, n: number): Uint32Array {
  const bits = t.indexBits()
  const shift = max(PARTITION_PART_BITS, bits - PARTITION_MAX_PARTS_BITS)
  const parts: number[][] = arrayFrom({ length: 2 ** (bits - shift) }, () => [])
  for (let i = from; i < from + n; i++) parts[t.indexOf(t.hash(t.encode(keys[i]!))) >>> shift]!.push(i)
  return new Uint32Array(parts.flat())
}

/**
 * Calls `apply` with the place of each key, and for chunks that are divided with a log to fill, until one cannot be done.
 * Returns for how many keys it is done, first to last.
 */
export function inChunks(
  t: TwinTable,
  keys: Column,
  inserts: boolean,
  apply: (i: number, log: Log | undefined) => boolean,
): number {
  let refusedUntil = 0
  for (let from = 0; from < keys.length; ) {
    const n = from < refusedUntil ? 0 : partitionKeys(t, keys.length - from, inserts)
    if (n === 0) {
      const end = min(keys.length, from + BATCH_CAPACITY)
      for (; from < end; from++) if (!apply(from, undefined)) return from
      continue
    }
    const order = partition(t, keys, from, n)
    const log: Log = []
    const failed = order.findIndex(i => !apply(i, log))
    if (failed < 0) {
      from += n
    } else {
      for (let j = failed - 1; j >= 0; j--) undo(t, keys[order[j]!]!, log[j])
      refusedUntil = from + n
    }
  }
  return keys.length
}

/** The value of a key, undefined if it is not there. */
export function valueNow(t: TwinTable, key: TwinKey): Scalar | undefined {
  const slot = t.find(t.encode(key))
  return slot === ABSENT ? undefined : t.readSlot(slot)
}

function undo(t: TwinTable, key: TwinKey, value: Scalar | undefined): void {
  if (value === undefined) remove(t, key)
  else t.writeSlot(t.find(t.encode(key)), value)
}
