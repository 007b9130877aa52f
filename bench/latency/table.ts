/** What `--latency` prints. */
import { labelOf } from '../common/implementations.js'
import { digits } from '../common/numbers.js'
import { denseTable } from '../common/text-table.js'
import type { LatencyResult } from './results.js'

const microseconds = (ns: number) => `${digits(ns / 1e3)} µs`

const HEAD = ['int32 keys, up to', '', 'p50', 'p99', 'p99.99', 'p99.999', 'third longest', 'longest', 'excess']

/** An idle loop's times beside those of the inserts: they tell how quiet the machine was. */
export const latencyTable = (latency: readonly LatencyResult[]) => {
  const rows = latency.flatMap(({ n, implementation, map, idle, excess }) =>
    [[labelOf(implementation), map] as const, ['no map', idle] as const].map(([label, profile]) => {
      const { p50, p99, p9999, p99999, thirdLongest, max } = profile
      const times = [p50, p99, p9999, p99999, thirdLongest, max].map(microseconds)
      return [n.toLocaleString('en'), label, ...times, profile === map ? microseconds(excess) : '']
    }),
  )
  return `${denseTable(HEAD, rows)}\nexcess: third longest above the same loop without a map, median of the runs`
}
