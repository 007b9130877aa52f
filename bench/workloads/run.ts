/** Runs workloads one after another, the contestants taking turns, each run in a process of its own. */
import { askScript } from '../common/children.js'
import type { Progress } from '../common/progress.js'
import type { Failure } from '../grid/results.js'
import { median } from '../grid/results.js'
import type { Job, Outcome } from './job.js'
import type { Implementation } from './library.js'
import type { Answer, Form, Workload } from './workload.js'

export interface Contestant {
  /** `Map`, `single`, `many`; the implementation behind it where it is not the usual one. */
  name: string
  form: Form
  implementation: Implementation
}

export interface WorkloadResult {
  workload: string
  /** Part of the workload; '' where it is timed as a whole. */
  lap: string
  n: number
  unit: string
  contestant: string
  form: Form
  implementation: Implementation
  /** Median of the rounds. */
  milliseconds: number
  rounds: number[]
  /** How many times as fast as `Map` in the same round: median, least, greatest. */
  speed?: number
  speedRange?: [number, number]
}

/** What the answers were compared with. */
export type Check = 'published' | 'computed' | 'each other'

export interface Checked {
  workload: string
  n: number
  check: Check
  answer: Answer
}

export interface WorkloadResults {
  rows: WorkloadResult[]
  answers: Checked[]
  failures: Failure[]
  /** What a contestant cannot hold. */
  limits: Failure[]
}

export interface Setup {
  node: string
  dist: string
  rounds: number
  progress: Progress
  results: WorkloadResults
  /** Called after each workload, so that an interrupted run keeps what it has. */
  onRow: () => void
}

const USUAL: Implementation = 'simd'

const nameOf = (form: Form, implementation: Implementation) =>
  implementation === USUAL ? form : `${form} (${implementation})`

export const contestantsOf = (
  { forms }: Workload,
  among: readonly Form[],
  implementations: readonly Implementation[],
): Contestant[] =>
  among
    .filter(form => forms[form] !== undefined)
    .flatMap(form =>
      (form === 'Map' ? [USUAL] : implementations).map(implementation => ({
        name: nameOf(form, implementation),
        form,
        implementation,
      })),
    )

const ask = ({ node }: Setup, job: Job) => askScript<Outcome>(node, 'bench/workloads/worker.ts', job)

const expectationOf = async (setup: Setup, workload: Workload, n: number): Promise<[Check, Answer?]> => {
  const published = workload.published?.find(one => one.n === n)
  if (published) return ['published', published.answer]
  if (!workload.expected) return ['each other']
  const job = { workload: workload.name, n, form: 'expected', implementation: USUAL, dist: setup.dist } as const
  return ['computed', (await ask(setup, job)).answer]
}

const LIMIT = 'Map maximum size exceeded'

/** Medians and ratios of what has run in every round. */
const rowsOf = ({ name, unit }: Workload, n: number, outcomes: Map<Contestant, Outcome[]>) => {
  const rows = [...outcomes].flatMap(([{ name: contestant, form, implementation }, runs]) =>
    (runs[0]?.laps ?? []).map(([lap]): WorkloadResult => {
      const rounds = runs.map(run => new Map(run.laps).get(lap)!)
      const row = { workload: name, lap, n, unit, contestant, form, implementation, rounds }
      return { ...row, milliseconds: median(rounds) }
    }),
  )
  for (const row of rows) compareWithMap(row, rows)
  return rows
}

/** A round is compared with the same round of `Map` only, as the machine may change in between. */
const compareWithMap = (row: WorkloadResult, rows: WorkloadResult[]) => {
  const map = rows.find(({ form, lap }) => form === 'Map' && lap === row.lap)
  if (!map) return
  const ratios = row.rounds.map((milliseconds, round) => map.rounds[round]! / milliseconds)
  row.speed = median(ratios)
  row.speedRange = [Math.min(...ratios), Math.max(...ratios)]
}

/** One workload at one size: every answer must be the expected one, or else equal to the first. */
export const runWorkload = async (setup: Setup, workload: Workload, n: number, contestants: Contestant[]) => {
  const { results, dist, progress } = setup
  const { name } = workload
  let [check, answer] = await expectationOf(setup, workload, n)
  const outcomes = new Map<Contestant, Outcome[]>(contestants.map(contestant => [contestant, []]))
  const drop = (contestant: Contestant, error: string) => {
    outcomes.delete(contestant)
    const list = error.includes(LIMIT) ? results.limits : results.failures
    list.push({ name: `${name}/${contestant.name}`, error })
  }
  for (let round = 0; round < setup.rounds; round++) {
    for (const contestant of contestants) {
      const { form, implementation } = contestant
      const runs = outcomes.get(contestant)
      try {
        if (runs) {
          const outcome = await ask(setup, { workload: name, n, form, implementation, dist })
          answer ??= outcome.answer
          if (outcome.answer === answer) runs.push(outcome)
          else drop(contestant, `wrong answer: ${outcome.answer}, not ${answer}`)
        }
      } catch (error) {
        drop(contestant, (error as Error).message)
      }
      progress.step(`${name}/${contestant.name}`)
    }
  }
  const rows = rowsOf(workload, n, outcomes)
  results.rows.push(...rows)
  if (answer !== undefined) results.answers.push({ workload: name, n, check, answer })
  progress.row(name, rows.map(row => `${row.contestant} ${row.lap} ${row.milliseconds.toPrecision(3)} ms`).join(', '))
  setup.onRow()
}
