// Freeing the memory of maps that were dropped.
//
// A finaliser is registered for a guard that only the owner of a table holds. Registering costs more than creating a
// small table, and what is registered survives every minor collection, so tables of one bucket share a guard: the last
// owner to go frees all of them. A table that outgrows its bucket gets a guard of its own.
//
// The garbage collector sees a small wrapper and not the megabytes behind it, so it would run far too late. Hence an
// account: once enough was taken since the last finaliser ran, an ArrayBuffer of that size is allocated and dropped,
// untouched. It costs address space only, but the collector counts it and runs.
//
// An execution can be ended at any call. So a guard is registered before there is a table for it, and a table is entered
// without a call in between: none is lost, and none is freed twice.

import { ArrayBuffer, FinalizationRegistry } from '../../basics/builtins.js'
import type { Exports } from '../../generated/wasm/exports.js'
import type { TableOwner } from '../engine.js'

/** KiB taken between two finalisers before the collector is nudged. */
const NUDGE_KIB = 256 * 1024

/** Small tables that share a guard: together under 10 KiB, so it does not matter if one owner lives long. */
const SHARERS = 32

/** What the owners of a table, or of several, hold. */
class Guard {
  /** Freed with it. The registry holds this list, not the guard. */
  readonly tables: number[]
  constructor(tables: number[]) {
    this.tables = tables
  }
}

/** Of one space. */
export class Reclaimer {
  /** KiB in use when the account was opened, or -1: it is to be opened anew, since a finaliser has run. */
  private accounted = 0
  /** The guard that the next small table gets. Holding it here keeps at most SHARERS small tables that were dropped. */
  private shared = new Guard([])
  private readonly tableDestroy: (table: number) => void
  private readonly heapUsedKiB: () => number
  /** Some runtimes have none: there, tables are freed by `dispose` only. */
  private readonly registry: FinalizationRegistry<number[]> | undefined

  constructor({ tableDestroy, heapUsedKiB }: Exports) {
    this.tableDestroy = tableDestroy
    this.heapUsedKiB = heapUsedKiB
    this.registry = FinalizationRegistry && new FinalizationRegistry(tables => this.free(tables))
  }

  private free(tables: number[]): void {
    const { tableDestroy } = this
    for (const table of tables) if (table !== 0) tableDestroy(table)
    this.accounted = -1
  }

  private register(): Guard {
    const guard = new Guard([])
    this.registry?.register(guard, guard.tables)
    this.account()
    return guard
  }

  /** Where a table of one bucket is entered that is to be freed some time after its owner is gone. */
  smallTables(owner: TableOwner): number[] {
    const { length } = this.shared.tables
    if (length === SHARERS || length === 0) this.shared = this.register()
    owner.guard = this.shared
    return this.shared.tables
  }

  /** Where a table is entered that is to be freed as soon as its owner is gone. */
  ownTables(owner: TableOwner): number[] {
    const guard = this.register()
    owner.guard = guard
    return guard.tables
  }

  /** From now on the table is freed as soon as its owner is gone. Does nothing if that is so already. */
  ownTable(owner: TableOwner, table: number): void {
    const before = owner.guard as Guard
    const { tables } = before
    if (before !== this.shared && tables.length === 1) return
    const guard = this.register()
    const place = tables.indexOf(table)
    guard.tables[0] = table
    // The place is kept, for `shared` to become full.
    tables[place] = 0
    owner.guard = guard
  }

  private account(): void {
    const { heapUsedKiB } = this
    const used = heapUsedKiB()
    if (this.accounted < 0 || used < this.accounted) {
      this.accounted = used
    } else if (used - this.accounted > NUDGE_KIB) {
      this.accounted = used
      new ArrayBuffer(NUDGE_KIB * 1024)
    }
  }
}
