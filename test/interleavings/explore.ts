// Runs all schedules of a scenario up to so many preemptions, depth first: the last choice that can be another one is made so.

import type { Outcome, Turn } from './machine.js'
import { type Scenario, Stage } from './scenario.js'

export interface Finding {
  /** To be run again. */
  schedule: Turn[]
  problems: string[]
  outcome: Outcome
}

export interface Exploration {
  preemptions: number
  schedules: number
  steps: number
  isComplete: boolean
  finding: Finding | undefined
}

/** The choices of the next run; undefined after the last one. */
function following({ choices, widths }: Outcome): number[] | undefined {
  let last = choices.length - 1
  while (last >= 0 && choices[last]! + 1 === widths[last]) last--
  return last < 0 ? undefined : [...choices.slice(0, last), choices[last]! + 1]
}

/** All schedules with at most so many preemptions, or the first `limit` of them, until one is found that is wrong. */
async function sweep(stage: Stage, preemptions: number, limit: number): Promise<Exploration> {
  const result: Exploration = { preemptions, schedules: 0, steps: 0, isComplete: false, finding: undefined }
  let prefix: number[] | undefined = []
  while (prefix !== undefined) {
    if (result.schedules === limit) return result
    const outcome: Outcome = await stage.run(prefix, preemptions)
    result.schedules++
    result.steps += outcome.steps
    const problems = stage.problemsOf(outcome)
    if (problems.length > 0) {
      result.finding = { schedule: outcome.turns, problems, outcome }
      return result
    }
    prefix = following(outcome)
  }
  result.isComplete = true
  return result
}

/** The same, again while there are words in common that were not known. */
async function settled(stage: Stage, preemptions: number, limit: number): Promise<Exploration> {
  let schedules = 0
  let steps = 0
  for (;;) {
    const last = await sweep(stage, preemptions, limit)
    schedules += last.schedules
    steps += last.steps
    if (last.finding || !last.isComplete || !stage.machine.learn()) return { ...last, schedules, steps }
  }
}

/** With 0 preemptions, with 1, and so on up to `bound`: what came of each, the last one with what is wrong, if anything is. */
export async function explore(
  scenario: Scenario,
  module: WebAssembly.Module,
  bound: number,
  limit = Number.POSITIVE_INFINITY,
): Promise<Exploration[]> {
  const stage = await Stage.of(scenario, module)
  const all: Exploration[] = []
  for (let preemptions = 0; preemptions <= bound; preemptions++) {
    const each = await settled(stage, preemptions, limit)
    all.push(each)
    if (each.finding || !each.isComplete) break
  }
  return all
}

/** Runs one schedule again. */
export async function replay(
  scenario: Scenario,
  module: WebAssembly.Module,
  schedule: readonly Turn[],
): Promise<{ outcome: Outcome; problems: string[] }> {
  const stage = await Stage.of(scenario, module)
  const outcome = await stage.repeat(schedule)
  return { outcome, problems: stage.problemsOf(outcome) }
}
