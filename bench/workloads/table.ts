/** The results as a table for a terminal. */
import Table from 'cli-table3'
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

/** A row for each workload or part of one, a column for each contestant: how many times as fast as `Map`. */
export const renderTable = ({ rows, answers }: WorkloadResults) => {
  const contestants = [...new Set(rows.map(row => row.contestant))]
  const table = new Table({
    head: ['workload', 'n', ...contestants, 'checked against'],
    colAligns: ['left', 'right', ...contestants.map(() => 'right' as const), 'left'],
    // Colours would go into pipes and files as well.
    style: { head: [], border: [] },
  })
  for (const title of new Set(rows.map(titleOf))) {
    const own = rows.filter(row => titleOf(row) === title)
    const { workload, n, unit } = own[0]!
    const cells = contestants.map(contestant => cellOf(own.find(row => row.contestant === contestant)))
    table.push([title, `${n.toLocaleString('en')} ${unit}`, ...cells, checkOf(answers, workload)])
  }
  return table.toString()
}
