/** A process that runs streams on one backend until its time is up or one of them fails. */

import { openSync, readFileSync, writeSync } from 'node:fs'
import { backend } from '../backend.js'
import { HASH, kindOf } from './keys.js'
import { type Setup, setupOf, streamSeed } from './setup.js'
import { type Counts, describe, type Failure, noCounts, run, shrink, tryStream } from './stream.js'
import { isTight, makeTight } from './tight.js'

export interface Filter {
  /** Parts of names of classes: `Int32Map`, `Set`, `Bytes`. */
  classes?: readonly string[]
  /** Kinds of values. */
  values?: readonly string[]
}

export interface Job extends Filter {
  backend: string
  seed: number
  /** The first stream, and how long to go on with the next ones. */
  from: number
  milliseconds: number
  /** Only the stream of this seed. */
  only?: number
  /** Only this failure, from a file: whether it fails here, too. */
  replay?: string
}

/** What a worker tells: what it has done and, if it failed, how. */
export interface Report extends Counts {
  streams: number
  /** Time of the processor. */
  milliseconds: number
  /** The next stream. */
  next: number
  failure?: Failure & { seed: number; text: string }
}

/** Where a worker notes which stream it is at, for the case that it does not come back. */
const noteFile = openSync(process.env.FUZZ_NOTE ?? '/dev/null', 'w')
const NOTE_LENGTH = 24

const classOf = ({ keys, values }: Setup) =>
  `${keys === HASH ? HASH : kindOf(keys).name}${values === undefined ? 'Set' : 'Map'}`

export function passes({ classes, values }: Filter, setup: Setup): boolean {
  if (classes !== undefined && !classes.some(name => classOf(setup).includes(name))) return false
  return values === undefined || (setup.values !== undefined && values.includes(setup.values))
}

function note(index: number, seed: number): void {
  writeSync(noteFile, `${index} ${seed}`.padEnd(NOTE_LENGTH), 0)
}

const processorTime = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** Finalisers run between streams, and what was dropped is collected now and then: sooner where memory is small. */
const rest = async (streams: number) => {
  if (streams % (isTight() ? 8 : 400) === 0) globalThis.gc?.()
  if (streams % (isTight() ? 8 : 16) === 0) await new Promise(resolve => setImmediate(resolve))
}

async function work(job: Job): Promise<Report> {
  const report: Report = { streams: 0, milliseconds: 0, next: job.from, ...noCounts() }
  const end = performance.now() + job.milliseconds
  for (; performance.now() < end; report.next++) {
    const seed = job.only ?? streamSeed(job.seed, report.next)
    const setup = setupOf(seed)
    if (job.only === undefined && !passes(job, setup)) continue
    note(report.next, seed)
    const before = processorTime()
    const failure = tryStream(setup, report)
    report.milliseconds += processorTime() - before
    report.streams++
    if (failure !== undefined) {
      // To make it small takes minutes, and may hang where the failure did not.
      writeSync(noteFile, `\nmaking small: ${JSON.stringify(failure)}\n`, NOTE_LENGTH)
      const small = shrink(failure)
      return { ...report, next: report.next + 1, failure: { ...small, seed, text: describe(small) } }
    }
    if (job.only !== undefined) break
    await rest(report.streams)
  }
  return report
}

/** Runs one failure again. */
function replay(file: string): Report {
  const failure = JSON.parse(readFileSync(file, 'utf8')) as Failure
  const report: Report = { streams: 1, milliseconds: 0, next: 0, ...noCounts() }
  try {
    run(failure.setup, failure.commands, report)
    return report
  } catch (error) {
    const again = { ...failure, error: String(error) }
    return { ...report, failure: { ...again, seed: failure.setup.seed, text: describe(again) } }
  }
}

const job = JSON.parse(process.argv[2]!) as Job
// The backend is chosen by BACKEND, before any map is made.
if (job.backend.endsWith('-tight')) makeTight(new URL(`../../build/tophash-${backend}.wasm`, import.meta.url))
else await import('../setup.js')
const report = job.replay === undefined ? await work(job) : replay(job.replay)
process.stdout.write(`${JSON.stringify(report)}\n`)
