/** What is asked about memory and the collector, and what is answered. */
import type { Key } from '../common/rows.js'

export interface MemorySpec {
  key: Key
  n: number
  /** Where the growth ends that began at n; 2n, a doubling, unless said. */
  to?: number
  /** Steps from n to the end; the end of each is measured, and the beginning. */
  points: number
}

export interface MemoryPoint {
  n: number
  bytesPerEntry: number
}

export interface MemoryAnswer {
  points: MemoryPoint[]
}

export interface CollectionSpec {
  key: Key
  /** Entries alive while the collector runs. */
  n: number
}

/** Milliseconds of a major collection, medians. */
export interface CollectionTimes {
  /** Before the map was built. */
  alone: number
  /** With the map alive. */
  held: number
}
