/** `npm run bench:tables [-- results.json]`: puts the results into README.md, between its two marks, and draws its charts. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { IMPLEMENTATIONS, type Implementation, labelOf } from '../common/implementations.js'
import type { SpeedResult } from '../common/measured.js'
import { count, duration, threeDigits } from '../common/numbers.js'
import { runCommand } from '../common/options.js'
import { RESULTS, ROOT } from '../common/root.js'
import { KEYS, type Key } from '../common/rows.js'
import { describe } from '../common/stamp.js'
import { cellsOf as floorCells, floorTables } from '../grid/floor-tables.js'
import { type Results, read } from '../grid/results.js'
import type { WorkloadResults } from '../workloads/run.js'
import { cellsOf } from '../workloads/table.js'
import type { Chart } from './chart.js'
import { chartsOf } from './charts.js'
import { besideRowsOf, CHURN_NOTE, groups, heapRowsOf, titleOf } from './groups.js'
import { drawSvg } from './svg.js'

const BEGIN = '<!-- results:begin -->'
const END = '<!-- results:end -->'

type Cells = (string | number)[]

const markdown = (head: Cells, rows: Cells[]) => {
  const line = (cells: Cells) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, i) => (i === 0 ? '---' : '--:'))
  return [line(head), line(rule), ...rows.map(line)].join('\n')
}

const details = (summary: string, body: string) => `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`

/** Of one column, so that seconds stay milliseconds. */
const time = (ns: number) => (ns < 999.5e6 ? duration(ns) : `${threeDigits(ns / 1e6)} ms`)

const sizesIn = (rows: SpeedResult[]) => [...new Set(rows.map(r => r.n))].sort((a, b) => a - b)

const cellOf = (row: SpeedResult | undefined) => {
  if (!row) return ''
  return row.speed === undefined ? time(row.nsPerOp) : `**${threeDigits(row.speed)}** (${time(row.nsPerOp)})`
}

/** Multiples of Map's speed, operations down and sizes across. */
const speedTable = (results: Results, implementation: Implementation, wanted: (row: SpeedResult) => boolean) => {
  const mine = groups(results)
    .map(rows => rows.filter(r => r.implementation === implementation && wanted(r)))
    .filter(rows => rows.length > 0)
  if (mine.length === 0) return ''
  const sizes = sizesIn(mine.flat())
  const lines = mine.map(rows => [titleOf(rows[0]!), ...sizes.map(n => cellOf(rows.find(r => r.n === n)))])
  return markdown(['operation, key', ...sizes.map(count)], lines)
}

const isUsual = (row: SpeedResult) => row.order !== 'sequential' && row.values === 'int32'

const OTHER_KEY_NOTES: Partial<Record<Key, string>> = {
  uint32: 'all of 32 bits',
  'hash-int32': 'int32 keys in a `HashMap`',
  string: 'the string objects that were inserted, 8 to 24 characters',
  'string-fresh': 'a new string object for each operation, as parsing makes them',
  bytes16: "16 bytes in a `BytesMap`, against `Map` with `buffer.toString('latin1')`",
  words: 'words of a text as ranges of its bytes, against `Map` with `text.slice(start, end)`',
}

const otherKeysSection = ({ rows }: Results) => {
  const notes = KEYS.filter(key => OTHER_KEY_NOTES[key] && rows.some(row => row.key === key))
  return notes.length === 0 ? [] : [`Keys: ${notes.map(key => `\`${key}\`: ${OTHER_KEY_NOTES[key]}`).join('; ')}.`]
}

const isMany = ({ op }: SpeedResult) => op.endsWith('-many')

const manySection = ({ rows }: Results) =>
  rows.some(isMany)
    ? [
        'Operations on many keys are one call against the loop with `Map`, times are those of one key, and all but `get-many` take ten keys for each entry.',
      ]
    : []

const isOfChurned = ({ op }: SpeedResult) => op === 'churn-long' || op === 'get-churned'

const churnSection = ({ rows }: Results) => (rows.some(isOfChurned) ? [CHURN_NOTE] : [])

const speedSections = (results: Results) => {
  const rest = IMPLEMENTATIONS.filter(i => i !== 'Map' && i !== 'simd')
  const sections: [string, string][] = [
    ["Values 'any' and sequential keys", speedTable(results, 'simd', row => !isUsual(row))],
    ...rest.map((i): [string, string] => [labelOf(i), speedTable(results, i, () => true)]),
  ]
  return [
    "**Multiples of `Map`'s speed** in the same run (over 1 is faster), and the time of one operation, by number of entries:",
    speedTable(results, 'simd', isUsual),
    ...otherKeysSection(results),
    ...manySection(results),
    ...churnSection(results),
    ...sections.filter(([, table]) => table !== '').map(([title, table]) => details(title, table)),
  ]
}

const sceneSection = (title: string, rows: SpeedResult[]) => {
  if (rows.length === 0) return []
  const lines = rows.map(row => [labelOf(row.implementation), cellOf(row)])
  const head = ['`get` hit, int32, each in a process of its own', count(rows[0]!.n)]
  return [details(title, markdown(head, lines))]
}

const latencySection = ({ latency }: Results) => {
  if (latency.length === 0) return []
  const { n, liveObjects } = latency[0]!
  const lines = latency.map(({ implementation, key, map, excess }) => {
    const times = [map.p50, map.p99, map.p9999, map.max, Math.max(0, excess)]
    return [`${labelOf(implementation)}, ${key}`, ...times.map(time)]
  })
  return [
    `**Single inserts** while growing to ${count(n)} entries, ${count(liveObjects)} other objects alive (the clock's own time is in the first four columns, and taken off in the last):`,
    markdown(['', 'p50', 'p99', 'p99.99', 'longest', 'third longest, above an idle loop'], lines),
  ]
}

