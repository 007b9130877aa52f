/** Resident bytes an entry while a map grows from n entries, to 2n in most rows: the price just before and just after it doubles. */
import { setTimeout as delay } from 'node:timers/promises'
import type { MemoryJob, MemoryPoint } from '../common/rows.js'
import { load } from '../grid/contestants.js'
import { CHUNK, insert, verify } from './chunks.js'

/** What stays when the collector is through. V8 gives pages back a little later, from another thread. */
const resident = async () => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await delay(20)
  }
  return process.memoryUsage.rss()
}

export const measureMemory = async (job: MemoryJob): Promise<MemoryPoint[]> => {
  const factory = await load(job.implementation, job.key, 'int32', job.dist)
  const small = factory.create()
  insert(job, small, 0, 4 * CHUNK)
  verify(job, small, 4 * CHUNK)
  factory.dispose(small)
  const baseline = await resident()
  const table = factory.create()
  const points: MemoryPoint[] = []
  const growth = (job.to ?? 2 * job.n) / job.n
  let filled = 0
  for (let i = 0; i <= job.points; i++) {
    const n = Math.round(job.n * growth ** (i / job.points))
    insert(job, table, filled, n)
    filled = n
    points.push({ n, bytesPerEntry: ((await resident()) - baseline) / n })
  }
  verify(job, table, filled)
  return points
}
