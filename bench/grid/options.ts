/** The command line. */

import { parseArgs } from 'node:util'
import { IMPLEMENTATIONS } from '../common/implementations.js'
import { BUILD_OPTIONS, commandOf, listOf, positive, USUAL_OPTIONS } from '../common/options.js'

export const USAGE = `npm run bench -- [options]
  --full              the whole grid (hours) instead of the small one (minutes)
  --floors            only the rows of the table of floors; prints the table
  --latency <n>       only single inserts, up to n entries (as many as 50000000: a minute and 2 GB a process)
  --peers             other libraries' tables, as far as they are installed; see npm run bench:peers
  --from <file>       measure nothing: print the table of floors of a results file
  --filter <text>     only rows whose name contains the text
  --implementations <a,b>  of ${IMPLEMENTATIONS.join(', ')}
  --n <number>        no row larger than this; latency and memory up to this
  --rounds <number>   processes for each row and implementation
  --exact             exactly n entries instead of a doubling from n on
  --node <path>       another Node for the workers
  --dist <directory>  another build of the package, relative to its root
  --out <file>        where the results go`

const SPEC = {
  ...USUAL_OPTIONS,
  ...BUILD_OPTIONS,
  full: { type: 'boolean', default: false },
  floors: { type: 'boolean', default: false },
  exact: { type: 'boolean', default: false },
  peers: { type: 'boolean', default: false },
  from: { type: 'string' },
  latency: { type: 'string' },
} as const

export const parseOptions = (argv: string[]) => {
  const { values } = parseArgs({ args: argv, options: SPEC, strict: true })
  return {
    ...values,
    n: positive('n', values.n),
    latency: positive('latency', values.latency),
    rounds: positive('rounds', values.rounds),
    implementations: listOf('implementations', values.implementations, IMPLEMENTATIONS),
  }
}

export type Options = ReturnType<typeof parseOptions>

const FLAGS = ['full', 'floors', 'exact', 'peers'] as const
const PAIRS = ['latency', 'filter', 'implementations', 'n', 'rounds'] as const

/** The command that measures the same again. */
export const repeated = (options: Options) => commandOf('npm run bench', options, [...FLAGS, ...PAIRS])
