/** A process that was asked: one job in, one answer out. */
import { writeSync } from 'node:fs'

export const answerJob = async <Job>(answer: (job: Job) => Promise<object>) => {
  try {
    writeSync(1, `${JSON.stringify(await answer(JSON.parse(process.argv[2]!)))}\n`)
  } catch (error) {
    writeSync(2, `${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`)
    process.exitCode = 1
  }
}
