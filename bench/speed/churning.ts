/** Batches of deletes and inserts that leave a table at its size, and gets of a table that has gone through many of them. */
import { fail } from '../common/table.js'
import { mix } from '../data/mix.js'
import { WINDOW } from '../data/picks.js'
import type { Bed } from './bed.js'
import * as loops from './loops.js'
import { Picks } from './picks.js'
import { churnsOf } from './plan.js'
import { get } from './reads.js'
import type { Batch } from './timing.js'

/** One operation is a delete and an insert. Victims are random; a key once deleted never comes back. */
export const churn = (bed: Bed, n: number): Batch => {
  const random = new Picks(bed, n)
  const values: any = bed.makeValues(WINDOW, mix(bed.seed))
  const victims: any[] = new Array(WINDOW)
  let fresh: any[] = []
  let deleted = 0
  return {
    operations: WINDOW,
    before: () => {
      const start = random.serve()
      fresh = bed.absentKeys(bed.spent, WINDOW) as any[]
      bed.spent += WINDOW
      for (let j = 0; j < WINDOW; j++) {
        const at = random.indices[start + j]!
        victims[j] = bed.keys[at]
        bed.keys[at] = fresh[j]
        bed.values[at] = values[j]
      }
    },
    run: () => {
      deleted = loops.churn(bed.table, victims, fresh, values)
    },
    after: () => {
      if (deleted !== WINDOW) fail(`${deleted} of ${WINDOW} deleted`)
    },
    finish: () => bed.verify(bed.table, n),
  }
}

/** Its mean: what clears up after deletions is in few of the samples, and their median would hide it. */
export const churnLong = (bed: Bed, n: number): Batch => ({ ...churn(bed, n), useMean: true })

/** Absent keys are such that the table has never held. */
export const getChurned = (bed: Bed, n: number): Batch => {
  const { before, run, after, finish } = churn(bed, n)
  for (let i = churnsOf(n); i > 0; i--) {
    before!()
    run()
    after!()
  }
  finish!()
  return get(bed, n)
}
