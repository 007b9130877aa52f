// The compiled binary: embedded in the package, or what `init` was given.

import { inflateSync } from 'fflate'
import { DataView, TypeError, Uint8Array } from '../../basics/builtins.js'
import { atob, CompileError, compile, theBuffer, theProcess, validate, WasmModule } from '../../basics/platform.js'
import { PIECES, PIECES_BYTES, SIMD_BYTES, SWAR_BYTES } from '../../generated/wasm/binary.js'

// Not `module`: in CommonJS that is another.
let current: WebAssembly.Module | undefined

/** A module of one function that needs SIMD: (func (drop (i8x16.bitmask (v128.const 0)))). */
const SIMD_PROBE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 25, 1, 23, 0, 253, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 253, 100, 26, 11,
]

/** By the platform, in a fifth of the time: what inflates in JavaScript has never run before, so no compiler has seen it. */
function inflatedNatively(text: string): Uint8Array | undefined {
  const buffer = theBuffer()
  const zlib = theProcess()?.getBuiltinModule?.('node:zlib')
  // Not there, too, where an execution was ended while it was loaded.
  if (buffer === undefined || typeof zlib?.inflateRawSync !== 'function') return undefined
  return zlib.inflateRawSync(buffer.from(text, 'base64'))
}

function inflated(text: string): Uint8Array {
  const bytes = atob(text)
  const deflated = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) deflated[i] = bytes.charCodeAt(i)
  return inflateSync(deflated, { out: new Uint8Array(PIECES_BYTES) })
}

/**
 * The bytes of the binary that this engine can run: SIMD where it can, SWAR elsewhere.
 *
 * Both are packed by scripts/embed.ts.
 */
function wasmBytes(): Uint8Array<ArrayBuffer> {
  const hasSimd = validate(new Uint8Array(SIMD_PROBE))
  const packed = inflatedNatively(PIECES) ?? inflated(PIECES)
  const numbers = new DataView(packed.buffer, packed.byteOffset)
  const count = numbers.getUint16(0, true)
  const binary = new Uint8Array(hasSimd ? SIMD_BYTES : SWAR_BYTES)
  let from = 2 * (1 + count)
  let to = 0
  for (let i = 0; i < count; i++) {
    const end = from + numbers.getUint16(2 * (1 + i), true)
    // In threes: of both binaries, of SIMD, of SWAR.
    if (i % 3 === 0 || (i % 3 === 1) === hasSimd) {
      binary.set(packed.subarray(from, end), to)
      to += end - from
    }
    from = end
  }
  return binary
}

const INSTEAD =
  'init() takes a compiled module of the file that tophash/wasm exports, and tophash/reference needs no Wasm'

/** What to throw where there is no WebAssembly, or compiling bytes is forbidden. */
function noWasm(cause: unknown): unknown {
  if (WasmModule === undefined) {
    return new TypeError(`tophash: there is no WebAssembly here; ${INSTEAD}`, { cause })
  }
  if (!(cause instanceof CompileError)) return cause
  const reason = "a Content-Security-Policy without 'wasm-unsafe-eval', or the runtime, forbids compiling bytes"
  return new TypeError(`tophash: ${reason}; ${INSTEAD}`, { cause })
}

/** The module, which is compiled now if need be. @throws TypeError where that is forbidden */
export function theModule(): WebAssembly.Module {
  if (current !== undefined) return current
  try {
    current = new WasmModule(wasmBytes())
    return current
  } catch (error) {
    throw noWasm(error)
  }
}

/** The module, compiled off the main thread where the engine does that. @throws TypeError where that is forbidden */
export async function compiledAhead(): Promise<WebAssembly.Module> {
  try {
    const compiled = await compile(wasmBytes())
    current ??= compiled
    return current
  } catch (error) {
    throw noWasm(error)
  }
}

export function useModule(used: WebAssembly.Module): void {
  current = used
}
