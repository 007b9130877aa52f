/** `npm run bench:native`: tophash and `Map` beside hash tables of compiled languages. Writes bench/results/native.json. */
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Progress } from '../common/progress.js'
import { startProgress } from '../common/progress.js'
import type { Row } from '../common/rows.js'
import { rowName } from '../common/rows.js'
import { stampOf } from '../common/stamp.js'
import { missingBuild, ROOT } from '../grid/contestants.js'
import { sizesOf, smallGrid } from '../grid/grid.js'
import { median, save } from '../grid/results.js'
import { seedOf } from '../grid/run.js'
import type { Contestant, Task } from './contestants.js'
import { nativeContestant, nodeContestant } from './contestants.js'
import type { NativeOptions } from './options.js'
import { isPart, nativeCommand, parseNativeOptions, USAGE } from './options.js'
import type { NativeResult, NativeResults } from './results.js'
import { NATIVE_ROWS } from './rows.js'
import { nativeTable } from './table.js'
import { buildPrograms } from './toolchains.js'

const outputOf = (options: NativeOptions) =>
  options.out ?? join(ROOT, 'bench/results', isPart(options) ? 'native.tmp' : 'native.json')

const warn = (text: string) => process.stderr.write(`${text}\n`)

const { budget, rounds: usualRounds } = smallGrid(true)

/** Round by round, the contestants taking turns; one that fails is out of this row and reported. */
const runRow = async (
  row: Row,
  contestants: Contestant[],
  rounds: number,
  results: NativeResults,
  progress: Progress,
) => {
  const name = rowName(row)
  const tasks = Array.from(
    { length: rounds },
    (_, round): Task => ({ row, sizes: sizesOf(row, round, rounds, false), seed: seedOf(round), budget }),
  )
  const answers = new Map(contestants.map(c => [c, [] as number[]]))
  for (const task of tasks) {
    for (const contestant of contestants) {
      try {
        answers.get(contestant)?.push(await contestant.measure(task))
      } catch (error) {
        answers.delete(contestant)
        results.failures.push({ name: `${name}/${contestant.name}`, error: (error as Error).message.split('\n')[0]! })
      }
      progress.step(`${name}/${contestant.name}`)
    }
  }
  const sizes = tasks.map(task => task.sizes)
  const found = [...answers].map(
    ([contestant, ns]): NativeResult => ({
      name: `${name}/${contestant.name}`,
      ...row,
      contestant: contestant.name,
      nsPerOp: median(ns),
      rounds: ns,
      sizes,
    }),
  )
  results.rows.push(...found)
  progress.row(name, found.map(r => `${r.contestant} ${r.nsPerOp.toPrecision(3)} ns`).join(', '))
}

const measure = async (options: NativeOptions) => {
  const missing = missingBuild('dist', ['simd'])
  if (missing) throw new Error(`${missing} is missing: run npm run build first`)
  const { filter = '', n: largest = Number.POSITIVE_INFINITY, rounds = usualRounds } = options
  const rows = NATIVE_ROWS.filter(row => row.n <= largest && rowName(row).includes(filter))
  if (rows.length === 0) throw new Error('no row is left to measure')
  const programs = buildPrograms(options.programs, warn)
  const contestants = [
    nodeContestant('simd', 'tophash'),
    nodeContestant('Map', 'Map'),
    ...programs.map(nativeContestant),
  ]
  const results: NativeResults = {
    ...stampOf(nativeCommand(options)),
    kind: 'native',
    contestants: contestants.map(({ name, label }) => {
      const program = programs.find(p => p.name === name)
      return { name, label, ...(program && { compiler: program.compiler, flags: program.flags }) }
    }),
    rows: [],
    failures: [],
  }
  const out = outputOf(options)
  const progress = startProgress(rows.length * rounds * contestants.length)
  for (const row of rows) {
    await runRow(row, contestants, rounds, results, progress)
    save(out, results)
  }
  progress.stop()
  for (const { name, error } of results.failures) warn(`failed: ${name}: ${error}`)
  warn(relative(process.cwd(), out))
  return results
}

const main = async (options: NativeOptions) => {
  if (options.help) return console.log(USAGE)
  const results: NativeResults = options.from ? JSON.parse(readFileSync(options.from, 'utf8')) : await measure(options)
  console.log(nativeTable(results))
  if (results.failures.length > 0) process.exitCode = 1
}

try {
  await main(parseNativeOptions(process.argv.slice(2)))
} catch (error) {
  warn(`bench:native: ${(error as Error).message}`)
  process.exitCode = 2
}
