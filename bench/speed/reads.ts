/** Batches that leave the table as it is, or at the same size: they run again and again on one table. */
import type { Key } from '../common/rows.js'
import { fail } from '../common/table.js'
import { gather } from '../data/keys.js'
import { mix } from '../data/mix.js'
import { WINDOW } from '../data/picks.js'
import type { Bed } from './bed.js'
import * as loops from './loops.js'
import { Picks } from './picks.js'
import type { Batch } from './timing.js'

export const get = (bed: Bed, n: number): Batch => (bed.row.hit === 'hit' ? getHit(bed, n) : getMiss(bed, n))

const getHit = (bed: Bed, n: number): Batch => {
  const picks = new Picks(bed, n)
  const wanted: any = gatherValues(bed, picks.indices)
  return {
    operations: WINDOW,
    before: () => picks.serve(),
    run: () => {
      const { keys, start } = picks
      const equal = loops.countEqual(bed.table, keys, wanted, start, start + WINDOW)
      if (equal !== WINDOW) fail(`${equal} of ${WINDOW} values`)
    },
  }
}

export const gatherValues = (bed: Bed, indices: Int32Array) => {
  const { values } = bed
  return values instanceof Int32Array ? gather(values, indices) : Array.from(indices, i => values[i]!)
}

interface Window {
  keys: any[]
  start: number
}

/** As many absent keys as there are picks: a few of them asked again and again would be another test. */
const getMiss = (bed: Bed, n: number): Batch => {
  const next = absentWindows(bed, n)
  return {
    operations: WINDOW,
    run: () => {
      const { keys, start } = next()
      const missing = loops.countUndefined(bed.table, keys, start, start + WINDOW)
      if (missing !== WINDOW) fail(`${missing} of ${WINDOW} missing`)
    },
  }
}

export const has = (bed: Bed, n: number): Batch => {
  const next = bed.row.hit === 'hit' ? presentWindows(bed, n) : absentWindows(bed, n)
  const expected = bed.row.hit === 'hit' ? WINDOW : 0
  let window: Window = { keys: [], start: 0 }
  return {
    operations: WINDOW,
    before: () => {
      window = next()
    },
    run: () => {
      const { keys, start } = window
      const present = loops.countPresent(bed.table, keys, start, start + WINDOW)
      if (present !== expected) fail(`${present} of ${WINDOW} present`)
    },
  }
}

const presentWindows = (bed: Bed, n: number) => {
  const picks = new Picks(bed, n)
  return (): Window => ({ keys: picks.keys, start: picks.serve() })
}

const absentWindows = (bed: Bed, n: number) => {
  const count = new Picks(bed, n).indices.length
  const keys = bed.absentKeys(bed.spent, count) as any[]
  let start = -WINDOW
  return (): Window => {
    start = (start + WINDOW) % count
    return { keys, start }
  }
}

const int32Bits = (x: number) => x
const float64Bits = (x: number) => (x * 2 ** 20) | 0
const bigintBits = (x: bigint) => (x === 1n ? 1 : 0)
const boxBits = (x: { id: number }) => x.id

const KEY_BITS: Partial<Record<Key, loops.Bits<any>>> = {
  int32: int32Bits,
  float64: float64Bits,
  bigint64: bigintBits,
}

const bitsOf = (bed: Bed) => ({
  keyBits: KEY_BITS[bed.row.key] ?? fail(`no sum of ${bed.row.key} keys`),
  valueBits: (bed.row.values === 'any' ? boxBits : int32Bits) as loops.Bits<any>,
})

const iteration = (bed: Bed, n: number, loop: typeof loops.iterate): Batch => {
  const { keyBits, valueBits } = bitsOf(bed)
  let expected = 0
  for (let i = 0; i < n; i++) expected = (expected + keyBits(bed.keys[i]!) + valueBits(bed.values[i]!)) | 0
  // Small tables are walked many times a sample: the clock needs something to see.
  const repeat = Math.ceil(16_384 / n)
  return {
    operations: n * repeat,
    run: () => {
      for (let i = 0; i < repeat; i++) if (loop(bed.table, keyBits, valueBits) !== expected) fail('sum')
    },
  }
}

export const iterate = (bed: Bed, n: number) => iteration(bed, n, loops.iterate)
export const forEach = (bed: Bed, n: number) => iteration(bed, n, loops.forEach)

export const setExisting = (bed: Bed, n: number): Batch => {
  const picks = new Picks(bed, n)
  const values: any = bed.makeValues(picks.indices.length, mix(bed.seed))
  return {
    operations: WINDOW,
    before: () => picks.serve(),
    run: () => {
      const { keys, start } = picks
      loops.insert(bed.table, keys, values, start, start + WINDOW)
    },
    finish: () => {
      picks.replay(j => {
        bed.values[picks.indices[j]!] = values[j]
      })
      bed.verify(bed.table, n)
    },
  }
}

export const increment = (bed: Bed, n: number): Batch => {
  const picks = new Picks(bed, n)
  const loop = bed.factory.isMap ? loops.incrementByGetAndSet : loops.increment
  return {
    operations: WINDOW,
    before: () => picks.serve(),
    run: () => {
      const { keys, start } = picks
      loop(bed.table, keys, start, start + WINDOW)
    },
    finish: () => {
      const values = bed.values as Int32Array
      picks.replay(j => {
        values[picks.indices[j]!]!++
      })
      bed.verify(bed.table, n)
    },
  }
}
