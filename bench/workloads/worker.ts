/** The child process: one job in, one outcome out. */
import { writeSync } from 'node:fs'
import { perform } from './perform.js'

try {
  writeSync(1, `${JSON.stringify(await perform(JSON.parse(process.argv[2]!)))}\n`)
} catch (error) {
  writeSync(2, `${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`)
  process.exitCode = 1
}
