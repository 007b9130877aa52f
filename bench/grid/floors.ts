/** What the library has promised itself of its usual layout: nearly all of it against `Map`. */
import type { Implementation } from '../common/implementations.js'
import { type Key, type Row, rowOf } from '../common/rows.js'
import { cost, type Floor, longestInsert, memoryOf, speedOf } from './floor.js'
import type { Results } from './results.js'

/** Floors are meant for the default binary; the other one and the twin are told apart in the tables. */
const SUBJECT = 'simd'

type Cell = Partial<Row> & Pick<Row, 'op' | 'n'>

const speed = (label: string, floor: number, aim: number, row: Cell, rival: Implementation = 'Map'): Floor => ({
  label,
  floor,
  aim,
  isCost: false,
  unit: '×',
  measured: results => speedOf(results, rowOf(row.op, row.n, row), SUBJECT, rival),
})

/** How many times as many bytes `Map` takes. */
const smaller = (label: string, floor: number, aim: number, key: Key): Floor => ({
  label,
  floor,
  aim,
  isCost: false,
  unit: '×',
  measured: results => {
    const subject = memoryOf(results, SUBJECT, key)
    const map = memoryOf(results, 'Map', key)
    return subject && map && { value: map.mean / subject.mean }
  },
})

const collection = (results: Results) => results.collection.find(r => r.implementation === SUBJECT && r.n === 5_000_000)

const get = (label: string, floor: number, aim: number, n: number, more: Partial<Row> = {}) =>
  speed(label, floor, aim, { op: 'get', n, ...more })

const getMany = (label: string, floor: number, aim: number, n: number, key: Key = 'int32') =>
  speed(label, floor, aim, { op: 'get-many', n, key })

const hashGet = (n: number): Cell => ({ op: 'get', n, key: 'hash-int32' })

export const FLOORS: readonly Floor[] = [
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
  get('StringMap get, fresh strings, 1 k', 1, 1.5, 1_000, { key: 'string-fresh' }),
  get('StringMap get, fresh strings, 1 M', 3, 6, 1_000_000, { key: 'string-fresh' }),
  get('StringMap get, the same strings, 1 k', 0.3, 0.5, 1_000, { key: 'string' }),
  get('StringMap get, the same strings, 1 M', 1.5, 3, 1_000_000, { key: 'string' }),
  speed('StringMap build from empty, fresh strings, 1 M', 1.2, 2.5, { op: 'build', n: 1_000_000, key: 'string-fresh' }),
  get('BytesMap get, 16 bytes, 1 k', 2.5, 4, 1_000, { key: 'bytes16' }),
  get('BytesMap get, 16 bytes, 1 M', 6, 12, 1_000_000, { key: 'bytes16' }),
  speed('BytesMap increment, words of a text', 2, 4, { op: 'increment', key: 'words', order: 'text', n: 500_000 }),
  speed('HashMap get, int32 keys, against Int32Map, 1 k', 0.7, 0.9, hashGet(1_000), 'typed'),
  getMany('Int32Map getMany hits, 1 k', 1.2, 2, 1_000),
  getMany('Int32Map getMany hits, 100 k', 2.5, 4, 100_000),
  getMany('Int32Map getMany hits, 1 M', 3.5, 10, 1_000_000),
  getMany('Int32Map getMany hits, 10 M', 2.2, 8, 10_000_000),
  getMany('Float64Map getMany hits, 1 M', 6, 20, 1_000_000, 'float64'),
  getMany('BigInt64Map getMany hits, 1 M', 6, 20, 1_000_000, 'bigint64'),
  speed('Int32Map incrementMany, 10 M keys, 1 M different', 4, 10, { op: 'increment-many', n: 1_000_000 }),
  speed('indexMany, 10 M uint32, 1 M different', 4, 8, { op: 'index-many', n: 1_000_000, key: 'uint32' }),
  speed('joinMany, 10 M with 1 M int32', 4, 10, { op: 'join-many', n: 1_000_000 }),
  speed('iteration with for-of, 1 M', 0.5, 1, { op: 'iterate', n: 1_000_000 }),
  speed('iteration with forEach, 1 M', 0.5, 1, { op: 'for-each', n: 1_000_000 }),
  speed('create a map, insert 8, drop it', 0.3, 0.7, { op: 'create', n: 8 }),
  cost('longest insert up to 10 M, above an idle loop', 2, 0.2, ' ms', r => longestInsert(r, SUBJECT, 10_000_000)),
  {
    ...cost('longest insert up to 50 M, above an idle loop', 1, 0.2, ' ms', r => longestInsert(r, SUBJECT, 50_000_000)),
    isExtra: true,
  },
  cost('resident bytes an entry, worst of a doubling', 37, 27, ' B', r => memoryOf(r, SUBJECT)?.worst),
  cost('resident bytes an entry, mean of a doubling', 21, 18, ' B', r => memoryOf(r, SUBJECT)?.mean),
  smaller('StringMap resident bytes, mean of a doubling, 12 characters', 2.5, 4, 'string12'),
  cost('a major collection with a StringMap of 5 M, above one without', 5, 2, ' ms', r => collection(r)?.excess),
]
