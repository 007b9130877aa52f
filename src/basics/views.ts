// A buffer seen through every typed array that a table's scalars need. Nothing else touches the buffer of a memory.

import {
  BigInt64Array,
  BigUint64Array,
  DataView,
  Float32Array,
  Float64Array,
  Int32Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
} from './builtins.js'

export class Views {
  bytes!: Uint8Array
  halves!: Uint16Array
  words!: Int32Array
  uints!: Uint32Array
  floats32!: Float32Array
  floats!: Float64Array
  bigInts!: BigInt64Array
  bigUints!: BigUint64Array
  /** For scalars at any address. */
  data!: DataView

  constructor(buffer: ArrayBuffer) {
    this.lookAt(buffer)
  }

  protected lookAt(buffer: ArrayBuffer): void {
    this.halves = new Uint16Array(buffer)
    this.words = new Int32Array(buffer)
    this.uints = new Uint32Array(buffer)
    this.floats32 = new Float32Array(buffer)
    this.floats = new Float64Array(buffer)
    this.bigInts = new BigInt64Array(buffer)
    this.bigUints = new BigUint64Array(buffer)
    this.data = new DataView(buffer)
    // Last: by it one tells whether all of them are of this buffer, should an execution end before.
    this.bytes = new Uint8Array(buffer)
  }
}
