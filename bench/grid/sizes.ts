/** How many entries stand behind a row. */
import type { Row } from '../common/rows.js'

/** `Map` ends at 2^24 entries; a doubling from 10 M is cut short there. */
export const LARGEST = 16_000_000

/** Where a size costs a second and more to prepare, a worker measures one, and the rounds share the doubling out. */
const ONE_SIZE_FROM = 500_000

const POINTS = 3

/**
 * The numbers of entries behind a row: a doubling from n on, since a table just grown is another table than a full one.
 * Tiny maps are exactly as large as they say, `set-new` walks a doubling by itself, and a text has the words it has.
 */
export const sizesOf = (row: Row, round: number, rounds: number, exact: boolean): number[] => {
  const { op, n } = row
  if (exact || n < 64 || op === 'set-new' || row.key === 'words') return [n]
  const at = (share: number) => Math.min(LARGEST, Math.round(n * 2 ** share))
  if (n >= ONE_SIZE_FROM) return [at(round / rounds)]
  return Array.from({ length: POINTS }, (_, i) => at(i / POINTS))
}
