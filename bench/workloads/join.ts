/**
 * db-benchmark, joining: questions 1, 2, 4 and 5. The left table has n rows; small, medium and big right ones have
 * n / 1,000,000 (at least 10), n / 1,000 and n. The joined table has a column of each side.
 */
import { createHash } from 'node:crypto'
import { dispose, type Library } from '../common/library.js'
import { JoinData } from './join-data.js'
import { type Clock, type Workload, workload } from './workload.js'

interface Pairs {
  left: Uint32Array
  right: Uint32Array
}

/** What people write who know that no key is twice on the right. */
const joinEach = (rows: Map<any, number>, left: ArrayLike<any>, right: ArrayLike<any>): Pairs => {
  for (let j = 0; j < right.length; j++) rows.set(right[j]!, j)
  const pairs = { left: new Uint32Array(left.length), right: new Uint32Array(left.length) }
  let n = 0
  for (let i = 0; i < left.length; i++) {
    const row = rows.get(left[i]!)
    if (row === undefined) continue
    pairs.left[n] = i
    pairs.right[n++] = row
  }
  dispose(rows)
  return { left: pairs.left.subarray(0, n), right: pairs.right.subarray(0, n) }
}

interface Joiner {
  numbers(left: Int32Array, right: Int32Array): Pairs
  texts(left: string[], right: string[]): Pairs
}

const mapJoiner: Joiner = {
  numbers: (left, right) => joinEach(new Map(), left, right),
  texts: (left, right) => joinEach(new Map(), left, right),
}

const singleJoiner = ({ Int32Map, StringMap }: Library): Joiner => ({
  numbers: (left, right) => joinEach(new Int32Map({ values: 'int32' }), left, right),
  texts: (left, right) => joinEach(new StringMap({ values: 'int32' }), left, right),
})

const manyJoiner = ({ joinMany }: Library): Joiner => ({ numbers: joinMany, texts: joinMany })

/** By a list with a place for every key: what the forms are checked against. */
const joinByPlace = ({ left, right }: JoinData): Pairs => {
  const places = new Int32Array(Math.max(1, ...[left, right].map(greatest)) + 1).fill(-1)
  for (let j = 0; j < right.length; j++) places[right[j]!] = j
  const found = Uint32Array.from(left.keys()).filter(i => places[left[i]!] !== -1)
  return { left: found, right: found.map(i => places[left[i]!]!) }
}

const greatest = (numbers: Int32Array) => numbers.reduce((most, number) => Math.max(most, number), 0)

const gather = (rows: Uint32Array, values: Float64Array) => {
  const column = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) column[i] = values[rows[i]!]!
  return column
}

const tableOf = ({ left, right }: Pairs, { v1, v2 }: JoinData) => [gather(left, v1), gather(right, v2)]

const digest = (columns: Float64Array[]) => {
  const totals = columns.map(column => Number(column.reduce((total, value) => total + value, 0).toPrecision(12)))
  const hash = createHash('sha256')
  for (const column of columns) hash.update(new Uint8Array(column.buffer))
  return `${columns[0]!.length} rows, totals ${totals.join(', ')}, sha256 ${hash.digest('hex').slice(0, 16)}`
}

type Question = (data: JoinData, joiner: Joiner) => () => Pairs

const byNumber: Question = ({ left, right }, joiner) => {
  return () => joiner.numbers(left, right)
}

const byText: Question = (data, joiner) => {
  const { left, right } = data.factors
  return () => joiner.texts(left, right)
}

const run = (question: Question, data: JoinData, joiner: Joiner, clock: Clock) => {
  const join = question(data, joiner)
  return digest(clock.time('', () => tableOf(join(), data)))
}

const QUESTIONS: [name: string, divisor: number, question: Question][] = [
  ['q1, small inner on int', 1e6, byNumber],
  ['q2, medium inner on int', 1e3, byNumber],
  ['q4, medium inner on factor', 1e3, byText],
  ['q5, big inner on int', 1, byNumber],
]

const LEAST_KEYS = 10

export const join: Workload[] = QUESTIONS.map(([name, divisor, question]) =>
  workload<JoinData>({
    name: `db-benchmark/join/${name}`,
    unit: 'rows',
    n: 10_000_000,
    smoke: 100_000,
    prepare: rows => new JoinData(rows, Math.max(LEAST_KEYS, Math.floor(rows / divisor))),
    forms: {
      Map: (data, clock) => run(question, data, mapJoiner, clock),
      single: (data, clock, library) => run(question, data, singleJoiner(library), clock),
      many: (data, clock, library) => run(question, data, manyJoiner(library), clock),
    },
    expected: data => digest(tableOf(joinByPlace(data), data)),
  }),
)
