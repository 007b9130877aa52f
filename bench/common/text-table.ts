/** Tables for a terminal. */
import Table, { type Cell, type HorizontalAlignment } from 'cli-table3'

/** Colours would go into pipes and files as well. */
const style = { head: [], border: [] }

export const textTable = (head: string[], rows: readonly Cell[][], colAligns: HorizontalAlignment[]) => {
  const table = new Table({ head, colAligns, style })
  table.push(...rows)
  return table.toString()
}

/** Without lines between the rows. */
export const denseTable = (head: string[], rows: readonly string[][]) => {
  const table = new Table({ head, style: { ...style, compact: true } })
  table.push(...rows)
  return table.toString()
}
