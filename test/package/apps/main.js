// The page: uses the package here and in a worker, and leaves what came of it where the test looks.

import { Int32Map as Twin } from 'tophash/reference'
import { use } from './use.js'

function inWorker() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })
    worker.onmessage = event => resolve(event.data)
    worker.onerror = event => reject(new Error(`in the worker: ${event.message}`))
  })
}

async function run() {
  return { page: use(), worker: await inWorker(), twin: new Twin([[1, 'one']]).get(1) }
}

run().then(
  value => {
    globalThis.outcome = JSON.stringify({ value })
  },
  ({ name, message, stack }) => {
    globalThis.outcome = JSON.stringify({ error: { name, message, stack } })
  },
)
