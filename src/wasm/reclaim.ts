// Freeing the memory of maps that were dropped.
//
// A finaliser is registered for a guard that only the owner of a table holds. Registering costs more than creating a
// small table, and what is registered survives every minor collection, so tables of one bucket share a guard: the last
// owner to go frees all of them. A table that outgrows its bucket gets a guard of its own.
//
// The garbage collector sees a small wrapper and not the megabytes behind it, so it would run far too late. Hence an
// account: once enough was taken since the last finaliser ran, an ArrayBuffer of that size is allocated and dropped,
// untouched. It costs address space only, but the collector counts it and runs.

import type { TableOwner } from '../engine.js'
import { theInstance } from './instance.js'

/** KiB taken between two finalisers before the collector is nudged. */
const NUDGE_KIB = 256 * 1024

/** Small tables that share a guard: together under 10 KiB, so it does not matter if one owner lives long. */
const SHARERS = 32

/** KiB in use when the account was opened, or -1: it is to be opened anew, since a finaliser has run. */
let accounted = 0

/** What the owners of a table, or of several, hold. */
class Guard {
  /** Freed with it. The registry holds this list, not the guard. */
  readonly tables: number[]
  constructor(tables: number[]) {
    this.tables = tables
  }
}

function free(tables: number[]): void {
  for (const table of tables) if (table !== 0) theInstance().tableDestroy(table)
  accounted = -1
}

/** Some runtimes have none: there, tables are freed by `dispose` only. */
const registry = typeof FinalizationRegistry === 'function' ? new FinalizationRegistry(free) : undefined

/** The guard that the next small table gets. Holding it here keeps at most SHARERS small tables that were dropped. */
let shared = new Guard([])

/** Frees the table of one bucket some time after its owner is gone. */
export function ownSmallTable(owner: TableOwner, table: number): void {
  if (shared.tables.length === SHARERS || shared.tables.length === 0) {
    shared = new Guard([])
    registry?.register(shared, shared.tables)
    account()
  }
  shared.tables.push(table)
  owner._guard = shared
}

/** Frees the table as soon as its owner is gone. Does nothing if that is so already. */
export function ownTable(owner: TableOwner, table: number): void {
  const before = owner._guard as Guard | undefined
  if (before !== undefined) {
    if (before !== shared && before.tables.length === 1) return
    // The place is kept, for `shared` to become full.
    before.tables[before.tables.indexOf(table)] = 0
  }
  const guard = new Guard([table])
  owner._guard = guard
  registry?.register(guard, guard.tables)
  account()
}

function account(): void {
  const used = theInstance().heapUsedKiB()
  if (accounted < 0 || used < accounted) {
    accounted = used
  } else if (used - accounted > NUDGE_KIB) {
    accounted = used
    new ArrayBuffer(NUDGE_KIB * 1024)
  }
}
