/**
 * The schedule of martinus/map_benchmark's RandomFind and RandomFindString: four keys are inserted, some from a sequence
 * and some at random; then the sequence is looked up from its begin up to the present size, again and again.
 */
import type { Column, KeyMaker } from './keys.js'
import { Sfc64 } from './sfc64.js'

/** Keys inserted between two rounds of look-ups. */
export const GROUP = 4

export interface Schedule {
  /** The keys that are looked up; one more than there are inserts. */
  sequence: Column
  /** The keys in the order of their insertion. */
  inserted: Column
  findsPerGroup: number
}

/** Shuffles which of the four are random; the generator's use is part of the published results. */
type Shuffle = (flags: boolean[], rng: Sfc64) => void

const swap = (flags: boolean[], i: number, j: number) => {
  const flag = flags[i]!
  flags[i] = flags[j]!
  flags[j] = flag
}

/** GNU's `std::shuffle` of four elements with 64 random bits at hand: one output places one element or two. */
export const standardShuffle: Shuffle = (flags, rng) => {
  swap(flags, 1, rng.below(2))
  const places = rng.below(12)
  swap(flags, 2, Math.floor(places / 4))
  swap(flags, 3, places % 4)
}

/** map_benchmark's own, for strings: from the end, with the low 32 bits of each output. */
export const biasedShuffle: Shuffle = (flags, rng) => {
  for (let i = flags.length - 1; i > 0; i--) {
    rng.next()
    swap(flags, i, Math.floor(((rng.low >>> 0) * (i + 1)) / 2 ** 32))
  }
}

export const makeSchedule = (
  maker: KeyMaker,
  shuffle: Shuffle,
  randomOfFour: number,
  inserts: number,
  finds: number,
): Schedule => {
  const sequence = maker.fill(new Sfc64(987_654_321n), maker.column(inserts + 1))
  const inserted = maker.column(inserts)
  const rng = new Sfc64(123n)
  const flags = Array.from({ length: GROUP }, (_, i) => i < randomOfFour)
  for (let i = 0; i < inserts; i += GROUP) {
    shuffle(flags, rng)
    for (let j = i; j < i + GROUP; j++) {
      if (flags[j - i]) maker.fill(rng, inserted, j, j + 1)
      else inserted[j] = sequence[j]!
    }
  }
  return { sequence, inserted, findsPerGroup: GROUP * Math.max(1, Math.round(finds / inserts)) }
}

/**
 * Where in the sequence the look-ups are. Before the first restart they are one place behind their count; map_benchmark
 * restarts after one more than the present size.
 */
export class Walk {
  at = 0
  private count = 0

  /** The next look-ups are of `at` up to, not including, `at` + the answer; a restart sets `at` to 0. */
  run(left: number, size: number) {
    if (this.count === size) {
      this.count = -1
      this.at = 0
    }
    const length = Math.min(left, size - this.count)
    this.count += length
    return length
  }
}

/** The keys' ranks among the different keys of the sequence; -1 for others. Sorted, not hashed. */
const ranker = (sequence: Column) => {
  const sorted = sequence.slice().sort() as Column
  const { length } = sorted
  return (key: number | bigint) => {
    let low = 0
    for (let high = length; low < high; ) {
      const middle = (low + high) >>> 1
      if (sorted[middle]! < key) low = middle + 1
      else high = middle
    }
    return low < length && sorted[low] === key ? low : -1
  }
}

/** How many look-ups find their key, without a hash table. */
export const countFound = ({ sequence, inserted, findsPerGroup }: Schedule) => {
  const rankOf = ranker(sequence)
  const ranks = Int32Array.from(sequence as ArrayLike<any>, key => rankOf(key))
  const present = new Uint8Array(sequence.length)
  const walk = new Walk()
  let found = 0
  for (let size = GROUP; size <= inserted.length; size += GROUP) {
    for (let i = size - GROUP; i < size; i++) {
      const rank = rankOf(inserted[i]!)
      if (rank >= 0) present[rank] = 1
    }
    for (let left = findsPerGroup; left > 0; ) {
      const length = walk.run(left, size)
      for (let end = walk.at + length; walk.at < end; walk.at++) found += present[ranks[walk.at]!]!
      left -= length
    }
  }
  return found
}
