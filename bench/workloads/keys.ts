/**
 * Keys of 64 bits under a mask, as a JavaScript program would hold them: what fits 32 bits is an int32, what fits 53 is a
 * number, the rest are BigInts. A `Map` finds integers of 32 bits fastest too, so they are signed.
 */
import type { Library } from '../common/library.js'
import type { Sfc64 } from './sfc64.js'

export type Kind = 'int32' | 'float64' | 'biguint64'
export type Column = Int32Array | Float64Array | BigUint64Array

const kindOf = (mask: bigint): Kind => {
  if (mask < 1n << 32n) return 'int32'
  return mask < 1n << 53n ? 'float64' : 'biguint64'
}

const makeColumn = (kind: Kind, n: number): Column => {
  if (kind === 'int32') return new Int32Array(n)
  return kind === 'float64' ? new Float64Array(n) : new BigUint64Array(n)
}

/** One output of the generator after another under a mask, written into a column. */
export class KeyMaker {
  readonly kind: Kind
  private readonly maskLow: number
  private readonly maskHigh: number

  constructor(mask: bigint) {
    this.kind = kindOf(mask)
    this.maskLow = Number(BigInt.asIntN(32, mask))
    this.maskHigh = Number(BigInt.asIntN(32, mask >> 32n))
  }

  column(n: number) {
    return makeColumn(this.kind, n)
  }

  fill(rng: Sfc64, column: Column, from = 0, to = column.length) {
    const write = this.writerOf(column)
    for (let i = from; i < to; i++) {
      rng.next()
      write(i, rng.low & this.maskLow, rng.high & this.maskHigh)
    }
    return column
  }

  private writerOf(column: Column) {
    if (column instanceof BigUint64Array) {
      const halves = new Int32Array(column.buffer, column.byteOffset, 2 * column.length)
      return (i: number, low: number, high: number) => {
        halves[2 * i] = low
        halves[2 * i + 1] = high
      }
    }
    if (column instanceof Float64Array) {
      return (i: number, low: number, high: number) => {
        column[i] = (high >>> 0) * 2 ** 32 + (low >>> 0)
      }
    }
    return (i: number, low: number) => {
      column[i] = low
    }
  }
}

/** A `Map` to the compiler, with everything that the class adds. */
export interface CountingMap extends Map<any, number> {
  increment(key: any, by?: number): number
  getMany(keys: Column | Uint8Array, out?: Int32Array, missing?: number): Int32Array
  setMany(keys: Column, values: Int32Array): this
  deleteMany(keys: Column): number
  incrementMany(keys: Column): this
  toArrays(): { keys: any; values: Int32Array }
}

/** An empty map of the class that fits the keys, with int32 values. */
export const mapOf = ({ Int32Map, Float64Map, BigUint64Map }: Library, kind: Kind) => {
  const Class = kind === 'int32' ? Int32Map : kind === 'float64' ? Float64Map : BigUint64Map
  return new (Class as new (options: object) => any)({ values: 'int32' }) as CountingMap
}
