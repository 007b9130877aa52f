/** The same job for a native program and for a Node process: one row, some sizes, a mean. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Implementation } from '../common/implementations.js'
import { mean } from '../common/statistics.js'
import { ask } from '../grid/ask.js'
import { planFor } from '../speed/plan.js'
import type { SpeedTask } from '../speed/task.js'
import { expectedChecksum } from './expected.js'
import type { Program } from './toolchains.js'

export interface Contestant {
  name: string
  label: string
  /** Mean nanoseconds an operation over the sizes; throws if an answer is wrong. */
  measure: (task: SpeedTask) => Promise<number>
}

const PATIENCE_MS = 15 * 60_000

/** One plan holds for all sizes of a task. */
const argumentsOf = (task: SpeedTask) => {
  const { warmupMs, timeMs, samples } = planFor(task, task.sizes.at(-1)!)
  return [task.row.op, task.seed, warmupMs, timeMs, samples, ...task.sizes].map(String)
}

/** Lines of `nanoseconds checksum`, one a size. */
const parseAnswer = (stdout: string, { row, sizes, seed }: SpeedTask) => {
  const lines = stdout.trim().split('\n')
  if (lines.length !== sizes.length) throw new Error(`${lines.length} answers to ${sizes.length} sizes`)
  return lines.map((line, i) => {
    const [nanoseconds, checksum] = line.split(' ').map(Number)
    const expected = expectedChecksum(row, sizes[i]!, seed)
    if (checksum !== expected) throw new Error(`wrong answer: checksum ${checksum}, not ${expected}`)
    if (!(nanoseconds! > 0)) throw new Error(`no time: ${line}`)
    return nanoseconds!
  })
}

/** What a failed program said, without the path that it was called by. */
const outputOf = async (file: string, args: string[]) => {
  try {
    return (await promisify(execFile)(file, args, { timeout: PATIENCE_MS })).stdout
  } catch (error) {
    const { stderr, signal, code } = error as { stderr?: string; signal?: string; code?: unknown }
    throw new Error(stderr?.trim().split('\n')[0] || `the program ended with ${signal ?? code}`)
  }
}

export const nativeContestant = ({ name, label, file }: Program): Contestant => ({
  name,
  label,
  measure: async task => mean(parseAnswer(await outputOf(file, argumentsOf(task)), task)),
})

/** The worker checks every answer against the same data. */
export const nodeContestant = (implementation: Implementation, label: string): Contestant => ({
  name: implementation,
  label,
  measure: async task =>
    mean((await ask(process.execPath, { kind: 'speed', implementation, dist: 'dist', ...task })).nanoseconds),
})
