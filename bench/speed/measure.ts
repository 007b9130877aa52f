/** One row in one process. */

import type { Op } from '../common/rows.js'
import type { Factory } from '../common/table.js'
import { Bed } from './bed.js'
import { getBeside } from './beside.js'
import * as churning from './churning.js'
import * as columns from './columns.js'
import { planFor, usesTable } from './plan.js'
import * as reads from './reads.js'
import type { SpeedTask } from './task.js'
import { type Batch, time } from './timing.js'
import { measureWords } from './words.js'
import * as writes from './writes.js'
import { setNewEnd } from './writes.js'

const BATCHES: Record<Op, (bed: Bed, n: number) => Batch> = {
  get: reads.get,
  has: reads.has,
  'set-existing': reads.setExisting,
  increment: reads.increment,
  churn: churning.churn,
  'churn-long': churning.churnLong,
  'get-churned': churning.getChurned,
  iterate: reads.iterate,
  'for-each': reads.forEach,
  clone: writes.clone,
  'set-new': writes.setNew,
  delete: writes.remove,
  build: writes.build,
  'build-capacity': writes.buildWithCapacity,
  create: writes.create,
  'get-many': columns.getMany,
  'increment-many': columns.incrementMany,
  'index-many': columns.indexMany,
  'join-many': columns.joinMany,
  'get-heap': getBeside,
  'get-beside': getBeside,
}

const batchOf = (bed: Bed, n: number) => BATCHES[bed.row.op](bed, n)

/** Compiles the loops on a small bed, where a sample of the real size would be too dear to throw away. */
const warmUp = async (task: SpeedTask, factory: Factory) => {
  const n = 2_000
  const bed = new Bed({ ...task.row, n }, factory, task.seed, 2 * n)
  if (usesTable(task.row)) bed.growTo(n)
  await time(batchOf(bed, n), { warmupMs: 0, timeMs: 100, samples: 20 })
  factory.dispose(bed.table)
}

/** Nanoseconds an operation, one for each of the task's sizes. */
export const measureSpeed = (task: SpeedTask, factory: Factory) =>
  task.row.key === 'words' ? measureWords(task, factory) : measureSeeded(task, factory)

const measureSeeded = async (task: SpeedTask, factory: Factory) => {
  const { row, sizes, seed } = task
  const largest = sizes.at(-1)!
  if (planFor(task, largest).warmupMs === 0) await warmUp(task, factory)
  const bed = new Bed(row, factory, seed, row.op === 'set-new' ? setNewEnd(largest) : largest)
  const nanoseconds: number[] = []
  for (const n of sizes) {
    if (usesTable(row)) bed.growTo(n)
    globalThis.gc?.()
    nanoseconds.push(await time(batchOf(bed, n), planFor(task, n)))
  }
  return nanoseconds
}
