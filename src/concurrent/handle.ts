// What is sent to another thread so that it can use the same heap, table or lock: plain objects that can be cloned.

import { isInteger, TypeError } from '../basics/builtins.js'
import { show } from '../basics/errors.js'
import { WasmMemory } from '../basics/platform.js'
import { isObject } from '../basics/realms.js'
import { SHARED_VERSION } from '../generated/constants.js'

/** Changes whenever threads of two versions of the package could not work on one memory. */
export { SHARED_VERSION as VERSION }

export interface SharedHandle {
  /** The class of what it is of. */
  readonly kind: string
  readonly version: number
  readonly memory: WebAssembly.Memory
}

/** Of what is at an address in a heap. */
export interface PlaceHandle extends SharedHandle {
  readonly address: number
  /** Tells it from what was at the same address before. */
  readonly serial: number
}

/** @throws TypeError unless it is a handle of that class and of this version */
export function requireHandle(where: string, handle: unknown, kind: string): asserts handle is SharedHandle {
  if (!isObject(handle) || typeof (handle as SharedHandle).kind !== 'string') {
    throw new TypeError(`${where}: handle must be the handle of a ${kind}, got ${show(handle)}`)
  }
  const { kind: other, version, memory } = handle as SharedHandle
  if (other !== kind) throw new TypeError(`${where}: handle must be that of a ${kind}, got that of a ${other}`)
  if (version !== SHARED_VERSION) {
    throw new TypeError(`${where}: the handle is of version ${version}, this package needs ${SHARED_VERSION}`)
  }
  if (WasmMemory === undefined || !(memory instanceof WasmMemory)) {
    throw new TypeError(`${where}: the handle has no memory`)
  }
}

/** @throws TypeError unless it also says where */
export function requirePlace(where: string, handle: unknown, kind: string): asserts handle is PlaceHandle {
  requireHandle(where, handle, kind)
  const { address, serial } = handle as PlaceHandle
  if (!isInteger(address) || !isInteger(serial)) {
    throw new TypeError(`${where}: the handle does not tell where it is`)
  }
}
