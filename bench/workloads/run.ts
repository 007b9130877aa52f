/** Runs workloads one after another, the contestants taking turns, each run in a process of its own. */
import { askScript } from '../common/children.js'
import type { Build } from '../common/library.js'
import type { Progress } from '../common/progress.js'
import type { Failure } from '../common/results-file.js'
import { compareWith, median, type Speed } from '../common/statistics.js'
import { takeTurns } from '../common/turns.js'
import type { Job, Outcome } from './job.js'
import type { Answer, Form, Workload } from './workload.js'

export interface Contestant {
  /** `Map`, `single`, `many`; the implementation behind it where it is not the usual one. */
  name: string
  form: Form
  implementation: Build
}

export interface WorkloadResult extends Speed {
  workload: string
  /** Part of the workload; '' where it is timed as a whole. */
  lap: string
  n: number
  unit: string
  contestant: string
  form: Form
  implementation: Build
  /** Median of the rounds. */
  milliseconds: number
  rounds: number[]
}

/** What the answers were compared with. */
type Check = 'published' | 'computed' | 'each other'

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

const USUAL: Build = 'simd'

const nameOf = (form: Form, implementation: Build) => (implementation === USUAL ? form : `${form} (${implementation})`)

export const contestantsOf = (
  { forms }: Workload,
  among: readonly Form[],
  implementations: readonly Build[],
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
  for (const row of rows) {
    const map = rows.find(({ form, lap }) => form === 'Map' && lap === row.lap)
    compareWith(map, [row])
  }
  return rows
}

/** One workload at one size: every answer must be the expected one, or else equal to the first. */
export const runWorkload = async (setup: Setup, workload: Workload, n: number, contestants: Contestant[]) => {
  const { results, dist, rounds, progress } = setup
  const { name } = workload
  let [check, answer] = await expectationOf(setup, workload, n)
  const turns = await takeTurns({
    contestants,
    rounds,
    ask: async ({ form, implementation }) => {
      const outcome = await ask(setup, { workload: name, n, form, implementation, dist })
      answer ??= outcome.answer
      if (outcome.answer !== answer) throw new Error(`wrong answer: ${outcome.answer}, not ${answer}`)
      return outcome
    },
    failed: (contestant, error) => {
      const list = error.includes(LIMIT) ? results.limits : results.failures
      list.push({ name: `${name}/${contestant.name}`, error })
    },
    done: contestant => progress.step(`${name}/${contestant.name}`),
  })
  const rows = rowsOf(workload, n, turns)
  results.rows.push(...rows)
  if (answer !== undefined) results.answers.push({ workload: name, n, check, answer })
  progress.row(name, rows.map(row => `${row.contestant} ${row.lap} ${row.milliseconds.toPrecision(3)} ms`).join(', '))
  setup.onRow()
}
