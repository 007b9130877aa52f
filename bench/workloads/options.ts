/** The command line of `npm run bench:workloads`. */
import { parseArgs } from 'node:util'
import { IMPLEMENTATIONS } from './library.js'
import { FORMS } from './workload.js'

export const USAGE = `npm run bench:workloads -- [options]
  --filter <text>     only workloads whose name contains the text
  --forms <a,b>       of ${FORMS.join(', ')}
  --implementations <a,b>  of ${IMPLEMENTATIONS.join(', ')}; simd by default
  --n <number>        this size for every workload
  --smoke             small sizes: shows that all is well, and measures nothing
  --rounds <number>   processes for each workload and form; 3 by default
  --list              names and sizes
  --node <path>       another Node for the workers
  --dist <directory>  another build of the package, relative to its root
  --out <file>        where the results go`

const SPEC = {
  smoke: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  filter: { type: 'string' },
  forms: { type: 'string' },
  implementations: { type: 'string' },
  n: { type: 'string' },
  rounds: { type: 'string' },
  node: { type: 'string' },
  dist: { type: 'string', default: 'dist' },
  out: { type: 'string' },
} as const

const positive = (name: string, text: string | undefined) => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a positive integer, not ${text}`)
  return number
}

const listOf = <T extends string>(name: string, text: string | undefined, among: readonly T[]) => {
  if (text === undefined) return undefined
  const names = text.split(',') as T[]
  const unknown = names.find(one => !among.includes(one))
  if (unknown !== undefined) throw new Error(`--${name}: ${unknown} is none of ${among.join(', ')}`)
  return names
}

export const parseOptions = (argv: string[]) => {
  const values = parseArgs({ args: argv, options: SPEC, strict: true }).values
  return {
    ...values,
    n: positive('n', values.n),
    rounds: positive('rounds', values.rounds),
    forms: listOf('forms', values.forms, FORMS),
    implementations: listOf('implementations', values.implementations, IMPLEMENTATIONS),
  }
}

export type Options = ReturnType<typeof parseOptions>

/** How to repeat a run elsewhere: paths belong to the machine and are left out. */
export const commandOf = (options: Options) => {
  const flags = options.smoke ? ['--smoke'] : []
  const pairs = (['filter', 'forms', 'implementations', 'n', 'rounds'] as const)
    .filter(name => options[name] !== undefined)
    .map(name => `--${name} ${options[name]}`)
  return ['npm run bench:workloads', ...(flags.length + pairs.length ? ['--'] : []), ...flags, ...pairs].join(' ')
}
