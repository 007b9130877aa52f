/** Resident bytes an entry while a map grows from n to 2n entries: the price just before and just after it doubles. */
import { setTimeout as delay } from 'node:timers/promises'
import { makeKeys, mix } from './data.js'
import type { Table } from './implementations.js'
import { load } from './implementations.js'
import type { MemoryJob, MemoryPoint } from './rows.js'

const CHUNK = 10_000

const valueAt = (i: number) => mix(i) & 0xf_ffff

/** Keys are made a chunk at a time: a list of all of them would be counted too. */
const forEachKey = (job: MemoryJob, from: number, to: number, use: (key: any, i: number) => void) => {
  for (let start = from; start < to; start += CHUNK) {
    const end = Math.min(to, start + CHUNK)
    const keys = makeKeys(job.key, start, end, job.seed, 'random')
    for (let i = start; i < end; i++) use(keys[i - start], i)
  }
}

const insert = (job: MemoryJob, table: Table<any, any>, from: number, to: number) =>
  forEachKey(job, from, to, (key, i) => table.set(key, valueAt(i)))

const verify = (job: MemoryJob, table: Table<any, any>, n: number) => {
  if (table.size !== n) throw new Error(`wrong answer: size ${table.size}, not ${n}`)
  forEachKey(job, 0, n, (key, i) => {
    if (table.get(key) !== valueAt(i)) throw new Error(`wrong answer: key ${i}`)
  })
}

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
  let filled = 0
  for (let i = 0; i <= job.points; i++) {
    const n = Math.round(job.n * 2 ** (i / job.points))
    insert(job, table, filled, n)
    filled = n
    points.push({ n, bytesPerEntry: ((await resident()) - baseline) / n })
  }
  verify(job, table, filled)
  return points
}
