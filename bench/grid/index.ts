/** `npm run bench`: measures a grid and writes bench/results/. */
import { demandBuilds } from '../common/library.js'
import { runCommand } from '../common/options.js'
import { startProgress } from '../common/progress.js'
import { save } from '../common/results-file.js'
import { fromHere } from '../common/root.js'
import { stampOf } from '../common/stamp.js'
import { latencyTable } from '../latency/table.js'
import { peersTable } from '../peers/table.js'
import type { Grid } from './cells.js'
import { buildsOf } from './contestants.js'
import { floorsText } from './floor-tables.js'
import { layoutIn, type Options, parseOptions, repeated, USAGE } from './options.js'
import { type Results, read } from './results.js'
import { countSteps, runGrid } from './run.js'
import { gridOf, outputOf } from './selection.js'

const emptyResults = (options: Options): Results => ({
  ...stampOf(repeated(options)),
  grid: options.full ? 'full' : 'small',
  rows: [],
  latency: [],
  memory: [],
  collection: [],
  failures: [],
})

const buildsIn = (grid: Grid) =>
  [...grid.speed, ...grid.latency, ...grid.memory, ...grid.collection]
    .flatMap(cell => cell.implementations)
    .flatMap(buildsOf)

const measure = async (options: Options) => {
  const grid = await gridOf(options)
  demandBuilds(options.dist, buildsIn(grid))
  const steps = countSteps(grid)
  if (steps === 0) throw new Error('no row is left to measure')
  const results = emptyResults(options)
  const out = outputOf(options)
  const progress = startProgress(steps)
  const node = options.node ?? process.execPath
  await runGrid(grid, { ...options, node, progress, results, onRow: () => save(out, results) })
  progress.stop()
  for (const { name, error } of results.failures) process.stderr.write(`failed: ${name}: ${error}\n`)
  process.stderr.write(`${fromHere(out)}\n`)
  return results
}

const main = async (options: Options) => {
  if (options.help) return console.log(USAGE)
  const results = options.from ? read(options.from) : await measure(options)
  if (options.latency) console.log(latencyTable(results.latency))
  else if (options.peers) console.log(peersTable(results.rows))
  else if (options.floors || options.from || !options.full) console.log(floorsText(results, layoutIn(options)))
  if (results.failures.length > 0) process.exitCode = 1
}

await runCommand('bench', () => main(parseOptions(process.argv.slice(2))))
