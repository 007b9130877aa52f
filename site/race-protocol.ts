// What the page and a worker of the race say to each other.

/** `tophash` has buckets, `swiss` tables that split; `idle` runs the same loop without a map: what the clock, the engine and other programs cost. */
export type Side = 'idle' | 'Map' | 'tophash' | 'swiss'

export interface RaceOrder {
  side: Side
  n: number
  /** The binary of the layout; others need none. */
  module: WebAssembly.Module | undefined
}

/** A twentieth of a second of inserting. */
export interface Sample {
  /** Milliseconds since the first insert. */
  at: number
  done: number
  /** The longest insert since the last sample, in milliseconds. */
  longest: number
}

export interface RaceResult {
  milliseconds: number
  longest: number
  /** Inserts of over 5 ms, and how long they took together. */
  pauses: number
  pausedMs: number
  size: number
  /** Sum of the values of every key, asked for one by one after the race. */
  sum: number
}

export type RaceMessage =
  | { kind: 'sample'; sample: Sample }
  | { kind: 'checking' }
  | { kind: 'done'; result: RaceResult }
  | { kind: 'failed'; message: string }

/** What the values of keys 0 to n - 1 sum up to. */
export function expectedSum(n: number): number {
  return (n * (n - 1)) / 2
}
