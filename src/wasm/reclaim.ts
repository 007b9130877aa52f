// Freeing the memory of maps that were dropped.
//
// The garbage collector sees a small wrapper and not the megabytes behind it, so it would run far too late. Hence an
// account: once enough was taken since the last finaliser ran, an ArrayBuffer of that size is allocated and dropped,
// untouched. It costs address space only, but the collector counts it and runs.

import { theInstance } from './instance.js'

/** Bytes taken between two finalisers before the collector is nudged. */
const NUDGE_BYTES = 256 * 2 ** 20

let accounted = 0

const registry = new FinalizationRegistry<number>(table => {
  const exports = theInstance()
  exports.tableDestroy(table)
  accounted = exports.heapUsed()
})

/** Frees the table after its owner is gone. */
export function ownTable(owner: object, table: number): void {
  registry.register(owner, table)
  const used = theInstance().heapUsed()
  if (used - accounted > NUDGE_BYTES) {
    accounted = used
    new ArrayBuffer(NUDGE_BYTES)
  } else if (used < accounted) {
    accounted = used
  }
}
