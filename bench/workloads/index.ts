/** `npm run bench:workloads`: published workloads in three forms, checked, as a table and in bench/results/. */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { startProgress } from '../common/progress.js'
import { ROOT } from '../grid/contestants.js'
import { save } from '../grid/results.js'
import { thisMachine } from '../job/machine.js'
import { WORKLOADS } from './catalog.js'
import { filesOf } from './library.js'
import type { Options } from './options.js'
import { commandOf, parseOptions, USAGE } from './options.js'
import type { WorkloadResults } from './run.js'
import { contestantsOf, runWorkload } from './run.js'
import { renderTable } from './table.js'
import type { Workload } from './workload.js'
import { FORMS } from './workload.js'

const ROUNDS = 3

const sizeOf = ({ n, smoke }: Workload, options: Options) => options.n ?? (options.smoke ? smoke : n)

/** Only the whole set at its own sizes becomes the file that is kept. */
const outputOf = (options: Options) => {
  const isPart = options.filter ?? options.forms ?? options.implementations ?? options.n ?? (options.smoke || undefined)
  return options.out ?? join(ROOT, 'bench/results', isPart === undefined ? 'workloads.json' : 'workloads.tmp')
}

const list = (workloads: Workload[], options: Options) => {
  for (const workload of workloads) {
    const size = `${sizeOf(workload, options).toLocaleString('en')} ${workload.unit}`
    console.log(`${workload.name}: ${size}; ${Object.keys(workload.forms).join(', ')}`)
  }
}

const report = ({ failures, limits }: WorkloadResults) => {
  for (const { name, error } of limits) process.stderr.write(`beyond its limit: ${name}: ${error}\n`)
  for (const { name, error } of failures) process.stderr.write(`failed: ${name}: ${error}\n`)
  if (failures.length > 0) process.exitCode = 1
}

const measure = async (workloads: Workload[], options: Options) => {
  const { dist, implementations = ['simd'], forms = FORMS, rounds = ROUNDS } = options
  const missing = implementations.flatMap(one => filesOf(dist, one)).find(file => !existsSync(file))
  if (missing) throw new Error(`${relative(ROOT, missing)} is missing: run npm run build first`)
  const tasks = workloads.map(workload => ({ workload, contestants: contestantsOf(workload, forms, implementations) }))
  const progress = startProgress(tasks.reduce((steps, { contestants }) => steps + rounds * contestants.length, 0))
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const date = new Date().toISOString().slice(0, 10)
  const results: WorkloadResults = { rows: [], answers: [], failures: [], limits: [] }
  const whole = { tophash: version, ...thisMachine(), date, command: commandOf(options), ...results }
  const out = outputOf(options)
  const node = options.node ?? process.execPath
  const setup = { node, dist, rounds, progress, results, onRow: () => save(out, whole) }
  for (const { workload, contestants } of tasks) {
    await runWorkload(setup, workload, sizeOf(workload, options), contestants)
  }
  progress.stop()
  process.stderr.write(`${relative(process.cwd(), out)}\n`)
  return results
}

const main = async (options: Options) => {
  if (options.help) return console.log(USAGE)
  const workloads = WORKLOADS.filter(({ name }) => name.includes(options.filter ?? ''))
  if (workloads.length === 0) throw new Error(`no workload has a name with ${options.filter}`)
  if (options.list) return list(workloads, options)
  const results = await measure(workloads, options)
  console.log(renderTable(results))
  report(results)
}

try {
  await main(parseOptions(process.argv.slice(2)))
} catch (error) {
  process.stderr.write(`bench: ${(error as Error).message.split('\n')[0]}\n`)
  process.exitCode = 2
}
