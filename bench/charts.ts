/** What is plotted, independent of how: the page and the SVG files draw the same charts. */
import type { LatencyResult, Results, SpeedResult } from './results.js'
import type { Implementation } from './rows.js'
import { KEYS, OPS, rowName, VALUES } from './rows.js'

export interface Point {
  x: number
  y: number
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
  /** Names of the places on the x axis, where they are not numbers. */
  xTicks?: Record<number, string>
  series: Series[]
}

const LOOK: Record<Implementation, { label: string; color: string }> = {
  Map: { label: 'Map', color: '#868e96' },
  simd: { label: 'tophash (SIMD)', color: '#d9480f' },
  swar: { label: 'tophash (SWAR)', color: '#f59f00' },
  twin: { label: 'twin (TypeScript)', color: '#1971c2' },
  typed: { label: 'Int32Map beside HashMap', color: '#7048e8' },
}

export const labelOf = (implementation: Implementation) => LOOK[implementation].label

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
  series: linesOf(rows, row => [{ x: row.n, y: row.nsPerOp }]),
})

const linesOf = <R extends { implementation: Implementation }>(
  results: R[],
  points: (result: R) => Point[],
): Series[] =>
  (Object.keys(LOOK) as Implementation[])
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
  const idle = { label: 'no map', color: '#2b8a3e', points: latencyPoints(results[0]!.idle) }
  return {
    id: `latency-${results[0]!.key}`,
    title: `single inserts while growing to ${results[0]!.n.toLocaleString('en')} entries, ${results[0]!.key} keys`,
    xLabel: 'share of the inserts that were faster',
    yLabel: 'microseconds',
    xLog: false,
    yLog: true,
    xTicks: Object.fromEntries(QUANTILES.map(([, name], x) => [x, name])),
    series: [...linesOf(results, r => latencyPoints(r.map)), idle],
  }
}

const memoryChart = (results: Results['memory']): Chart => ({
  id: `memory-${results[0]!.key}-${results[0]!.n}`,
  title: `resident bytes an entry, ${results[0]!.key} to int32`,
  xLabel: 'entries',
  yLabel: 'bytes',
  xLog: false,
  yLog: false,
  series: linesOf(results, r => r.points.map(p => ({ x: p.n, y: p.bytesPerEntry }))),
})

const groupBy = <T>(list: T[], name: (item: T) => string) => {
  const found = new Map<string, T[]>()
  for (const item of list) found.set(name(item), [...(found.get(name(item)) ?? []), item])
  return [...found.values()]
}

/** One size is no line. */
const isLine = (rows: SpeedResult[]) => new Set(rows.map(r => r.n)).size > 1

export const chartsOf = (results: Results): Chart[] => [
  ...groups(results).filter(isLine).map(speedChart),
  ...groupBy(results.latency, r => `${r.key}/${r.n}`).map(latencyChart),
  ...groupBy(results.memory, r => `${r.key}/${r.n}`).map(memoryChart),
]
