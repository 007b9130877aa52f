/**
 * Many keys a call, against the loops that do the same with `Map`. Keys, answers and ids are in typed arrays on both
 * sides. All but `get-many` begin with nothing, on ten keys for each entry that there is in the end.
 */
import { fail } from '../common/table.js'
import { gather } from '../data/keys.js'
import { makeDraws, makePicks, WINDOW } from '../data/picks.js'
import type { Bed } from './bed.js'
import * as loops from './loops.js'
import type { Batch } from './timing.js'

const KEYS_PER_ENTRY = 10

/** The keys at `indices` as a program that has columns would have them. */
const columnOf = (bed: Bed, indices: Int32Array): loops.Column => {
  const keys: any = gather(bed.keys, indices)
  return bed.row.key === 'bigint64' ? BigInt64Array.from(keys) : keys
}

export const getMany = (bed: Bed, n: number): Batch => {
  const indices = makePicks(n, bed.seed)
  const keys = columnOf(bed, indices)
  const out = new Int32Array(WINDOW)
  let start = -WINDOW
  return {
    operations: WINDOW,
    before: () => {
      start = (start + WINDOW) % indices.length
    },
    run: bed.factory.isMap
      ? () => loops.getEach(bed.table, keys, out, start, start + WINDOW)
      : () => loops.getMany(bed.table, keys, out, start, start + WINDOW),
    after: () => {
      for (let j = 0; j < WINDOW; j++) if (out[j] !== bed.values[indices[start + j]!]) fail(`value of pick ${j}`)
    },
  }
}

/** Times `work`, which makes something out of nothing; the last that it made is checked. */
const making = <T>(operations: number, work: () => T, check: (made: T) => void, drop: (made: T) => void): Batch => {
  let made: T | undefined
  const clear = () => {
    if (made !== undefined) drop(made)
    made = undefined
  }
  return {
    operations,
    before: () => {
      clear()
      globalThis.gc?.()
    },
    run: () => {
      made = work()
    },
    finish: () => {
      check(made!)
      clear()
    },
  }
}

export const incrementMany = (bed: Bed, n: number): Batch => {
  const indices = makeDraws(KEYS_PER_ENTRY * n, n, bed.seed)
  const keys = columnOf(bed, indices)
  const { create, dispose } = bed.factory
  const count = bed.factory.isMap ? loops.countEach : loops.countMany
  return making(
    keys.length,
    () => count(create, keys),
    table => {
      const counts = new Int32Array(n)
      for (let j = 0; j < indices.length; j++) counts[indices[j]!]!++
      const distinct = counts.reduce((sum, times) => sum + Math.min(1, times), 0)
      if (table.size !== distinct) fail(`size ${table.size}, not ${distinct}`)
      for (let i = 0; i < n; i++) if ((table.get(bed.keys[i]) ?? 0) !== counts[i]) fail(`count of key ${i}`)
    },
    dispose,
  )
}

export const indexMany = (bed: Bed, n: number): Batch => {
  const indices = makeDraws(KEYS_PER_ENTRY * n, n, bed.seed)
  const keys = columnOf(bed, indices) as Uint32Array
  const index = bed.factory.isMap ? loops.indexEach : bed.factory.columns!.indexMany
  return making(
    keys.length,
    () => index(keys),
    made => {
      let next = 0
      for (let j = 0; j < keys.length; j++) {
        const id = made.ids[j]!
        if (id > next) fail(`id ${id} before ${next}`)
        if (id === next) next++
        if (made.keys[id] !== keys[j]) fail(`key of id ${id}`)
      }
      // Where the key of each id is right, equal keys have equal ids if there are as many ids as different keys.
      const seen = new Uint8Array(n)
      for (let j = 0; j < indices.length; j++) seen[indices[j]!] = 1
      const distinct = seen.reduce((sum, one) => sum + one, 0)
      if (next !== distinct || made.keys.length !== distinct) fail(`${next} ids of ${distinct} keys`)
    },
    () => {},
  )
}

/** Every key on the left has one row on the right, as where orders name their customer. */
export const joinMany = (bed: Bed, n: number): Batch => {
  const indices = makeDraws(KEYS_PER_ENTRY * n, n, bed.seed)
  const left = columnOf(bed, indices)
  const right = (bed.keys as Int32Array).slice(0, n)
  const join = bed.factory.isMap ? loops.joinEach : bed.factory.columns!.joinMany
  return making(
    left.length,
    () => join(left, right),
    made => {
      if (made.left.length !== left.length || made.right.length !== left.length) fail(`${made.left.length} pairs`)
      for (let j = 0; j < left.length; j++) {
        if (made.left[j] !== j || made.right[j] !== indices[j]) fail(`pair ${j}`)
      }
    },
    () => {},
  )
}
