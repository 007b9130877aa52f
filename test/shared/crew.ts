// Workers that run a job of jobs.ts.

import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { buildSync } from 'esbuild'
import type { JOBS } from './jobs.js'

export interface Hand {
  worker: Worker
  /** What the job answers. */
  answer: Promise<unknown>
  /** When it is gone. */
  ended: Promise<unknown>
  /** The next message that it sends before. */
  message(): Promise<unknown>
}

let bundle: string | undefined

/** The worker's script: Node itself does not load TypeScript in each version. */
function script(): string {
  if (bundle === undefined) {
    bundle = join(mkdtempSync(join(tmpdir(), 'tophash-crew-')), 'worker.mjs')
    const entry = fileURLToPath(new URL('./worker.ts', import.meta.url))
    buildSync({
      entryPoints: [entry],
      outfile: bundle,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'es2022',
    })
  }
  return bundle
}

export function hire(job: keyof typeof JOBS, data: unknown): Hand {
  const worker = new Worker(script(), { workerData: { job, data } })
  const ended = new Promise(resolve => worker.once('exit', resolve))
  const messages: unknown[] = []
  const waiting: ((message: unknown) => void)[] = []
  const answer = new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('message', (sent: { message?: unknown; answer?: unknown }) => {
      if (!('message' in sent)) resolve(sent.answer)
      else if (waiting.length > 0) waiting.shift()!(sent.message)
      else messages.push(sent.message)
    })
  })
  // Whoever terminates it does not ask for its answer.
  answer.catch(() => {})
  const message = () =>
    messages.length > 0
      ? Promise.resolve(messages.shift())
      : Promise.race([new Promise(resolve => waiting.push(resolve)), answer])
  return { worker, answer, ended, message }
}

/** The same job several times, each with its number `i` of `n`; what they answer. */
export async function crew<T>(n: number, job: keyof typeof JOBS, data: object): Promise<T[]> {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const hands = Array.from({ length: n }, (_, i) => hire(job, { ...data, gate, i, n }))
  const answers = await Promise.all(hands.map(({ answer }) => answer))
  await Promise.all(hands.map(({ worker }) => worker.terminate()))
  return answers as T[]
}
