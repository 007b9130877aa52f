// Counts in workers and sums what they counted. A map cannot be posted, but its columns can: typed arrays, which move.

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { Int32Map } from 'tophash'

const WORKERS = 3
const KEYS = 1000

function countPart(part: number): Int32Map<number> {
  const counts = new Int32Map({ values: 'int32' })
  for (let i = part; i < 300_000; i += WORKERS) counts.increment((i * i) % KEYS)
  return counts
}

function inWorker(part: number): Promise<{ keys: Int32Array; values: Int32Array }> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part, execArgv: process.execArgv })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

if (isMainThread) {
  const parts = await Promise.all(Array.from({ length: WORKERS }, (_, part) => inWorker(part)))
  const total = new Int32Map({ values: 'int32' })
  for (const { keys, values } of parts) total.incrementMany(keys, values)
  console.log(total.size, total.get(0), total.get(2)) // 159 3000 undefined
} else {
  const { keys, values } = countPart(workerData).toArrays()
  parentPort!.postMessage({ keys, values }, [keys.buffer, values.buffer])
}
