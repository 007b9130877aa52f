/** The command line. */
import { parseArgs } from 'node:util'
import { UserError } from '../common/errors.js'

export const HELP = `Counts the same things with Map and with tophash, side by side, and compares the results.

Usage:
  npm start                 text of the installed packages and the places of two city data packages
  npm start -- FILE…        the 4-byte and 8-byte shingles and the words of your own files

Options:
  -h, --help                show this help

Prints one table and writes report/index.html, which needs no network.
`

export interface Options {
  help: boolean
  files: string[]
}

export function parseOptions(args: string[]): Options {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false } },
    })
    return { help: values.help, files: positionals }
  } catch (error) {
    const [problem] = (error as Error).message.split('. ')
    throw new UserError(`${problem} (see --help)`)
  }
}
