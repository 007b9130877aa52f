/**
 * The table of db-benchmark's grouping task with K = 100: rows drawn uniformly and independently, without missing values
 * and in random order. The generator is not R's, so its published check sums do not apply.
 */
import { TextColumn } from './encode.js'
import { Sfc64 } from './sfc64.js'

const K = 100

const SEEDS = { id1: 1n, id2: 2n, id3: 3n, id4: 4n, id5: 5n, id6: 6n, v1: 7n, v2: 8n, v3: 9n }
type Name = keyof typeof SEEDS

const digits = (number: number, width: number) => `id${String(number).padStart(width, '0')}`

/** Columns are made when a question asks for them, and kept. */
export class GroupData {
  private readonly texts = new Map<Name, TextColumn>()
  private readonly integers = new Map<Name, Int32Array>()
  private reals: Float64Array | undefined

  constructor(readonly rows: number) {}

  /** Groups of the columns with many of them. */
  private get small() {
    return Math.max(1, Math.floor(this.rows / K))
  }

  text(name: 'id1' | 'id2' | 'id3'): TextColumn {
    const isWide = name === 'id3'
    const make = () => {
      const numbers = this.draw(name, isWide ? this.small : K)
      return new TextColumn(numbers, isWide ? 12 : 5, number => digits(number, isWide ? 10 : 3))
    }
    return kept(this.texts, name, make)
  }

  integer(name: 'id4' | 'id5' | 'id6' | 'v1' | 'v2'): Int32Array {
    const bound = name === 'id6' ? this.small : name.startsWith('v') ? 5 : K
    return kept(this.integers, name, () => this.draw(name, bound))
  }

  /** Numbers with four decimals from 0 to 100. */
  get v3(): Float64Array {
    if (this.reals !== undefined) return this.reals
    const rng = new Sfc64(SEEDS.v3)
    this.reals = Float64Array.from({ length: this.rows }, () => Math.round(rng.unit() * 1e6) / 1e4)
    return this.reals
  }

  /** From 1 to `bound`. */
  private draw(name: Name, bound: number) {
    const rng = new Sfc64(SEEDS[name])
    const numbers = new Int32Array(this.rows)
    for (let row = 0; row < numbers.length; row++) numbers[row] = 1 + rng.below(bound)
    return numbers
  }
}

const kept = <T>(columns: Map<Name, T>, name: Name, make: () => T) => {
  const column = columns.get(name) ?? make()
  columns.set(name, column)
  return column
}
