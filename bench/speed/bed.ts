/** What a worker prepares before it measures: keys, values and, for most operations, one table that grows along. */

import type { Row } from '../common/rows.js'
import type { Box, Keys } from '../data/keys.js'
import { ABSENT, gather, makeBoxes, makeInt32Values, makeKeys, makePicks, WINDOW } from '../data/keys.js'
import { stringKey } from '../data/strings.js'
import type { Factory, Table } from '../grid/contestants.js'
import { fill } from './loops.js'

export type ValueList = Int32Array | Box[]

export const fail = (what: string): never => {
  throw new Error(`wrong answer: ${what}`)
}

export class Bed {
  keys: Keys
  readonly values: ValueList
  readonly table: Table<any, any>
  filled = 0
  /** How many of the absent keys churning has used. */
  spent = 0

  constructor(
    readonly row: Row,
    readonly factory: Factory,
    readonly seed: number,
    capacity: number,
  ) {
    this.keys = makeKeys(row.key, 0, capacity, seed, row.order)
    this.values = this.makeValues(capacity, seed)
    this.table = factory.create()
  }

  /** Grows the common table to the first n keys, so that a doubling of n costs one build and not several. */
  growTo(n: number) {
    fill(this.table, this.keys as any[], this.values as any[], this.filled, n)
    this.filled = n
  }

  built(n: number) {
    const table = this.factory.create()
    fill(table, this.keys as any[], this.values as any[], 0, n)
    return table
  }

  absentKeys(from: number, count: number) {
    return makeKeys(this.row.key, ABSENT + from, ABSENT + from + count, this.seed, this.row.order)
  }

  /** A string remembers its hash: where each operation is to have a new one, none of these keys serves twice. */
  get usesKeysUp() {
    return this.row.key === 'string-fresh'
  }

  renewKeys() {
    if (this.usesKeysUp) this.keys = makeKeys(this.row.key, 0, this.keys.length, this.seed, this.row.order)
  }

  makeValues(n: number, seed: number): ValueList {
    return this.row.values === 'any' ? makeBoxes(n, seed) : makeInt32Values(n, seed)
  }

  /** Every key has its value, and there are no others. */
  verify(table: Table<any, any>, n: number) {
    if (table.size !== n) fail(`size ${table.size}, not ${n}`)
    for (let i = 0; i < n; i++) if (table.get(this.keys[i]!) !== this.values[i]) fail(`value of key ${i}`)
  }
}

/** A list of picks, served one window at a time. */
export class Picks {
  readonly indices: Int32Array
  readonly keys: any[]
  /** Start of each window served, in order. */
  readonly served: number[] = []
  /** Start of the present window; it ends WINDOW further. */
  start = 0
  private next = 0

  constructor(
    private readonly bed: Bed,
    n: number,
  ) {
    this.indices = makePicks(n, bed.seed)
    this.keys = gather(bed.keys, this.indices) as any[]
  }

  /** Makes the next window the present one. */
  serve() {
    this.start = this.next
    this.next = (this.start + WINDOW) % this.indices.length
    this.served.push(this.start)
    if (this.bed.usesKeysUp) this.renew(this.start)
    return this.start
  }

  /** From their numbers and not by copying: that would bring the table's own keys into the cache. */
  private renew(start: number) {
    const { seed, row } = this.bed
    for (let j = start; j < start + WINDOW; j++) this.keys[j] = stringKey(this.indices[j]!, seed, row.order)
  }

  /** Calls back with the position in the list of every pick served so far, in order. */
  replay(callback: (position: number) => void) {
    for (const start of this.served) for (let j = start; j < start + WINDOW; j++) callback(j)
  }
}
