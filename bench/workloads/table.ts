/** The results as cells, for whatever table. */
import { textTable } from '../common/text-table.js'
import type { Checked, WorkloadResult, WorkloadResults } from './run.js'

const time = (milliseconds: number) =>
  milliseconds >= 1_000 ? `${(milliseconds / 1_000).toPrecision(3)} s` : `${milliseconds.toPrecision(3)} ms`

const cellOf = (row: WorkloadResult | undefined) => {
  if (!row) return ''
  return row.form === 'Map' || row.speed === undefined
    ? time(row.milliseconds)
    : `${row.speed.toPrecision(3)}× (${time(row.milliseconds)})`
}

const titleOf = ({ workload, lap }: WorkloadResult) => (lap === '' ? workload : `${workload}, ${lap}`)

const checkOf = (answers: Checked[], workload: string) => answers.find(one => one.workload === workload)?.check ?? ''

/** A line for each workload or part of one, a column for each contestant: how many times as fast as `Map`. */
export const cellsOf = ({ rows, answers }: WorkloadResults): { head: string[]; lines: string[][] } => {
  const contestants = [...new Set(rows.map(row => row.contestant))]
  const lines = [...new Set(rows.map(titleOf))].map(title => {
    const own = rows.filter(row => titleOf(row) === title)
    const { workload, n, unit } = own[0]!
    const cells = contestants.map(contestant => cellOf(own.find(row => row.contestant === contestant)))
    return [title, `${n.toLocaleString('en')} ${unit}`, ...cells, checkOf(answers, workload)]
  })
  return { head: ['workload', 'n', ...contestants, 'checked against'], lines }
}

/** The results as a table for a terminal. */
export const renderTable = (results: WorkloadResults) => {
  const { head, lines } = cellsOf(results)
  const isText = (column: number) => column === 0 || column === head.length - 1
  return textTable(
    head,
    lines,
    head.map((_, i) => (isText(i) ? 'left' : 'right')),
  )
}
