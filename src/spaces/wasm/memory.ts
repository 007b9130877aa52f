// Views over a linear memory. Growing it detaches the buffer, so views are renewed when they are found empty.

import { ArrayBuffer } from '../../basics/builtins.js'
import { tagOf } from '../../basics/realms.js'
import { Views } from '../../basics/views.js'
import type { Column } from '../../kinds/kind.js'

export class LinearMemory extends Views {
  private memory: WebAssembly.Memory | undefined = undefined
  private placeForKey: (n: number) => number = () => 0
  /** What is to be added to the fixed addresses, where each thread has those for itself. */
  readonly base: number = 0
  /** Whether other threads may write to it: what encodes text refuses such a buffer. */
  readonly isShared: boolean = false

  constructor() {
    super(new ArrayBuffer(0))
  }

  /** @param placeForKey where a key of `n` bytes is staged that is too long for the fixed place, 0 if there is no room */
  attach(memory: WebAssembly.Memory, placeForKey: (n: number) => number): void {
    this.memory = memory
    this.placeForKey = placeForKey
    this.lookAt(memory.buffer)
  }

  stageLongKey(n: number): number {
    const { placeForKey } = this
    return placeForKey(n)
  }

  /** Call before reading a run of addresses. Precondition: a memory is attached. */
  renew(): void {
    const { buffer } = this.memory!
    if (this.bytes.length === 0 || this.bytes.buffer !== buffer) this.lookAt(buffer)
  }

  /** The memory as a typed array of the same type as another. Call `renew` before. */
  like(array: object): Column {
    switch (tagOf(array)) {
      case 'Int32Array':
        return this.words
      case 'Float64Array':
        return this.floats
      case 'Uint32Array':
        return this.uints
      case 'BigInt64Array':
        return this.bigInts
      case 'BigUint64Array':
        return this.bigUints
      case 'Float32Array':
        return this.floats32
    }
    return this.bytes
  }
}
