// Many keys a call, in chunks: through the region of assembly/calls/many.ts or, where a chunk is large against the table,
// through one of assembly/calls/partition.ts, which divides its keys by bucket range.

import { min } from '../../basics/builtins.js'
import { BATCH_BYTES_EACH, BATCH_CAPACITY } from '../../generated/constants.js'
import type { Column } from '../../kinds/kind.js'
import type { LinearMemory } from './memory.js'
import type { PairFunctions } from './pair.js'
import type { Space } from './space.js'

/** What is done with each chunk. */
export interface Work {
  space: Space
  table: number
  keys: Column
  functions: PairFunctions
  /** A value for each key or, if it has one element, for all keys. */
  values: Column | undefined
  /** Where the answers go. */
  answers: Column | undefined
  /** Whether keys may be inserted. */
  inserts: boolean
  /** Whether it logs what it does, so that it can be made undone. Else the table is given up if it fails. */
  isLogged: boolean
  /**
   * Returns for how many keys it is done. `places` is 0 or, of divided keys, where each was: there its answer goes, and
   * there what is to be made undone is logged.
   */
  run(keys: number, values: number, n: number, places: number): number
}

/**
 * Copies the keys chunk by chunk and runs the work on them. Returns for how many keys it is done, first to last: fewer
 * than there are if one of them could not be done, -1 if there is no memory for the region.
 */
export function inChunks(work: Work): number {
  const small = work.space.exports.batchRegion() >>> 0
  if (small === 0) return -1
  const { length } = work.keys
  const isOneChunk = length <= BATCH_CAPACITY && partSize(work, 0) === 0
  return isOneChunk ? runSmall(work, 0, length, small) : inManyChunks(work, small)
}

function inManyChunks(work: Work, small: number): number {
  const { length } = work.keys
  const parted = new PartedChunks(work)
  try {
    for (let from = 0; from < length; ) {
      const n = parted.run(from)
      if (n > 0) {
        from += n
        continue
      }
      const size = min(BATCH_CAPACITY, length - from)
      const done = runSmall(work, from, size, small)
      if (done < size) return from + done
      from += size
    }
    return length
  } finally {
    parted.release()
  }
}

/** How many of the keys from `from` on are to be divided, as one chunk, or 0. */
function partSize({ space, table, keys, inserts }: Work, from: number): number {
  return space.exports.partitionKeys(table, keys.length - from, inserts ? 1 : 0)
}

function runSmall(work: Work, from: number, n: number, keysAt: number): number {
  const { memory } = work.space
  const valuesAt = keysAt + BATCH_CAPACITY * BATCH_BYTES_EACH
  copyIn(memory, work.keys, from, n, keysAt)
  copyValues(memory, work, from, n, valuesAt)
  const done = work.run(keysAt, valuesAt, n, 0)
  if (work.answers !== undefined) copyOut(memory, valuesAt, done, work.answers, from)
  return done
}

/** Chunks whose keys are divided by bucket range. */
class PartedChunks {
  /** Up to here keys are not divided: one of them cannot be done, and those before it must be. */
  private refusedUntil = 0
  private region = 0
  private capacity = 0

  constructor(private readonly work: Work) {}

  /** Does the next chunk as a whole. Returns its size or 0, if its keys should not be divided or not all can be done. */
  run(from: number): number {
    const { work } = this
    if (from < this.refusedUntil) return 0
    const n = partSize(work, from)
    if (n === 0 || !this.reserve(n)) return 0
    const { region, capacity } = this
    const { functions, values, answers, space } = work
    const { memory } = space
    const each = BATCH_BYTES_EACH * capacity
    copyIn(memory, work.keys, from, n, region)
    const isColumn = values !== undefined && values.length > 1
    if (isColumn) copyIn(memory, values, from, n, region + each)
    functions.partition!(work.table, region, capacity, n, isColumn ? values.BYTES_PER_ELEMENT : 0)
    const keysAt = region + 2 * each
    const valuesAt = region + (answers === undefined ? 3 : 1) * each
    const places = region + 4 * each
    if (!isColumn) copyValues(memory, work, from, n, valuesAt)
    const done = work.run(keysAt, valuesAt, n, places)
    if (done < n) {
      if (work.isLogged) functions.undoMany!(work.table, keysAt, valuesAt, done, places)
      this.refusedUntil = from + n
      return 0
    }
    if (answers !== undefined) copyOut(memory, valuesAt, n, answers, from)
    return n
  }

  private reserve(n: number): boolean {
    if (n <= this.capacity) return true
    this.release()
    this.region = this.work.space.exports.partitionRegion(n) >>> 0
    if (this.region !== 0) this.capacity = n
    return this.region !== 0
  }

  release(): void {
    if (this.region !== 0) this.work.space.exports.partitionRelease()
    this.region = 0
    this.capacity = 0
  }
}

/** Copies a value for each key or, if there is one for all of them, writes that as often. */
export function copyValues(
  memory: LinearMemory,
  { values }: { values?: Column | undefined },
  from: number,
  n: number,
  at: number,
): void {
  if (values === undefined) return
  if (values.length > 1) {
    copyIn(memory, values, from, n, at)
  } else {
    memory.renew()
    const first = at / values.BYTES_PER_ELEMENT
    memory.like(values).fill(values[0]!, first, first + n)
  }
}

/** Copies `n` scalars of an array to memory. */
export function copyIn(memory: LinearMemory, array: Column, from: number, n: number, at: number): void {
  memory.renew()
  const part = n === array.length ? array : array.subarray(from, from + n)
  memory.like(array).set(part, at / array.BYTES_PER_ELEMENT)
}

/** Copies `n` scalars from memory to an array. */
export function copyOut(memory: LinearMemory, at: number, n: number, array: Column, to: number): void {
  memory.renew()
  const first = at / array.BYTES_PER_ELEMENT
  array.set(memory.like(array).subarray(first, first + n), to)
}
