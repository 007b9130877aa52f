/** The command line of the yardstick. */
import { parseArgs } from 'node:util'
import { positive } from '../grid/options.js'
import { NATIVE } from './toolchains.js'

const NAMES = NATIVE.map(({ name }) => name)

export const USAGE = `npm run bench:native -- [options]
  --filter <text>     only rows whose name contains the text, such as get-many/ or /1000000
  --programs <a,b>    of ${NAMES.join(', ')}; Map and tophash always run
  --n <number>        no row larger than this
  --rounds <number>   processes for each row and contestant (3)
  --from <file>       measure nothing: print the tables of a results file
  --out <file>        where the results go`

const SPEC = {
  help: { type: 'boolean', default: false },
  filter: { type: 'string' },
  programs: { type: 'string' },
  n: { type: 'string' },
  rounds: { type: 'string' },
  from: { type: 'string' },
  out: { type: 'string' },
} as const

export const parseNativeOptions = (args: string[]) => {
  const { values } = parseArgs({ args, options: SPEC, strict: true })
  const programs = values.programs?.split(',')
  const unknown = programs?.find(name => !NAMES.includes(name))
  if (unknown !== undefined) throw new Error(`--programs: ${unknown} is none of ${NAMES.join(', ')}`)
  return { ...values, programs, n: positive('n', values.n), rounds: positive('rounds', values.rounds) }
}

export type NativeOptions = ReturnType<typeof parseNativeOptions>

/** Only a whole run becomes the file that the report is made from. */
export const isPart = ({ filter, programs, n, rounds }: NativeOptions) =>
  [filter, programs, n, rounds].some(option => option !== undefined)

export const nativeCommand = (options: NativeOptions) => {
  const pairs = (['filter', 'programs', 'n', 'rounds'] as const)
    .filter(name => options[name] !== undefined)
    .map(name => ` --${name} ${options[name]}`)
  return `npm run bench:native${pairs.length > 0 ? ' --' : ''}${pairs.join('')}`
}
