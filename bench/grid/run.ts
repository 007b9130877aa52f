/** Runs a grid: row by row, round by round, the implementations taking turns. */
import { ask } from '../common/children.js'
import type { Progress } from '../common/progress.js'
import type {
  CollectionAnswer,
  CollectionSpec,
  Implementation,
  LatencyAnswer,
  LatencySpec,
  MemoryAnswer,
  MemorySpec,
} from '../common/rows.js'
import { type Job, rowName } from '../common/rows.js'
import type { Grid, SampleCell, SpeedCell } from './grid.js'
import { sizesOf } from './grid.js'
import type { CollectionResult, LatencyResult, MemoryResult, Results, SpeedResult } from './results.js'
import { compareWithMap, mean, median, medianProfile } from './results.js'

export interface Setup {
  node: string
  dist: string
  exact: boolean
  progress: Progress
  results: Results
  /** Called after each row, so that an interrupted run keeps what it has. */
  onRow: () => void
}

/** Every run and round has its own data, the same for all implementations. */
export const seedOf = (round: number) => 0x746f70 + 7919 * round

/** Asks until all rounds are answered; an implementation that fails is out of this row and reported. */
const takeTurns = async <A>(
  setup: Setup,
  name: string,
  implementations: readonly Implementation[],
  rounds: number,
  one: (implementation: Implementation, round: number) => Promise<A>,
) => {
  const answers = new Map<Implementation, A[]>(implementations.map(i => [i, []]))
  for (let round = 0; round < rounds; round++) {
    for (const implementation of implementations) {
      const list = answers.get(implementation)
      if (list) {
        try {
          list.push(await one(implementation, round))
        } catch (error) {
          answers.delete(implementation)
          setup.results.failures.push({ name: `${name}/${implementation}`, error: (error as Error).message })
        }
      }
      setup.progress.step(`${name}/${implementation}`)
    }
  }
  return [...answers]
}

/** Asks a worker, and notes which Node it is. */
const asked = async <J extends Job>(setup: Setup, job: J) => {
  const answer = await ask(setup.node, job)
  setup.results.node = answer.node
  return answer
}

const runSpeed = async (setup: Setup, grid: Grid, { row, implementations }: SpeedCell) => {
  const { dist, exact } = setup
  const name = rowName(row)
  const sizes = Array.from({ length: grid.rounds }, (_, round) => sizesOf(row, round, grid.rounds, exact))
  const turns = await takeTurns(setup, name, implementations, grid.rounds, async (implementation, round) => {
    const common = { kind: 'speed', row, sizes: sizes[round]!, budget: grid.budget } as const
    const answer = await asked(setup, { ...common, implementation, seed: seedOf(round), dist })
    return mean(answer.nanoseconds)
  })
  const results = turns.map(
    ([implementation, rounds]): SpeedResult => ({
      name: `${name}/${implementation}`,
      ...row,
      implementation,
      nsPerOp: median(rounds),
      rounds,
      sizes,
    }),
  )
  compareWithMap(results)
  setup.results.rows.push(...results)
  setup.progress.row(name, results.map(r => `${r.implementation} ${r.nsPerOp.toPrecision(3)} ns`).join(', '))
}

const runLatency = async (setup: Setup, { job, implementations, runs }: SampleCell<LatencySpec>) => {
  const { dist } = setup
  const name = `latency/${job.key}/${job.n}`
  const turns = await takeTurns(setup, name, implementations, runs, (implementation, run) =>
    asked(setup, { kind: 'latency', ...job, implementation, seed: seedOf(run), dist }),
  )
  const results = turns.map(([implementation, answers]) => latencyResult(name, implementation, job, answers))
  setup.results.latency.push(...results)
  setup.progress.row(name, results.map(r => `${r.implementation} ${(r.excess / 1e6).toPrecision(3)} ms`).join(', '))
}

const latencyResult = (
  name: string,
  implementation: Implementation,
  job: LatencySpec,
  answers: LatencyAnswer[],
): LatencyResult => ({
  name: `${name}/${implementation}`,
  implementation,
  ...job,
  map: medianProfile(answers.map(a => a.map)),
  idle: medianProfile(answers.map(a => a.idle)),
  excess: median(answers.map(a => a.map.thirdLongest - a.idle.thirdLongest)),
  runs: answers.map(({ map, idle }) => ({ map, idle })),
})

const runMemory = async (setup: Setup, { job, implementations, runs }: SampleCell<MemorySpec>) => {
  const { dist } = setup
  const name = `memory/${job.key}/${job.n}`
  const turns = await takeTurns(setup, name, implementations, runs, (implementation, run) =>
    asked(setup, { kind: 'memory', ...job, implementation, seed: seedOf(run), dist }),
  )
  const results = turns.map(([implementation, answers]) => memoryResult(name, implementation, job, answers))
  setup.results.memory.push(...results)
  setup.progress.row(name, results.map(r => `${r.implementation} ${r.mean.toPrecision(3)} B`).join(', '))
}

/** The last point is the end of the doubling, the first of the next one. */
const bytesOf = (answer: MemoryAnswer) => answer.points.slice(0, -1).map(p => p.bytesPerEntry)

const memoryResult = (
  name: string,
  implementation: Implementation,
  job: MemorySpec,
  answers: MemoryAnswer[],
): MemoryResult => {
  const byMean = [...answers].sort((a, b) => mean(bytesOf(a)) - mean(bytesOf(b)))
  const typical = byMean[byMean.length >> 1]!
  const bytes = bytesOf(typical)
  return {
    name: `${name}/${implementation}`,
    implementation,
    key: job.key,
    n: job.n,
    ...(job.to !== undefined && { to: job.to }),
    worst: Math.max(...bytes),
    mean: mean(bytes),
    points: typical.points,
  }
}

const runCollection = async (setup: Setup, { job, implementations, runs }: SampleCell<CollectionSpec>) => {
  const { dist } = setup
  const name = `collection/${job.key}/${job.n}`
  const turns = await takeTurns(setup, name, implementations, runs, (implementation, run) =>
    asked(setup, { kind: 'collection', ...job, implementation, seed: seedOf(run), dist }),
  )
  const results = turns.map(([implementation, answers]) => collectionResult(name, implementation, job, answers))
  setup.results.collection.push(...results)
  setup.progress.row(name, results.map(r => `${r.implementation} ${r.excess.toPrecision(3)} ms`).join(', '))
}

const collectionResult = (
  name: string,
  implementation: Implementation,
  job: CollectionSpec,
  answers: CollectionAnswer[],
): CollectionResult => ({
  name: `${name}/${implementation}`,
  implementation,
  ...job,
  alone: median(answers.map(a => a.alone)),
  held: median(answers.map(a => a.held)),
  excess: median(answers.map(a => a.held - a.alone)),
  runs: answers.map(({ alone, held }) => ({ alone, held })),
})

/** How many workers a grid starts. */
export const countSteps = (grid: Grid) =>
  grid.speed.reduce((sum, c) => sum + c.implementations.length * grid.rounds, 0) +
  [...grid.latency, ...grid.memory, ...grid.collection].reduce((sum, c) => sum + c.implementations.length * c.runs, 0)

export const runGrid = async (grid: Grid, setup: Setup) => {
  for (const speed of grid.speed) {
    await runSpeed(setup, grid, speed)
    setup.onRow()
  }
  for (const latency of grid.latency) {
    await runLatency(setup, latency)
    setup.onRow()
  }
  for (const memory of grid.memory) {
    await runMemory(setup, memory)
    setup.onRow()
  }
  for (const collection of grid.collection) {
    await runCollection(setup, collection)
    setup.onRow()
  }
}
