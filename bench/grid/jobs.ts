/** What the driver asks of a process, and what it answers. */
import type { Implementation } from '../common/implementations.js'
import type { LatencyAnswer, LatencySpec } from '../latency/spec.js'
import type { CollectionSpec, CollectionTimes, MemoryAnswer, MemorySpec } from '../memory/spec.js'
import type { SpeedTask } from '../speed/task.js'

interface Common {
  implementation: Implementation
  /** Changes with the round, never with the implementation: all of a round see the same keys. */
  seed: number
  /** Directory of the built package, relative to the package root. */
  dist: string
}

/** What each kind of job says about itself. */
export interface Specs {
  speed: Omit<SpeedTask, 'seed'>
  latency: LatencySpec
  memory: MemorySpec
  collection: CollectionSpec
}

export interface Answers {
  /** Nanoseconds an operation, one for each of the job's sizes. */
  speed: { nanoseconds: number[] }
  latency: LatencyAnswer
  memory: MemoryAnswer
  collection: CollectionTimes
}

export type Kind = keyof Specs

export type Job<K extends Kind = Kind> = { [Each in K]: { kind: Each } & Common & Specs[Each] }[K]

export type Answer<K extends Kind> = Answers[K] & { kind: K; node: string }
