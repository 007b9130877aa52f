/** What the driver asks of a worker's process, and what it answers. */
import type { Build } from '../common/library.js'
import type { Answer, Form } from './workload.js'

export interface Job {
  workload: string
  n: number
  /** `expected`: the answer without any hash table; not timed. */
  form: Form | 'expected'
  /** Of `Map`, nothing is loaded. */
  implementation: Build
  dist: string
}

export interface Outcome {
  node: string
  answer: Answer
  /** Milliseconds. */
  laps: [name: string, milliseconds: number][]
}
