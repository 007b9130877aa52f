// A process of its own for each measurement: one job, one side, a fresh heap.

import { digest } from './digest.js'
import { prepare, type Run, type Watch } from './jobs.js'
import { Latencies } from './latency.js'
import type { Measurement, Result, Task } from './protocol.js'
import { startSide } from './tables.js'

const MAP_IS_FULL = 'Map maximum size exceeded'

function residentAfterCollection(): number {
  // Weak callbacks of the first collection free what the second one takes.
  globalThis.gc!()
  globalThis.gc!()
  return process.memoryUsage.rss()
}

function watchFor({ mode, side }: Task, latencies: Latencies): Watch {
  if (mode === 'time') return act => act
  if (side === 'idle') return () => () => latencies.stamp()
  return act => stamped(act, latencies)
}

/** For acts of one argument or two: a rest parameter might allocate. */
function stamped(act: (...key: any) => void, latencies: Latencies): typeof act {
  return (key: any, end: any) => {
    act(key, end)
    latencies.stamp()
  }
}

async function measureStart({ side }: Task): Promise<number> {
  const begin = performance.now()
  await startSide(side)
  return performance.now() - begin
}

async function measure(task: Task, run: Run): Promise<Measurement> {
  const latencies = new Latencies()
  const watch = watchFor(task, latencies)
  const startMilliseconds = await measureStart(task)
  const residentBefore = residentAfterCollection()
  const begin = performance.now()
  latencies.start()
  run.start(watch)
  const milliseconds = startMilliseconds + performance.now() - begin
  const residentBytes = residentAfterCollection() - residentBefore
  const latency = task.mode === 'latency' ? latencies.summary() : null
  return {
    ok: true,
    operations: run.operations,
    milliseconds,
    startMilliseconds,
    residentBytes,
    digest: digest(run.map, run.facts),
    latency,
  }
}

function checkTotal(task: Task, run: Run, { digest }: Measurement): void {
  if (task.side === 'idle' || run.expectedTotal === undefined || run.expectedTotal === digest.total) return
  throw new Error(`the counts add up to ${digest.total}, but ${run.expectedTotal} keys were counted`)
}

async function perform(task: Task): Promise<Result> {
  try {
    const run = prepare(task.job, task.input, task.side)
    const measurement = await measure(task, run)
    checkTotal(task, run, measurement)
    return measurement
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { ok: false, reason, limit: task.side === 'Map' && reason.includes(MAP_IS_FULL) }
  }
}

process.once('message', async (task: Task) => {
  const result = await perform(task)
  process.send!(result, () => process.disconnect())
})
