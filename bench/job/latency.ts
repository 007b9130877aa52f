/** How long single operations take. */
export const PERCENTILES = [50, 99, 99.9, 99.99] as const

/** Nanoseconds an operation. */
export interface LatencySummary {
  percentiles: number[]
  max: number
}

// 16 buckets an octave: a percentile is at most 6 % too high. The maximum is exact.
const SUB_BITS = 4
const SUB_BUCKETS = 1 << SUB_BITS
const BUCKETS = 32 * SUB_BUCKETS

function bucketOf(nanoseconds: number): number {
  const octave = 31 - Math.clz32(nanoseconds | 1)
  if (octave < SUB_BITS) return nanoseconds
  const sub = (nanoseconds >>> (octave - SUB_BITS)) & (SUB_BUCKETS - 1)
  return octave * SUB_BUCKETS + sub
}

function upperEdge(bucket: number): number {
  const octave = Math.floor(bucket / SUB_BUCKETS)
  if (octave < SUB_BITS) return bucket
  return (SUB_BUCKETS + (bucket % SUB_BUCKETS) + 1) * 2 ** (octave - SUB_BITS)
}

/** Time stamps after every operation, kept as a histogram of the gaps: no allocation while it runs. */
export class Latencies {
  readonly #counts = new Float64Array(BUCKETS)
  #max = 0
  #last = 0
  #count = 0

  start(): void {
    this.#last = performance.now()
  }

  stamp(): void {
    const now = performance.now()
    const gap = (now - this.#last) * 1e6
    this.#last = now
    if (gap > this.#max) this.#max = gap
    this.#counts[bucketOf(Math.min(gap, 0x7fffffff) | 0)]! += 1
    this.#count += 1
  }

  summary(): LatencySummary {
    return { percentiles: PERCENTILES.map(p => this.#percentile(p)), max: this.#max }
  }

  #percentile(percent: number): number {
    const rank = Math.ceil((this.#count * percent) / 100)
    let seen = 0
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#counts[bucket]!
      if (seen >= rank) return Math.min(upperEdge(bucket), this.#max)
    }
    return this.#max
  }
}
