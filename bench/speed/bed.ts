/** What a process prepares before it measures: keys, values and, for most operations, one table that grows along. */
import type { Row } from '../common/rows.js'
import { type Factory, fail, type Table } from '../common/table.js'
import { ABSENT, type Keys, makeKeys } from '../data/keys.js'
import { type Box, makeBoxes, makeInt32Values } from '../data/values.js'
import { fill } from './loops.js'

type ValueList = Int32Array | Box[]

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
