// Freeing the memory of maps that were dropped.
//
// The garbage collector sees a small wrapper and not the megabytes behind it, so it would run far too late. Hence an
// account: once enough was taken since the last finaliser ran, an ArrayBuffer of that size is allocated and dropped,
// untouched. It costs address space only, but the collector counts it and runs.

import type { TableOwner } from '../engine.js'
import { theInstance } from './instance.js'

/** KiB taken between two finalisers before the collector is nudged. */
const NUDGE_KIB = 256 * 1024

/** KiB in use when the account was opened, or -1: it is to be opened anew, since a finaliser has run. */
let accounted = 0

const registry = new FinalizationRegistry<number>(table => {
  theInstance().tableDestroy(table)
  accounted = -1
})

/**
 * Frees the table after its owner is gone.
 *
 * Registered is a guard that only the owner holds, not the owner: what is registered survives every minor collection,
 * and an empty object is cheaper to carry along than a map.
 */
export function ownTable(owner: TableOwner, table: number): void {
  const guard = {}
  owner._guard = guard
  registry.register(guard, table)
  const used = theInstance().heapUsedKiB()
  if (accounted < 0 || used < accounted) {
    accounted = used
  } else if (used - accounted > NUDGE_KIB) {
    accounted = used
    new ArrayBuffer(NUDGE_KIB * 1024)
  }
}
