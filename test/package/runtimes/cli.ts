// The program that Node, Bun and Deno run. Its last line is the outcome as JSON.

import { run } from './run.js'

const outcome = await run(process.argv[2])
console.log(JSON.stringify(outcome))
process.exit(outcome.failures.length === 0 ? 0 : 1)
