// The three builds that are shown: SIMD and SWAR, each from a bundle and with a Wasm instance of its own, and the twin.

import { bodyOf } from '../src/body/door.js'
import { Int32Map as TwinMap } from '../src/generated/reference/int32-map.js'
import { first, type GroupMatcher, next, plain } from '../src/group.js'
import type { Build, TableOptions } from './model/session.js'
import { withSight } from './model/snapshot.js'
import type { MaskWalk } from './model/walk.js'

export type BackendName = 'simd' | 'swar' | 'twin'

export interface Backend extends Build {
  readonly id: BackendName
  readonly title: string
  readonly group: GroupMatcher & MaskWalk
}

export type WasmName = 'simd' | 'swar'

const WASM: Record<WasmName, string> = { simd: 'WebAssembly, SIMD', swar: 'WebAssembly, SWAR' }

/** The compiled binary, or undefined if this engine cannot run it. */
export async function compileBinary(name: WasmName): Promise<WebAssembly.Module | undefined> {
  const response = await fetch(new URL(`tophash-${name}.wasm`, document.baseURI))
  if (!response.ok) throw new Error(`tophash-${name}.wasm: ${response.status}`)
  const bytes = await response.arrayBuffer()
  return WebAssembly.validate(bytes) ? WebAssembly.compile(bytes) : undefined
}

async function loadWasm(name: WasmName): Promise<Backend | undefined> {
  // Not a literal, so that each copy stays a module of its own.
  const url = new URL(`library-${name}.js`, document.baseURI).href
  const [module, library] = await Promise.all([
    compileBinary(name),
    import(url) as Promise<typeof import('./library.js')>,
  ])
  if (module === undefined) return undefined
  await library.init(module)
  const { bodyOf, Int32Map, matcher } = library
  const make = (options: TableOptions) => withSight(new Int32Map({ values: 'int32', ...options }), bodyOf)
  return { id: name, title: WASM[name], make, group: { ...matcher, first, next } }
}

const twin: Backend = {
  id: 'twin',
  title: 'TypeScript twin',
  make: options => withSight(new TwinMap({ values: 'int32', ...options }), bodyOf),
  group: { ...plain, first, next },
}

/** Those that this engine runs, SIMD first. */
export async function loadBackends(): Promise<Backend[]> {
  const wasm = await Promise.all([loadWasm('simd'), loadWasm('swar')])
  return [...wasm.filter(backend => backend !== undefined), twin]
}
