/** A row as it was measured. */
import type { Implementation } from './implementations.js'
import type { Row } from './rows.js'
import type { Speed } from './statistics.js'

export interface Measured extends Row {
  name: string
  /** Median of the rounds. */
  nsPerOp: number
  /** One number a round, a mean over that round's sizes. */
  rounds: number[]
  sizes: number[][]
}

export interface SpeedResult extends Measured, Speed {
  implementation: Implementation
}
