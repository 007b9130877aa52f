// A web server of several threads with one cache: what one of them has computed, no other computes again.

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { execArgv } from 'node:process'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { ConcurrentStringMap, SharedHeap } from 'tophash/shared'

/** How many primes there are below a number, the slow way. */
function primesBelow(n: number): number {
  let count = 0
  for (let i = 2; i < n; i++) {
    let divisor = 2
    while (divisor * divisor <= i && i % divisor !== 0) divisor++
    if (divisor * divisor > i) count++
  }
  return count
}

/** In a worker: answers requests such as `/primes/1000`. */
async function answer(cache: ConcurrentStringMap): Promise<void> {
  const server = createServer((request, response) => {
    const path = request.url!
    let count = cache.get(path)
    const source = count === undefined ? 'computed' : 'cached'
    if (count === undefined) {
      count = primesBelow(Number(path.split('/')[2]))
      cache.set(path, count)
    }
    response.end(`${count} ${source}`)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  parentPort!.postMessage((server.address() as AddressInfo).port)
}

if (isMainThread) {
  const heap = new SharedHeap()
  const cache = new ConcurrentStringMap({ heap, values: 'float64' })
  const workers = Array.from(
    { length: 2 },
    () => new Worker(new URL(import.meta.url), { workerData: cache.handle, execArgv }),
  )
  for (const worker of workers) heap.watch(worker)
  const ports = await Promise.all(workers.map(async worker => (await once(worker, 'message'))[0]))
  const ask = async (port: number, path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text()

  console.log(await ask(ports[0], '/primes/20000')) // 2262 computed
  console.log(await ask(ports[1], '/primes/20000')) // 2262 cached
  await Promise.all(workers.map(worker => worker.terminate()))
  console.log(cache.size, cache.get('/primes/20000')) // 1 2262
} else {
  await answer(ConcurrentStringMap.attach(workerData))
}
