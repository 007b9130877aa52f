// The kind of keys that a kind of scalars makes.

import { badArgument } from '../basics/errors.js'
import type { KeyKind, KeyWire, Scalar, ScalarKind } from './kind.js'

/** @param wire how such a key crosses into Wasm */
export function scalarKey<X extends Scalar>(scalar: ScalarKind<X>, wire: KeyWire): KeyKind<X> {
  return {
    label: scalar.label,
    wire,
    type: scalar.type,
    range: scalar.range,
    scalar,
    isString: false,
    hasKeyLength: false,
    accepts: scalar.accepts,
    kept: key => key,
    reject: (where, key) => badArgument(where, 'key', scalar.range, scalar.type, key),
    rangesOf: () => undefined,
    keyOf: () => undefined,
  }
}
