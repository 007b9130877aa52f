/** The command line. */

import { parseArgs } from 'node:util'
import { positive, USUAL_OPTIONS } from '../common/options.js'

export const USAGE = `npm run bench:builds -- --before <directory> [options]
  --before <directory>  the build to compare with, relative to the package's root, such as dist of an older checkout
  --dist <directory>    the build that is compared
  --floors              only the rows of the table of floors instead of the whole small grid
  --filter <text>       only rows whose name contains one of the texts between commas
  --n <number>          no row larger than this
  --rounds <number>     processes for each row and build
  --node <path>         another Node for the workers
  --out <file>          where the results go`

const SPEC = {
  ...USUAL_OPTIONS,
  before: { type: 'string' },
  dist: { type: 'string', default: 'dist' },
  node: { type: 'string' },
  floors: { type: 'boolean', default: false },
} as const

export const parseOptions = (argv: string[]) => {
  const { values } = parseArgs({ args: argv, options: SPEC, strict: true })
  return { ...values, n: positive('n', values.n), rounds: positive('rounds', values.rounds) ?? 5 }
}

export type Options = ReturnType<typeof parseOptions>
