// Iteration: some chains at a time, each as it was at the moment when it was read.

import { REGION_DONE, REGION_ENTRIES, REGION_NEXT, REGION_VALUES } from '../generated/constants.js'
import { type Column, type ScalarKind, SET } from '../kinds/kind.js'
import { failure, type Inside, live, whereIn } from './inside.js'

/** Of a thread's region, in 4-byte words. */
const NEXT = REGION_NEXT / 4
const DONE = REGION_DONE / 4
export const ENTRIES = REGION_ENTRIES / 4
export const VALUES = REGION_VALUES / 4

interface Chunk {
  keys: ArrayLike<unknown>
  /** Of a set, the keys again. */
  values: ArrayLike<unknown>
  n: number
  next: number
  isLast: boolean
}

/** The entries at a place of the iteration, copied: the region is the thread's, for all its iterators. */
function chunkAt(inside: Inside, method: string, place: number): Chunk {
  const { views, word } = inside.thread.region(whereIn(inside, method))
  const n = inside.pair.stage(inside.table, place)
  if (n < 0) throw failure(inside, method, n)
  const copy = ({ Column, size, columnOf }: ScalarKind, at: number): Column => {
    const from = (word + at) / (size / 4)
    const column = new Column(n)
    column.set(columnOf(views).subarray(from, from + n) as unknown as ArrayLike<number>)
    return column
  }
  const keys = inside.keys === undefined ? readKeys(inside, views.uints, word + ENTRIES, n) : copy(inside.keys, ENTRIES)
  const values = inside.kind === SET ? keys : copy(inside.values!, VALUES)
  return { keys, values, n, next: views.uints[word + NEXT]!, isLast: views.words[word + DONE] !== 0 }
}

/** The keys whose records an iteration has put on the desk. */
function readKeys({ desk, traits }: Inside, words: Uint32Array, at: number, n: number): unknown[] {
  const keys: unknown[] = []
  for (let i = 0; i < n; i++) keys.push(desk!.keyAt(words[at + 2 * i]!, traits.keys))
  desk!.done()
  return keys
}

/**
 * What `pick` makes of each entry. An entry that nobody touches comes exactly once, no key comes twice; one that is
 * inserted or deleted meanwhile may come or not.
 */
export function* walk<T>(
  x: object,
  method: string,
  pick: (keys: ArrayLike<unknown>, values: ArrayLike<unknown>, i: number) => T,
): Generator<T, undefined> {
  for (let place = 0; ; ) {
    const { keys, values, n, next, isLast } = chunkAt(live(x, method), method, place)
    for (let i = 0; i < n; i++) yield pick(keys, values, i)
    if (isLast) return undefined
    place = next
  }
}
