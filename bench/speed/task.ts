/** What a process is asked that measures a row. */
import type { Row } from '../common/rows.js'

/** How long each point is measured; the driver chooses, so that a grid's duration is decided in one place. */
export interface Budget {
  warmupMs: number
  timeMs: number
}

export interface SpeedTask {
  row: Row
  /** Ascending numbers of entries; the answer is the mean over them. */
  sizes: number[]
  /** Changes with the round, never with the implementation: all of a round see the same keys. */
  seed: number
  budget: Budget
}
