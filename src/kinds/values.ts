// Values of the scalar kinds outside a table: as a table would hold them, and sums as a table would make them.

import { badArgument } from '../basics/errors.js'
import type { Scalar, ScalarKind } from './kind.js'

export function badValue(where: string, argument: string, kind: ScalarKind, value: unknown): Error {
  return badArgument(where, argument, kind.range, kind.type, value)
}

/** The value as a table of the kind holds it. @throws TypeError or RangeError if it cannot. */
export function requireValue<X extends Scalar>(
  where: string,
  argument: string,
  kind: ScalarKind<X>,
  value: unknown,
): X {
  if (!kind.accepts(value)) throw badValue(where, argument, kind, value)
  return kind.asValue(value)
}

/** The sum of two values of a kind, or undefined if the kind cannot hold it. */
export function sumOf<X extends Scalar>(kind: ScalarKind<X>, a: X, b: X): X | undefined {
  // For `+` to be known, two numbers stand for two BigInts too.
  const sum = (a as number) + (b as number)
  return kind.accepts(sum) ? kind.asValue(sum) : undefined
}
