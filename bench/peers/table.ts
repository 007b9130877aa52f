/** The rows of peers as a table for a terminal. */
import Table from 'cli-table3'
import type { SpeedResult } from '../grid/results.js'
import { groupOf, labelOf } from '../report/charts.js'

const cellOf = (row: SpeedResult | undefined) =>
  row === undefined ? '' : `${row.speed?.toPrecision(3) ?? '?'}× (${row.nsPerOp.toPrecision(3)} ns)`

/** Multiples of `Map`'s speed, and the time of one operation. */
export const peersTable = (rows: readonly SpeedResult[]) => {
  const names = [...new Set(rows.map(row => row.implementation))]
  const titleOf = (row: SpeedResult) => `${groupOf(row)}/${row.n}`
  const table = new Table({
    head: ['row', ...names.map(labelOf)],
    colAligns: ['left', ...names.map(() => 'right' as const)],
    // Colours would go into pipes and files as well.
    style: { head: [], border: [] },
  })
  for (const title of new Set(rows.map(titleOf))) {
    const own = rows.filter(row => titleOf(row) === title)
    table.push([title, ...names.map(name => cellOf(own.find(row => row.implementation === name)))])
  }
  return table.toString()
}
