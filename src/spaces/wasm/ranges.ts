// Keys that are ranges of a buffer, in chunks through the region of assembly/calls/ranges.ts.

import { min } from '../../basics/builtins.js'
import { RANGES_BYTES, RANGES_CAPACITY, RANGES_SLACK, STAGED_KEY_CAPACITY } from '../../generated/constants.js'
import type { Column } from '../../kinds/kind.js'
import { endOf, type Ranges, startOf } from '../../kinds/packed.js'
import { copyOut, copyValues } from './many.js'
import type { LinearMemory } from './memory.js'
import type { Space } from './space.js'

/** What is done with each chunk. */
export interface RangeWork {
  ranges: Ranges
  /** A value for each key or, if it has one element, for all keys. */
  values?: Column | undefined
  answers?: Column | undefined
  /** Returns for how many keys it is done. */
  run(n: number): number
}

/** Works on chunks of keys from `from` on. Returns the place of the first key that is to be done alone. */
export function inRangeChunks({ exports, memory }: Space, work: RangeWork, from: number): number {
  const { ranges, answers } = work
  const region = exports.rangesRegion() >>> 0
  if (region === 0) return from
  const startsAt = region + RANGES_BYTES + RANGES_SLACK
  const endsAt = startsAt + 4 * RANGES_CAPACITY
  const valuesAt = endsAt + 4 * RANGES_CAPACITY
  while (from < ranges.n) {
    const n = copyRanges(memory, ranges, from, region, startsAt, endsAt)
    if (n === 0) return from
    copyValues(memory, work, from, n, valuesAt)
    const done = work.run(n)
    if (answers !== undefined) copyOut(memory, valuesAt, done, answers, from)
    from += done
    if (done < n) return from
  }
  return from
}

/** Copies the next keys as far as there is room, up to one that is too long to be staged or of a wrong length. */
function copyRanges(
  memory: LinearMemory,
  ranges: Ranges,
  from: number,
  region: number,
  startsAt: number,
  endsAt: number,
): number {
  memory.renew()
  const { keyLength } = ranges
  const to = memory.words
  const first = startOf(ranges, from)
  const most = min(ranges.n - from, RANGES_CAPACITY)
  const limit = first + RANGES_BYTES
  let top = first
  let n = 0
  for (; n < most; n++) {
    const start = startOf(ranges, from + n)
    const end = endOf(ranges, from + n)
    const size = end - start
    if (end > limit || size > STAGED_KEY_CAPACITY || (keyLength !== 0 && size !== keyLength)) break
    to[(startsAt >>> 2) + n] = start - first
    to[(endsAt >>> 2) + n] = end - first
    if (end > top) top = end
  }
  if (n !== 0) memory.bytes.set(ranges.bytes.subarray(first, top), region)
  return n
}
