// What the parent and its workers tell each other.

import type { LatencySummary } from './latency.js'

export type JobId = 'shingle4' | 'shingle8' | 'words' | 'word-bytes' | 'dedupe' | 'join' | 'names'

/** 'idle' walks the keys and reads the clock but owns no table: what the machine itself adds to each operation. */
export type Side = 'Map' | 'tophash' | 'idle'

/** 'time': the clock is read twice. 'latency': the clock is read after every operation, so the total means nothing. */
export type Mode = 'time' | 'latency'

export interface Task {
  job: JobId
  side: Side
  mode: Mode
  input: Input
}

/** Texts come as paths, coordinates and names as they are. */
export interface Input {
  files: string[]
  /** How much of the text is counted, from its beginning. */
  textBytes: number
  left: Float64Array
  right: Float64Array
  /** The names of the places of both packages, one a line. */
  names: string
}

/** A short account of a table's content that does not depend on the order of its entries. */
export interface Digest {
  size: number
  /** Sum of all values: for counts, the number of keys that were counted. */
  total: number
  /** Two independent 32-bit sums over mixed entries. */
  lanes: [number, number]
  /** The entries with the greatest values, greatest first, equal values by key. */
  top: [key: string, value: number][]
  /** What the job found out beside the table. */
  facts: Record<string, number>
}

export interface Measurement {
  ok: true
  operations: number
  /** The whole run, the start included. */
  milliseconds: number
  /** What is paid once a process: compiling WebAssembly and making its memory. Nothing for Map. */
  startMilliseconds: number
  /** Growth of resident memory from the start to the end of the run, garbage collected on both ends. */
  residentBytes: number
  digest: Digest
  latency: LatencySummary | null
}

export interface Failure {
  ok: false
  reason: string
  /** The table met a limit of its own; the program is not to blame. */
  limit: boolean
}

export type Result = Measurement | Failure
