/** `npm run bench:workloads`: published workloads in three forms, checked, as a table and in bench/results/. */
import { join } from 'node:path'
import { demandBuilds } from '../common/library.js'
import { thisMachine } from '../common/machine.js'
import { runCommand } from '../common/options.js'
import { startProgress } from '../common/progress.js'
import { save } from '../common/results-file.js'
import { fromHere, RESULTS } from '../common/root.js'
import { today, version } from '../common/stamp.js'
import { WORKLOADS } from './catalog.js'
import { type Options, parseOptions, repeated, USAGE } from './options.js'
import { contestantsOf, runWorkload, type WorkloadResults } from './run.js'
import { renderTable } from './table.js'
import { FORMS, type Workload } from './workload.js'

const ROUNDS = 3

const sizeOf = ({ n, smoke }: Workload, options: Options) => options.n ?? (options.smoke ? smoke : n)

/** Only the whole set at its own sizes becomes the file that is kept. */
const outputOf = (options: Options) => {
  const isPart = options.filter ?? options.forms ?? options.implementations ?? options.n ?? (options.smoke || undefined)
  return options.out ?? join(RESULTS, isPart === undefined ? 'workloads.json' : 'workloads.tmp')
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
  demandBuilds(dist, implementations)
  const tasks = workloads.map(workload => ({ workload, contestants: contestantsOf(workload, forms, implementations) }))
  const progress = startProgress(tasks.reduce((steps, { contestants }) => steps + rounds * contestants.length, 0))
  const results: WorkloadResults = { rows: [], answers: [], failures: [], limits: [] }
  const whole = { tophash: version(), ...thisMachine(), date: today(), command: repeated(options), ...results }
  const out = outputOf(options)
  const node = options.node ?? process.execPath
  const setup = { node, dist, rounds, progress, results, onRow: () => save(out, whole) }
  for (const { workload, contestants } of tasks) {
    await runWorkload(setup, workload, sizeOf(workload, options), contestants)
  }
  progress.stop()
  process.stderr.write(`${fromHere(out)}\n`)
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

await runCommand('bench', () => main(parseOptions(process.argv.slice(2))))
