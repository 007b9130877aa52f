// Threads that begin together, and how long they take in all.

import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** What a thread knows of the others. */
export interface Crew {
  gate: Int32Array
  threads: number
  i: number
}

export type Span = [from: number, to: number]

const now = () => performance.timeOrigin + performance.now()

/** In a worker: waits until all others have come as far, then runs. Tells when. */
export function together({ gate, threads }: Crew, run: () => void): Span {
  Atomics.add(gate, 0, 1)
  while (Atomics.load(gate, 0) < threads) Atomics.wait(gate, 0, Atomics.load(gate, 0), 0.1)
  const from = now()
  run()
  return [from, now()]
}

/** Milliseconds from the start of the first of so many workers, each of which posts its span, to the end of the last. */
export async function timeOf(script: string, threads: number, job: object): Promise<number> {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const spans = await Promise.all(
    Array.from({ length: threads }, async (_, i) => {
      const worker = new Worker(script, { workerData: { ...job, gate, threads, i } })
      const [span] = (await once(worker, 'message')) as [Span]
      await worker.terminate()
      return span
    }),
  )
  return Math.max(...spans.map(([, to]) => to)) - Math.min(...spans.map(([from]) => from))
}
