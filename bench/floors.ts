/** What the library has promised itself, and whether the numbers keep it. */
import Table from 'cli-table3'
import type { Results } from './results.js'
import type { Row } from './rows.js'
import { rowName } from './rows.js'

interface Floor {
  label: string
  floor: number
  aim: number
  /** Costs are kept by staying below, speeds by staying above. */
  isCost: boolean
  unit: string
  measured: (results: Results) => { value: number; range?: [number, number] } | undefined
}

/** Floors are meant for the default binary; the other one and the twin are told apart in the tables. */
const SUBJECT = 'simd'

const speed = (label: string, floor: number, aim: number, row: Partial<Row> & Pick<Row, 'op' | 'n'>): Floor => {
  const hit = row.op === 'get' || row.op === 'has' ? 'hit' : '-'
  const name = rowName({ key: 'int32', values: 'int32', order: 'random', hit, ...row })
  return {
    label,
    floor,
    aim,
    isCost: false,
    unit: '×',
    measured: results => {
      const found = results.rows.find(r => r.name === `${name}/${SUBJECT}`)
      return found?.speed === undefined
        ? undefined
        : { value: found.speed, ...(found.speedRange && { range: found.speedRange }) }
    },
  }
}

const cost = (
  label: string,
  floor: number,
  aim: number,
  unit: string,
  read: (r: Results) => number | undefined,
): Floor => ({
  label,
  floor,
  aim,
  isCost: true,
  unit,
  measured: results => {
    const value = read(results)
    return value === undefined ? undefined : { value }
  },
})

const latency = (results: Results) =>
  results.latency.find(r => r.implementation === SUBJECT && r.key === 'int32' && r.n === 10_000_000)
const memory = (results: Results) =>
  results.memory.find(r => r.implementation === SUBJECT && r.key === 'int32' && r.n === 1_000_000)

const milliseconds = (ns: number | undefined) => (ns === undefined ? undefined : ns / 1e6)

const get = (label: string, floor: number, aim: number, n: number, more: Partial<Row> = {}) =>
  speed(label, floor, aim, { op: 'get', n, ...more })

const FLOORS: Floor[] = [
  get('Int32Map get hit, 8', 0.8, 1.2, 8),
  get('Int32Map get hit, 100', 1.4, 2.2, 100),
  get('Int32Map get hit, 1 k', 1.4, 2.2, 1_000),
  get('Int32Map get hit, 10 k', 1.5, 2.5, 10_000),
  get('Int32Map get hit, 100 k', 1.5, 2.5, 100_000),
  get('Int32Map get hit, 1 M', 2, 3, 1_000_000),
  get('Int32Map get hit, 10 M', 1.6, 3, 10_000_000),
  speed('Int32Map has miss, 1 M', 2, 4, { op: 'has', hit: 'miss', n: 1_000_000 }),
  speed('Int32Map build from empty, 1 M', 1.3, 3, { op: 'build', n: 1_000_000 }),
  speed('Int32Map build from empty, 10 M', 2, 4, { op: 'build', n: 10_000_000 }),
  get("Int32Map values 'any' get hit, 1 M", 0.5, 0.9, 1_000_000, { values: 'any' }),
  get('Float64Map get hit, 1 k', 2, 3, 1_000, { key: 'float64' }),
  get('Float64Map get hit, 1 M', 4, 8, 1_000_000, { key: 'float64' }),
  get('BigInt64Map get hit, 1 k', 1.8, 3, 1_000, { key: 'bigint64' }),
  get('BigInt64Map get hit, 1 M', 4, 8, 1_000_000, { key: 'bigint64' }),
  speed('iteration with for-of, 1 M', 0.5, 1, { op: 'iterate', n: 1_000_000 }),
  speed('iteration with forEach, 1 M', 0.5, 1, { op: 'for-each', n: 1_000_000 }),
  speed('create a map, insert 8, drop it', 0.3, 0.7, { op: 'create', n: 8 }),
  cost('longest insert up to 10 M, above an idle loop', 2, 0.2, ' ms', r => milliseconds(latency(r)?.excess)),
  cost('resident bytes an entry, worst of a doubling', 37, 27, ' B', r => memory(r)?.worst),
  cost('resident bytes an entry, mean of a doubling', 21, 18, ' B', r => memory(r)?.mean),
]

export interface Judgement {
  label: string
  floor: string
  aim: string
  measured: string
  range: string
  verdict: string
}

const verdictOf = ({ floor, aim, isCost }: Floor, value: number) => {
  const reaches = (limit: number) => (isCost ? value <= limit : value >= limit)
  return reaches(aim) ? 'aim met' : reaches(floor) ? 'floor met' : 'MISSED'
}

export const judge = (results: Results): Judgement[] =>
  FLOORS.map(floor => {
    const found = floor.measured(results)
    const show = (value: number) => `${Number(value.toPrecision(3))}${floor.unit}`
    return {
      label: floor.label,
      floor: show(floor.floor),
      aim: show(floor.aim),
      measured: found ? show(found.value) : '–',
      range: found?.range ? found.range.map(show).join(' to ') : '',
      verdict: found ? verdictOf(floor, found.value) : 'not measured',
    }
  })

export const floorsTable = (results: Results) => {
  const table = new Table({
    head: ['row', 'floor', 'aim', 'measured', 'rounds', ''],
    style: { head: [], border: [], compact: true },
  })
  for (const j of judge(results)) table.push([j.label, j.floor, j.aim, j.measured, j.range, j.verdict])
  return table.toString()
}
