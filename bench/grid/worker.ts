/** The child process. */
import { answerJob } from '../common/child.js'
import { measureLatency } from '../latency/measure.js'
import { measureCollection } from '../memory/collection.js'
import { measureMemory } from '../memory/measure.js'
import { measureSpeed } from '../speed/measure.js'
import { load } from './contestants.js'
import type { Answers, Job, Kind } from './jobs.js'

const measure = async (job: Job): Promise<Answers[Kind]> => {
  const [key, values] = job.kind === 'speed' ? [job.row.key, job.row.values] : [job.key, 'int32' as const]
  const factory = await load(job.implementation, key, values, job.dist)
  switch (job.kind) {
    case 'speed':
      return { nanoseconds: await measureSpeed(job, factory) }
    case 'latency':
      return measureLatency(job, job.seed, factory)
    case 'memory':
      return { points: await measureMemory(job, job.seed, factory) }
    case 'collection':
      return measureCollection(job, job.seed, factory)
  }
}

await answerJob(async (job: Job) => ({ kind: job.kind, node: process.version, ...(await measure(job)) }))
