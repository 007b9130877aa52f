/** The child process: one job in, one answer out. */
import { writeSync } from 'node:fs'
import type { Answer, Job } from '../common/rows.js'
import { measureLatency } from '../latency/measure.js'
import { measureCollection } from '../memory/collection.js'
import { measureMemory } from '../memory/measure.js'
import { measureSpeed } from '../speed/measure.js'

const answer = async (job: Job): Promise<Answer> => {
  const node = process.version
  switch (job.kind) {
    case 'speed':
      return { kind: 'speed', node, nanoseconds: await measureSpeed(job) }
    case 'latency':
      return { kind: 'latency', node, ...(await measureLatency(job)) }
    case 'memory':
      return { kind: 'memory', node, points: await measureMemory(job) }
    case 'collection':
      return { kind: 'collection', node, ...(await measureCollection(job)) }
  }
}

try {
  writeSync(1, `${JSON.stringify(await answer(JSON.parse(process.argv[2]!)))}\n`)
} catch (error) {
  writeSync(2, `${error instanceof Error ? `${error.name}: ${error.message}` : error}\n`)
  process.exitCode = 1
}
