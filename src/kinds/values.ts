// Values of the scalar kinds outside a table: as a table would hold them, and sums as a table would make them.

import { badArgument } from '../basics/errors.js'
import type { ScalarKind } from './kind.js'

export function badValue(where: string, argument: string, kind: ScalarKind, value: unknown): Error {
  return badArgument(where, argument, kind.range, kind.type, value)
}

/** The value as a table of the kind holds it. @throws TypeError or RangeError if it cannot. */
export function requireValue(where: string, argument: string, kind: ScalarKind, value: unknown): any {
  if (!kind.accepts(value)) throw badValue(where, argument, kind, value)
  return kind.asValue(value)
}

/** The sum of two values of a kind, or undefined if the kind cannot hold it. */
export function sumOf(kind: ScalarKind, a: any, b: any): any {
  const sum = a + b
  return kind.accepts(sum) ? kind.asValue(sum) : undefined
}
