// The exports of one (key, value) pair that are not called once an operation. What depends on the size of a value only is
// shared by all values of that size; which there are depends on the pair.

import type { Scalar } from '../../kinds/kind.js'

export interface PairFunctions {
  stage(table: number, bits: number, start: number, done: number, sub: number, rehashes: number): number
  stageRest(table: number, bucket: number): number
  clone(table: number): number
  reserve(table: number, n: number): number
  shrink(table: number): number
  chainAt(table: number, index: number): number
  overflowOf(table: number, bucket: number): number

  getMany?(table: number, keys: number, answers: number, n: number, missing: Scalar, places: number): void
  hasMany?(table: number, keys: number, answers: number, n: number, places: number): number
  setMany?(table: number, keys: number, values: number, n: number, log: number): number
  removeMany?(table: number, keys: number, n: number): number
  indexMany?(table: number, keys: number, answers: number, n: number, places: number): number
  undoMany?(table: number, keys: number, values: number, n: number, log: number): void
  /** Of floats; integers with a sign and those without add differently. */
  incrementMany?: Increment
  incrementManySigned?: Increment
  incrementManyUnsigned?: Increment
  /** Divides keys by bucket range; the same for all values. */
  partition?(table: number, region: number, capacity: number, n: number, valueSize: number): void

  getRanges?(table: number, n: number, isUtf8: number, missing: Scalar): number
  hasRanges?(table: number, n: number, isUtf8: number): number
  setRanges?(table: number, n: number, isUtf8: number): number
  removeRanges?(table: number, n: number, isUtf8: number): number
  incrementRanges?: RangesIncrement
  incrementRangesSigned?: RangesIncrement
  incrementRangesUnsigned?: RangesIncrement
}

type Increment = (table: number, keys: number, values: number, n: number, log: number) => number
type RangesIncrement = (table: number, n: number, isUtf8: number) => number
