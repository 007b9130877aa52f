// What only the Wasm space uses of the platform, taken when the library is evaluated: see builtins.ts. A runtime that lacks
// WebAssembly gets as far as the first write.

import { globalOf, taken } from './builtins.js'

type Wasm = typeof WebAssembly

const wasmPart = <Name extends keyof Wasm>(name: Name): Wasm[Name] => globalThis.WebAssembly?.[name]

/** Undefined, as all of these are, where there is no WebAssembly. */
export const WasmModule = /* @__PURE__ */ wasmPart('Module')
export const WasmInstance = /* @__PURE__ */ wasmPart('Instance')
export const WasmMemory = /* @__PURE__ */ wasmPart('Memory')
export const CompileError = /* @__PURE__ */ wasmPart('CompileError')
export const compile = /* @__PURE__ */ wasmPart('compile')
export const validate = /* @__PURE__ */ wasmPart('validate')
export const moduleExports = /* @__PURE__ */ taken(() => WasmModule?.exports)

export const Decoder = /* @__PURE__ */ taken(() => globalThis.TextDecoder)

const decode = /* @__PURE__ */ taken(() => globalThis.atob)

export { decode as atob }

/** What of Node is used where it is; others have it, too. */
interface NodeBuffer {
  from(text: string, encoding: 'base64'): Uint8Array
}
interface NodeProcess {
  getBuiltinModule?(name: 'node:zlib'): { inflateRawSync(deflated: Uint8Array): Uint8Array } | undefined
}
export const theBuffer = /* @__PURE__ */ globalOf<NodeBuffer>('Buffer')
export const theProcess = /* @__PURE__ */ globalOf<NodeProcess>('process')
