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
  on?(event: 'exit', listener: () => void): unknown
}
export const theBuffer = /* @__PURE__ */ globalOf<NodeBuffer>('Buffer')
export const theProcess = /* @__PURE__ */ globalOf<NodeProcess>('process')

// Atomics. Where there is no shared memory, nobody gets as far as to use them.

type Waiting = { readonly async: boolean; readonly value: Promise<string> | string }
interface NewAtomics {
  pause?(): void
  waitAsync?(words: Int32Array, index: number, value: number, timeout?: number): Waiting
}
export const atomicAdd = /* @__PURE__ */ taken(() => Atomics.add)
export const atomicAnd = /* @__PURE__ */ taken(() => Atomics.and)
export const atomicCompareExchange = /* @__PURE__ */ taken(() => Atomics.compareExchange)
export const atomicExchange = /* @__PURE__ */ taken(() => Atomics.exchange)
export const atomicLoad = /* @__PURE__ */ taken(() => Atomics.load)
export const atomicNotify = /* @__PURE__ */ taken(() => Atomics.notify)
export const atomicOr = /* @__PURE__ */ taken(() => Atomics.or)
export const atomicWait = /* @__PURE__ */ taken(() => Atomics.wait)
/** Undefined in older engines, as the next one. */
export const atomicPause = /* @__PURE__ */ taken(() => (Atomics as NewAtomics).pause)
export const atomicWaitAsync = /* @__PURE__ */ taken(() => (Atomics as NewAtomics).waitAsync)

const NativePromise = Promise
const nativeSetTimeout = globalThis.setTimeout
const NativeWeakRef = /* @__PURE__ */ taken(() => globalThis.WeakRef)

export { NativePromise as Promise, NativeWeakRef as WeakRef, nativeSetTimeout as setTimeout }

/** Undefined where there is none. */
export const theNavigator = /* @__PURE__ */ globalOf<object>('navigator')

/** As far as threads tell each other by it that they are there. */
type NewChannel = new (
  name: string,
) => { onmessage: ((event: { data: number }) => void) | null; postMessage(data: number): void; close(): void }
export const Channel: NewChannel | undefined = /* @__PURE__ */ taken(
  () => globalThis.BroadcastChannel as NewChannel | undefined,
)

/** What tells whether a page may send shared memory to its workers; undefined outside of pages. */
export const isIsolated: boolean | undefined = /* @__PURE__ */ taken(
  () => (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated,
)
