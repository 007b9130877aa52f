/** The results file of a grid. */
import { readFileSync } from 'node:fs'
import type { SpeedResult } from '../common/measured.js'
import type { Failure } from '../common/results-file.js'
import type { Stamp } from '../common/stamp.js'
import type { LatencyResult } from '../latency/results.js'
import type { CollectionResult, MemoryResult } from '../memory/results.js'

export interface Results extends Stamp {
  grid: 'small' | 'full'
  rows: SpeedResult[]
  latency: LatencyResult[]
  memory: MemoryResult[]
  collection: CollectionResult[]
  failures: Failure[]
}

/** Older files lack what was not measured then. */
export const completed = (results: Partial<Results>) => ({ collection: [], ...results }) as Results

export const read = (file: string): Results => completed(JSON.parse(readFileSync(file, 'utf8')))
