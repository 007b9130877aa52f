// The compiled binary: embedded in the package, or what `init` was given.

import { inflateSync } from 'fflate'
import { SIMD, SIMD_BYTES, SWAR, SWAR_BYTES } from '../generated/wasm/binary.js'

let module: WebAssembly.Module | undefined

/** A module of one function that needs SIMD: (func (drop (i8x16.bitmask (v128.const 0)))). */
const SIMD_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 25, 1, 23, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 253, 100, 26, 11,
]

/** The bytes of the binary that this engine can run: SIMD where it can, SWAR elsewhere. */
function wasmBytes(): Uint8Array<ArrayBuffer> {
  const hasSimd = WebAssembly.validate(new Uint8Array(SIMD_PROBE))
  const text = atob(hasSimd ? SIMD : SWAR)
  const deflated = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) deflated[i] = text.charCodeAt(i)
  return inflateSync(deflated, { out: new Uint8Array(hasSimd ? SIMD_BYTES : SWAR_BYTES) }) as Uint8Array<ArrayBuffer>
}

const INSTEAD =
  'init() takes a compiled module of the file that tophash/wasm exports, and tophash/reference needs no Wasm'

/** What to throw where there is no WebAssembly, or compiling bytes is forbidden. */
function noWasm(cause: unknown): unknown {
  if (typeof WebAssembly === 'undefined') {
    return new TypeError(`tophash: there is no WebAssembly here; ${INSTEAD}`, { cause })
  }
  if (!(cause instanceof WebAssembly.CompileError)) return cause
  const reason = "a Content-Security-Policy without 'wasm-unsafe-eval', or the runtime, forbids compiling bytes"
  return new TypeError(`tophash: ${reason}; ${INSTEAD}`, { cause })
}

/** The module, which is compiled now if need be. @throws TypeError where that is forbidden */
export function theModule(): WebAssembly.Module {
  if (module !== undefined) return module
  try {
    module = new WebAssembly.Module(wasmBytes())
    return module
  } catch (error) {
    throw noWasm(error)
  }
}

/** The module, compiled off the main thread where the engine does that. @throws TypeError where that is forbidden */
export async function compiledAhead(): Promise<WebAssembly.Module> {
  try {
    const compiled = await WebAssembly.compile(wasmBytes())
    module ??= compiled
    return module
  } catch (error) {
    throw noWasm(error)
  }
}

export function useModule(used: WebAssembly.Module): void {
  module = used
}
