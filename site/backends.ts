// The three builds that are shown: SIMD and SWAR, each from a bundle and with a Wasm instance of its own, and the twin.

import { bodyOf } from '../src/body/door.js'
import { BigInt64Map } from '../src/generated/reference/bigint64-map.js'
import { Int32Map } from '../src/generated/reference/int32-map.js'
import { StringMap } from '../src/generated/reference/string-map.js'
import { first, type GroupMatcher, next, plain } from '../src/group.js'
import { compileBinary, fastestSwiss, libraryOf, swissLibrary, type WasmName } from './embedded.js'
import type { Build, SwissBuild } from './model/session.js'
import { makerOf, type SwissTable } from './model/snapshot.js'
import type { MaskWalk } from './model/walk.js'

export type BackendName = 'simd' | 'swar' | 'twin'

export interface Backend extends Build {
  readonly id: BackendName
  readonly title: string
  readonly group: GroupMatcher & MaskWalk
}

const WASM: Record<WasmName, string> = { simd: 'WebAssembly, SIMD', swar: 'WebAssembly, SWAR' }

async function loadWasm(name: WasmName): Promise<Backend | undefined> {
  const module = await compileBinary(name)
  if (module === undefined) return undefined
  const library = libraryOf(name)
  await library.init(module)
  return { id: name, title: WASM[name], make: makerOf(library), group: { ...library.matcher, first, next } }
}

const twin: Backend = {
  id: 'twin',
  title: 'TypeScript twin',
  make: makerOf({ Int32Map, BigInt64Map, StringMap, bodyOf }),
  group: { ...plain, first, next },
}

/** Those that this engine runs, SIMD first. */
export async function loadBackends(): Promise<Backend[]> {
  const wasm = await Promise.all([loadWasm('simd'), loadWasm('swar')])
  return [...wasm.filter(backend => backend !== undefined), twin]
}

/** The other layout, with SIMD where this engine has it. @throws Error if it runs neither */
export async function loadSwiss(): Promise<SwissBuild> {
  const library = swissLibrary()
  await library.init(await fastestSwiss())
  return { id: 'swiss', make: makerOf<SwissTable>(library) }
}
