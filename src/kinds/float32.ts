// Numbers rounded to 32 bits as a Float32Array rounds them, as values.

import { fround, NAN } from '../basics/builtins.js'
import { FLOAT32, type ScalarKind } from './kind.js'

const scratch = new DataView(new ArrayBuffer(4))

// Functions of one expression: scripts/stamp writes them out where an operation uses them.

export const accepts = (x: unknown): x is number => typeof x === 'number'
/** As a table returns it. */
export const asValue = (x: number): number => fround(x)
/** What an operation answers where there is no value: an unlikely one, so that the caller asks again. */
export const missing = (): number => NAN
export const isMissing = (x: number): boolean => x !== x
/** What a table answers, as a value. */
export const handedOut = (x: number): number => x
/** Whether the sum that an increment answers may stand for its failure. */
export const mayHaveFailed = (sum: number): boolean => sum !== sum
export const one = (): number => 1

export const kind: ScalarKind<number> = {
  number: FLOAT32,
  label: 'Float32',
  name: 'float32',
  type: 'number',
  range: 'a number',
  Column: Float32Array,
  one: 1,
  size: 4,
  wire: 'f32',
  increment: '',
  accepts,
  asValue,
  handedOut,
  isMissing,
  anyMissing: (values: Float32Array) => values.includes(NAN),
  columnOf: views => views.floats32,
  read: (views, word) => views.floats32[word]!,
  write(views, word, x) {
    views.floats32[word] = x
  },
  readAt: (data, at) => data.getFloat32(at, true),
  bitsOf: x => {
    scratch.setFloat32(0, x)
    return scratch.getInt32(0)
  },
}
