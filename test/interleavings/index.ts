// npm run test:interleavings -- [options]
//   --only <text>     scenarios, or faults, with that in their names
//   --bound <n>       preemptions, instead of what each scenario has
//   --limit <n>       schedules of each scenario and bound
//   --faults          plants the faults and looks for each of them
//   --replay <turns>  runs one schedule again, of the scenario with that very name
//
// MODEL CHECKING of tables in shared memory. Threads are instances of the real Wasm over one memory. Each access to memory calls
// out first (instrument.ts), and there a thread can be suspended by JSPI while another goes on (machine.ts). explore.ts runs all
// schedules of a scenario up to a number of preemptions. Of each, what the operations answered must be explained by some
// order of them (history.ts), and memory must be whole in the end (structure.ts). In crashes.ts a thread dies on the way.
//
// It checks interleavings, each access taking place as a whole and at once for all: not weak memory.

import { parseArgs } from 'node:util'
import { explore, replay } from './explore.js'
import { canSuspend } from './machine.js'
import { ALL, built, described, FAULTS, hunt } from './run.js'

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    bound: { type: 'string' },
    limit: { type: 'string', default: 'Infinity' },
    faults: { type: 'boolean', default: false },
    replay: { type: 'string' },
  },
})
const { only } = values

async function runScenarios(): Promise<boolean> {
  const moduleOf = built()
  let isRight = true
  for (const scenario of ALL.filter(({ name }) => name.includes(only))) {
    const begin = performance.now()
    const bound = Number(values.bound ?? scenario.bound)
    const all = await explore(scenario, await moduleOf(scenario), bound, Number(values.limit))
    const last = all.at(-1)!
    const counts = all.map(({ schedules, isComplete }) => `${schedules}${isComplete ? '' : ' …'}`).join(', ')
    const steps = all.reduce((sum, each) => sum + each.steps, 0)
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    console.log(`${scenario.name}: ${counts} schedules with 0, 1, … preemptions, ${steps} steps, ${seconds} s`)
    if (!last.finding) continue
    console.log(described(scenario, last))
    isRight = false
  }
  return isRight
}

async function runFaults(): Promise<boolean> {
  let isRight = true
  for (const fault of FAULTS.filter(({ name }) => name.includes(only))) {
    const { finding, preemptions, schedules } = await hunt(fault)
    const how = finding ? `found with ${preemptions} preemptions, after ${schedules} schedules of so many` : 'NOT FOUND'
    console.log(`${fault.name}: ${how}, in ${fault.scenario}${finding ? `: ${finding.problems[0]}` : ''}`)
    isRight &&= finding !== undefined
  }
  return isRight
}

async function runAgain(schedule: string): Promise<boolean> {
  const scenario = ALL.find(({ name }) => name === only)
  if (!scenario) throw new Error(`no scenario ${only}`)
  const { outcome, problems } = await replay(scenario, await built()(scenario), JSON.parse(schedule))
  const finding = { schedule: outcome.turns, problems, outcome }
  const nothing = { preemptions: 0, schedules: 1, steps: outcome.steps, isComplete: true }
  console.log(described(scenario, { ...nothing, finding }))
  return problems.length === 0
}

if (!canSuspend) throw new Error('this Node has no JSPI: Node 24 and newer have')
const run = values.replay !== undefined ? runAgain(values.replay) : values.faults ? runFaults() : runScenarios()
if (!(await run)) process.exitCode = 1
