/** Medians of all runs, and whether their results are equal. */
import { median } from '../common/statistics.js'
import { difference } from './digest.js'
import type { LatencySummary } from './latency.js'
import type { Measurement } from './protocol.js'
import { type JobRuns, MeasurementError, type Runs, type SideRuns } from './schedule.js'

export interface SideSummary {
  /** Median of the rounds, undefined when the side met a limit. */
  milliseconds: number | undefined
  rounds: number
  /** Undefined for a small table: resident memory moves by more than that for other reasons. */
  bytesAnEntry: number | undefined
  latency: LatencySummary | null
  limit: string | null
}

export interface JobSummary {
  name: string
  what: string
  classes: string
  operations: number
  entries: number
  matched: number | undefined
  Map: SideSummary
  tophash: SideSummary
  /** Times of Map over times of tophash: over 1 is faster. */
  ratio: number | undefined
  /** False when there was only one result. */
  compared: boolean
}

export interface Summary {
  jobs: JobSummary[]
  /** What tophash pays once a process, median of all runs. */
  startMilliseconds: number
  idle: LatencySummary | null
  /** How much of the text the single operations were timed over. */
  latencyTextBytes: number
}

const medianOf = (values: number[]): number | undefined => (values.length === 0 ? undefined : median(values))

const latencyOf = (run: Measurement | null): LatencySummary | null =>
  run === null || run.operations === 0 ? null : run.latency

function demandEqual(name: string, runs: Measurement[]): void {
  const [first, ...others] = runs
  for (const other of others) {
    const clause = difference(first!.digest, other.digest)
    if (clause !== undefined) throw new MeasurementError(`results differ in ${name}: ${clause}`)
  }
}

/** All runs over the same input have to give the same, whichever side ran. */
function compareResults({ job, Map: map, tophash }: JobRuns): void {
  demandEqual(job.name, [...tophash.timed, ...map.timed])
  const latencies = [tophash.latency, map.latency].filter(run => run !== null)
  demandEqual(`${job.name}, each operation`, latencies)
}

// Below this a table is too small for the growth of resident memory to say anything about it.
const LEAST_ENTRIES = 100_000

function summarizeSide({ timed, latency, limit }: SideRuns): SideSummary {
  const bytes = timed.filter(run => run.digest.size >= LEAST_ENTRIES).map(run => run.residentBytes / run.digest.size)
  return {
    milliseconds: medianOf(timed.map(run => run.milliseconds)),
    rounds: timed.length,
    bytesAnEntry: medianOf(bytes),
    latency: latencyOf(latency),
    limit,
  }
}

function summarizeJob(runs: JobRuns): JobSummary {
  compareResults(runs)
  const { name, what, classes } = runs.job
  const { operations, digest } = runs.tophash.timed[0]!
  const [map, tophash] = [summarizeSide(runs.Map), summarizeSide(runs.tophash)]
  const bothRan = map.milliseconds !== undefined && tophash.milliseconds !== undefined && operations > 0
  return {
    name,
    what,
    classes,
    operations,
    entries: digest.size,
    matched: digest.facts.matched,
    Map: map,
    tophash,
    ratio: bothRan ? map.milliseconds! / tophash.milliseconds! : undefined,
    compared: runs.Map.timed.length > 0,
  }
}

function summarizeStart(jobs: JobRuns[]): number {
  const timed = jobs.flatMap(({ tophash }) => tophash.timed)
  return median(timed.map(run => run.startMilliseconds))
}

/** Medians of all runs. Throws a MeasurementError if any two results are not equal. */
export function summarize({ jobs, idle, latencyTextBytes }: Runs): Summary {
  return {
    jobs: jobs.map(summarizeJob),
    startMilliseconds: summarizeStart(jobs),
    idle: latencyOf(idle),
    latencyTextBytes,
  }
}
