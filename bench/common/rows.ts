/** The vocabulary shared by the driver, its workers and the reports. A row is one cell of the grid. */

import type { Peer } from '../peers/names.js'

/** `typed` is the class made for the very keys that a `HashMap` row happens to use. */
export const IMPLEMENTATIONS = ['Map', 'simd', 'swar', 'twin', 'typed'] as const

/** The keys that every operation is measured with, in every order. */
export const NUMBER_KEYS = ['int32', 'float64', 'bigint64'] as const

/**
 * The others, which have rows of their own choice. `uint32`: all 32 bits. `hash-int32`: int32 keys in a `HashMap`. `string`: 8 to 24
 * characters, asked with the string objects that were inserted. `string-fresh`: the same text in a new string object for
 * each operation. `string12`: 12 characters each. `bytes16`: 16 random bytes. `words`: the words of a text.
 */
export const OTHER_KEYS = ['uint32', 'hash-int32', 'string', 'string-fresh', 'string12', 'bytes16', 'words'] as const
export const KEYS = [...NUMBER_KEYS, ...OTHER_KEYS] as const
export const VALUES = ['int32', 'any'] as const
export const ORDERS = ['random', 'sequential'] as const
export const OPS = [
  'get',
  'has',
  'set-new',
  'set-existing',
  'delete',
  'churn',
  'increment',
  'iterate',
  'for-each',
  'clone',
  'build',
  'build-capacity',
  'create',
  'get-many',
  'increment-many',
  'index-many',
  'join-many',
] as const

export type OwnImplementation = (typeof IMPLEMENTATIONS)[number]
export type Implementation = OwnImplementation | Peer
export type Key = (typeof KEYS)[number]
export type Values = (typeof VALUES)[number]
/** A text has an order of its own, which no grid varies. */
export type Order = (typeof ORDERS)[number] | 'text'
export type Op = (typeof OPS)[number]
export type Hit = 'hit' | 'miss' | '-'

/** Operations that ask for keys that may be absent. */
const READS: ReadonlySet<Op> = new Set<Op>(['get', 'has', 'get-many'])

export const usualHit = (op: Op): Hit => (READS.has(op) ? 'hit' : '-')

export interface Row {
  op: Op
  key: Key
  values: Values
  order: Order
  hit: Hit
  /** Entries. `increment-many`, `index-many` and `join-many` take ten keys for each. */
  n: number
}

/** How long a worker measures each point; the driver chooses, so that a grid's duration is decided in one place. */
export interface Budget {
  warmupMs: number
  timeMs: number
}

interface JobBase {
  implementation: Implementation
  /** Changes with the round, never with the implementation: all of a round see the same keys. */
  seed: number
  /** Directory of the built package, relative to the package root. */
  dist: string
}

export interface SpeedJob extends JobBase {
  kind: 'speed'
  row: Row
  /** Ascending numbers of entries; the answer is the mean over them. */
  sizes: number[]
  budget: Budget
}

export interface LatencySpec {
  key: Key
  n: number
  /** Other objects alive in the heap, which a collection has to trace. */
  liveObjects: number
}

export interface LatencyJob extends JobBase, LatencySpec {
  kind: 'latency'
}

export interface MemorySpec {
  key: Key
  n: number
  /** Where the growth ends that began at n; 2n, a doubling, unless said. */
  to?: number
  /** Steps from n to the end; the end of each is measured, and the beginning. */
  points: number
}

export interface MemoryJob extends JobBase, MemorySpec {
  kind: 'memory'
}

export interface CollectionSpec {
  key: Key
  /** Entries alive while the collector runs. */
  n: number
}

export interface CollectionJob extends JobBase, CollectionSpec {
  kind: 'collection'
}

export type Job = SpeedJob | LatencyJob | MemoryJob | CollectionJob

export interface SpeedAnswer {
  kind: 'speed'
  node: string
  /** Nanoseconds an operation, one for each of the job's sizes. */
  nanoseconds: number[]
}

export interface LatencyAnswer {
  kind: 'latency'
  node: string
  /** Nanoseconds. */
  map: LatencyProfile
  idle: LatencyProfile
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

export interface MemoryPoint {
  n: number
  bytesPerEntry: number
}

export interface MemoryAnswer {
  kind: 'memory'
  node: string
  points: MemoryPoint[]
}

/** Milliseconds of a major collection, medians. */
export interface CollectionTimes {
  /** Before the map was built. */
  alone: number
  /** With the map alive. */
  held: number
}

export interface CollectionAnswer extends CollectionTimes {
  kind: 'collection'
  node: string
}

export type Answer = SpeedAnswer | LatencyAnswer | MemoryAnswer | CollectionAnswer

export const rowName = (row: Row) => [row.op, row.key, row.values, row.order, row.hit, row.n].join('/')
