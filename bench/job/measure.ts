/** Starts a process for each measurement. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Result, Task } from './protocol.js'

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url))

/** Runs one task in a fresh process. A worker that dies without a word has run out of memory. */
export function measure(task: Task): Promise<Result> {
  return new Promise((resolve, reject) => {
    const worker = fork(WORKER, {
      execArgv: [...process.execArgv, '--expose-gc'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let words = ''
    worker.stderr!.setEncoding('utf8').on('data', text => {
      words += text
    })
    let result: Result | undefined
    worker.once('message', message => {
      result = message as Result
    })
    worker.once('error', reject)
    worker.once('close', (code, signal) => resolve(result ?? died(task, code, signal, words)))
    worker.send(task, error => {
      if (error !== null) words += error.message
    })
  })
}

function died({ side }: Task, code: number | null, signal: string | null, words: string): Result {
  if (/out of memory|Allocation failed/i.test(words))
    return { ok: false, reason: 'out of memory', limit: side === 'Map' }
  const line = words.split('\n').find(text => /Error/.test(text)) ?? `ended with ${signal ?? `exit code ${code}`}`
  return { ok: false, reason: line.trim(), limit: false }
}
