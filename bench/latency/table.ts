/** What `--latency` prints. */
import Table from 'cli-table3'
import type { Results } from '../grid/results.js'
import { labelOf } from '../report/charts.js'

const microseconds = (ns: number) => `${Number((ns / 1e3).toPrecision(3))} µs`

/** An idle loop's times beside those of the inserts: they tell how quiet the machine was. */
export const latencyTable = ({ latency }: Results) => {
  const table = new Table({
    head: ['int32 keys, up to', '', 'p50', 'p99', 'p99.99', 'p99.999', 'third longest', 'longest', 'excess'],
    style: { head: [], border: [], compact: true },
  })
  for (const { n, implementation, map, idle, excess } of latency) {
    for (const [label, profile] of [[labelOf(implementation), map] as const, ['no map', idle] as const]) {
      const { p50, p99, p9999, p99999, thirdLongest, max } = profile
      const times = [p50, p99, p9999, p99999, thirdLongest, max].map(microseconds)
      table.push([n.toLocaleString('en'), label, ...times, profile === map ? microseconds(excess) : ''])
    }
  }
  return `${table.toString()}\nexcess: third longest above the same loop without a map, median of the runs`
}
