// Sentences that belong to the numbers, the same on the terminal and on the page.

import { formatMilliseconds, formatNanoseconds, formatSize } from './format.js'
import type { Summary } from './summary.js'

export function verdict({ jobs }: Summary): string {
  const alone = jobs.filter(job => job.Map.limit !== null)
  if (alone.length === 0) return 'Both sides gave equal results in every run.'
  const limits = alone.map(job => `${job.name}: Map gave up (${job.Map.limit}), so there was nothing to compare with.`)
  return limits.join(' ')
}

export function startNote({ startMilliseconds }: Summary): string {
  return `The times of tophash contain ${formatMilliseconds(startMilliseconds)} for starting WebAssembly, once a process.`
}

export function latencyNote({ idle, latencyTextBytes }: Summary): string {
  const scope = `Single operations were timed in runs of their own, over at most the first ${formatSize(latencyTextBytes)} of text`
  const floor = idle === null ? '' : `; the same loop without a map took ${formatNanoseconds(idle.max)} at the longest`
  return `${scope}${floor}.`
}
