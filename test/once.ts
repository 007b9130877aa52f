// For tests that need an instance of a build, a memory of a size of their own, or the raw exports.
//
// A finaliser frees the table of a map in whatever instance there is then: keep the maps of an instance that is to be
// replaced, or use the raw exports.

import { readFileSync } from 'node:fs'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Exports } from '../src/generated/wasm/exports.js'
import { hasBuckets } from './backend.js'
import { makeWith } from './space.js'

export type Build = 'simd' | 'swar' | 'checked'
/** The file of a build: of the layout that this run is about. */
export const fileOf = (build: Build) => (hasBuckets ? build : build === 'simd' ? 'swiss' : (`swiss-${build}` as const))

const modules = new Map<Build, WebAssembly.Module>()

export function moduleOf(build: Build): WebAssembly.Module {
  let module = modules.get(build)
  if (module === undefined) {
    module = new WebAssembly.Module(readFileSync(new URL(`../build/tophash-${fileOf(build)}.wasm`, import.meta.url)))
    modules.set(build, module)
  }
  return module
}

/** The exports, those of the (key, value) pairs included, and the memory. */
export type RawExports = Exports & Record<string, (...args: any[]) => any>

export interface Instance {
  exports: RawExports
  memory: WebAssembly.Memory
}

/** A new instance in place of the present one. */
export function useBuild(build: Build, pages = 64, maximum = 65536): RawExports {
  return makeWith(moduleOf(build), pages, maximum).exports as RawExports
}

/** An instance beside the present one, for raw exports only. */
export function instanceOf(build: Build, pages: number, maximum: number): Instance {
  const memory = new WebAssembly.Memory({ initial: pages, maximum })
  const abort = (at: number) => {
    throw new Error(`abort in the ${build} build: ${textAt(memory, at)}`)
  }
  const { exports } = new WebAssembly.Instance(moduleOf(build), { env: { memory, abort } })
  return { exports: exports as RawExports, memory }
}

/** A string of AssemblyScript: its bytes are counted in the word before it. */
function textAt(memory: WebAssembly.Memory, at: number): string {
  const bytes = new DataView(memory.buffer).getUint32(at - 4, true)
  return new TextDecoder('utf-16le').decode(new Uint8Array(memory.buffer, at, bytes))
}

const kept: unknown[] = []

/** Keeps a map alive until the process ends. */
export function keep<T>(map: T): T {
  kept.push(map)
  return map
}

let gc: (() => void) | undefined

/** Collects garbage, and lets finalisers run. */
export async function collectGarbage(): Promise<void> {
  if (gc === undefined) {
    setFlagsFromString('--expose-gc')
    gc = runInNewContext('gc') as () => void
  }
  // A WeakRef that was read keeps its target until the job ends.
  await new Promise(resolve => setImmediate(resolve))
  gc()
  await new Promise(resolve => setImmediate(resolve))
}
