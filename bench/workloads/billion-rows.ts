/**
 * The One Billion Row Challenge: least, mean and greatest temperature of each weather station, out of the bytes of
 * `name;-12.3\n`. Ten million rows by default.
 */
import { createHash } from 'node:crypto'
import { dispose, type Library } from '../common/library.js'
import { eachMeasurement, makeMeasurements } from './measurements.js'
import { STATIONS } from './stations.js'
import { sliceLatin1, sliceUtf8 } from './text.js'
import { type Clock, type Workload, workload } from './workload.js'

const SEMICOLON = 0x3b
const MINUS = 0x2d
const LINE_FEED = 0x0a

export interface Summary {
  name: string
  /** Tenths of a degree. */
  least: number
  greatest: number
  sum: number
  count: number
}

/** One object a station, as a good program for a `Map` has it. */
const byString = (bytes: Buffer, slice: typeof sliceLatin1) => {
  const stations = new Map<string, Summary>()
  for (let at = 0; at < bytes.length; ) {
    const start = at
    while (bytes[at] !== SEMICOLON) at++
    const name = slice(bytes, start, at++)
    const isNegative = bytes[at] === MINUS
    if (isNegative) at++
    let tenths = 0
    for (let byte = bytes[at++]!; byte !== LINE_FEED; byte = bytes[at++]!) {
      if (byte >= 0x30) tenths = 10 * tenths + byte - 0x30
    }
    if (isNegative) tenths = -tenths
    const station = stations.get(name)
    if (station === undefined) stations.set(name, { name, least: tenths, greatest: tenths, sum: tenths, count: 1 })
    else {
      if (tenths < station.least) station.least = tenths
      if (tenths > station.greatest) station.greatest = tenths
      station.sum += tenths
      station.count++
    }
  }
  return stations
}

/** The challenge allows no more. */
const MOST_STATIONS = 10_000

/** Columns by the number of a station. */
class Totals {
  readonly least = new Int32Array(MOST_STATIONS).fill(1_000)
  readonly greatest = new Int32Array(MOST_STATIONS).fill(-1_000)
  readonly sum = new Float64Array(MOST_STATIONS)
  readonly count = new Int32Array(MOST_STATIONS)

  add(id: number, tenths: number) {
    if (tenths < this.least[id]!) this.least[id] = tenths
    if (tenths > this.greatest[id]!) this.greatest[id] = tenths
    this.sum[id]! += tenths
    this.count[id]!++
  }

  summary(name: string, id: number): Summary {
    const [least, greatest] = [this.least[id]!, this.greatest[id]!]
    return { name, least, greatest, sum: this.sum[id]!, count: this.count[id]! }
  }
}

const makeIds = ({ BytesMap }: Library) => new BytesMap({ values: 'int32' })
type Ids = ReturnType<typeof makeIds>

/** Names are looked up where they are. */
const byRange = (bytes: Buffer, ids: Ids) => {
  const totals = new Totals()
  for (let at = 0; at < bytes.length; ) {
    const start = at
    while (bytes[at] !== SEMICOLON) at++
    let id = ids.getRange(bytes, start, at)
    if (id === undefined) {
      id = ids.size
      ids.setRange(bytes, start, at, id)
    }
    at++
    const isNegative = bytes[at] === MINUS
    if (isNegative) at++
    let tenths = 0
    for (let byte = bytes[at++]!; byte !== LINE_FEED; byte = bytes[at++]!) {
      if (byte >= 0x30) tenths = 10 * tenths + byte - 0x30
    }
    totals.add(id, isNegative ? -tenths : tenths)
  }
  return totals
}

const ROWS_A_CALL = 4_096

/** Some thousand rows taken apart: where their names are, as `getMany` takes them. */
class Batch {
  readonly starts = new Uint32Array(ROWS_A_CALL)
  readonly ends = new Uint32Array(ROWS_A_CALL)
  readonly tenths = new Int32Array(ROWS_A_CALL)
  readonly ids = new Int32Array(ROWS_A_CALL)
  rows = 0

  /** Reads rows from `at` on. Returns where the next one begins. */
  read(bytes: Buffer, at: number) {
    const { starts, ends, tenths } = this
    let row = 0
    for (; row < ROWS_A_CALL && at < bytes.length; row++) {
      starts[row] = at
      while (bytes[at] !== SEMICOLON) at++
      ends[row] = at++
      const isNegative = bytes[at] === MINUS
      if (isNegative) at++
      let number = 0
      for (let byte = bytes[at++]!; byte !== LINE_FEED; byte = bytes[at++]!) {
        if (byte >= 0x30) number = 10 * number + byte - 0x30
      }
      tenths[row] = isNegative ? -number : number
    }
    this.rows = row
    return at
  }

