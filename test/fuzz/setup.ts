// What a stream of commands is run on.

import type { ValueKind } from '../../src/index.js'
import { isChecked, isWasm } from '../backend.js'
import { VALUE_KINDS } from '../model/kinds.js'
import { HASH, LABELS } from './keys.js'
import { numbersOf } from './random.js'
import { isTight } from './tight.js'

export interface Setup {
  /** The label of a kind of keys, or `Hash`. */
  keys: string
  /** Absent for sets. */
  values?: ValueKind
  /** Different numbers of keys; some numbers have the same key. */
  count: number
  /** A command concerns at most this many keys. */
  bulk: number
  /** Commands in a stream, at most. */
  length: number
  capacity?: number
  /** The memory of a heap: of one that others use, too, or of one of its own. */
  heap?: 'common' | 'own'
  /** Every key has the same hash, as far as that can be had. */
  isCrowded?: boolean
  /** Chunks of many keys are divided from so many buckets on, as a power of 2: of 11 at least, a part of those. */
  partitionFrom?: number
  /** Of whatever is random in the library. */
  seed: number
}

const SIZES = [
  { share: 8, count: 7, bulk: 8, length: 250 },
  { share: 12, count: 40, bulk: 40, length: 250 },
  { share: 12, count: 200, bulk: 200, length: 200 },
  { share: 8, count: 2000, bulk: 2000, length: 120 },
  { share: 1, count: 30_000, bulk: 30_000, length: 40 },
]
/** Where memory can be filled, it is filled by that, and not by the streams. */
const MOST_OF_TIGHT = 2000

const SHARES = SIZES.flatMap(size => Array<typeof size>(size.share).fill(size))

/** Where the whole table is looked at after each change. */
const CHECKED_SIZES = [
  { count: 10, bulk: 4, length: 120 },
  { count: 60, bulk: 20, length: 60 },
  { count: 160, bulk: 100, length: 30 },
]

/** The setup of a stream, whatever is filtered. The checked build gets smaller ones. */
export function setupOf(seed: number): Setup {
  const next = numbersOf(seed)
  const pick = <T>(list: readonly T[]): T => list[next() % list.length]!
  const keys = pick(LABELS)
  const values = pick([undefined, ...VALUE_KINDS])
  const sizes = isTight() ? SHARES.filter(({ count }) => count <= MOST_OF_TIGHT) : SHARES
  const { count, bulk, length } = pick(isChecked ? CHECKED_SIZES : sizes)
  const setup: Setup = { keys, count, bulk, length, seed }
  if (values !== undefined) setup.values = values
  const [capacity, heap, crowd] = [next() % 4, next() % 16, next() % 10]
  if (capacity === 0) setup.capacity = next() % (2 * count)
  if (isWasm && heap < 3) setup.heap = heap === 0 && next() % 8 === 0 ? 'own' : 'common'
  if (crowd === 0 && keys !== HASH && setup.heap === undefined && count <= 200) {
    setup.isCrowded = true
    setup.count = Math.min(count, 150)
  }
  if (count > 20_000) setup.partitionFrom = 12
  return setup
}

/** The seed of the k-th stream of a run. */
export function streamSeed(run: number, k: number): number {
  const next = numbersOf(Math.imul(run, 0x85ebca6b) ^ k)
  next()
  return next()
}

export function nameOf({ keys, values }: Setup): string {
  return values === undefined ? `set of ${keys}` : `map of ${keys} to ${values}`
}
