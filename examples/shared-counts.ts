// Counts in workers, all of them in one map.

import { isMainThread, Worker, workerData } from 'node:worker_threads'
import { ConcurrentInt32Map, SharedHeap } from 'tophash/shared'

const WORKERS = 3
const KEYS = 1000

function countPart(counts: ConcurrentInt32Map, part: number): void {
  for (let i = part; i < 300_000; i += WORKERS) counts.increment((i * i) % KEYS)
}

if (isMainThread) {
  const heap = new SharedHeap()
  const counts = new ConcurrentInt32Map({ heap, values: 'int32' })
  const parts = Array.from({ length: WORKERS }, (_, part) => {
    const worker = new Worker(new URL(import.meta.url), {
      workerData: { handle: counts.handle, part },
      execArgv: process.execArgv,
    })
    // Were it terminated, what it had under way would be taken over.
    heap.watch(worker)
    return new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject))
  })
  await Promise.all(parts)
  console.log(counts.size, counts.get(0), counts.get(2)) // 159 3000 undefined
} else {
  countPart(ConcurrentInt32Map.attach(workerData.handle), workerData.part)
}
