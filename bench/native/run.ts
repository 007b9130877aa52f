/** Runs the rows of the yardstick, the contestants taking turns. */
import type { Progress } from '../common/progress.js'
import { type Row, rowName } from '../common/rows.js'
import { median } from '../common/statistics.js'
import { takeTurns } from '../common/turns.js'
import { seedOf } from '../grid/ask.js'
import { sizesOf } from '../grid/sizes.js'
import { smallGrid } from '../grid/small.js'
import type { SpeedTask } from '../speed/task.js'
import type { Contestant } from './contestants.js'
import type { NativeResult, NativeResults } from './results.js'

const { budget, rounds } = smallGrid(true)

export const USUAL_ROUNDS = rounds

export interface Setup {
  contestants: Contestant[]
  rounds: number
  results: NativeResults
  progress: Progress
}

/** A contestant that fails is out of this row and reported. */
export const runRow = async (row: Row, { contestants, rounds, results, progress }: Setup) => {
  const name = rowName(row)
  const tasks = Array.from(
    { length: rounds },
    (_, round): SpeedTask => ({ row, sizes: sizesOf(row, round, rounds, false), seed: seedOf(round), budget }),
  )
  const turns = await takeTurns({
    contestants,
    rounds,
    ask: (contestant, round) => contestant.measure(tasks[round]!),
    failed: (contestant, error) =>
      results.failures.push({ name: `${name}/${contestant.name}`, error: error.split('\n')[0]! }),
    done: contestant => progress.step(`${name}/${contestant.name}`),
  })
  const sizes = tasks.map(task => task.sizes)
  const found = [...turns].map(
    ([{ name: contestant }, times]): NativeResult => ({
      name: `${name}/${contestant}`,
      ...row,
      contestant,
      nsPerOp: median(times),
      rounds: times,
      sizes,
    }),
  )
  results.rows.push(...found)
  progress.row(name, found.map(r => `${r.contestant} ${r.nsPerOp.toPrecision(3)} ns`).join(', '))
}
