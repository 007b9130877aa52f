/** The page of a run of `npm run bench`. */

import { escapeHtml } from '../common/html.js'
import { IMPLEMENTATIONS, type Implementation, labelOf } from '../common/implementations.js'
import type { SpeedResult } from '../common/measured.js'
import { count } from '../common/numbers.js'
import { KEYS, type Key } from '../common/rows.js'
import { cellsOf, floorTables } from '../grid/floor-tables.js'
import type { Results } from '../grid/results.js'
import type { Chart } from './chart.js'
import { collectionCharts, isLine, latencyCharts, memoryCharts, speedCharts } from './charts.js'
import { duration } from './format.js'
import { besideRowsOf, CHURN_NOTE, groups, heapRowsOf, titleOf } from './groups.js'
import { cellOf, definitions, figure, grid, prose, table } from './html.js'
import type { Content, Section } from './model.js'

const paragraph = (text: string) => `<p>${prose(text)}</p>`

/** A section says when it has nothing to show, and how to change that. */
const section = (id: string, title: string, note: string, body: string, charts: Chart[] = []): Section => ({
  id,
  title,
  charts,
  body: body === '' ? paragraph('Not measured in this run; `npm run bench` does.') : paragraph(note) + body,
})

const KEY_TITLES: Partial<Record<Key, string>> = {
  'hash-int32': 'int32 keys in a `HashMap`',
  string: 'strings, asked with the objects that were inserted',
  'string-fresh': 'strings, a new object for each operation',
  string12: 'strings of 12 characters',
  bytes16: "16 bytes in a `BytesMap`, against `Map` with `buffer.toString('latin1')`",
  words: 'words of a text as ranges of its bytes, against `Map` with `text.slice(start, end)`',
}

const implementationsIn = (rows: SpeedResult[]) =>
  IMPLEMENTATIONS.filter(i => rows.some(row => row.implementation === i)) as Implementation[]

const speedCell = (row: SpeedResult | undefined) => {
  if (!row) return cellOf('–')
  return cellOf(duration(row.nsPerOp), row.implementation === 'Map' ? undefined : row.speed)
}

/** Rows of one size make no line. */
const singlesTable = (results: Results, key: Key) => {
  const singles = groups(results).filter(rows => rows[0]!.key === key && !isLine(rows))
  if (singles.length === 0) return ''
  const implementations = implementationsIn(singles.flat())
  const rows = singles.map(same => ({
    title: `${titleOf(same[0]!)}, ${count(same[0]!.n)}`,
    cells: implementations.map(i => speedCell(same.find(row => row.implementation === i))),
  }))
  return table(`${key}: rows of one size`, ['operation, key, entries', ...implementations.map(labelOf)], rows)
}

const speedPart = (results: Results, key: Key) => {
  const charts = speedCharts(results, row => row.key === key)
  const body = grid(charts.map(chart => figure(chart))) + singlesTable(results, key)
  return { charts, body: `<h3 class="key" id="speed-${key}">${prose(KEY_TITLES[key] ?? `${key} keys`)}</h3>\n${body}` }
}

const speedSection = (results: Results) => {
  const keys = KEYS.filter(key => results.rows.some(row => row.key === key))
  const parts = keys.map(key => speedPart(results, key))
  const links = keys.map(key => `<a href="#speed-${key}">${key}</a>`).join(' ')
  return section(
    'speed',
    'Speed over n',
    "Nanoseconds an operation by the number of entries, both axes logarithmic; lower is better. In brackets: multiples of `Map`'s speed in the same run.",
    parts.length === 0 ? '' : `<p class="keys">Keys: ${links}</p>${parts.map(p => p.body).join('\n')}`,
    parts.flatMap(p => p.charts),
  )
}

const sceneSection = (id: string, heading: string, rows: SpeedResult[]): Section[] => {
  if (rows.length === 0) return []
  const title = `get hit, int32, ${count(rows[0]!.n)} entries`
  const note = 'Each in a process of its own; the maps of one process are used in turn.'
  const lines = rows.map(row => ({ title: labelOf(row.implementation), cells: [speedCell(row)] }))
  return [section(id, heading, note, table(title, ['map', 'time'], lines))]
}

