// Functions over whole columns of keys, with the maps over Wasm; also the specimen of the twin's (scripts/stamp).

import { BigInt64Map } from '../generated/buckets/bigint64-map.js'
import { BigUint64Map } from '../generated/buckets/biguint64-map.js'
import { Float64Map } from '../generated/buckets/float64-map.js'
import { Int32Map } from '../generated/buckets/int32-map.js'
import { StringMap } from '../generated/buckets/string-map.js'
import { Uint32Map } from '../generated/buckets/uint32-map.js'
import { type IdMapClasses, type Indexed, indexWith, type Joined, joinWith, type KeyArray } from '../many/columns.js'
import { areColumns, indexColumns, joinColumns, type KeyColumns } from '../many/many-columns.js'
import { HashMap } from './hash-map.js'

const CLASSES = {
  columns: [
    { Column: Int32Array, Map: Int32Map },
    { Column: Uint32Array, Map: Uint32Map },
    { Column: Float64Array, Map: Float64Map },
    { Column: BigInt64Array, Map: BigInt64Map },
    { Column: BigUint64Array, Map: BigUint64Map },
  ],
  strings: StringMap,
  any: HashMap,
} as unknown as IdMapClasses

/**
 * Dictionary encoding: a dense id for every key. Ids go to `out` or to a new array. O(keys).
 *
 * @param columns an array of columns, one for each part of a key, all of one length: each an array or a typed array, the
 *   first one no Uint8Array, since an array of those is one of keys
 * @throws RangeError before anything is read if `out` is no Uint32Array or too short; RangeError when memory is out
 */
export function indexMany<Columns extends KeyColumns>(columns: Columns, out?: Uint32Array): Indexed<Columns>
/**
 * The same where keys have one part.
 *
 * @param keys an Int32Array, Uint32Array, Float64Array, BigInt64Array or BigUint64Array, or an array of anything but columns
 */
export function indexMany<Keys extends KeyArray>(keys: Keys, out?: Uint32Array): Indexed<Keys>
export function indexMany<Keys extends KeyArray>(keys: Keys, out?: Uint32Array): Indexed<Keys> {
  return areColumns(keys) ? indexColumns(CLASSES, keys, out) : indexWith(CLASSES, keys, out)
}

/**
 * The inner hash join of two columns of keys, or of as many columns on the left as on the right. O(left + right + pairs).
 *
 * @throws RangeError when memory is out
 */
export function joinMany<Columns extends KeyColumns>(left: Columns, right: Columns): Joined
export function joinMany<Keys extends KeyArray>(left: Keys, right: Keys): Joined
export function joinMany<Keys extends KeyArray>(left: Keys, right: Keys): Joined {
  return areColumns(left) ? joinColumns(CLASSES, left, right as unknown as KeyColumns) : joinWith(CLASSES, left, right)
}
