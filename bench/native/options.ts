/** The command line of the yardstick. */

import { parseArgs } from 'node:util'
import { commandOf, listOf, positive, USUAL_OPTIONS } from '../common/options.js'
import { NATIVE } from './toolchains.js'

const NAMES = NATIVE.map(({ name }) => name)

export const USAGE = `npm run bench:native -- [options]
  --filter <text>     only rows whose name contains the text, such as get-many/ or /1000000
  --programs <a,b>    of ${NAMES.join(', ')}; Map, tophash and tophash/swiss always run
  --n <number>        no row larger than this
  --rounds <number>   processes for each row and contestant (3)
  --from <file>       measure nothing: print the tables of a results file
  --out <file>        where the results go`

const SPEC = {
  ...USUAL_OPTIONS,
  programs: { type: 'string' },
  from: { type: 'string' },
} as const

export const parseOptions = (args: string[]) => {
  const { values } = parseArgs({ args, options: SPEC, strict: true })
  return {
    ...values,
    programs: listOf('programs', values.programs, NAMES),
    n: positive('n', values.n),
    rounds: positive('rounds', values.rounds),
  }
}

export type Options = ReturnType<typeof parseOptions>

const PAIRS = ['filter', 'programs', 'n', 'rounds'] as const

/** Only a whole run becomes the file that the report is made from. */
export const isPart = (options: Options) => PAIRS.some(name => options[name] !== undefined)

/** The command that measures the same again. */
export const repeated = (options: Options) => commandOf('npm run bench:native', options, PAIRS)
