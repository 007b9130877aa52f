/** The command line of `npm run fuzz`. */

import { parseArgs } from 'node:util'
import { listOf, positive } from '../../bench/common/options.js'

/**
 * Their shares of the time: the checked build is slow, and finds sooner what it finds. A tight one has a memory that can be
 * filled.
 */
export const SHARES = { simd: 4, swar: 2, twin: 1, checked: 1, 'simd-tight': 1, 'swar-tight': 1 } as const
export type Backend = keyof typeof SHARES
export const BACKENDS = Object.keys(SHARES) as Backend[]

export const USAGE = `npm run fuzz -- [options]
  --minutes <number>  how long, 1 by default
  --seed <number>     of the streams; drawn and printed by default
  --backends <a,b>    of ${BACKENDS.join(', ')}; all by default
  --classes <a,b>     only classes whose name contains one of these: Int32Map, Set, Bytes
  --values <a,b>      only maps with values of these kinds: any, int32
  --only <seed>       only the stream of this seed, as a failure prints it
  --replay <file>     only the failure in this file
  --node <version>    another Node for the workers: a number, or a path
  --jobs <number>     workers at a time, 1 by default
  --totals <file>     where what has been done so far is written, anew after each turn of a worker`

const SPEC = {
  help: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '1' },
  seed: { type: 'string' },
  backends: { type: 'string' },
  classes: { type: 'string' },
  values: { type: 'string' },
  only: { type: 'string' },
  replay: { type: 'string' },
  node: { type: 'string' },
  jobs: { type: 'string', default: '1' },
  totals: { type: 'string' },
} as const

const numberOf = (name: string, text: string | undefined) => {
  if (text === undefined) return undefined
  const number = Number(text)
  if (!(number >>> 0 === number)) throw new Error(`--${name} must be an integer from 0 to 4294967295, not ${text}`)
  return number
}

const minutesOf = (text: string) => {
  const minutes = Number(text)
  if (!(minutes > 0)) throw new Error(`--minutes must be a positive number, not ${text}`)
  return minutes
}

export const parseOptions = (argv: string[]) => {
  const { values } = parseArgs({ args: argv, options: SPEC, strict: true })
  return {
    ...values,
    minutes: minutesOf(values.minutes),
    seed: numberOf('seed', values.seed) ?? Math.floor(Math.random() * 2 ** 32),
    only: numberOf('only', values.only),
    jobs: positive('jobs', values.jobs)!,
    backends: listOf('backends', values.backends, BACKENDS) ?? BACKENDS,
    classes: values.classes?.split(','),
    values: values.values?.split(','),
  }
}

export type Options = ReturnType<typeof parseOptions>
