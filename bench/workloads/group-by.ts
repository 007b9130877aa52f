/** db-benchmark (H2O.ai, DuckDB Labs), grouping: questions 1 to 5, 7 and 10, by their published wording. */
import { createHash } from 'node:crypto'
import {
  type Encoded,
  type Encoder,
  encodeTogether,
  manyEncoder,
  mapEncoder,
  singleEncoder,
  sortingEncoder,
} from './encode.js'
import { GroupData } from './group-data.js'
import { Clock, type Workload, workload } from './workload.js'

type Values = Int32Array | Float64Array

const sum = ({ ids, size }: Encoded, values: Values) => {
  const sums = new Float64Array(size)
  for (let row = 0; row < ids.length; row++) sums[ids[row]!]! += values[row]!
  return sums
}

const count = ({ ids, size }: Encoded) => {
  const counts = new Float64Array(size)
  for (let row = 0; row < ids.length; row++) counts[ids[row]!]!++
  return counts
}

const mean = (groups: Encoded, values: Values, counts = count(groups)) =>
  sum(groups, values).map((total, id) => total / counts[id]!)

/** The greatest of one column less the least of another. */
const range = ({ ids, size }: Encoded, high: Int32Array, low: Int32Array) => {
  const greatest = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
  const least = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!
    if (high[row]! > greatest[id]!) greatest[id] = high[row]!
    if (low[row]! < least[id]!) least[id] = low[row]!
  }
  return greatest.map((value, id) => value - least[id]!)
}

/** A column of the answer: a number for each group, in the order of the groups' first rows. */
type Answers = Float64Array[]

/** Brings its columns into the form's representation, and gives back what is timed. */
type Question = (data: GroupData, encoder: Encoder) => () => Answers

const QUESTIONS: Record<string, Question> = {
  'q1, sum v1 by id1': (data, encoder) => {
    const [groups, v1] = [encoder.text(data.text('id1')), data.integer('v1')]
    return () => [sum(groups(), v1)]
  },
  'q2, sum v1 by id1:id2': (data, encoder) => {
    const [id1, id2] = [encoder.text(data.text('id1')), encoder.text(data.text('id2'))]
    const v1 = data.integer('v1')
    return () => [sum(encodeTogether([id1(), id2()], encoder), v1)]
  },
  'q3, sum v1, mean v3 by id3': (data, encoder) => {
    const [id3, v1, { v3 }] = [encoder.text(data.text('id3')), data.integer('v1'), data]
    return () => {
      const groups = id3()
      return [sum(groups, v1), mean(groups, v3)]
    }
  },
  'q4, mean v1:v3 by id4': (data, encoder) => {
    const [id4, v1, v2, { v3 }] = [data.integer('id4'), data.integer('v1'), data.integer('v2'), data]
    return () => {
      const groups = encoder.numbers(id4)
      const counts = count(groups)
      return [v1, v2, v3].map(values => mean(groups, values, counts))
    }
  },
  'q5, sum v1:v3 by id6': (data, encoder) => {
    const [id6, v1, v2, { v3 }] = [data.integer('id6'), data.integer('v1'), data.integer('v2'), data]
    return () => {
      const groups = encoder.numbers(id6)
      return [v1, v2, v3].map(values => sum(groups, values))
    }
  },
  'q7, max v1 - min v2 by id3': (data, encoder) => {
    const [id3, v1, v2] = [encoder.text(data.text('id3')), data.integer('v1'), data.integer('v2')]
    return () => [range(id3(), v1, v2)]
  },
  'q10, sum v3, count by id1:id6': (data, encoder) => {
    const texts = (['id1', 'id2', 'id3'] as const).map(name => encoder.text(data.text(name)))
    const integers = (['id4', 'id5', 'id6'] as const).map(name => data.integer(name))
    const { v3 } = data
    return () => {
      const columns = [...texts.map(encode => encode()), ...integers.map(encoder.numbers)]
      const groups = encodeTogether(columns, encoder)
      return [sum(groups, v3), count(groups)]
    }
  },
}

/** As db-benchmark's checks: rows, and the total of each column; and a digest of every number. */
const digest = (answers: Answers) => {
  const totals = answers.map(column => column.reduce((total, value) => total + value, 0).toPrecision(12))
  const hash = createHash('sha256')
  for (const column of answers) hash.update(new Uint8Array(column.buffer))
  return `${answers[0]!.length} groups, totals ${totals.map(Number).join(', ')}, sha256 ${hash.digest('hex').slice(0, 16)}`
}

const ask = (question: Question, data: GroupData, encoder: Encoder, clock: Clock) => {
  const run = question(data, encoder)
  return digest(clock.time('', run))
}

export const groupBy: Workload[] = Object.entries(QUESTIONS).map(([name, question]) =>
  workload<GroupData>({
    name: `db-benchmark/groupby/${name}`,
    unit: 'rows',
    n: 10_000_000,
    smoke: 100_000,
    prepare: rows => new GroupData(rows),
    forms: {
      Map: (data, clock) => ask(question, data, mapEncoder(), clock),
      single: (data, clock, library) => ask(question, data, singleEncoder(library), clock),
      many: (data, clock, library) => ask(question, data, manyEncoder(library), clock),
    },
    expected: data => ask(question, data, sortingEncoder(), new Clock()),
  }),
)
