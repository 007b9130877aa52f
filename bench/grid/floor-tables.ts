/** The floors of each layout as tables, for whatever shows them. */
import { denseTable } from '../common/text-table.js'
import { type Floor, type Judgement, judge, type Layout } from './floor.js'
import { FLOORS } from './floors.js'
import type { Results } from './results.js'
import { SWISS_FLOORS } from './swiss-floors.js'

export interface FloorTable {
  title: string
  head: string[]
  rows: Judgement[]
}

const COLUMNS = ['row', 'floor', 'aim', 'measured', 'rounds']

interface Source {
  layout: Layout
  title: string
  head: string[]
  floors: readonly Floor[]
}

const SOURCES: readonly Source[] = [
  { layout: 'buckets', title: 'Floors and aims', head: [...COLUMNS, ''], floors: FLOORS },
  {
    layout: 'swiss',
    title: 'Floors and aims of tophash/swiss, against tophash in the same run',
    head: [...COLUMNS, 'against Map', ''],
    floors: SWISS_FLOORS,
  },
]

/** The tables of one layout or of all; of the others than the first, only those of which something was measured. */
export const floorTables = (results: Results, only?: Layout): FloorTable[] =>
  SOURCES.filter(({ layout, floors }) =>
    only ? layout === only : layout === 'buckets' || floors.some(floor => floor.measured(results)),
  ).map(({ title, head, floors }) => ({ title, head, rows: judge(floors, results) }))

/** In the order of the head. */
export const cellsOf = ({ label, floor, aim, measured, range, besideMap, verdict }: Judgement) => [
  label,
  floor,
  aim,
  measured,
  range,
  ...(besideMap === undefined ? [] : [besideMap]),
  verdict,
]

export const floorsText = (results: Results, only?: Layout) =>
  floorTables(results, only)
    .map(({ title, head, rows }) => `${title}\n${denseTable(head, rows.map(cellsOf))}`)
    .join('\n\n')
