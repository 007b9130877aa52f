// Iteration: some chains at a time, each as it was at the moment when it was read.

import { REGION_DONE, REGION_ENTRIES, REGION_NEXT, REGION_VALUES } from '../generated/constants.js'
import { type Column, SET } from '../kinds/kind.js'
import { failure, type Inside, live, whereIn } from './inside.js'

/** Of a thread's region, in 4-byte words. */
const NEXT = REGION_NEXT / 4
const DONE = REGION_DONE / 4
export const ENTRIES = REGION_ENTRIES / 4
export const VALUES = REGION_VALUES / 4

interface Chunk {
  keys: Column
  /** Of a set, the keys again. */
  values: Column
  n: number
  next: number
  isLast: boolean
}

/** The entries at a place of the iteration, copied: the region is the thread's, for all its iterators. */
function chunkAt(inside: Inside, method: string, place: number): Chunk {
  const { views, word } = inside.thread.region(whereIn(inside, method))
  const n = inside.pair.stage(inside.table, place)
  if (n < 0) throw failure(inside, method, n)
  const copy = ({ Column, size, columnOf }: Inside['keys'], at: number) => {
    const from = (word + at) / (size / 4)
    const column = new Column(n)
    column.set(columnOf(views).subarray(from, from + n) as unknown as ArrayLike<number>)
    return column
  }
  const keys = copy(inside.keys, ENTRIES)
  const values = inside.kind === SET ? keys : copy(inside.values!, VALUES)
  return { keys, values, n, next: views.uints[word + NEXT]!, isLast: views.words[word + DONE] !== 0 }
}

/**
 * What `pick` makes of each entry. An entry that nobody touches comes exactly once, no key comes twice; one that is
 * inserted or deleted meanwhile may come or not.
 */
export function* walk<T>(
  x: object,
  method: string,
  pick: (keys: Column, values: Column, i: number) => T,
): Generator<T, undefined> {
  for (let place = 0; ; ) {
    const { keys, values, n, next, isLast } = chunkAt(live(x, method), method, place)
    for (let i = 0; i < n; i++) yield pick(keys, values, i)
    if (isLast) return undefined
    place = next
  }
}
