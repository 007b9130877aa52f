// Streams of commands: how one is run, made of a seed, and made small when it fails.

import fc from 'fast-check'
import { DISPOSE } from '../../src/basics/dispose.js'
import { isWasm } from '../backend.js'
import { isFamine } from './commands/command.js'
import { stepsOfMix } from './commands/single.js'
import { drainWalk } from './commands/walks.js'
import { verify } from './commands/whole.js'
import { COMMANDS, NAMES, namesOf } from './commands.js'
import type { Setup } from './setup.js'
import { Subject, type Wrap } from './subject.js'

/** What is done, with which key and value to begin with, with how many keys. */
export type Command = readonly [name: string, i: number, j: number, n: number]

export interface Counts {
  commands: Record<string, number>
  /** Answers of the library that were compared. */
  operations: number
}

export const noCounts = (): Counts => ({ commands: {}, operations: 0 })

/** The whole of a small map is looked at after so many commands. */
const VERIFY_EVERY = 40

/** Runs a command, which may fail where memory may be out. Returns how many answers it compared. */
function answersOf(subject: Subject, [name, i, j, n]: Command): number {
  let answers = 0
  try {
    answers = COMMANDS[name]!.run(subject, i, j, Math.min(n, subject.setup.bulk))
  } catch (error) {
    if (!isFamine(subject, error)) throw error
  }
  subject.compareSize(name)
  return answers
}

/** Runs a stream on a new map. Throws where an answer differs. */
export function run(setup: Setup, commands: readonly Command[], counts = noCounts(), wrap?: Wrap): void {
  const subject = new Subject(setup, wrap)
  let untilWhole = VERIFY_EVERY
  try {
    for (const command of commands) {
      const [name] = command
      counts.operations += answersOf(subject, command)
      counts.commands[name] = (counts.commands[name] ?? 0) + 1
      if (--untilWhole > 0 || setup.count > 200 || subject.isHungry) continue
      untilWhole = VERIFY_EVERY
      counts.operations += verify(subject)
    }
  } finally {
    subject.feed()
  }
  counts.operations += finish(subject)
}

/** All iterators run out, all maps hold what they must. Every other map is left to the collector. */
function finish(subject: Subject): number {
  let answers = verify(subject)
  for (const live of subject.live) drainWalk(subject, live)
  for (const { map, oracle } of subject.left) {
    subject.map = map
    subject.oracle = oracle
    answers += verify(subject)
    if (subject.setup.seed % 2 === 0) map[DISPOSE]()
  }
  subject.live.length = 0
  return answers
}

/** As many keys as there are at most, but mostly few. */
const keysUpTo = (bulk: number) => fc.nat(99).map(x => Math.floor(bulk ** (x / 99)))

/** Streams for a setup. */
export function streamsOf(setup: Setup): fc.Arbitrary<Command[]> {
  const { count, bulk, length } = setup
  const name = fc.constantFrom(...namesOf(setup))
  const command = fc.tuple(name, fc.nat(count - 1), fc.nat(0xffff), keysUpTo(bulk))
  return fc.array(command, { minLength: 1, maxLength: length, size: 'max' })
}

export interface Failure {
  error: string
  setup: Setup
  commands: readonly Command[]
}

const textOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error))

/** Runs the stream of a setup's seed. Returns how it failed, if it did; not yet small. */
export function tryStream(setup: Setup, counts?: Counts, wrap?: Wrap): Failure | undefined {
  let failed: readonly Command[] = []
  const property = fc.property(streamsOf(setup), commands => {
    failed = commands
    run(setup, commands, counts, wrap)
  })
  const { errorInstance, failed: hasFailed } = fc.check(property, { seed: setup.seed, numRuns: 1, endOnFailure: true })
  return hasFailed ? { error: textOf(errorInstance), setup, commands: failed } : undefined
}

/** The steps of each `mix` as commands of their own. */
function spelledOut(setup: Setup, commands: readonly Command[]): Command[] {
  return commands.flatMap(command => {
    const [name, i, j, n] = command
    if (name !== 'mix') return [command]
    return [...stepsOfMix(i, j, Math.min(n, setup.bulk), setup.bulk)].map(
      ([step, at, value]): Command => [step, at, value, 1],
    )
  })
}

/** How long a failure is made smaller, in milliseconds. */
const PATIENCE = 60_000

/**
 * Takes commands away, many at first, as long as it fails. The shrinking of fast-check does this, too, but begins anew after
 * each: for a hundred commands it takes a minute where this takes a second.
 */
function shortened({ setup, commands }: Failure, wrap?: Wrap): readonly Command[] {
  const end = Date.now() + PATIENCE
  let least = commands
  for (let chunk = commands.length; chunk >= 1; chunk >>= 1) {
    // The end first: what comes after the failure is of no use.
    for (let at = least.length - chunk; at > -chunk && Date.now() < end; at -= chunk) {
      const fewer = [...least.slice(0, Math.max(at, 0)), ...least.slice(at + chunk)]
      if (fails({ setup, commands: fewer, error: '' }, wrap)) least = fewer
    }
  }
  return least
}

/** Makes the numbers of commands smaller, and takes more commands away, as long as it fails. */
function lowered({ setup, commands, error }: Failure, wrap?: Wrap): Failure {
  const anyCommand = fc.tuple(fc.constantFrom(...NAMES), fc.nat(), fc.nat(), fc.nat())
  const property = fc.property(fc.array(anyCommand), list => run(setup, list, undefined, wrap))
  const { counterexample, errorInstance } = fc.check(property, {
    examples: [[[...commands] as [string, number, number, number][]]],
    numRuns: 1,
    interruptAfterTimeLimit: PATIENCE,
  })
  if (counterexample?.[0] === undefined) return { setup, commands, error }
  return { setup, commands: counterexample[0], error: textOf(errorInstance) }
}

function shrunk(failure: Failure, wrap?: Wrap): Failure {
  return lowered({ ...failure, commands: shortened(failure, wrap) }, wrap)
}

/** Memories of their own that were made for tries. */
let memories = 0

/** Whether it fails, too. */
function fails({ setup, commands }: Failure, wrap?: Wrap): boolean {
  if (setup.heap === 'own' && ++memories % 50 === 0) globalThis.gc?.()
  try {
    run(setup, commands, undefined, wrap)
    return false
  } catch {
    return true
  }
}

/** Whether what works fails from now on: a failure may leave the memory of its instance in ruins. */
const isRuined = (setup: Setup): boolean => fails({ setup, commands: [['mix', 0, 0, setup.bulk]], error: '' })

/** A few commands that fail. Where the memory is in ruins, each try has one of its own, if it fails there, too. */
export function shrink(failure: Failure, wrap?: Wrap): Failure {
  const { setup } = failure
  const apart: Failure = { ...failure, setup: { ...setup, heap: 'own' } }
  const isApart = isWasm && setup.isCrowded !== true && isRuined(setup) && fails(apart, wrap)
  const first = shrunk(isApart ? apart : failure, wrap)
  const spelled = { ...first, commands: spelledOut(first.setup, first.commands) }
  const small = spelled.commands.length > first.commands.length && fails(spelled, wrap) ? shrunk(spelled, wrap) : first
  return { ...small, setup }
}

/** As source: what a person reads. */
export function describe({ error, commands }: Failure): string {
  const lines = commands.map(([name, i, j, n]) => `  ${name}(${i}, ${j}, ${n})`)
  return `${error}\n${lines.join('\n')}`
}