const excessNote = (results: Results, chart: Chart) => {
  const shown = results.latency.filter(r => chart.title.includes(`${r.n.toLocaleString('en')} entries, ${r.key} keys`))
  const parts = shown.map(r => `${labelOf(r.implementation)} ${duration(Math.max(0, r.excess))}`)
  const { liveObjects } = shown[0]!
  return `Third longest above the same loop without a map: ${parts.join(', ')}. ${count(liveObjects)} other objects alive.`
}

const latencySection = (results: Results) => {
  const charts = latencyCharts(results)
  return section(
    'inserts',
    'How long single inserts take',
    'From empty, key by key: the share of inserts that were faster than so much. Every number contains one reading of the clock, which the line without a map shows alone. Logarithmic; lower is better.',
    grid(charts.map(chart => figure(chart, excessNote(results, chart)))),
    charts,
  )
}

const memorySection = (results: Results) => {
  const charts = memoryCharts(results)
  return section(
    'bytes',
    'Bytes an entry over n',
    'Growth of resident memory divided by the number of entries, after a collection; over one doubling, and over several where that was measured. Lower is better.',
    grid(charts.map(chart => figure(chart))),
    charts,
  )
}

/** Collections at one size, and all the numbers of the others. */
const collectionTable = ({ collection }: Results) =>
  table(
    'A major collection, before the map was built and with the map alive',
    ['map, keys, entries', 'before', 'with the map', 'more'],
    collection.map(({ implementation, key, n, alone, held, excess }) => ({
      title: `${labelOf(implementation)}, ${key}, ${count(n)}`,
      cells: [alone, held, excess].map(ms => cellOf(duration(ms, 'ms'))),
    })),
  )

const collectionSection = (results: Results) => {
  const charts = collectionCharts(results)
  const body = grid(charts.map(chart => figure(chart)))
  return section(
    'collections',
    'Garbage collection over n',
    'How long a major collection stops the program while a map of n entries is alive, and in the same process before the map was built. Lower is better.',
    results.collection.length === 0 ? '' : body + collectionTable(results),
    charts,
  )
}

const floorsSection = (results: Results) => {
  const tables = floorTables(results).map(({ title, head, rows }) => {
    const lines = rows.map(judgement => {
      const [label, ...cells] = cellsOf(judgement)
      return { title: label!, cells: cells.map(text => ({ text, isSlower: text === 'MISSED' })) }
    })
    return table(title, [...head.slice(0, -1), 'verdict'], lines)
  })
  return section(
    'floors',
    'Floors and aims',
    'What the library has promised itself, and whether this run keeps it.',
    tables.join('\n'),
  )
}

const failuresSection = ({ failures }: Results): Section[] => {
  if (failures.length === 0) return []
  const items = failures.map(f => `<li><code>${escapeHtml(f.name)}</code>: ${escapeHtml(f.error)}</li>`)
  return [section('failures', 'Rows that failed', 'Left out of everything above.', `<ul>${items.join('')}</ul>`)]
}

const methodSection = () =>
  section(
    'method',
    'How it was measured',
    'Every row is measured in processes of its own, the implementations taking turns on the same seeded data, and every answer is checked.',
    definitions([
      [
        'Speed',
        'The median of the rounds; a round is a mean over sizes spread over one doubling of n. Reads pick keys at random from a list of at least 65,536 picks.',
      ],
      ['Churn', CHURN_NOTE],
      [
        'Inserts',
        'Percentiles are medians over the runs. Third longest: the two longest of a run are left to the operating system.',
      ],
      ['Memory', 'Resident memory of the process after several collections, less that before the map was made.'],
      ['Collections', 'Median of seven, after three that are not timed.'],
      [
        'Again',
        '`npm run bench` measures the small grid, `npm run bench -- --full` everything, `npm run bench:plots` makes these pages.',
      ],
    ]),
  )

export const gridContent = (results: Results): Content => ({
  title: 'tophash beside Map',
  lead: 'Speed, latency, memory and garbage collection, with the rows that lose.',
  stamp: results,
  sections: [
    speedSection(results),
    ...sceneSection('heaps', 'Maps in heaps of their own', heapRowsOf(results)),
    ...sceneSection('entries', 'Both entries in one process', besideRowsOf(results)),
    latencySection(results),
    memorySection(results),
    collectionSection(results),
    floorsSection(results),
    ...failuresSection(results),
    methodSection(),
  ],
})
