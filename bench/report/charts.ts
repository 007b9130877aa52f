/** What is plotted, independent of how: the page and the SVG files draw the same charts. */

import type { Implementation, OwnImplementation } from '../common/rows.js'
import { KEYS, OPS, rowName, VALUES } from '../common/rows.js'
import type { CollectionResult, LatencyResult, MemoryResult, Results, SpeedResult } from '../grid/results.js'
import { median } from '../grid/results.js'
import { isPeer } from '../peers/names.js'

export interface Point {
  x: number
  y: number
  /** How many times as fast as the one that it is compared with, where there is one. */
  multiple?: number
}

export interface Series {
  label: string
  color: string
  points: Point[]
}

export interface Chart {
  /** Fit for a file name. */
  id: string
  title: string
  xLabel: string
  yLabel: string
  xLog: boolean
  yLog: boolean
  /** What y counts. */
  unit: 'ns' | 'µs' | 'ms' | 'B'
  /** Names of the places on the x axis, where they are not numbers. */
  xTicks?: Record<number, string>
  series: Series[]
}

const LOOK: Record<OwnImplementation, { label: string; color: string }> = {
  Map: { label: 'Map', color: '#868e96' },
  simd: { label: 'tophash (SIMD)', color: '#d9480f' },
  swar: { label: 'tophash (SWAR)', color: '#f59f00' },
  twin: { label: 'twin (TypeScript)', color: '#1971c2' },
  typed: { label: 'Int32Map beside HashMap', color: '#7048e8' },
}

const NO_MAP = '#2b8a3e'

export const labelOf = (implementation: Implementation) =>
  isPeer(implementation) ? implementation : LOOK[implementation].label

/** A row without its n: what one line of a table or one chart is about. */
export const groupOf = (row: SpeedResult) => rowName(row).split('/').slice(0, -1).join('/')

const position = (row: SpeedResult) =>
  KEYS.indexOf(row.key) * 1e6 +
  VALUES.indexOf(row.values) * 1e5 +
  (row.order === 'sequential' ? 1 : 0) * 1e4 +
  OPS.indexOf(row.op) * 10 +
  (row.hit === 'miss' ? 1 : 0)

/** Groups of rows, in the order of the vocabulary. */
export const groups = (results: Results) => {
  const byGroup = new Map<string, SpeedResult[]>()
  for (const row of [...results.rows].sort((a, b) => position(a) - position(b))) {
    const list = byGroup.get(groupOf(row))
    if (list) list.push(row)
    else byGroup.set(groupOf(row), [row])
  }
  return [...byGroup.values()]
}

export const titleOf = ({ op, hit, key, values, order }: SpeedResult) => {
  const what = hit === '-' ? op : `${op} ${hit}`
  const unusual = [values === 'int32' ? '' : `values '${values}'`, order === 'sequential' ? 'sequential keys' : '']
  return [what, key, ...unusual].filter(text => text !== '').join(', ')
}

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
  (Object.keys(LOOK) as OwnImplementation[])
    .map(implementation => ({
      ...LOOK[implementation],
      points: results
        .filter(r => r.implementation === implementation)
        .flatMap(points)
        .sort((a, b) => a.x - b.x),
    }))
    .filter(series => series.points.length > 0)

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
