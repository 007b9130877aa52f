/** The command line. */

import { parseArgs } from 'node:util'
import { IMPLEMENTATIONS } from '../common/implementations.js'
import { BUILD_OPTIONS, commandOf, listOf, positive, USUAL_OPTIONS } from '../common/options.js'
import { LAYOUTS, type Layout } from './floor.js'

export const USAGE = `npm run bench -- [options]
  --full              the whole grid (hours) instead of the small one (minutes)
  --floors [${LAYOUTS.join('|')}]  only the rows of the tables of floors, or of one layout's table; prints the tables
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

/** A word may follow `--floors`, nothing else has one. */
const floorsIn = (floors: boolean, words: string[]): boolean | Layout => {
  if (words.length > (floors ? 1 : 0)) throw new Error(`${words.at(-1)} follows no option that takes it`)
  return listOf('floors', words[0], LAYOUTS)?.[0] ?? floors
}

export const parseOptions = (argv: string[]) => {
  const { values, positionals } = parseArgs({ args: argv, options: SPEC, strict: true, allowPositionals: true })
  return {
    ...values,
    floors: floorsIn(values.floors, positionals),
    n: positive('n', values.n),
    latency: positive('latency', values.latency),
    rounds: positive('rounds', values.rounds),
    implementations: listOf('implementations', values.implementations, IMPLEMENTATIONS),
  }
}

export type Options = ReturnType<typeof parseOptions>

/** The only layout whose floors are wanted, if it is one. */
export const layoutIn = ({ floors }: Options) => (typeof floors === 'string' ? floors : undefined)

const FLAGS = ['full', 'floors', 'exact', 'peers'] as const
const PAIRS = ['latency', 'filter', 'implementations', 'n', 'rounds'] as const

/** The command that measures the same again. */
export const repeated = (options: Options) => commandOf('npm run bench', options, [...FLAGS, ...PAIRS])
