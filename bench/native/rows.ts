/** The rows of the yardstick: int32 to int32, random keys. */
import type { Row } from '../common/rows.js'

const row = (op: Row['op'], hit: Row['hit'], n: number): Row => ({
  op,
  key: 'int32',
  values: 'int32',
  order: 'random',
  hit,
  n,
})

const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]

/** `get-many` is a plain loop of gets into an array in the other languages, and with `Map`. */
export const NATIVE_ROWS: readonly Row[] = [
  ...SIZES.map(n => row('get', 'hit', n)),
  ...SIZES.map(n => row('get-many', 'hit', n)),
  ...SIZES.map(n => row('has', 'miss', n)),
  ...SIZES.slice(0, -1).map(n => row('set-new', '-', n)),
  ...SIZES.map(n => row('build', '-', n)),
]