const memorySection = (results: Results) => {
  const memory = results.memory.filter(({ to }) => to === undefined)
  if (memory.length === 0) return []
  const lines = memory.map(({ implementation, key, n, worst, mean }) => [
    `${labelOf(implementation)}, ${key}, ${count(n)} to ${count(2 * n)}`,
    threeDigits(worst),
    threeDigits(mean),
  ])
  return [
    '**Resident bytes an entry**, values int32 (strings with the text that the map keeps):',
    markdown(['', 'worst', 'mean'], lines),
  ]
}

const collectionSection = ({ collection }: Results) => {
  if (collection.length === 0) return []
  const lines = collection.map(({ implementation, key, n, alone, held, excess }) => [
    `${labelOf(implementation)}, ${key}, ${count(n)}`,
    ...[alone, held, Math.max(0, excess)].map(ms => time(ms * 1e6)),
  ])
  return [
    '**A major collection** of the same process before the map was built, and with the map alive:',
    markdown(['', 'before', 'with the map', 'more'], lines),
  ]
}

/** Of another run, in a file of its own. */
const workloadsSection = (directory: string) => {
  const file = join(directory, 'workloads.json')
  if (!existsSync(file)) return []
  const results: WorkloadResults & { command: string; node: string } = JSON.parse(readFileSync(file, 'utf8'))
  const { head, lines } = cellsOf(results)
  const note = `\`${results.command}\`, Node ${results.node}; \`single\` calls once a key, \`many\` for thousands of keys.`
  return [details('Workloads of others', `${note}\n\n${markdown(head, lines)}`)]
}

const floorsSection = (results: Results) =>
  floorTables(results).map(({ title, head, rows }) => details(title, markdown(head, rows.map(floorCells))))

const failuresSection = ({ failures }: Results) => {
  if (failures.length === 0) return []
  return [details('Rows that failed', failures.map(f => `- \`${f.name}\`: ${f.error}`).join('\n'))]
}

/** The charts worth a place in the README; the page has them all. */
const isShown = ({ id }: Chart) => id === 'get-int32-int32-random-hit' || /^(latency-int32|memory-int32)/.test(id)

const images = (results: Results, directory: string) =>
  chartsOf(results)
    .filter(isShown)
    .map(chart => {
      const file = join(directory, `${chart.id}.svg`)
      writeFileSync(file, drawSvg(chart))
      return `![${chart.title}](${relative(ROOT, file)})`
    })

const resultsMarkdown = (results: Results, directory: string) =>
  [
    `${describe(results)}.`,
    ...speedSections(results),
    ...latencySection(results),
    ...memorySection(results),
    ...collectionSection(results),
    ...images(results, directory),
    ...sceneSection('Maps in heaps of their own', heapRowsOf(results)),
    ...sceneSection('Both entries in one process', besideRowsOf(results)),
    ...workloadsSection(directory),
    ...floorsSection(results),
    ...failuresSection(results),
  ].join('\n\n')

const replaceRegion = (readme: string, body: string) => {
  const begin = readme.indexOf(BEGIN)
  const end = readme.indexOf(END)
  if (begin < 0 || end < begin) return undefined
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${body}\n\n${readme.slice(end)}`
}

const main = (file: string) => {
  const body = resultsMarkdown(read(file), dirname(file))
  const readme = join(ROOT, 'README.md')
  const updated = existsSync(readme) ? replaceRegion(readFileSync(readme, 'utf8'), body) : undefined
  if (updated === undefined) process.stdout.write(`${body}\n`)
  else writeFileSync(readme, updated)
}

await runCommand('tables', () => main(process.argv[2] ?? join(RESULTS, 'latest.json')))
