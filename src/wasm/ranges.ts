// Keys that are ranges of a buffer, in chunks through the region of assembly/batch-ranges.ts.

import { type Column, endOf, type Ranges, startOf } from '../classes/many.js'
import { bytes, renewViews, words } from '../memory.js'
import { type SharedExports, STAGED_KEY_CAPACITY, whenInstantiated } from './instance.js'
import { copyOut, copyValues } from './many.js'

/** As in assembly/batch-ranges.ts: loads may run beyond the last key. */
const SLACK = 16

/** Bytes and keys that the region has room for. Read once, since reading a global of Wasm is slow. */
let rangesBytes = 0
let rangesCapacity = 0

whenInstantiated(exports => {
  rangesBytes = exports.rangesBytes.value
  rangesCapacity = exports.rangesCapacity.value
})

/** The exports of one pair for keys in ranges; which there are depends on the pair. */
export interface RangeFunctions {
  getRanges(table: number, n: number, isUtf8: number, missing: any): number
  hasRanges(table: number, n: number, isUtf8: number): number
  setRanges(table: number, n: number, isUtf8: number): number
  removeRanges(table: number, n: number, isUtf8: number): number
  incrementRanges(table: number, n: number, isUtf8: number): number
}

/** What is done with each chunk. */
export interface RangeWork {
  ranges: Ranges
  /** A value for each key or, if it has one element, for all keys. */
  values?: Column | undefined
  answers?: Column | Uint8Array
  /** Returns for how many keys it is done. */
  run(n: number): number
}

/** Works on chunks of keys from `from` on. Returns the place of the first key that is to be done alone. */
export function inRangeChunks(shared: SharedExports, work: RangeWork, from: number): number {
  const { ranges, answers } = work
  const region = shared.rangesRegion() >>> 0
  if (region === 0) return from
  const startsAt = region + rangesBytes + SLACK
  const endsAt = startsAt + 4 * rangesCapacity
  const valuesAt = endsAt + 4 * rangesCapacity
  while (from < ranges.n) {
    const n = copyRanges(ranges, from, region, startsAt, endsAt)
    if (n === 0) return from
    copyValues(work, from, n, valuesAt)
    const done = work.run(n)
    if (answers !== undefined) copyOut(valuesAt, done, answers, from)
    from += done
    if (done < n) return from
  }
  return from
}

/** Copies the next keys as far as there is room, up to one that is too long to be staged or of a wrong length. */
function copyRanges(ranges: Ranges, from: number, region: number, startsAt: number, endsAt: number): number {
  renewViews()
  const { keyLength } = ranges
  const to = words
  const first = startOf(ranges, from)
  const most = Math.min(ranges.n - from, rangesCapacity)
  const limit = first + rangesBytes
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
  if (n !== 0) bytes.set(ranges.bytes.subarray(first, top), region)
  return n
}
