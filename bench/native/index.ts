/** `npm run bench:native`: both layouts of tophash and `Map` beside hash tables of compiled languages. Writes bench/results/native.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { demandBuilds } from '../common/library.js'
import { startProgress } from '../common/progress.js'
import { save } from '../common/results-file.js'
import { fromHere, RESULTS } from '../common/root.js'
import { rowName } from '../common/rows.js'
import { stampOf } from '../common/stamp.js'
import { type Contestant, nativeContestant, nodeContestant } from './contestants.js'
import { isPart, type Options, parseOptions, repeated, USAGE } from './options.js'
import type { NativeResults } from './results.js'
import { NATIVE_ROWS } from './rows.js'
import { runRow, USUAL_ROUNDS } from './run.js'
import { nativeTable } from './table.js'
import { buildPrograms, type Program } from './toolchains.js'

const outputOf = (options: Options) => options.out ?? join(RESULTS, isPart(options) ? 'native.tmp' : 'native.json')

const warn = (text: string) => process.stderr.write(`${text}\n`)

const emptyResults = (options: Options, contestants: Contestant[], programs: Program[]): NativeResults => ({
  ...stampOf(repeated(options)),
  kind: 'native',
  contestants: contestants.map(({ name, label }) => {
    const program = programs.find(p => p.name === name)
    return { name, label, ...(program && { compiler: program.compiler, flags: program.flags }) }
  }),
  rows: [],
  failures: [],
})

const measure = async (options: Options) => {
  demandBuilds('dist', ['simd', 'swiss'])
  const { filter = '', n: largest = Number.POSITIVE_INFINITY, rounds = USUAL_ROUNDS } = options
  const rows = NATIVE_ROWS.filter(row => row.n <= largest && rowName(row).includes(filter))
  if (rows.length === 0) throw new Error('no row is left to measure')
  const programs = buildPrograms(options.programs, warn)
  const usual = [
    nodeContestant('simd', 'tophash'),
    nodeContestant('swiss', 'tophash/swiss'),
    nodeContestant('Map', 'Map'),
  ]
  const contestants = [...usual, ...programs.map(nativeContestant)]
  const results = emptyResults(options, contestants, programs)
  const out = outputOf(options)
  const progress = startProgress(rows.length * rounds * contestants.length)
  for (const row of rows) {
    await runRow(row, { contestants, rounds, results, progress })
    save(out, results)
  }
  progress.stop()
  for (const { name, error } of results.failures) warn(`failed: ${name}: ${error}`)
  warn(fromHere(out))
  return results
}

const main = async (options: Options) => {
  if (options.help) return console.log(USAGE)
  const results: NativeResults = options.from ? JSON.parse(readFileSync(options.from, 'utf8')) : await measure(options)
  console.log(nativeTable(results))
  if (results.failures.length > 0) process.exitCode = 1
}

// Not only the first line: what a compiler complains about is in the others.
try {
  await main(parseOptions(process.argv.slice(2)))
} catch (error) {
  warn(`bench:native: ${(error as Error).message}`)
  process.exitCode = 2
}
