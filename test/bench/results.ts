/** Results of a run that measured a little of everything, for pages that the committed results cannot fill. */

import type { Implementation } from '../../bench/common/implementations.js'
import type { SpeedResult } from '../../bench/common/measured.js'
import { type Op, rowName, rowOf } from '../../bench/common/rows.js'
import type { Results } from '../../bench/grid/results.js'
import type { NativeResults } from '../../bench/native/results.js'

const stamp = {
  tophash: '0.0.0',
  commit: 'abcdef0',
  node: 'v20.0.0',
  cpu: 'A <fast> & "quiet" processor',
  cores: 2,
  memoryGiB: 8,
  date: '2026-01-01',
  command: 'npm run bench -- --full',
}

const profile = (factor: number) => ({
  p50: 100 * factor,
  p90: 200 * factor,
  p99: 400 * factor,
  p999: 800 * factor,
  p9999: 9_000 * factor,
  p99999: 50_000 * factor,
  thirdLongest: 100_000 * factor,
  max: 900_000 * factor,
})

const speed = (n: number, implementation: Implementation, nsPerOp: number, times: number): SpeedResult => {
  const row = { op: 'get', key: 'string12', values: 'int32', order: 'random', hit: 'hit', n } as const
  return {
    name: `${rowName(row)}/${implementation}`,
    ...row,
    implementation,
    nsPerOp,
    rounds: [nsPerOp],
    sizes: [[n]],
    speed: times,
  }
}

const latency = (implementation: Implementation, n: number, factor: number) => ({
  name: `latency/int32/${n}/${implementation}`,
  implementation,
  key: 'int32' as const,
  n,
  liveObjects: 1_000,
  map: profile(factor),
  idle: profile(0.5),
  excess: 50_000 * factor,
  runs: [],
})

const memory = (implementation: Implementation, bytes: number) => ({
  name: `memory/int32/100000/${implementation}`,
  implementation,
  key: 'int32' as const,
  n: 100_000,
  to: 1_600_000,
  worst: bytes + 4,
  mean: bytes,
  points: [100_000, 400_000, 1_600_000].map((n, i) => ({ n, bytesPerEntry: bytes + 2 * i })),
})

const collection = (implementation: Implementation, n: number, held: number) => ({
  name: `collection/int32/${n}/${implementation}`,
  implementation,
  key: 'int32' as const,
  n,
  alone: 1.5,
  held,
  excess: held - 1.5,
  runs: [],
})

export const GRID_RESULTS: Results = {
  ...stamp,
  grid: 'full',
  rows: [
    speed(1_000, 'Map', 20, 1),
    speed(1_000, 'simd', 31.25, 0.64),
    speed(1_000_000, 'Map', 200, 1),
    speed(1_000_000, 'simd', 50, 4),
  ],
  latency: [latency('Map', 10_000_000, 90), latency('simd', 10_000_000, 1), latency('simd', 50_000_000, 2)],
  memory: [memory('Map', 42), memory('simd', 18)],
  collection: [
    collection('Map', 100_000, 4),
    collection('simd', 100_000, 1.6),
    collection('Map', 1_000_000, 60),
    collection('simd', 1_000_000, 1.7),
  ],
  failures: [{ name: 'get/x/Map', error: 'RangeError: <b>Map</b> maximum size exceeded' }],
}

const own = (op: Op, n: number, implementation: Implementation, nsPerOp: number): SpeedResult => {
  const row = rowOf(op, n)
  return { name: `${rowName(row)}/${implementation}`, ...row, implementation, nsPerOp, rounds: [nsPerOp], sizes: [[n]] }
}

/** And the other layout beside it. */
export const BOTH_RESULTS: Results = {
  ...GRID_RESULTS,
  rows: [
    ...GRID_RESULTS.rows,
    own('get', 1_000_000, 'Map', 200),
    own('get', 1_000_000, 'simd', 50),
    own('get', 1_000_000, 'swiss', 40),
    own('get-beside', 1_000, 'swiss', 20),
    own('get-beside', 1_000, 'swiss-beside-simd', 40),
  ],
}

const native = (n: number, contestant: string, nsPerOp: number) => {
  const row = { op: 'get-many', key: 'int32', values: 'int32', order: 'random', hit: 'hit', n } as const
  return { name: `${rowName(row)}/${contestant}`, ...row, contestant, nsPerOp, rounds: [nsPerOp], sizes: [[n]] }
}

export const NATIVE_RESULTS: NativeResults = {
  ...stamp,
  kind: 'native',
  contestants: [
    { name: 'simd', label: 'tophash' },
    { name: 'rust', label: 'Rust HashMap (SipHash)', compiler: 'rustc 1.0', flags: '-O' },
  ],
  rows: [
    native(1_000_000, 'simd', 40),
    native(1_000_000, 'rust', 30),
    native(10_000_000, 'simd', 90),
    native(10_000_000, 'rust', 45),
  ],
  failures: [],
}
