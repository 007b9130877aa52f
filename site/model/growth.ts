// Which of Go's two triggers started a growth, told from the figures before and after a write.

import type { Stats } from '../../src/spaces/layouts/buckets.js'

/** Go's load factor, in entries a bucket; a single bucket is filled to its 8 slots. */
export const LOAD_LIMIT = 6.5
const SLOTS = 8

export type Trigger = 'load' | 'overflow'

export interface Growth {
  trigger: Trigger
  /** The operation that started it, counted from 1. */
  operation: number
  size: number
  fromB: number
  toB: number
  overflowBuckets: number
}

/** The greatest number of entries in 2^B buckets that is not over the load factor. */
export function loadLimit(B: number): number {
  return B === 0 ? SLOTS : LOAD_LIMIT * 2 ** B
}

/**
 * The trigger of a growth that a `set` started, if it started one. A growth of one or two old buckets ends within the
 * same write, and where one ends the next may begin: then it is the array, the overflow buckets or the number of
 * evacuated buckets that tell.
 */
export function triggerOf(before: Stats, after: Stats): Trigger | undefined {
  if (before.buckets === 0) return undefined
  if (after.B > before.B) return 'load'
  if (after.growing) return before.growing && after.evacuated >= before.evacuated ? undefined : 'overflow'
  if (!before.growing && after.overflowBuckets < before.overflowBuckets) return 'overflow'
  return undefined
}

export function growthText({ trigger, operation, size, fromB, toB, overflowBuckets }: Growth): string {
  const from = 2 ** fromB
  const buckets = `${from} bucket${from === 1 ? '' : 's'}`
  if (trigger === 'overflow') {
    const noun = overflowBuckets === 1 ? 'overflow bucket' : 'overflow buckets'
    return `Operation ${operation}: too many overflow buckets (${overflowBuckets} ${noun} beside ${buckets}). The array is repacked at its size.`
  }
  const limit = fromB === 0 ? 'the 8 slots of one bucket' : `6.5 × ${from} = ${loadLimit(fromB)}`
  return `Operation ${operation}: the load factor. Entry ${size} in ${buckets} is over ${limit}. The array doubles to ${2 ** toB}.`
}
