/** How often a row is measured, and on which tables. */
import type { Op, Row } from '../common/rows.js'
import { WINDOW } from '../data/picks.js'
import type { SpeedTask } from './task.js'
import type { Plan } from './timing.js'

/** Batches that share the bed's growing table; the others bring their own. */
const USES_TABLE: ReadonlySet<Op> = new Set<Op>([
  'get',
  'has',
  'set-existing',
  'churn',
  'churn-long',
  'get-churned',
  'increment',
  'iterate',
  'for-each',
  'clone',
  'get-many',
  'get-heap',
  'get-beside',
])

export const usesTable = ({ op }: Row) => USES_TABLE.has(op)

/** Operations that use their tables up and take many times as many keys as a table has entries. */
const COLUMN_OPS: ReadonlySet<Op> = new Set<Op>(['increment-many', 'index-many', 'join-many'])

/** Whether a sample uses its tables up, so that it costs far more than the time on the clock. */
const isHeavy = (row: Row) => !usesTable(row) || row.op === 'clone'

/** A build of millions happens once in a program, on memory that nobody touched before: one cold sample a process. */
const isBuild = ({ op }: Row) => op === 'build' || op === 'build-capacity' || COLUMN_OPS.has(op)

/** Operations for each entry, until deletions have left whatever they leave. */
const CHURNS_PER_ENTRY = 10

/** Batches that churn a table of n entries through. */
export const churnsOf = (n: number) => Math.ceil((CHURNS_PER_ENTRY * n) / WINDOW)

export const planFor = ({ row, budget }: SpeedTask, n: number): Plan => {
  if (row.op === 'churn-long') return { warmupMs: 0, timeMs: 0, samples: churnsOf(n) }
  if (!isHeavy(row) || n < 500_000) return { ...budget, samples: 5 }
  // By hand from here on: minimum times and iterations of millions of inserts each would take minutes.
  const samples = isBuild(row) || n >= 5_000_000 ? 1 : 3
  return { warmupMs: 0, timeMs: 0, samples }
}
