/** The vocabulary of the grid. A row is one cell of it. */
import type { Implementation } from './implementations.js'

/** The keys that every operation is measured with, in every order. */
export const NUMBER_KEYS = ['int32', 'float64', 'bigint64'] as const

/**
 * The others, which have rows of their own choice. `uint32`: all 32 bits. `hash-int32`: int32 keys in a `HashMap`. `string`: 8 to 24
 * characters, asked with the string objects that were inserted. `string-fresh`: the same text in a new string object for
 * each operation. `string12`: 12 characters each. `bytes16`: 16 random bytes. `words`: the words of a text.
 */
const OTHER_KEYS = ['uint32', 'hash-int32', 'string', 'string-fresh', 'string12', 'bytes16', 'words'] as const
export const KEYS = [...NUMBER_KEYS, ...OTHER_KEYS] as const
export const VALUES = ['int32', 'any'] as const
export const ORDERS = ['random', 'sequential'] as const
/**
 * `churn-long`: deletes and inserts, ten for each entry, timed as a whole. `get-churned`: gets after as many. `get-heap`:
 * gets of maps that differ in the memory that they are in. `get-beside`: gets while another entry is in use, or none.
 */
export const OPS = [
  'get',
  'has',
  'set-new',
  'set-existing',
  'delete',
  'churn',
  'churn-long',
  'get-churned',
  'increment',
  'iterate',
  'for-each',
  'clone',
  'build',
  'build-capacity',
  'create',
  'get-many',
  'increment-many',
  'index-many',
  'join-many',
  'get-heap',
  'get-beside',
] as const

export type Key = (typeof KEYS)[number]
export type Values = (typeof VALUES)[number]
/** A text has an order of its own, which no grid varies. */
export type Order = (typeof ORDERS)[number] | 'text'
export type Op = (typeof OPS)[number]
export type Hit = 'hit' | 'miss' | '-'

/** Operations that ask for keys that may be absent. */
const READS: ReadonlySet<Op> = new Set<Op>(['get', 'has', 'get-churned', 'get-many', 'get-heap', 'get-beside'])

const usualHit = (op: Op): Hit => (READS.has(op) ? 'hit' : '-')

export interface Row {
  op: Op
  key: Key
  values: Values
  order: Order
  hit: Hit
  /** Entries. `increment-many`, `index-many` and `join-many` take ten keys for each. */
  n: number
}

/** The usual row of an operation, and what is different about this one. */
export const rowOf = (op: Op, n: number, more: Partial<Row> = {}): Row => ({
  op,
  key: 'int32',
  values: 'int32',
  order: 'random',
  hit: usualHit(op),
  n,
  ...more,
})

export const rowName = (row: Row) => [row.op, row.key, row.values, row.order, row.hit, row.n].join('/')

/** A row, and who takes part in it. */
export interface SpeedCell {
  row: Row
  implementations: readonly Implementation[]
}
