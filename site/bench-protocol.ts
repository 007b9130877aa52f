// What the page and the worker of the benchmark say to each other.

export const OPERATIONS = ['get', 'has', 'set', 'build'] as const
export type BenchOperation = (typeof OPERATIONS)[number]

/** `swiss` is the other layout, `many` one call of `tophash` for many keys. */
export const CONTENDERS = ['Map', 'tophash', 'swiss', 'many'] as const
export type Contender = (typeof CONTENDERS)[number]

export interface BenchOrder {
  sizes: number[]
  module: WebAssembly.Module
  /** That of the other layout. */
  swiss: WebAssembly.Module
}

export interface Row {
  operation: BenchOperation
  n: number
  /** Nanoseconds an operation. */
  times: Record<Contender, number>
}

export type BenchMessage =
  | { kind: 'row'; row: Row; part: number }
  | { kind: 'done' }
  | { kind: 'failed'; message: string }
