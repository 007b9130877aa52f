/** What `tophash/swiss` has promised: most of it against `tophash` in the same run. */
import { type Implementation, TOGETHER } from '../common/implementations.js'
import { type Row, rowOf, type SpeedCell } from '../common/rows.js'
import type { MemoryResult } from '../memory/results.js'
import { BOTH_LAYOUTS, cell, TEN_MILLION } from './cells.js'
import { cost, type Floor, longestInsert, memoryOf, speedOf } from './floor.js'

const SUBJECT = 'swiss'
const RIVAL = 'simd'

type Pledge = [label: string, floor: number, aim: number, row: Row]

const MILLION = 1_000_000

const SPEEDS: readonly Pledge[] = [
  ['Int32Map get hit, 1 k', 0.97, 1.05, rowOf('get', 1_000)],
  ['Int32Map get hit, 100 k', 1.05, 1.15, rowOf('get', 100_000)],
  ['Int32Map get hit, 1 M', 1.1, 1.2, rowOf('get', MILLION)],
  ['Int32Map get hit, 10 M', 1.1, 1.2, rowOf('get', TEN_MILLION)],
  ['Int32Map get miss, 1 k', 1.2, 1.4, rowOf('get', 1_000, { hit: 'miss' })],
  ['Int32Map get miss, 1 M', 1.15, 1.3, rowOf('get', MILLION, { hit: 'miss' })],
  ['Int32Map get miss, 10 M', 1.1, 1.2, rowOf('get', TEN_MILLION, { hit: 'miss' })],
  ['Int32Map set of existing keys, 1 M', 1.1, 1.3, rowOf('set-existing', MILLION)],
  ['Int32Map build from empty, 1 k', 1.1, 1.3, rowOf('build', 1_000)],
  ['Int32Map build from empty, 1 M', 1.3, 1.6, rowOf('build', MILLION)],
  ['Int32Map build from empty, 10 M', 1.2, 1.4, rowOf('build', TEN_MILLION)],
  ['Int32Map churn, 1 M, ten times through', 1.1, 1.3, rowOf('churn-long', MILLION)],
  ['Int32Map get miss after that churn, 1 M', 1.2, 1.5, rowOf('get-churned', MILLION, { hit: 'miss' })],
  ['Int32Map getMany hits, 1 M', 1, 1.15, rowOf('get-many', MILLION)],
  ['Int32Map getMany hits, 10 M', 1, 1.1, rowOf('get-many', TEN_MILLION)],
  ['iteration with for-of, 1 M', 1.1, 1.3, rowOf('iterate', MILLION)],
  ['Float64Map get hit, 1 M', 1, 1.15, rowOf('get', MILLION, { key: 'float64' })],
  ['BigInt64Map get hit, 1 M', 1, 1.15, rowOf('get', MILLION, { key: 'bigint64' })],
  ['StringMap get, fresh strings, 1 M', 1, 1.15, rowOf('get', MILLION, { key: 'string-fresh' })],
  ['BytesMap get, 16 bytes, 1 M', 1, 1.15, rowOf('get', MILLION, { key: 'bytes16' })],
]

const BESIDE = rowOf('get-beside', 1_000)

/** The rows that decide these floors, `Map` among those who take part. */
export const swissCells = (): SpeedCell[] => [
  ...SPEEDS.map(([, , , row]) => cell(row, BOTH_LAYOUTS)),
  cell(BESIDE, [...BOTH_LAYOUTS, ...TOGETHER]),
]

const speed = (
  [label, floor, aim, row]: Pledge,
  subject: Implementation = SUBJECT,
  rival: Implementation = RIVAL,
): Floor => ({
  label,
  floor,
  aim,
  isCost: false,
  unit: '×',
  measured: results => speedOf(results, row, subject, rival),
  besideMap: results => speedOf(results, row, subject, 'Map')?.value,
})

/** Resident bytes an entry. */
const bytes = (label: string, floor: number, aim: number, read: (memory: MemoryResult) => number): Floor => ({
  ...cost(`resident bytes an entry, ${label} of a doubling`, floor, aim, ' B', results => {
    const mine = memoryOf(results, SUBJECT)
    return mine && read(mine)
  }),
  besideMap: results => {
    const [mine, map] = [memoryOf(results, SUBJECT), memoryOf(results, 'Map')]
    return mine && map && read(map) / read(mine)
  },
})

export const SWISS_FLOORS: readonly Floor[] = [
  ...SPEEDS.map(pledge => speed(pledge)),
  speed(
    ['tophash get hit, 1 k, both entries in use, against tophash alone', 0.9, 1, BESIDE],
    'simd-beside-swiss',
    'simd',
  ),
  speed(
    ['tophash/swiss get hit, 1 k, both entries in use, against it alone', 0.9, 1, BESIDE],
    'swiss-beside-simd',
    'swiss',
  ),
  bytes('mean', 19, 18, memory => memory.mean),
  bytes('worst', 23.5, 22.5, memory => memory.worst),
  {
    ...cost('longest insert up to 50 M, above an idle loop', 1, 0.1, ' ms', r => longestInsert(r, SUBJECT, 50_000_000)),
    // A `Map` ends at 2^24 entries.
    besideMap: () => undefined,
    isExtra: true,
  },
]
