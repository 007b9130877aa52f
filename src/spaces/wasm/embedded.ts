// A binary that is embedded in the package, compiled when it is needed: or what `init` was given in its place.

import { inflateSync } from 'fflate'
import { DataView, TypeError, Uint8Array } from '../../basics/builtins.js'
import { atob, CompileError, compile, theBuffer, theProcess, validate, WasmModule } from '../../basics/platform.js'

/** Binaries with and without SIMD, as scripts/embed.ts packs them. */
export interface Packed {
  /** The pieces of both, deflated, as base64. */
  pieces: string
  /** How many bytes they are, and each of the binaries. */
  bytes: number
  simdBytes: number
  swarBytes: number
}

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

function inflated({ pieces, bytes }: Packed): Uint8Array {
  const text = atob(pieces)
  const deflated = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) deflated[i] = text.charCodeAt(i)
  return inflateSync(deflated, { out: new Uint8Array(bytes) })
}

/** The bytes of the binary that this engine can run: SIMD where it can, SWAR elsewhere. */
function wasmBytes(binary: Packed): Uint8Array<ArrayBuffer> {
  const hasSimd = validate(new Uint8Array(SIMD_PROBE))
  const packed = inflatedNatively(binary.pieces) ?? inflated(binary)
  const numbers = new DataView(packed.buffer, packed.byteOffset)
  const count = numbers.getUint16(0, true)
  const bytes = new Uint8Array(hasSimd ? binary.simdBytes : binary.swarBytes)
  let from = 2 * (1 + count)
  let to = 0
  for (let i = 0; i < count; i++) {
    const end = from + numbers.getUint16(2 * (1 + i), true)
    // In threes: of both binaries, of SIMD, of SWAR.
    if (i % 3 === 0 || (i % 3 === 1) === hasSimd) {
      bytes.set(packed.subarray(from, end), to)
      to += end - from
    }
    from = end
  }
  return bytes
}

/** What to throw where there is no WebAssembly, or compiling bytes is forbidden. `file` has the bytes, too. */
function noWasm(cause: unknown, file: string): unknown {
  const instead = `init() takes a compiled module of the file that ${file} exports, and tophash/reference needs no Wasm`
  if (WasmModule === undefined) {
    return new TypeError(`tophash: there is no WebAssembly here; ${instead}`, { cause })
  }
  if (!(cause instanceof CompileError)) return cause
  const reason = "a Content-Security-Policy without 'wasm-unsafe-eval', or the runtime, forbids compiling bytes"
  return new TypeError(`tophash: ${reason}; ${instead}`, { cause })
}

export class EmbeddedModule {
  readonly #binary: Packed
  /** How the package exports the same bytes as a file. */
  readonly file: string
  #current: WebAssembly.Module | undefined

  constructor(binary: Packed, file: string) {
    this.#binary = binary
    this.file = file
  }

  /** The module, which is compiled now if need be. @throws TypeError where that is forbidden */
  get(): WebAssembly.Module {
    if (this.#current !== undefined) return this.#current
    try {
      const compiled: WebAssembly.Module = new WasmModule(wasmBytes(this.#binary))
      this.#current = compiled
      return compiled
    } catch (error) {
      throw noWasm(error, this.file)
    }
  }

  /** The module, compiled off the main thread where the engine does that. @throws TypeError where that is forbidden */
  async ahead(): Promise<WebAssembly.Module> {
    try {
      const compiled = await compile(wasmBytes(this.#binary))
      this.#current ??= compiled
      return this.#current
    } catch (error) {
      throw noWasm(error, this.file)
    }
  }

  use(module: WebAssembly.Module): void {
    this.#current = module
  }
}
