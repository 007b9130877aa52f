/** The command line. */
import { parseArgs } from 'node:util'
import type { OwnImplementation } from '../common/rows.js'
import { IMPLEMENTATIONS } from '../common/rows.js'

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
  full: { type: 'boolean', default: false },
  floors: { type: 'boolean', default: false },
  exact: { type: 'boolean', default: false },
  peers: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  from: { type: 'string' },
  filter: { type: 'string' },
  implementations: { type: 'string' },
  n: { type: 'string' },
  latency: { type: 'string' },
  rounds: { type: 'string' },
  node: { type: 'string' },
  dist: { type: 'string', default: 'dist' },
  out: { type: 'string' },
} as const

const parse = (argv: string[]) => parseArgs({ args: argv, options: SPEC, strict: true }).values

export const positive = (name: string, text: string | undefined) => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a positive integer, not ${text}`)
  return number
}

const implementationsOf = (text: string | undefined) => {
  if (text === undefined) return undefined
  const names = text.split(',') as OwnImplementation[]
  const unknown = names.find(name => !IMPLEMENTATIONS.includes(name))
  if (unknown !== undefined) throw new Error(`--implementations: ${unknown} is none of ${IMPLEMENTATIONS.join(', ')}`)
  return names
}

export const parseOptions = (argv: string[]) => {
  const values = parse(argv)
  return {
    ...values,
    n: positive('n', values.n),
    latency: positive('latency', values.latency),
    rounds: positive('rounds', values.rounds),
    implementations: implementationsOf(values.implementations),
  }
}

export type Options = ReturnType<typeof parseOptions>

/** How to repeat a run elsewhere: paths belong to the machine and are left out. */
export const commandOf = (options: Options) => {
  const flags = (['full', 'floors', 'exact', 'peers'] as const).filter(name => options[name]).map(name => `--${name}`)
  const pairs = (['latency', 'filter', 'implementations', 'n', 'rounds'] as const)
    .filter(name => options[name] !== undefined)
    .map(name => `--${name} ${options[name]}`)
  return ['npm run bench', ...(flags.length + pairs.length ? ['--'] : []), ...flags, ...pairs].join(' ')
}
