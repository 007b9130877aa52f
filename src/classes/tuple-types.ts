// What users see of maps and sets whose keys have several parts, beyond what all have: see types.ts.

import type { ColumnsOf, KeyColumnsOf, Parts, TakenTupleOf, TupleOf } from '../kinds/parts.js'
import type { AnySeen } from '../spaces/layouts/layout.js'
import type { TypedMap, TypedSet } from './types.js'

/** What a method takes that is given the parts of a key one by one, and one thing more. */
type PartsAnd<P extends Parts, Last> = readonly [...parts: TakenTupleOf<P>, last: Last]

/** A map whose keys have such parts. `getMany` and the others for many keys take a column for each part. */
export interface TupleMapOf<P extends Parts, V, Layout extends AnySeen>
  extends TypedMap<TupleOf<P>, V, TakenTupleOf<P>, ColumnsOf<P>, Layout> {
  /** The kinds of the parts of its keys. */
  readonly parts: Readonly<P>
  /** All keys, a column for each part, and their values in the same order. O(buckets). */
  toArrays(): { keys: KeyColumnsOf<P>; values: any }

  // The methods for one key, with its parts one by one instead of in an array: `getAt(3, 4)` is `get([3, 4])`. Nothing is
  // allocated for them even where the engine does not optimise the array away.
  // @throws TypeError unless keys have 2 to 4 parts
  getAt(...parts: TakenTupleOf<P>): V | undefined
  hasAt(...parts: TakenTupleOf<P>): boolean
  setAt(...partsAndValue: PartsAnd<P, V>): this
  deleteAt(...parts: TakenTupleOf<P>): boolean
  incrementAt(...partsAndStep: TakenTupleOf<P> | PartsAnd<P, V>): V
  getOrAt(...partsAndFallback: PartsAnd<P, V>): V
  getOrInsertAt(...partsAndValue: PartsAnd<P, V>): V
  getOrInsertComputedAt(...partsAndCompute: PartsAnd<P, (key: TupleOf<P>) => V>): V
}

/** A set of keys that have such parts. */
export interface TupleSetOf<P extends Parts, Layout extends AnySeen>
  extends TypedSet<TupleOf<P>, TakenTupleOf<P>, ColumnsOf<P>, Layout> {
  /** The kinds of the parts of its keys. */
  readonly parts: Readonly<P>
  /** All keys, a column for each part. O(buckets). */
  toArray(): KeyColumnsOf<P>

  // The methods for one key, with its parts one by one: see `TupleMap`.
  addAt(...parts: TakenTupleOf<P>): this
  hasAt(...parts: TakenTupleOf<P>): boolean
  deleteAt(...parts: TakenTupleOf<P>): boolean
}
