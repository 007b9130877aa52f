/** The package under its implementations, and its class for a kind of keys. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT, scriptOf } from '../grid/contestants.js'
import type { Library } from './workload.js'

export const IMPLEMENTATIONS = ['simd', 'swar', 'twin'] as const
export type Implementation = (typeof IMPLEMENTATIONS)[number]

/** The files without which nothing can be measured. */
export const filesOf = (dist: string, implementation: Implementation) => [
  join(ROOT, scriptOf(dist, implementation)),
  ...(implementation === 'twin' ? [] : [join(ROOT, dist, `tophash-${implementation}.wasm`)]),
]

export const loadLibrary = async (implementation: Implementation, dist: string): Promise<Library> => {
  const [script, binary] = filesOf(dist, implementation)
  const library = await import(pathToFileURL(script!).href)
  if (binary) await library.init(new WebAssembly.Module(readFileSync(binary)))
  return library
}

/** The fallback is what the package does where the runtime lacks `Symbol.dispose`. */
const disposeSymbol: symbol = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for('Symbol.dispose')

/** Frees a table at once; a `Map` is left to the collector. */
export const dispose = (table: object) => {
  ;(table as Record<symbol, (() => void) | undefined>)[disposeSymbol]?.()
}
