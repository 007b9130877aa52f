/** Rows that differ only in their number of entries. */
import type { SpeedResult } from '../common/measured.js'
import { KEYS, OPS, rowName, VALUES } from '../common/rows.js'
import type { Results } from '../grid/results.js'

/** A row without its n: what one line of a table or one chart is about. */
export const groupOf = (row: SpeedResult) => rowName(row).split('/').slice(0, -1).join('/')

const position = (row: SpeedResult) =>
  KEYS.indexOf(row.key) * 1e6 +
  VALUES.indexOf(row.values) * 1e5 +
  (row.order === 'sequential' ? 1 : 0) * 1e4 +
  OPS.indexOf(row.op) * 10 +
  (row.hit === 'miss' ? 1 : 0)

/** What the names of these rows do not say. */
export const CHURN_NOTE =
  '`churn-long` is ten deletes and inserts for each entry, timed as a whole; `get-churned` comes after as many.'

/** Rows about what else the process uses: one size, and contestants that no other row has. */
const isScene = ({ op }: SpeedResult) => op === 'get-heap' || op === 'get-beside'

/** About the memories that maps are in. */
export const heapRowsOf = ({ rows }: Results) => rows.filter(({ op }) => op === 'get-heap')

/** About the entries in use. */
export const besideRowsOf = ({ rows }: Results) => rows.filter(({ op }) => op === 'get-beside')

/** Groups of the other rows, in the order of the vocabulary. */
export const groups = (results: Results) => {
  const byGroup = new Map<string, SpeedResult[]>()
  for (const row of results.rows.filter(row => !isScene(row)).sort((a, b) => position(a) - position(b))) {
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
