/** The command line of `npm run bench:workloads`. */

import { parseArgs } from 'node:util'
import { BUILDS } from '../common/library.js'
import { BUILD_OPTIONS, commandOf, listOf, positive, USUAL_OPTIONS } from '../common/options.js'
import { FORMS } from './workload.js'

export const USAGE = `npm run bench:workloads -- [options]
  --filter <text>     only workloads whose name contains the text
  --forms <a,b>       of ${FORMS.join(', ')}
  --implementations <a,b>  of ${BUILDS.join(', ')}; simd by default
  --n <number>        this size for every workload
  --smoke             small sizes: shows that all is well, and measures nothing
  --rounds <number>   processes for each workload and form; 3 by default
  --list              names and sizes
  --node <path>       another Node for the workers
  --dist <directory>  another build of the package, relative to its root
  --out <file>        where the results go`

const SPEC = {
  ...USUAL_OPTIONS,
  ...BUILD_OPTIONS,
  smoke: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  forms: { type: 'string' },
} as const

export const parseOptions = (argv: string[]) => {
  const values = parseArgs({ args: argv, options: SPEC, strict: true }).values
  return {
    ...values,
    n: positive('n', values.n),
    rounds: positive('rounds', values.rounds),
    forms: listOf('forms', values.forms, FORMS),
    implementations: listOf('implementations', values.implementations, BUILDS),
  }
}

export type Options = ReturnType<typeof parseOptions>

/** The command that measures the same again. */
export const repeated = (options: Options) =>
  commandOf('npm run bench:workloads', options, ['smoke', 'filter', 'forms', 'implementations', 'n', 'rounds'])
