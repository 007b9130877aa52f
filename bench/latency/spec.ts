/** What is asked about single inserts, and what is answered. */
import type { Key } from '../common/rows.js'

export interface LatencySpec {
  key: Key
  n: number
  /** Other objects alive in the heap, which a collection has to trace. */
  liveObjects: number
}

export interface LatencyProfile {
  p50: number
  p90: number
  p99: number
  p999: number
  p9999: number
  p99999: number
  /** The two longest of a run are left to the operating system. */
  thirdLongest: number
  max: number
}

/** Nanoseconds. */
export interface LatencyAnswer {
  map: LatencyProfile
  idle: LatencyProfile
}
