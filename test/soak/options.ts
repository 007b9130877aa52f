/** The command line of `npm run soak`. */

import { parseArgs } from 'node:util'

export const USAGE = `npm run soak -- [options]
  --minutes <number>  how long, 130 by default
  --seed <number>     of what is done; drawn and printed by default
  --duty <share>      the share of the time in which it works, above 0 to 1, 1 by default
  --log <file>        where samples are appended, one a minute, as lines of JSON; build/soak.jsonl by default
  --every <seconds>   between two samples, 60 by default
  --report <file>     only judges the samples of a file`

const SPEC = {
  help: { type: 'boolean', default: false },
  minutes: { type: 'string', default: '130' },
  seed: { type: 'string' },
  duty: { type: 'string', default: '1' },
  log: { type: 'string', default: 'build/soak.jsonl' },
  every: { type: 'string', default: '60' },
  report: { type: 'string' },
} as const

const numberOf = (name: string, text: string, most: number) => {
  const number = Number(text)
  if (!(number > 0 && number <= most)) throw new Error(`--${name} must be above 0 and up to ${most}, not ${text}`)
  return number
}

const seedOf = (text: string | undefined) => {
  const seed = text === undefined ? Math.floor(Math.random() * 2 ** 32) : Number(text)
  if (seed >>> 0 !== seed) throw new Error(`--seed must be an integer from 0 to 4294967295, not ${text}`)
  return seed
}

export const parseOptions = (argv: string[]) => {
  const { values } = parseArgs({ args: argv, options: SPEC, strict: true })
  return {
    ...values,
    minutes: numberOf('minutes', values.minutes, 100_000),
    duty: numberOf('duty', values.duty, 1),
    every: numberOf('every', values.every, 3600),
    seed: seedOf(values.seed),
  }
}

export type Options = ReturnType<typeof parseOptions>
