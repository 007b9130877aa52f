/** Two builds of the package, row by row, in turns: the older one twice, so that what chance does stands beside it. */
import type { Build } from '../common/library.js'
import { rowName, type SpeedCell } from '../common/rows.js'
import { mean, median } from '../common/statistics.js'
import { ask, seedOf } from '../grid/ask.js'
import { sizesOf } from '../grid/sizes.js'

const CONTESTANTS = ['before', 'again', 'after'] as const
export type Contestant = (typeof CONTESTANTS)[number]

export interface Compared {
  name: string
  /** Nanoseconds an operation of the older build: the median of the rounds. */
  before: number
  /** Speed as a multiple of the older build's in the same round, one a round: of the newer build, and of itself. */
  speeds: number[]
  again: number[]
}

export interface Builds {
  node: string
  before: string
  dist: string
  implementation: Build
  rounds: number
  budget: { warmupMs: number; timeMs: number }
}

/** Who begins changes with the round. */
const inTurn = (round: number) => CONTESTANTS.map((_, i) => CONTESTANTS[(i + round) % CONTESTANTS.length]!)

/** @throws what a process died of */
export const compareRow = async ({ row }: SpeedCell, builds: Builds): Promise<Compared> => {
  const { node, before, dist, implementation, rounds, budget } = builds
  const times: Record<Contestant, number[]> = { before: [], again: [], after: [] }
  for (let round = 0; round < rounds; round++) {
    const sizes = sizesOf(row, round, rounds, false)
    for (const contestant of inTurn(round)) {
      const { nanoseconds } = await ask<'speed'>(node, {
        kind: 'speed',
        row,
        sizes,
        budget,
        implementation,
        seed: seedOf(round),
        dist: contestant === 'after' ? dist : before,
      })
      times[contestant].push(mean(nanoseconds))
    }
  }
  const speeds = (of: number[]) => of.map((time, round) => times.before[round]! / time)
  return {
    name: rowName(row),
    before: median(times.before),
    speeds: speeds(times.after),
    again: speeds(times.again),
  }
}
