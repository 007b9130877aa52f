/** How the runs about single inserts become one result. */
import type { Implementation } from '../common/implementations.js'
import { median } from '../common/statistics.js'
import type { LatencyAnswer, LatencyProfile, LatencySpec } from './spec.js'

export interface LatencyResult extends LatencySpec {
  name: string
  implementation: Implementation
  /** Nanoseconds, medians over the runs. */
  map: LatencyProfile
  idle: LatencyProfile
  /** Third-longest insert less the third-longest turn of the same loop without a map; median over the runs. */
  excess: number
  runs: LatencyAnswer[]
}

const FIELDS = ['p50', 'p90', 'p99', 'p999', 'p9999', 'p99999', 'thirdLongest', 'max'] as const

const medianProfile = (profiles: readonly LatencyProfile[]) =>
  Object.fromEntries(FIELDS.map(field => [field, median(profiles.map(p => p[field]))])) as unknown as LatencyProfile

export const latencyResult = (
  name: string,
  implementation: Implementation,
  spec: LatencySpec,
  answers: readonly LatencyAnswer[],
): LatencyResult => ({
  name: `${name}/${implementation}`,
  implementation,
  ...spec,
  map: medianProfile(answers.map(a => a.map)),
  idle: medianProfile(answers.map(a => a.idle)),
  excess: median(answers.map(a => a.map.thirdLongest - a.idle.thirdLongest)),
  runs: answers.map(({ map, idle }) => ({ map, idle })),
})
