/** Runs a grid: row by row, the implementations taking turns. */
import type { Implementation } from '../common/implementations.js'
import type { SpeedResult } from '../common/measured.js'
import type { Progress } from '../common/progress.js'
import { type Key, rowName, type SpeedCell } from '../common/rows.js'
import { compareWith, mean, median } from '../common/statistics.js'
import { takeTurns } from '../common/turns.js'
import { latencyResult } from '../latency/results.js'
import { collectionResult, memoryResult } from '../memory/results.js'
import { ask, seedOf } from './ask.js'
import type { Grid, SampleCell } from './cells.js'
import type { Answer, Job, Kind, Specs } from './jobs.js'
import type { Results } from './results.js'
import { sizesOf } from './sizes.js'

export interface Setup {
  node: string
  dist: string
  exact: boolean
  progress: Progress
  results: Results
  /** Called after each row, so that an interrupted run keeps what it has. */
  onRow: () => void
}

/** What is the same of every turn of a row. */
interface Turn {
  implementation: Implementation
  seed: number
  dist: string
}

/** An implementation that fails is out of this row and reported. */
const turnsOf = <K extends Kind>(
  setup: Setup,
  name: string,
  { implementations, rounds }: { implementations: readonly Implementation[]; rounds: number },
  jobOf: (turn: Turn, round: number) => Job<K>,
) =>
  takeTurns<Implementation, Answer<K>>({
    contestants: implementations,
    rounds,
    ask: async (implementation, round) => {
      const answer = await ask(setup.node, jobOf({ implementation, seed: seedOf(round), dist: setup.dist }, round))
      setup.results.node = answer.node
      return answer
    },
    failed: (implementation, error) => setup.results.failures.push({ name: `${name}/${implementation}`, error }),
    done: implementation => setup.progress.step(`${name}/${implementation}`),
  })

const runSpeed = async (setup: Setup, { rounds, budget }: Grid, { row, implementations }: SpeedCell) => {
  const name = rowName(row)
  const sizes = Array.from({ length: rounds }, (_, round) => sizesOf(row, round, rounds, setup.exact))
  const turns = await turnsOf<'speed'>(setup, name, { implementations, rounds }, (turn, round) => ({
    kind: 'speed',
    row,
    sizes: sizes[round]!,
    budget,
    ...turn,
  }))
  const results = [...turns].map(([implementation, answers]): SpeedResult => {
    const means = answers.map(answer => mean(answer.nanoseconds))
    return { name: `${name}/${implementation}`, ...row, implementation, nsPerOp: median(means), rounds: means, sizes }
  })
  compareWith(
    results.find(r => r.implementation === 'Map'),
    results,
  )
  setup.results.rows.push(...results)
  setup.progress.row(name, results.map(r => `${r.implementation} ${r.nsPerOp.toPrecision(3)} ns`).join(', '))
}

type SampleKind = Exclude<Kind, 'speed'>

interface Samples<K extends SampleKind> {
  kind: K
  resultOf: (name: string, implementation: Implementation, spec: Specs[K], answers: Answer<K>[]) => Results[K][number]
  summaryOf: (result: Results[K][number]) => string
}

const LATENCY: Samples<'latency'> = {
  kind: 'latency',
  resultOf: latencyResult,
  summaryOf: ({ excess }) => `${(excess / 1e6).toPrecision(3)} ms`,
}

const MEMORY: Samples<'memory'> = {
  kind: 'memory',
  resultOf: memoryResult,
  summaryOf: result => `${result.mean.toPrecision(3)} B`,
}

const COLLECTION: Samples<'collection'> = {
  kind: 'collection',
  resultOf: collectionResult,
  summaryOf: ({ excess }) => `${excess.toPrecision(3)} ms`,
}

export const sampleName = (kind: SampleKind, { key, n }: { key: Key; n: number }) => `${kind}/${key}/${n}`

const runSamples = async <K extends SampleKind>(
  setup: Setup,
  { kind, resultOf, summaryOf }: Samples<K>,
  { job, implementations, runs }: SampleCell<Specs[K]>,
) => {
  const name = sampleName(kind, job)
  const jobOf = (turn: Turn) => ({ kind, ...job, ...turn }) as Job<K>
  const turns = await turnsOf<K>(setup, name, { implementations, rounds: runs }, jobOf)
  const results = [...turns].map(([implementation, answers]) => resultOf(name, implementation, job, answers))
  ;(setup.results[kind] as Results[K][number][]).push(...results)
  setup.progress.row(name, results.map(r => `${r.implementation} ${summaryOf(r)}`).join(', '))
}

/** How many processes a grid starts. */
export const countSteps = (grid: Grid) =>
  grid.speed.reduce((sum, c) => sum + c.implementations.length * grid.rounds, 0) +
  [...grid.latency, ...grid.memory, ...grid.collection].reduce((sum, c) => sum + c.implementations.length * c.runs, 0)

export const runGrid = async (grid: Grid, setup: Setup) => {
  const rows = [
    ...grid.speed.map(cell => () => runSpeed(setup, grid, cell)),
    ...grid.latency.map(cell => () => runSamples(setup, LATENCY, cell)),
    ...grid.memory.map(cell => () => runSamples(setup, MEMORY, cell)),
    ...grid.collection.map(cell => () => runSamples(setup, COLLECTION, cell)),
  ]
  for (const run of rows) {
    await run()
    setup.onRow()
  }
}
