/** The page of a run of `npm run bench:native`. */
import { escapeHtml } from '../common/html.js'
import { judgeNative, linesOf, multipleOf, type NativeResult, type NativeResults } from '../native/results.js'
import type { Chart, Point } from './chart.js'
import { multiple } from './format.js'
import { cellOf, definitions, figure, grid, prose, table } from './html.js'
import type { Content, Section } from './model.js'

const COLORS: Record<string, string> = {
  simd: '#d9480f',
  swiss: '#ae3ec9',
  Map: '#868e96',
  rust: '#e64980',
  go: '#1098ad',
  boost: '#7048e8',
  absl: '#1971c2',
  std: '#2b8a3e',
}

const TITLES: Record<string, string> = {
  get: 'get hit, one key a turn of a loop',
  'get-many': 'getMany, against a plain loop of gets into an array',
  has: 'has miss',
  'set-new': 'set of new keys, from n to 2n entries',
  build: 'build from empty',
}

const pointOf = (line: NativeResult[], contestant: string): Point[] => {
  const row = line.find(r => r.contestant === contestant)
  if (!row) return []
  const times = contestant === 'simd' ? undefined : multipleOf(line, contestant)?.value
  return [{ x: row.n, y: row.nsPerOp, ...(times !== undefined && { multiple: times }) }]
}

const chartOf = (results: NativeResults, lines: NativeResult[][], op: string): Chart => ({
  id: `native-${op}`,
  title: `${TITLES[op] ?? op}, int32`,
  xLabel: 'entries',
  yLabel: 'ns an operation',
  xLog: true,
  yLog: true,
  unit: 'ns',
  series: results.contestants
    .map(({ name, label }) => ({
      label,
      color: COLORS[name] ?? '#495057',
      points: lines.flatMap(line => pointOf(line, name)),
    }))
    .filter(series => series.points.length > 0),
})

const speedSection = (results: NativeResults): Section => {
  const lines = linesOf(results)
  const ops = [...new Set(lines.map(([first]) => first!.op))]
  const charts = ops.map(op =>
    chartOf(
      results,
      lines.filter(([first]) => first!.op === op),
      op,
    ),
  )
  const note =
    'Nanoseconds an operation, both axes logarithmic; lower is better. In brackets: how many times as fast tophash is, round by round.'
  return { id: 'speed', title: 'Speed over n', charts, body: `<p>${note}</p>${grid(charts.map(c => figure(c)))}` }
}

const floorsSection = (results: NativeResults): Section => {
  const rows = judgeNative(results).map(({ label, floor, measured, range, verdict }) => ({
    title: label,
    cells: [
      cellOf(multiple(floor)),
      cellOf(measured === undefined ? '–' : multiple(measured)),
      cellOf(range?.map(multiple).join(' to ') ?? ''),
      { text: verdict, isSlower: verdict === 'MISSED' },
    ],
  }))
  const head = ['row', 'floor', 'measured', 'rounds', 'verdict']
  return { id: 'floors', title: 'Floors', charts: [], body: table('Multiples of the speed of the other', head, rows) }
}

const methodSection = ({ contestants, failures }: NativeResults): Section => {
  const compilers = contestants
    .filter(c => c.compiler)
    .map(({ label, compiler, flags }): [string, string] => [label, [compiler, flags].filter(Boolean).join(', ')])
  const failed = failures.map(f => `<li><code>${escapeHtml(f.name)}</code>: ${escapeHtml(f.error)}</li>`).join('')
  const body = definitions([
    [
      'Data',
      'The same seeded keys and picks in every language; each program proves by a checksum that it had them and answered right.',
    ],
    [
      'Turns',
      'Each contestant runs in a process of its own, one after another in turn, on sizes spread over one doubling of n.',
    ],
    ...compilers,
  ])
  return {
    id: 'method',
    title: 'How it was measured',
    charts: [],
    body: `${body}${failed === '' ? '' : `<h3>Rows that failed</h3><ul>${failed}</ul>`}<p>${prose('More in `bench/native/README.md`.')}</p>`,
  }
}

export const nativeContent = (results: NativeResults): Content => ({
  title: 'tophash beside compiled languages',
  lead: 'The same rows in Rust, Go and C++.',
  stamp: results,
  sections: [speedSection(results), floorsSection(results), methodSection(results)],
})
