/** tinybench, asked for one number: nanoseconds an operation. */
import { Bench } from 'tinybench'

export interface Batch {
  /** Operations in one `run`. */
  operations: number
  /** Restores what `run` needs; not timed. */
  before?: () => void
  /** Timed. Throws if an answer is wrong. */
  run: () => void | Promise<void>
  /** Not timed. */
  after?: () => void
  /** After the last run: the thorough check. */
  finish?: () => void
  asynchronous?: boolean
  /** The median of samples would hide collections that happen in a few of them. */
  useMean?: boolean
}

export interface Plan {
  warmupMs: number
  timeMs: number
  /** At least this many samples, whatever the time. */
  samples: number
}

export const time = async (batch: Batch, plan: Plan) => {
  const bench = new Bench({
    time: plan.timeMs,
    iterations: plan.samples,
    warmup: plan.warmupMs > 0,
    warmupTime: plan.warmupMs,
    warmupIterations: 1,
    throws: true,
  })
  const { before, after } = batch
  bench.add('batch', batch.run, {
    async: batch.asynchronous === true,
    ...(before && { beforeEach: before }),
    ...(after && { afterEach: after }),
  })
  if (batch.asynchronous) await bench.run()
  else bench.runSync()
  const result = bench.tasks[0]!.result
  if (result.state !== 'completed') throw new Error(`tinybench: ${result.state}`)
  batch.finish?.()
  const milliseconds = batch.useMean ? result.latency.mean : result.latency.p50
  return (milliseconds * 1e6) / batch.operations
}
