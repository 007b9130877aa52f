// Values of the kinds outside a table: what a table would hold, and sums as a table would make them.

import { badArgument } from '../errors.js'
import { BIGINT64, BIGUINT64, FLOAT32, FLOAT64, INT32, UINT32, valueRange } from '../options.js'

/** The value as a table of the kind holds it, or undefined if it cannot. */
export function canonicalValue(kind: number, value: any): number | bigint | undefined {
  switch (kind) {
    case INT32:
      return typeof value === 'number' && (value | 0) === value ? value | 0 : undefined
    case UINT32:
      return typeof value === 'number' && value >>> 0 === value ? value >>> 0 : undefined
    case FLOAT32:
      return typeof value === 'number' ? Math.fround(value) : undefined
    case FLOAT64:
      return typeof value === 'number' ? value : undefined
    case BIGINT64:
      return typeof value === 'bigint' && BigInt.asIntN(64, value) === value ? value : undefined
    case BIGUINT64:
      return typeof value === 'bigint' && BigInt.asUintN(64, value) === value ? value : undefined
    default:
      return undefined
  }
}

/** The value as a table of the kind holds it. @throws TypeError or RangeError if it cannot. */
export function requireValue(where: string, argument: string, kind: number, value: any): number | bigint {
  const canonical = canonicalValue(kind, value)
  if (canonical !== undefined) return canonical
  const [expected, type] = valueRange(kind)
  throw badArgument(where, argument, expected, type, value)
}

/** The sum of two values of a kind, or undefined if the kind cannot hold it. */
export function sumOf(kind: number, a: any, b: any): number | bigint | undefined {
  return canonicalValue(kind, a + b)
}
