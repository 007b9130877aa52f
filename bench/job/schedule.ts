/** Which measurement runs when, and how often. */
import type { JobDescription } from './catalog.js'
import { measure } from './measure.js'
import { type Progress, startProgress } from './progress.js'
import type { Input, JobId, Measurement, Mode, Result, Side } from './protocol.js'

/** Everything measured for one side of a job. `limit` says why the side could not do it. */
export interface SideRuns {
  timed: Measurement[]
  latency: Measurement | null
  limit: string | null
}

export interface JobRuns {
  job: JobDescription
  Map: SideRuns
  tophash: SideRuns
}

export interface Runs {
  jobs: JobRuns[]
  idle: Measurement | null
  /** How much of the text the runs that time single operations take at most. */
  latencyTextBytes: number
}

/** A side failed for a reason that is no limit of `Map`, or said one thing first and another thing later. */
export class MeasurementError extends Error {}

const SIDES = ['Map', 'tophash'] as const
const MOST_ROUNDS = 3

// The first round and the latencies always run; a further round only starts if it should end within the budget.
// Short jobs need more rounds than long ones for a median that means something, and may take longer for it.
const SHORT_MS = 2500
const BUDGET_MS = 36_000
const SHORT_BUDGET_MS = 43_000

// Reading the clock after every operation costs as much as the operation. So much of the installed text is enough to
// see every growth of both tables; a machine that needed long for the first round gets half of it.
const LATENCY_TEXT_BYTES = 17_000_000
const SLOW_ROUND_MS = 20_000

class Schedule {
  readonly #begin = performance.now()
  readonly #costs = new Map<JobId, number>()
  readonly runs: Runs

  constructor(
    jobs: JobDescription[],
    readonly input: Input,
    readonly progress: Progress,
  ) {
    this.runs = {
      jobs: jobs.map(job => ({ job, Map: noRuns(), tophash: noRuns() })),
      idle: null,
      latencyTextBytes: LATENCY_TEXT_BYTES,
    }
  }

  async run(): Promise<Runs> {
    for (const runs of this.runs.jobs) await this.#timePair(runs, 1)
    if (performance.now() - this.#begin > SLOW_ROUND_MS) this.runs.latencyTextBytes /= 2
    for (const runs of this.runs.jobs) await this.#latencyPair(runs)
    this.runs.idle = await this.#idle()
    for (let round = 2; round <= MOST_ROUNDS; round++) {
      for (const runs of this.#cheapestFirst()) await this.#furtherRound(runs, round)
    }
    return this.runs
  }

  #cheapestFirst(): JobRuns[] {
    const cost = ({ job }: JobRuns) => this.#costs.get(job.id)!
    return [...this.runs.jobs].sort((a, b) => cost(a) - cost(b))
  }

  async #furtherRound(runs: JobRuns, round: number): Promise<void> {
    const cost = this.#costs.get(runs.job.id)!
    const budget = cost <= SHORT_MS ? SHORT_BUDGET_MS : BUDGET_MS
    if (performance.now() - this.#begin + cost <= budget) await this.#timePair(runs, round)
    else this.progress.done(SIDES.length)
  }

  async #timePair(runs: JobRuns, round: number): Promise<void> {
    const begin = performance.now()
    for (const side of SIDES) {
      const result = await this.#step(runs, side, 'time', `${runs.job.name}, ${side}, round ${round}`)
      if (result !== null) runs[side].timed.push(result)
    }
    this.#costs.set(runs.job.id, performance.now() - begin)
  }

  async #latencyPair(runs: JobRuns): Promise<void> {
    for (const side of SIDES) {
      runs[side].latency = await this.#step(runs, side, 'latency', `${runs.job.name}, ${side}, each operation`)
    }
  }

  async #step(runs: JobRuns, side: 'Map' | 'tophash', mode: Mode, label: string): Promise<Measurement | null> {
    const own = runs[side]
    if (own.limit !== null) {
      this.progress.done()
      return null
    }
    const result = await this.#measure(runs.job.id, side, mode, label)
    if (result.ok) return result
    if (!result.limit) throw new MeasurementError(`${label}: ${result.reason}`)
    own.limit = result.reason
    return null
  }

  async #idle(): Promise<Measurement> {
    const first = this.runs.jobs[0]!.job
    const result = await this.#measure(first.id, 'idle', 'latency', 'the same loop without a map')
    if (!result.ok) throw new MeasurementError(`idle loop: ${result.reason}`)
    return result
  }

  async #measure(job: JobId, side: Side, mode: Mode, label: string): Promise<Result> {
    this.progress.step(label)
    const textBytes = mode === 'latency' ? this.runs.latencyTextBytes : this.input.textBytes
    const result = await measure({ job, side, mode, input: { ...this.input, textBytes } })
    this.progress.done()
    return result
  }
}

const noRuns = (): SideRuns => ({ timed: [], latency: null, limit: null })

/** Runs every job on both sides, A B A B, each run in a process of its own. */
export async function runJobs(jobs: JobDescription[], input: Input): Promise<Runs> {
  const steps = jobs.length * SIDES.length * (MOST_ROUNDS + 1) + 1
  const progress = startProgress(steps)
  try {
    return await new Schedule(jobs, input, progress).run()
  } finally {
    progress.stop()
  }
}
