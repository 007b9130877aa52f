// What users see of ordinary maps and sets in a shared heap, beside what all have.

import type { BigIntOptions, NumberOptions, TableOptions } from '../../body/options.js'
import type { PlaceHandle } from '../../concurrent/handle.js'
import type { SharedHeap } from '../../concurrent/heap.js'

/** Where the map or set is: in memory that threads share. */
export interface InSharedHeap {
  heap: SharedHeap
}

/** Of a set in a SharedHeap. */
export type SharedTableOptions = Omit<TableOptions, 'heap'> & InSharedHeap
/** Of a map in a SharedHeap whose values are numbers. */
export type SharedNumberOptions = Omit<NumberOptions, 'heap'> & InSharedHeap
/** Of a map in a SharedHeap whose values are 64-bit integers. */
export type SharedBigIntOptions = Omit<BigIntOptions, 'heap'> & InSharedHeap

/** What fits values of a type that is named rather than inferred. */
export type SharedOptionsFor<V> = [V] extends [number]
  ? SharedNumberOptions
  : [V] extends [bigint]
    ? SharedBigIntOptions
    : SharedNumberOptions | SharedBigIntOptions

/**
 * What ordinary maps and sets in a SharedHeap have beside the methods of all. As Go's maps, they are not safe for concurrent
 * use: any number of threads may read, but while one writes, nobody else may do either. Guard them with a Mutex or an RWMutex.
 * An operation that meets another thread in the middle of a write throws a ConcurrentMapWriteError; not each one does.
 */
export interface Shared {
  /** What another thread attaches with: `postMessage(map.handle)`. */
  readonly handle: PlaceHandle
  /** Where it is. */
  readonly heap: SharedHeap
  /**
   * Frees it for all threads: whoever uses it from now on gets a TypeError. Disposing of it is to let go of it in this
   * thread only; one whose handle nobody has asked for is freed then, too.
   * @throws ConcurrentMapWriteError if another thread writes to it
   */
  destroy(): void
}