  /** The numbers of all names; new ones get the next. */
  number(bytes: Buffer, ids: Ids) {
    const keys = { bytes, offsets: this.starts.subarray(0, this.rows), ends: this.ends.subarray(0, this.rows) }
    ids.getMany(keys, this.ids, -1)
    for (let row = 0; row < this.rows; row++) if (this.ids[row] === -1) this.ids[row] = this.numberOf(bytes, ids, row)
  }

  private numberOf(bytes: Buffer, ids: Ids, row: number) {
    const [start, end] = [this.starts[row]!, this.ends[row]!]
    const { size } = ids
    const id = ids.getOrRange(bytes, start, end, size)
    if (id === size) ids.setRange(bytes, start, end, id)
    return id
  }
}

const byBatch = (bytes: Buffer, ids: Ids) => {
  const totals = new Totals()
  const batch = new Batch()
  for (let at = 0; at < bytes.length; ) {
    at = batch.read(bytes, at)
    batch.number(bytes, ids)
    for (let row = 0; row < batch.rows; row++) totals.add(batch.ids[row]!, batch.tenths[row]!)
  }
  return totals
}

const runOn = (
  bytes: Buffer,
  clock: Clock,
  library: Library,
  total: (bytes: Buffer, ids: Ids) => Totals,
): Summary[] => {
  const ids = makeIds(library)
  const totals = clock.time('', () => total(bytes, ids))
  const summaries = Array.from(ids, ([name, id]) => totals.summary(Buffer.from(name).toString(), id))
  dispose(ids)
  return summaries
}

/** Half up, exactly, as the challenge asks for. */
const meanTenths = ({ sum, count }: Summary) => {
  const rounded = Math.floor(sum / count + 0.5)
  return rounded === 0 ? 0 : rounded
}

const degrees = (tenths: number) => (tenths / 10).toFixed(1)

const compare = (a: Summary, b: Summary) => (a.name < b.name ? -1 : 1)

/** What the challenge prints: sorted by name as Java sorts, by UTF-16 units. */
export const print = (summaries: Summary[]) => {
  const stations = summaries
    .sort(compare)
    .map(s => `${s.name}=${degrees(s.least)}/${degrees(meanTenths(s))}/${degrees(s.greatest)}`)
  return `{${stations.join(', ')}}`
}

/** By the form of a program: the summaries of a file's bytes. */
export const summarize = {
  /**
   * Of both ways to cut a string out of bytes, the faster one for names that are mostly ASCII: `latin1`, which makes one
   * character of each byte and so keeps different names apart. They become text at the end.
   */
  Map: (bytes: Buffer, clock: Clock) => {
    const stations = clock.time('', () => byString(bytes, sliceLatin1))
    return Array.from(stations.values(), s => ({ ...s, name: Buffer.from(s.name, 'latin1').toString() }))
  },
  mapOfUtf8: (bytes: Buffer, clock: Clock) => [...clock.time('', () => byString(bytes, sliceUtf8)).values()],
  single: (bytes: Buffer, clock: Clock, library: Library) => runOn(bytes, clock, library, byRange),
  many: (bytes: Buffer, clock: Clock, library: Library) => runOn(bytes, clock, library, byBatch),
}

const digest = (summaries: Summary[]) =>
  `${summaries.length} stations, sha256 ${createHash('sha256').update(print(summaries)).digest('hex').slice(0, 16)}`

/** Of the numbers that the bytes were made of: nothing is parsed, and nothing looked up. */
const summarizePlainly = (rows: number) => {
  const totals = new Totals()
  eachMeasurement(rows, (station, tenths) => totals.add(station, tenths))
  return STATIONS.map(({ name }, id) => totals.summary(name, id)).filter(({ count }) => count > 0)
}

interface Input {
  rows: number
  bytes: Buffer
}

export const billionRows: Workload = workload<Input>({
  name: '1brc',
  unit: 'rows',
  n: 10_000_000,
  smoke: 50_000,
  prepare: rows => ({ rows, bytes: makeMeasurements(rows) }),
  forms: {
    Map: ({ bytes }, clock) => digest(summarize.Map(bytes, clock)),
    single: ({ bytes }, clock, library) => digest(summarize.single(bytes, clock, library)),
    many: ({ bytes }, clock, library) => digest(summarize.many(bytes, clock, library)),
  },
  expected: ({ rows }) => digest(summarizePlainly(rows)),
})
