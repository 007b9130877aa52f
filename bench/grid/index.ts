/** `npm run bench`: measures a grid and writes bench/results/. */
import { join, relative } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { startProgress } from '../common/progress.js'
import type { CollectionSpec, Implementation, LatencySpec, MemorySpec } from '../common/rows.js'
import { rowName } from '../common/rows.js'
import { stampOf } from '../common/stamp.js'
import { latencyTable } from '../latency/table.js'
import { availablePeers } from '../peers/adapters.js'
import { PEERS } from '../peers/names.js'
import { peerRows } from '../peers/rows.js'
import { peersTable } from '../peers/table.js'
import { missingBuild, ROOT } from './contestants.js'
import { floorsTable } from './floors.js'
import type { Grid, SampleCell } from './grid.js'
import { fullGrid, latencyGrid, smallGrid } from './grid.js'
import type { Options } from './options.js'
import { commandOf, parseOptions, USAGE } from './options.js'
import type { Results } from './results.js'
import { read, save } from './results.js'
import { countSteps, runGrid } from './run.js'

/** The small grid's rounds and budget, with rows of its own. */
const peersGrid = async (): Promise<Grid> => {
  const peers = await availablePeers(PEERS, line => process.stderr.write(`${line}\n`))
  return { ...smallGrid(false), speed: peerRows(peers), latency: [], memory: [], collection: [] }
}

const wholeGrid = (options: Options): Grid | Promise<Grid> => {
  if (options.latency) return latencyGrid(options.latency)
  if (options.peers) return peersGrid()
  return options.full ? fullGrid() : smallGrid(options.floors)
}

/** The grid that the options leave. */
const gridOf = async (options: Options): Promise<Grid> => {
  const grid = await wholeGrid(options)
  const { filter = '', implementations: chosen, n: largest = Number.POSITIVE_INFINITY, rounds } = options
  const among = <C extends { implementations: readonly Implementation[] }>(cell: C): C =>
    chosen ? { ...cell, implementations: chosen } : cell
  /** A growth over many doublings cannot be cut at its beginning alone. */
  const cut = <S extends LatencySpec | MemorySpec | CollectionSpec>(job: S): S => {
    const shorter = { ...job, n: Math.min(job.n, largest) }
    return 'to' in shorter && shorter.to > 2 * largest ? { ...shorter, to: 2 * largest } : shorter
  }
  const samples = <S extends LatencySpec | MemorySpec | CollectionSpec>(cells: SampleCell<S>[], kind: string) => {
    const left = cells
      .filter(({ job }) => `${kind}/${job.key}/${job.n}`.includes(filter))
      .map(cell => ({ ...among(cell), job: cut(cell.job), runs: rounds ?? cell.runs }))
    // What was cut may be the same as another.
    return left.filter(({ job }, i) => left.findIndex(other => isDeepStrictEqual(other.job, job)) === i)
  }
  return {
    ...grid,
    rounds: rounds ?? grid.rounds,
    speed: grid.speed.filter(c => c.row.n <= largest && rowName(c.row).includes(filter)).map(among),
    latency: samples(grid.latency, 'latency'),
    memory: samples(grid.memory, 'memory'),
    collection: samples(grid.collection, 'collection'),
  }
}

const emptyResults = (options: Options): Results => ({
  ...stampOf(commandOf(options)),
  grid: options.full ? 'full' : 'small',
  rows: [],
  latency: [],
  memory: [],
  collection: [],
  failures: [],
})

/** Only a whole grid becomes the file that the README is made from. */
const outputOf = (options: Options) => {
  const isPart =
    options.filter ?? options.implementations ?? options.n ?? options.latency ?? (options.floors || undefined)
  const whole = options.peers ? 'peers.json' : 'latest.json'
  return options.out ?? join(ROOT, 'bench/results', isPart === undefined ? whole : 'partial.tmp')
}

const implementationsIn = (grid: Grid) =>
  [...grid.speed, ...grid.latency, ...grid.memory, ...grid.collection].flatMap(c => c.implementations)

const measure = async (options: Options) => {
  const grid = await gridOf(options)
  const missing = missingBuild(options.dist, implementationsIn(grid))
  if (missing) throw new Error(`${missing} is missing: run npm run build first`)
  const steps = countSteps(grid)
  if (steps === 0) throw new Error('no row is left to measure')
  const results = emptyResults(options)
  const out = outputOf(options)
  const progress = startProgress(steps)
  const node = options.node ?? process.execPath
  await runGrid(grid, { ...options, node, progress, results, onRow: () => save(out, results) })
  progress.stop()
  for (const { name, error } of results.failures) process.stderr.write(`failed: ${name}: ${error}\n`)
  process.stderr.write(`${relative(process.cwd(), out)}\n`)
  return results
}

const main = async (options: Options) => {
  if (options.help) return console.log(USAGE)
  const results = options.from ? read(options.from) : await measure(options)
  if (options.latency) console.log(latencyTable(results))
  else if (options.peers) console.log(peersTable(results.rows))
  else if (options.floors || options.from || !options.full) console.log(floorsTable(results))
  if (results.failures.length > 0) process.exitCode = 1
}

try {
  await main(parseOptions(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message.split('\n')[0]}\n`)
  process.exitCode = 2
}
