// The jobs. Each is written once for both sides; a worker process runs one of them on one side only, so that
// every call in its loop has one target and is inlined, as in a program that uses one kind of map.

import { readFileSync } from 'node:fs'
import { eachWordOfBytes, eachWordOfText, piecesOf, wordsIn } from '../data/words.js'
import { pointKey } from './places.js'
import type { Input, JobId, Side } from './protocol.js'
import {
  bigIntTable,
  bytesTable,
  type CountMap,
  float64Table,
  int32Table,
  type RangeTable,
  stringTable,
  type Table,
} from './tables.js'

type Act<K> = (key: K) => void

/** Goes around every operation, be it on a key or on a range: nothing, or a time stamp after each. */
export type Watch = <A extends [any, any?]>(act: (...key: A) => void) => (...key: A) => void

/** An input that was read into memory, ready to be run. */
export interface Run {
  operations: number
  /** The sum of all counts if every operation counted one key; undefined for jobs that do not count. */
  expectedTotal?: number
  start(watch: Watch): void
  map: CountMap<any>
  facts: Record<string, number>
}

const ways: Record<JobId, (input: Input, side: Side) => Run> = {
  shingle4: (input, side) => countShingles(input, 4, int32Table(side), eachShingle4),
  shingle8: (input, side) => countShingles(input, 8, bigIntTable(side), eachShingle8),
  dedupe: (input, side) => dedupeDegrees(input, float64Table(side)),
  words: (input, side) => countWords(input, stringTable(side)),
  'word-bytes': (input, side) =>
    side === 'tophash' ? countWordRanges(input, bytesTable()) : countWords(input, stringTable(side)),
  names: (input, side) => countNames(input, stringTable(side)),
  join: (input, side) => joinPoints(input, float64Table(side)),
}

export function prepare(job: JobId, input: Input, side: Side): Run {
  return ways[job](input, side)
}

function eachShingle4(view: DataView, act: Act<number>): void {
  const end = view.byteLength - 4
  for (let i = 0; i <= end; i++) act(view.getInt32(i, true))
}

function eachShingle8(view: DataView, act: Act<bigint>): void {
  const end = view.byteLength - 8
  for (let i = 0; i <= end; i++) act(view.getBigInt64(i, true))
}

/** The files, the last one cut short, up to a number of bytes in all. */
function readTexts({ files, textBytes }: Input): Buffer[] {
  const texts: Buffer[] = []
  let left = textBytes
  for (const path of files) {
    if (left <= 0) break
    const text = readFileSync(path).subarray(0, left)
    texts.push(text)
    left -= text.length
  }
  return texts
}

/** Counts the shingles of a length at every byte offset; none spans two files. */
function countShingles<K>(
  input: Input,
  length: number,
  table: Table<K>,
  eachShingle: (view: DataView, act: Act<K>) => void,
): Run {
  const views = readTexts(input).map(text => new DataView(text.buffer, text.byteOffset, text.length))
  const operations = views.reduce((sum, view) => sum + Math.max(0, view.byteLength - length + 1), 0)
  return {
    operations,
    expectedTotal: operations,
    start(watch) {
      const act = watch(table.count)
      for (const view of views) eachShingle(view, act)
    },
    map: table.map,
    facts: {},
  }
}

/** One character a byte: any file then has the same words as text and as bytes. */
function countWords(input: Input, table: Table<string>): Run {
  const texts = readTexts(input).flatMap(piecesOf)
  const operations = texts.reduce((sum, text) => sum + wordsIn(text), 0)
  return {
    operations,
    expectedTotal: operations,
    start(watch) {
      const act = watch(table.count)
      for (const text of texts) eachWordOfText(text.toString('latin1'), act)
    },
    map: table.map,
    facts: {},
  }
}

function countWordRanges(input: Input, table: RangeTable): Run {
  const texts = readTexts(input).flatMap(piecesOf)
  const operations = texts.reduce((sum, text) => sum + wordsIn(text), 0)
  return {
    operations,
    expectedTotal: operations,
    start(watch) {
      let text = texts[0]!
      const act = watch((start: number, end: number) => table.countRange(text, start, end))
      for (text of texts) eachWordOfBytes(text, act)
    },
    map: table.map,
    facts: {},
  }
}

/** How many places bear each name? */
function countNames(input: Input, table: Table<string>): Run {
  const names = input.names.split('\n')
  return {
    operations: names.length,
    expectedTotal: names.length,
    start(watch) {
      const act = watch(table.count)
      for (let i = 0; i < names.length; i++) act(names[i]!)
    },
    map: table.map,
    facts: {},
  }
}

/** How often does each latitude or longitude occur? Fractions, just as the packages give them. */
function dedupeDegrees({ left, right }: Input, table: Table<number>): Run {
  const operations = left.length + right.length
  return {
    operations,
    expectedTotal: operations,
    start(watch) {
      const act = watch(table.count)
      for (let i = 0; i < left.length; i++) act(left[i]!)
      for (let i = 0; i < right.length; i++) act(right[i]!)
    },
    map: table.map,
    facts: {},
  }
}

function pointKeys(degrees: Float64Array): Float64Array {
  const keys = new Float64Array(degrees.length / 2)
  for (let i = 0; i < keys.length; i++) keys[i] = pointKey(degrees[2 * i]!, degrees[2 * i + 1]!)
  return keys
}

/** Which places of one package stand at the point of a place of the other? The first place at a point owns it. */
function joinPoints({ left, right }: Input, { map }: Table<number>): Run {
  const owners = pointKeys(left)
  const guests = pointKeys(right)
  const facts = { matched: 0, 'sum of the matched': 0 }
  return {
    operations: owners.length + guests.length,
    start(watch) {
      let row = 0
      const own = watch((key: number) => {
        if (!map.has(key)) map.set(key, row)
        row += 1
      })
      const match = watch((key: number) => {
        const owner = map.get(key)
        if (owner === undefined) return
        facts.matched += 1
        facts['sum of the matched'] += owner
      })
      for (let i = 0; i < owners.length; i++) own(owners[i]!)
      for (let i = 0; i < guests.length; i++) match(guests[i]!)
    },
    map,
    facts,
  }
}
