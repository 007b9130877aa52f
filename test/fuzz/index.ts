/** `npm run fuzz`: streams of commands against `Map`, over all classes, kinds of values and backends. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../../bench/common/options.js'
import { fromHere, ROOT } from '../../bench/common/root.js'
import { ask } from './ask.js'
import { BACKENDS, type Backend, type Options, parseOptions, SHARES, USAGE } from './options.js'
import { nameOf } from './setup.js'
import type { Job, Report } from './worker.js'

/** Workers are begun anew now and then. */
const MOST_SECONDS_OF_A_SHARE = 15

const log = (text: string) => process.stderr.write(`${text}\n`)

/** What a backend has done so far. */
class Total {
  streams = 0
  operations = 0
  milliseconds = 0
  next = 0
  failures = 0
  readonly commands = new Map<string, number>()

  add(report: Report): void {
    this.streams += report.streams
    this.operations += report.operations
    this.milliseconds += report.milliseconds
    for (const [name, n] of Object.entries(report.commands)) {
      this.commands.set(name, (this.commands.get(name) ?? 0) + n)
    }
  }
}

const totals = new Map<Backend, Total>()

const totalOf = (backend: Backend) => {
  const total = totals.get(backend) ?? new Total()
  totals.set(backend, total)
  return total
}

const millions = (n: number) => (n / 1e6).toFixed(1).padStart(9)

/** The sum of all backends, and each. */
const textOfTotals = () => {
  const commands = new Map<string, number>()
  const lines = ['backend     streams  operations  a CPU second  failures']
  for (const [backend, { streams, operations, milliseconds, failures, commands: own }] of totals) {
    const rate = millions((operations / milliseconds) * 1000)
    const counts = `${`${streams}`.padStart(10)} ${millions(operations)} M   ${rate} M ${`${failures}`.padStart(9)}`
    lines.push(`${backend.padEnd(8)} ${counts}`)
    for (const [name, n] of own) commands.set(name, (commands.get(name) ?? 0) + n)
  }
  const sum = [...totals.values()].reduce((n, { operations }) => n + operations, 0)
  const sorted = [...commands].sort((a, b) => b[1] - a[1])
  lines.push('', `${sum} operations, in commands:`, sorted.map(([name, n]) => `${name} ${n}`).join(', '))
  return lines.join('\n')
}

const FOLDER = join(ROOT, 'build/fuzz')

/** Writes a failure to a file, and runs that in a fresh process. */
const keep = async (options: Options, backend: Backend, failure: NonNullable<Report['failure']>) => {
  const { seed, text, setup, commands, error } = failure
  mkdirSync(FOLDER, { recursive: true })
  const file = join(FOLDER, `${backend}-${seed}.json`)
  writeFileSync(file, `${JSON.stringify({ error, setup, commands }, null, 1)}\n`)
  const again = await ask(options.node, { backend, seed: 0, from: 0, milliseconds: 0, replay: file })
  const isSame = 'crash' in again || again.report.failure !== undefined
  log(`FAILED: ${backend}, ${nameOf(setup)}, --only ${seed}\n${text}`)
  log(`${fromHere(file)}: fails ${isSame ? 'again' : 'NOT'} in a fresh process`)
}

/** One worker's turn. */
const turn = async (options: Options, backend: Backend, milliseconds: number) => {
  const total = totalOf(backend)
  const { classes, values, only } = options
  const job: Job = {
    backend,
    // Streams of their own for each backend.
    seed: (options.seed + BACKENDS.indexOf(backend)) >>> 0,
    from: total.next,
    milliseconds,
    ...(classes !== undefined && { classes }),
    ...(values !== undefined && { values }),
    ...(only !== undefined && { only }),
  }
  const answer = await ask(options.node, job)
  if ('report' in answer) {
    const { report } = answer
    total.add(report)
    total.next = report.next
    if (report.failure === undefined) return
    total.failures++
    await keep(options, backend, report.failure)
    return
  }
  total.failures++
  total.next = answer.index + 1
  log(`FAILED: ${backend}, --only ${answer.seed}\n${answer.crash}`)
}

/** Writes what has been done so far: a long run may be ended before it is over. */
const note = ({ totals: file, seed }: Options) => {
  if (file !== undefined) writeFileSync(file, `--seed ${seed}\n${textOfTotals()}\n`)
}

/** Turns of one job after another, until the time is up. */
const runTurns = async (options: Options, backends: readonly Backend[]) => {
  const end = Date.now() + options.minutes * 60_000
  const shares = backends.reduce((sum, backend) => sum + SHARES[backend], 0)
  const share = Math.min((options.minutes * 60_000) / shares, MOST_SECONDS_OF_A_SHARE * 1000)
  for (let at = 0; Date.now() < end; at++) {
    const backend = backends[at % backends.length]!
    await turn(options, backend, Math.min(share * SHARES[backend], end - Date.now()))
    note(options)
  }
}

const main = async (options: Options) => {
  if (options.help) return console.log(USAGE)
  const { replay, node, jobs, backends } = options
  if (replay !== undefined) {
    for (const backend of backends) {
      const answer = await ask(node, { backend, seed: 0, from: 0, milliseconds: 0, replay })
      const text = 'crash' in answer ? answer.crash : answer.report.failure?.text
      log(`${backend}: ${text ?? 'no failure'}`)
      if (text !== undefined) process.exitCode = 1
    }
    return
  }
  log(`--seed ${options.seed}`)
  if (options.only !== undefined) for (const backend of backends) await turn(options, backend, 1000)
  else {
    const hands = Math.min(jobs, backends.length)
    const shared = Array.from({ length: hands }, (_, at) => backends.filter((_, i) => i % hands === at))
    await Promise.all(shared.map(own => runTurns(options, own)))
  }
  log(textOfTotals())
  if ([...totals.values()].some(({ failures }) => failures > 0)) process.exitCode = 1
}

await runCommand('fuzz', () => main(parseOptions(process.argv.slice(2))))
