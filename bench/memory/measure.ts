/** Resident bytes an entry while a map grows from n entries, to 2n in most rows: the price just before and just after it doubles. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Factory } from '../common/table.js'
import { insert, verify, warmUp } from './chunks.js'
import type { MemoryPoint, MemorySpec } from './spec.js'

/** What stays when the collector is through. V8 gives pages back a little later, from another thread. */
const resident = async () => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.()
    await delay(20)
  }
  return process.memoryUsage.rss()
}

export const measureMemory = async (spec: MemorySpec, seed: number, factory: Factory): Promise<MemoryPoint[]> => {
  const source = { key: spec.key, seed }
  // Named, so that no collection between two measurements frees it.
  const small = warmUp(source, factory)
  factory.dispose(small)
  const baseline = await resident()
  const table = factory.create()
  const points: MemoryPoint[] = []
  const growth = (spec.to ?? 2 * spec.n) / spec.n
  let filled = 0
  for (let i = 0; i <= spec.points; i++) {
    const n = Math.round(spec.n * growth ** (i / spec.points))
    insert(source, table, filled, n)
    filled = n
    points.push({ n, bytesPerEntry: ((await resident()) - baseline) / n })
  }
  verify(source, table, filled)
  return points
}
