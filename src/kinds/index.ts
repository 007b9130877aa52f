// All kinds of values, by number.

import * as bigint64 from './bigint64.js'
import * as biguint64 from './biguint64.js'
import * as float32 from './float32.js'
import * as float64 from './float64.js'
import * as int32 from './int32.js'
import { ANY, type ScalarKind } from './kind.js'
import * as uint32 from './uint32.js'

/** What a map's values are. `'any'` holds any JavaScript value; the others live in Wasm memory, never boxed. */
export type ValueKind = 'any' | 'int32' | 'uint32' | 'float32' | 'float64' | 'bigint64' | 'biguint64'

const SCALARS: readonly ScalarKind[] = [
  int32.kind,
  uint32.kind,
  float32.kind,
  float64.kind,
  bigint64.kind,
  biguint64.kind,
]

/** Their names as an option. */
export const VALUE_KINDS: readonly ValueKind[] = ['any', ...SCALARS.map(kind => kind.name as ValueKind)]

/** The kind of the values with a number, or undefined for ANY and in a set. */
export function scalarOf(kind: number): ScalarKind | undefined {
  return kind === ANY ? undefined : SCALARS[kind - 1]
}
