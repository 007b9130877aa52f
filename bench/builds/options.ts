/** The command line. */

import { parseArgs } from 'node:util'
import { BUILDS, type Build } from '../common/library.js'
import { listOf, positive, USUAL_OPTIONS } from '../common/options.js'

export const USAGE = `npm run bench:builds -- --before <directory> [options]
  --before <directory>  the build to compare with, relative to the package's root, such as dist of an older checkout
  --dist <directory>    the build that is compared
  --implementation <a>  what is measured of both: ${BUILDS.join(', ')}; simd by default
  --floors              only the rows of the tables of floors instead of the whole small grid
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
  implementation: { type: 'string' },
  floors: { type: 'boolean', default: false },
} as const

const USUAL: Build = 'simd'

export const parseOptions = (argv: string[]) => {
  const { values } = parseArgs({ args: argv, options: SPEC, strict: true })
  const [implementation = USUAL] = listOf('implementation', values.implementation, BUILDS) ?? []
  return { ...values, implementation, n: positive('n', values.n), rounds: positive('rounds', values.rounds) ?? 5 }
}

export type Options = ReturnType<typeof parseOptions>
