// What came of a sweep. Failures are grouped, so that one cause is one line.

import { expect } from 'vitest'
import type { StopEngine } from './engine.js'
import { type Case, type Cause, Sweep } from './sweep.js'

/** Lines that are shown. */
const MOST = 60

interface Group {
  cause: Cause
  cases: Set<string>
  failures: number
}

/** Innermost functions by which failures are told apart. */
const DEPTH = 3

/** One line for each (what, where), the most frequent first. */
function summary(causes: readonly Cause[]): string {
  const groups = new Map<string, Group>()
  for (const cause of causes) {
    const at = cause.at.split(' < ').slice(0, DEPTH).join(' < ')
    const id = `${cause.what} | ${at}`
    const group = groups.get(id) ?? { cause: { ...cause, at }, cases: new Set<string>(), failures: 0 }
    group.cases.add(`${cause.operation} | ${cause.kind} | ${cause.state}`)
    group.failures++
    groups.set(id, group)
  }
  const sorted = [...groups.values()].sort((a, b) => b.failures - a.failures)
  const lines = sorted.slice(0, MOST).map(({ cause, cases, failures }) => {
    const { what, at, operation, kind, state, count } = cause
    const where = at === '' ? '' : `\n      stopped in ${at}`
    return `${String(failures).padStart(6)}  ${what}${where}\n      ${cases.size} cases, such as ${operation} | ${kind} | ${state} | at ${count}`
  })
  if (sorted.length > MOST) lines.push(`        and ${sorted.length - MOST} groups more`)
  return `${causes.length} failures in ${sorted.length} groups\n${lines.join('\n')}`
}

/** Sweeps over cases, and expects each to be stopped somewhere and whole everywhere. */
export function expectWholeIn(engine: StopEngine, cases: readonly Case[]): void {
  const sweep = new Sweep(engine)
  for (const each of cases) sweep.run(each)
  expectWhole(sweep, cases.length)
}

/** @param least stops that there must have been more of */
export function expectWhole(sweep: Sweep, least: number): void {
  expect(sweep.stops).toBeGreaterThan(least)
  if (sweep.causes.length > 0) expect.fail(summary(sweep.causes))
}
