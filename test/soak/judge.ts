// Whether a run was flat.
//
// The first tenth of the samples is warm-up. Of the others, each measure is judged twice:
// - Its median in the last quarter may be above that in the second quarter by its share of that and its allowance.
// - The line of least squares through all of them may rise by as much from the first to the last.
// A run in which operations or finalisers stand still is not judged at all.

import type { Sample } from './meter.js'

const WARM_UP = 0.1
/** A quarter of fewer has no median to speak of. */
export const LEAST_SAMPLES = 20

interface Measure {
  name: string
  of: (sample: Sample) => number
  /** What it may grow by: a share of it, and a fixed amount besides. */
  share: number
  allowance: number
}

const MIB = 2 ** 20

export const MEASURES: readonly Measure[] = [
  // Pages of malloc and of the collector come and go.
  { name: 'resident bytes', of: s => s.rss, share: 0.04, allowance: 12 * MIB },
  { name: 'bytes of the JavaScript heap but code', of: s => s.jsHeap, share: 0.02, allowance: 2 * MIB },
  { name: 'bytes of linear memory', of: s => s.wasmMemory, share: 0, allowance: 0 },
  // Tables differ in overflow buckets and growths under way.
  { name: 'bytes used in linear memory', of: s => s.wasmUsed, share: 0.02, allowance: MIB },
  { name: 'bytes used in the heap', of: s => s.heapUsed, share: 0.02, allowance: MIB },
  // Of a HashMap, keys without a table have no handle, and are now more, now fewer.
  { name: 'handles', of: s => s.handles, share: 0, allowance: 10 },
  { name: 'handles of no entry', of: s => s.lost, share: 0, allowance: 0 },
  { name: 'finalisers not called yet', of: s => s.pending, share: 0.1, allowance: 32 },
]

function median(numbers: number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** By how much the line of least squares rises from the first number to the last. */
function rise(numbers: number[]): number {
  const middle = (numbers.length - 1) / 2
  const mean = numbers.reduce((sum, y) => sum + y, 0) / numbers.length
  let above = 0
  let below = 0
  for (const [x, y] of numbers.entries()) {
    above += (x - middle) * (y - mean)
    below += (x - middle) ** 2
  }
  return (above / below) * (numbers.length - 1)
}

export interface Verdict {
  name: string
  /** The medians of the second and of the last quarter, the rise, and what is allowed. */
  before: number
  after: number
  rise: number
  most: number
  isFlat: boolean
}

function judgeOne({ name, of, share, allowance }: Measure, samples: readonly Sample[]): Verdict {
  const numbers = samples.map(of)
  const quarter = numbers.length / 4
  const before = median(numbers.slice(Math.floor(quarter), Math.floor(2 * quarter)))
  const after = median(numbers.slice(Math.floor(3 * quarter)))
  const most = before * share + allowance
  const risen = rise(numbers)
  // A rise of 0 has rounding errors.
  return { name, before, after, rise: risen, most, isFlat: after - before <= most && risen <= most + before * 1e-9 }
}

/** One verdict a measure. @throws Error if there are too few samples, or the run stood still */
export function judge(samples: readonly Sample[]): Verdict[] {
  if (samples.length < LEAST_SAMPLES) throw new Error(`${samples.length} samples are too few to judge by`)
  const [first, last] = [samples[0]!, samples.at(-1)!]
  for (const [i, { operations }] of samples.entries()) {
    if (i > 0 && operations <= samples[i - 1]!.operations) throw new Error(`no operation since sample ${i - 1}`)
  }
  if (last.called <= first.called) throw new Error('no finaliser was called')
  const rest = samples.slice(Math.floor(samples.length * WARM_UP))
  return MEASURES.map(measure => judgeOne(measure, rest))
}

const figure = (n: number) => (Math.abs(n) >= MIB ? `${(n / MIB).toFixed(1)} Mi` : `${Math.round(n)}`).padStart(12)

/** A table for people to read. */
export function textOf(verdicts: readonly Verdict[]): string {
  const head = `${''.padEnd(30)}${['2nd quarter', 'last', 'rise', 'allowed'].map(s => s.padStart(12)).join('')}`
  const lines = verdicts.map(
    ({ name, before, after, rise, most, isFlat }) =>
      `${name.padEnd(30)}${[before, after, rise, most].map(figure).join('')}  ${isFlat ? 'flat' : 'NOT FLAT'}`,
  )
  return [head, ...lines].join('\n')
}
