/** The rows of the yardstick: int32 to int32, random keys. */
import { type Row, rowOf } from '../common/rows.js'

const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]

/** `get-many` is a plain loop of gets into an array in the other languages, and with `Map`. */
export const NATIVE_ROWS: readonly Row[] = [
  ...SIZES.map(n => rowOf('get', n)),
  ...SIZES.map(n => rowOf('get-many', n)),
  ...SIZES.map(n => rowOf('has', n, { hit: 'miss' })),
  ...SIZES.slice(0, -1).map(n => rowOf('set-new', n)),
  ...SIZES.map(n => rowOf('build', n)),
]
