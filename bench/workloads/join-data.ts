/**
 * The tables of db-benchmark's join task: of 1.1 n keys, nine in eleven are on both sides, one only on the left and one
 * only on the right. A left column has every one of its keys at least once, a right column exactly once. As with the
 * grouping task, the generator is not R's.
 */
import { Sfc64 } from './sfc64.js'

const shuffle = (numbers: Int32Array, rng: Sfc64) => {
  for (let i = numbers.length - 1; i > 0; i--) {
    const j = rng.below(i + 1)
    const number = numbers[i]!
    numbers[i] = numbers[j]!
    numbers[j] = number
  }
  return numbers
}

const realsOf = (rows: number, rng: Sfc64) =>
  Float64Array.from({ length: rows }, () => Math.round(rng.unit() * 1e8) / 1e6)

const textOf = (key: number) => `id${key}`

/** One column of keys on either side, and what else is in the joined table. */
export class JoinData {
  readonly left: Int32Array
  readonly right: Int32Array
  readonly v1: Float64Array
  readonly v2: Float64Array
  private texts: { left: string[]; right: string[] } | undefined

  constructor(rows: number, keys: number) {
    const rng = new Sfc64(108n)
    const tenth = Math.max(1, Math.floor(keys / 10))
    const all = shuffle(
      Int32Array.from({ length: keys + tenth }, (_, i) => i + 1),
      rng,
    )
    const inLeft = all.subarray(0, keys)
    const column = Int32Array.from({ length: rows }, (_, row) => inLeft[row < keys ? row : rng.below(keys)]!)
    this.left = shuffle(column, rng)
    this.right = shuffle(rightOf(all, keys, tenth), rng)
    this.v1 = realsOf(rows, rng)
    this.v2 = realsOf(keys, rng)
  }

  /** The keys as texts: of equal ones one object a side. */
  get factors() {
    if (this.texts === undefined) {
      const known: string[] = []
      const left = Array.from(this.left, key => {
        known[key] ??= textOf(key)
        return known[key]
      })
      this.texts = { left, right: Array.from(this.right, textOf) }
    }
    return this.texts
  }
}

/** Those of both sides and those of the right alone. */
const rightOf = (all: Int32Array, keys: number, tenth: number) => {
  const right = new Int32Array(keys)
  right.set(all.subarray(0, keys - tenth))
  right.set(all.subarray(keys), keys - tenth)
  return right
}
