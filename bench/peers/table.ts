/** The rows of peers as a table for a terminal. */
import { labelOf } from '../common/implementations.js'
import type { SpeedResult } from '../common/measured.js'
import { rowName } from '../common/rows.js'
import { textTable } from '../common/text-table.js'

const cellOf = (row: SpeedResult | undefined) =>
  row === undefined ? '' : `${row.speed?.toPrecision(3) ?? '?'}× (${row.nsPerOp.toPrecision(3)} ns)`

/** Multiples of `Map`'s speed, and the time of one operation. */
export const peersTable = (rows: readonly SpeedResult[]) => {
  const names = [...new Set(rows.map(row => row.implementation))]
  const lines = [...new Set(rows.map(rowName))].map(title => {
    const own = rows.filter(row => rowName(row) === title)
    return [title, ...names.map(name => cellOf(own.find(row => row.implementation === name)))]
  })
  return textTable(['row', ...names.map(labelOf)], lines, ['left', ...names.map(() => 'right' as const)])
}
