/** `npm run bench:builds`: whether a build of the package is as fast as an older one. */
import { demandBuilds } from '../common/library.js'
import { digits } from '../common/numbers.js'
import { runCommand } from '../common/options.js'
import { startProgress } from '../common/progress.js'
import { save } from '../common/results-file.js'
import { rowName } from '../common/rows.js'
import { stampOf } from '../common/stamp.js'
import { median } from '../common/statistics.js'
import { denseTable } from '../common/text-table.js'
import { smallGrid } from '../grid/small.js'
import { type Options, parseOptions, USAGE } from './options.js'
import { type Compared, compareRow } from './run.js'

const cellsOf = ({ implementation, floors, filter = '', n = Number.POSITIVE_INFINITY }: Options) =>
  smallGrid(floors).speed.filter(
    ({ row, implementations }) =>
      implementations.includes(implementation) &&
      row.n <= n &&
      filter.split(',').some(text => rowName(row).includes(text)),
  )

const range = (speeds: readonly number[]) => `${digits(Math.min(...speeds))} to ${digits(Math.max(...speeds))}`

const tableOf = (rows: readonly Compared[]) =>
  denseTable(
    ['row', 'before, ns', 'speed', 'rounds', 'before again', 'rounds'],
    rows.map(({ name, before, speeds, again }) => [
      name,
      digits(before),
      digits(median(speeds)),
      range(speeds),
      digits(median(again)),
      range(again),
    ]),
  )

const measure = async (options: Options) => {
  const { before, dist, implementation, rounds, out } = options
  if (before === undefined) throw new Error('--before is missing')
  for (const build of [before, dist]) demandBuilds(build, [implementation])
  const cells = cellsOf(options)
  if (cells.length === 0) throw new Error('no row is left to measure')
  const { budget } = smallGrid(true)
  const node = options.node ?? process.execPath
  const results = { ...stampOf('npm run bench:builds'), implementation, rows: [] as Compared[] }
  const progress = startProgress(cells.length)
  for (const cell of cells) {
    const compared = await compareRow(cell, { node, before, dist, implementation, rounds, budget })
    results.rows.push(compared)
    progress.step(compared.name)
    progress.row(compared.name, `${digits(median(compared.speeds))}, again ${digits(median(compared.again))}`)
    if (out !== undefined) save(out, results)
  }
  progress.stop()
  console.log(tableOf(results.rows))
  const all = results.rows.flatMap(row => row.speeds)
  const slowest = Math.min(...results.rows.map(row => median(row.speeds)))
  console.log(`median of all ratios ${digits(median(all))}, slowest row ${digits(slowest)}`)
}

const main = async (options: Options) => (options.help ? console.log(USAGE) : measure(options))

await runCommand('bench:builds', () => main(parseOptions(process.argv.slice(2))))
