/** One row in one process. */

import type { Op, Row, SpeedJob } from '../common/rows.js'
import type { Factory } from '../grid/contestants.js'
import { load } from '../grid/contestants.js'
import { Bed } from './bed.js'
import * as columns from './columns.js'
import * as reads from './reads.js'
import type { Batch, Plan } from './timing.js'
import { time } from './timing.js'
import { measureWords } from './words.js'
import * as writes from './writes.js'

/** Batches that share the bed's growing table; the others bring their own. */
const USES_TABLE: ReadonlySet<Op> = new Set<Op>([
  'get',
  'has',
  'set-existing',
  'churn',
  'increment',
  'iterate',
  'for-each',
  'clone',
  'get-many',
])

const batchOf = (bed: Bed, n: number, isMap: boolean): Batch => {
  switch (bed.row.op) {
    case 'get':
      return reads.get(bed, n)
    case 'has':
      return reads.has(bed, n)
    case 'set-existing':
      return reads.setExisting(bed, n)
    case 'increment':
      return reads.increment(bed, n, isMap)
    case 'churn':
      return reads.churn(bed, n)
    case 'iterate':
      return reads.iterate(bed, n)
    case 'for-each':
      return reads.forEach(bed, n)
    case 'clone':
      return writes.clone(bed, n)
    case 'set-new':
      return writes.setNew(bed, n)
    case 'delete':
      return writes.remove(bed, n)
    case 'build':
      return writes.build(bed, n)
    case 'build-capacity':
      return writes.buildWithCapacity(bed, n)
    case 'create':
      return writes.create(bed)
    case 'get-many':
      return columns.getMany(bed, n, isMap)
    case 'increment-many':
      return columns.incrementMany(bed, n, isMap)
    case 'index-many':
      return columns.indexMany(bed, n, isMap)
    case 'join-many':
      return columns.joinMany(bed, n, isMap)
  }
}

/** Whether a sample uses its tables up, so that it costs far more than the time on the clock. */
const isHeavy = (row: Row) => !USES_TABLE.has(row.op) || row.op === 'clone'

/** A build of millions happens once in a program, on memory that nobody touched before: one cold sample a process. */
const isBuild = ({ op }: Row) => op === 'build' || op === 'build-capacity' || columns.COLUMN_OPS.has(op)

export const planFor = (job: SpeedJob, n: number): Plan => {
  if (!isHeavy(job.row) || n < 500_000) return { ...job.budget, samples: 5 }
  // By hand from here on: minimum times and iterations of millions of inserts each would take minutes.
  const samples = isBuild(job.row) || n >= 5_000_000 ? 1 : 3
  return { warmupMs: 0, timeMs: 0, samples }
}

/** Compiles the loops on a small bed, where a sample of the real size would be too dear to throw away. */
const warmUp = async (job: SpeedJob, factory: Factory) => {
  const n = 2_000
  const bed = new Bed({ ...job.row, n }, factory, job.seed, 2 * n)
  if (USES_TABLE.has(job.row.op)) bed.growTo(n)
  await time(batchOf(bed, n, job.implementation === 'Map'), { warmupMs: 0, timeMs: 100, samples: 20 })
  factory.dispose(bed.table)
}

export const measureSpeed = (job: SpeedJob) => (job.row.key === 'words' ? measureWords(job) : measureSeeded(job))

const measureSeeded = async (job: SpeedJob) => {
  const { row, sizes, implementation } = job
  const factory = await load(implementation, row.key, row.values, job.dist)
  const largest = sizes.at(-1)!
  if (planFor(job, largest).warmupMs === 0) await warmUp(job, factory)
  const bed = new Bed(row, factory, job.seed, row.op === 'set-new' ? writes.setNewEnd(largest) : largest)
  const nanoseconds: number[] = []
  for (const n of sizes) {
    if (USES_TABLE.has(row.op)) bed.growTo(n)
    globalThis.gc?.()
    nanoseconds.push(await time(batchOf(bed, n, implementation === 'Map'), planFor(job, n)))
  }
  return nanoseconds
}
