/** Batches that use their tables up: each sample works on fresh ones, prepared outside the clock. */
import { fail, type Table } from '../common/table.js'
import { gather } from '../data/keys.js'
import { makePermutation } from '../data/picks.js'
import type { Bed } from './bed.js'
import * as loops from './loops.js'
import type { Batch } from './timing.js'

type Tables = Table<any, any>[]

/** Small tables come by the dozen: the clock needs something to see. Not where one table uses the keys up. */
const copiesOf = (bed: Bed, n: number) => (bed.usesKeysUp ? 1 : Math.max(1, Math.floor(16_384 / n)))

const repeat = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

const disposeAll = (bed: Bed, tables: Tables) => {
  for (const table of tables) bed.factory.dispose(table)
  tables.length = 0
}

/** The previous sample's garbage is not this sample's business; its own is. */
const collect = (n: number) => {
  if (n >= 500_000) globalThis.gc?.()
}

/** Runs `work` on fresh tables; after the last sample, `check` sees one of them. */
const onFreshTables = (
  bed: Bed,
  n: number,
  operations: number,
  make: () => Table<any, any>,
  work: (table: Table<any, any>) => void,
  check: (table: Table<any, any>) => void,
): Batch => {
  let tables: Tables = []
  return {
    operations: operations * copiesOf(bed, n),
    before: () => {
      disposeAll(bed, tables)
      tables = repeat(copiesOf(bed, n), make)
      collect(n)
    },
    run: () => {
      for (const table of tables) work(table)
    },
    finish: () => {
      check(tables[0]!)
      disposeAll(bed, tables)
    },
  }
}

/** `Map` refuses entry 2^24 + 1. */
const MAP_LIMIT = 2 ** 24

/** From n to 2n entries, so that a whole doubling is paid for; the bed holds that many keys. */
export const setNewEnd = (n: number) => Math.min(2 * n, MAP_LIMIT - 1)

export const setNew = (bed: Bed, n: number): Batch => {
  const end = setNewEnd(n)
  return onFreshTables(
    bed,
    n,
    end - n,
    () => bed.built(n),
    table => loops.insert(table, bed.keys as any[], bed.values as any[], n, end),
    table => bed.verify(table, end),
  )
}

/** Down to nothing, in another order than that of insertion. */
export const remove = (bed: Bed, n: number): Batch => {
  const keys = gather(bed.keys, makePermutation(n, bed.seed)) as any[]
  const work = (table: Table<any, any>) => {
    const deleted = loops.countDeleted(table, keys, 0, n)
    if (deleted !== n) fail(`${deleted} of ${n} deleted`)
  }
  return onFreshTables(
    bed,
    n,
    n,
    () => bed.built(n),
    work,
    table => table.size === 0 || fail(`size ${table.size}`),
  )
}

/** Runs `make`, which is what is timed; the last sample's tables are checked. */
const making = (bed: Bed, n: number, make: () => Table<any, any>): Batch => {
  const tables: Tables = []
  return {
    operations: n * copiesOf(bed, n),
    before: () => {
      disposeAll(bed, tables)
      bed.renewKeys()
      collect(n)
    },
    run: () => {
      for (let i = copiesOf(bed, n); i > 0; i--) tables.push(make())
    },
    finish: () => {
      bed.verify(tables[0]!, n)
      disposeAll(bed, tables)
    },
  }
}

export const build = (bed: Bed, n: number) =>
  making(bed, n, () => {
    const table = bed.factory.create()
    loops.insert(table, bed.keys as any[], bed.values as any[], 0, n)
    return table
  })

export const buildWithCapacity = (bed: Bed, n: number) =>
  making(bed, n, () => {
    const table = bed.factory.createWithCapacity(n)
    loops.insert(table, bed.keys as any[], bed.values as any[], 0, n)
    return table
  })

export const clone = (bed: Bed, n: number) => making(bed, n, () => bed.factory.clone(bed.table))

/**
 * Maps of eight entries that nobody keeps or disposes. Each sample ends with a turn of the event loop, where finalisers
 * run: within one job nothing dropped can be freed, and its price would never be seen.
 */
export const create = (bed: Bed): Batch => {
  const count = 4_096
  return {
    operations: count,
    asynchronous: true,
    useMean: true,
    run: async () => {
      const entries = loops.createAndDrop(bed.factory.create, count, bed.keys as any[], bed.values as any[])
      if (entries !== 8 * count) fail(`${entries} entries`)
      await new Promise(resolve => setImmediate(resolve))
    },
  }
}
