/** Gets of one table, while the process uses others in turn with it. */

import { fail } from '../common/table.js'
import { WINDOW } from '../data/picks.js'
import type { Bed } from './bed.js'
import * as loops from './loops.js'
import { Picks } from './picks.js'
import { gatherValues, get } from './reads.js'
import type { Batch } from './timing.js'

export const getBeside = (bed: Bed, n: number): Batch => {
  const { others = [] } = bed.factory
  for (const other of others) loops.fill(other, bed.keys as any[], bed.values as any[], 0, n)
  const batch = get(bed, n)
  const picks = new Picks(bed, n)
  const wanted: any = gatherValues(bed, picks.indices)
  return {
    ...batch,
    before: () => {
      batch.before!()
      const start = picks.serve()
      for (const other of others) {
        const equal = loops.countEqualOfOthers(other, picks.keys, wanted, start, start + WINDOW)
        if (equal !== WINDOW) fail(`${equal} of ${WINDOW} values of another table`)
      }
    },
  }
}
