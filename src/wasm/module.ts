// The compiled binary: embedded in the package, or what `init` was given.

import { SIMD_BASE64, SWAR_BASE64 } from '../generated/wasm/binary.js'

let module: WebAssembly.Module | undefined

/** A module of one function that needs SIMD: (func (drop (i8x16.bitmask (v128.const 0)))). */
const SIMD_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 24, 1, 22, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 253, 100, 26, 11,
]

/** The bytes of the binary that this engine can run: SIMD where it can, SWAR elsewhere. */
function wasmBytes(): Uint8Array<ArrayBuffer> {
  const base64 = WebAssembly.validate(new Uint8Array(SIMD_PROBE)) ? SIMD_BASE64 : SWAR_BASE64
  const text = atob(base64)
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** The module, which is compiled now if need be. */
export function theModule(): WebAssembly.Module {
  module ??= new WebAssembly.Module(wasmBytes())
  return module
}

/** The module, compiled off the main thread where the engine does that. */
export async function compiledAhead(): Promise<WebAssembly.Module> {
  const compiled = await WebAssembly.compile(wasmBytes())
  module ??= compiled
  return module
}

export function useModule(used: WebAssembly.Module): void {
  module = used
}
