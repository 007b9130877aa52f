/** How the runs about memory and the collector become one result. */
import type { Implementation } from '../common/implementations.js'
import type { Key } from '../common/rows.js'
import { mean, median } from '../common/statistics.js'
import type { CollectionSpec, CollectionTimes, MemoryAnswer, MemoryPoint, MemorySpec } from './spec.js'

export interface MemoryResult {
  name: string
  implementation: Implementation
  key: Key
  n: number
  /** Of a growth over more than one doubling, the end. */
  to?: number
  worst: number
  mean: number
  /** Of the run with the median mean. */
  points: MemoryPoint[]
}

export interface CollectionResult extends CollectionTimes, CollectionSpec {
  name: string
  implementation: Implementation
  /** Milliseconds that the map adds; the times are medians over the runs. */
  excess: number
  runs: CollectionTimes[]
}

/** The last point is the end of the doubling, the first of the next one. */
const bytesOf = (answer: MemoryAnswer) => answer.points.slice(0, -1).map(p => p.bytesPerEntry)

export const memoryResult = (
  name: string,
  implementation: Implementation,
  { key, n, to }: MemorySpec,
  answers: readonly MemoryAnswer[],
): MemoryResult => {
  const byMean = [...answers].sort((a, b) => mean(bytesOf(a)) - mean(bytesOf(b)))
  const typical = byMean[byMean.length >> 1]!
  const bytes = bytesOf(typical)
  return {
    name: `${name}/${implementation}`,
    implementation,
    key,
    n,
    ...(to !== undefined && { to }),
    worst: Math.max(...bytes),
    mean: mean(bytes),
    points: typical.points,
  }
}

export const collectionResult = (
  name: string,
  implementation: Implementation,
  spec: CollectionSpec,
  answers: readonly CollectionTimes[],
): CollectionResult => ({
  name: `${name}/${implementation}`,
  implementation,
  ...spec,
  alone: median(answers.map(a => a.alone)),
  held: median(answers.map(a => a.held)),
  excess: median(answers.map(a => a.held - a.alone)),
  runs: answers.map(({ alone, held }) => ({ alone, held })),
})
