/** What is plotted of the results of a grid, independent of how. */
import { IMPLEMENTATIONS, type Implementation, labelOf, type OwnImplementation } from '../common/implementations.js'
import type { SpeedResult } from '../common/measured.js'
import { median } from '../common/statistics.js'
import type { Results } from '../grid/results.js'
import type { LatencyResult } from '../latency/results.js'
import type { CollectionResult, MemoryResult } from '../memory/results.js'
import type { Chart, Point, Series } from './chart.js'
import { groupOf, groups, titleOf } from './groups.js'

const COLORS: Record<OwnImplementation, string> = {
  Map: '#868e96',
  simd: '#d9480f',
  swiss: '#ae3ec9',
  swar: '#f59f00',
  twin: '#1971c2',
  typed: '#7048e8',
}

const NO_MAP = '#2b8a3e'

const speedChart = (rows: SpeedResult[]): Chart => ({
  id: groupOf(rows[0]!).replaceAll('/', '-'),
  title: titleOf(rows[0]!),
  xLabel: 'entries',
  yLabel: 'ns an operation',
  xLog: true,
  yLog: true,
  unit: 'ns',
  series: linesOf(rows, row => [{ x: row.n, y: row.nsPerOp, ...multipleOf(row) }]),
})

const multipleOf = ({ implementation, speed }: SpeedResult) =>
  implementation === 'Map' || speed === undefined ? {} : { multiple: speed }

const linesOf = <R extends { implementation: Implementation }>(
  results: R[],
  points: (result: R) => Point[],
): Series[] =>
  IMPLEMENTATIONS.map(implementation => ({
    label: labelOf(implementation),
    color: COLORS[implementation],
    points: results
      .filter(r => r.implementation === implementation)
      .flatMap(points)
      .sort((a, b) => a.x - b.x),
  })).filter(series => series.points.length > 0)

const QUANTILES = [
  ['p50', '50 %'],
  ['p90', '90 %'],
  ['p99', '99 %'],
  ['p999', '99.9 %'],
  ['p9999', '99.99 %'],
  ['p99999', '99.999 %'],
  ['thirdLongest', 'third longest'],
  ['max', 'longest'],
] as const

const latencyPoints = (profile: LatencyResult['map']) =>
  QUANTILES.map(([field], x) => ({ x, y: Math.max(1, profile[field]) / 1e3 }))

const latencyChart = (results: LatencyResult[]): Chart => {
  const idle = { label: 'no map', color: NO_MAP, points: latencyPoints(results[0]!.idle) }
  return {
    id: `latency-${results[0]!.key}${results[0]!.n > 10_000_000 ? `-${results[0]!.n}` : ''}`,
    title: `single inserts while growing to ${results[0]!.n.toLocaleString('en')} entries, ${results[0]!.key} keys`,
    xLabel: 'share of the inserts that were faster',
    yLabel: 'microseconds',
    xLog: false,
    yLog: true,
    unit: 'µs',
    xTicks: Object.fromEntries(QUANTILES.map(([, name], x) => [x, name])),
    series: [...linesOf(results, r => latencyPoints(r.map)), idle],
  }
}

const inWords = (n: number) => n.toLocaleString('en')

/** Over one doubling, or over many. */
const memoryChart = (results: MemoryResult[]): Chart => {
  const { key, n, to } = results[0]!
  return {
    id: to === undefined ? `memory-${key}-${n}` : `bytes-over-n-${key}`,
    title: `resident bytes an entry, ${key} to int32${to === undefined ? '' : `, ${inWords(n)} to ${inWords(to)} entries`}`,
    xLabel: 'entries',
    yLabel: 'bytes',
    xLog: to !== undefined,
    yLog: false,
    unit: 'B',
    series: linesOf(results, r => r.points.map(p => ({ x: p.n, y: p.bytesPerEntry }))),
  }
}

const collectionChart = (results: CollectionResult[]): Chart => ({
  id: `collection-${results[0]!.key}`,
  title: `a major collection with a map of n entries alive, ${results[0]!.key} keys`,
  xLabel: 'entries',
  yLabel: 'milliseconds',
  xLog: true,
  yLog: true,
  unit: 'ms',
  series: [
    ...linesOf(results, r => [{ x: r.n, y: r.held }]),
    { label: 'no map', color: NO_MAP, points: withoutMap(results) },
  ],
})

/** Every process of a size measured it; the median of them. */
const withoutMap = (results: CollectionResult[]): Point[] =>
  groupBy(results, r => `${r.n}`)
    .map(same => ({ x: same[0]!.n, y: median(same.map(r => r.alone)) }))
    .sort((a, b) => a.x - b.x)

const groupBy = <T>(list: T[], name: (item: T) => string) => {
  const found = new Map<string, T[]>()
  for (const item of list) found.set(name(item), [...(found.get(name(item)) ?? []), item])
  return [...found.values()]
}

/** One size is no line. */
export const isLine = (rows: { n: number }[]) => new Set(rows.map(r => r.n)).size > 1

/** Of the groups that `wanted` lets through. */
export const speedCharts = (results: Results, wanted: (row: SpeedResult) => boolean = () => true) =>
  groups(results)
    .filter(rows => isLine(rows) && wanted(rows[0]!))
    .map(speedChart)

export const latencyCharts = ({ latency }: Results) => groupBy(latency, r => `${r.key}/${r.n}`).map(latencyChart)

export const memoryCharts = ({ memory }: Results) => groupBy(memory, r => `${r.key}/${r.n}/${r.to}`).map(memoryChart)

/** A map of another size is another point. */
export const collectionCharts = ({ collection }: Results) =>
  groupBy(collection, r => r.key)
    .filter(isLine)
    .map(collectionChart)

export const chartsOf = (results: Results): Chart[] => [
  ...speedCharts(results),
  ...latencyCharts(results),
  ...memoryCharts(results),
  ...collectionCharts(results),
]
