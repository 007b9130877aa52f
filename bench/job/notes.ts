// Sentences that belong to the numbers, the same on the terminal and on the page.

import { formatMegabytes, formatMilliseconds, formatNanoseconds } from './format.js'
import { LATENCY_TEXT_BYTES } from './schedule.js'
import type { Summary } from './summary.js'

export function verdict({ jobs }: Summary): string {
  const alone = jobs.filter(job => job.Map.limit !== null)
  if (alone.length === 0) return 'Both sides gave equal results in every run.'
  const limits = alone.map(job => `${job.name}: Map gave up (${job.Map.limit}), so there was nothing to compare with.`)
  return limits.join(' ')
}

export function startNote({ start }: Summary): string {
  const cost = `${formatMilliseconds(start.milliseconds)} and ${formatMegabytes(start.bytes)}`
  return `Starting WebAssembly takes tophash ${cost} once a process: within the times, not within the bytes an entry.`
}

export function latencyNote({ idle }: Summary): string {
  const scope = `Single operations were timed in runs of their own, over at most the first ${formatMegabytes(LATENCY_TEXT_BYTES)} of text`
  const floor = idle === null ? '' : `; the same loop without a map took ${formatNanoseconds(idle.max)} at the longest`
  return `${scope}${floor}.`
}
