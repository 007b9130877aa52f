/**
 * The one place that knows where the library is: its types in src, its builds in dist. Programs that measure what their
 * users see import `tophash` by its name, as those do.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from './root.js'

export type Library = typeof import('../../src/index.js')

/** `tophash` with SIMD and without, `tophash/swiss`, and the twin in plain TypeScript. */
export const BUILDS = ['simd', 'swiss', 'swar', 'twin'] as const
export type Build = (typeof BUILDS)[number]

const SCRIPTS: Record<Build, string> = {
  simd: 'node/index.js',
  swiss: 'node/swiss.js',
  swar: 'node/index.js',
  twin: 'node/reference/index.js',
}

/** What Node imports of a build. */
export const scriptOf = (dist: string, build: Build) => join(dist, SCRIPTS[build])

/** A build may carry its binaries; those match it best. */
const binaryOf = (dist: string, build: Build) => {
  const name = `tophash-${build}.wasm`
  return [join(dist, name), join(dist, '../build', name)].find(isThere) ?? join('build', name)
}

const isThere = (file: string) => existsSync(join(ROOT, file))

const filesOf = (dist: string, build: Build) =>
  build === 'twin' ? [scriptOf(dist, build)] : [scriptOf(dist, build), binaryOf(dist, build)]

export const isBuilt = (dist: string, build: Build) => filesOf(dist, build).every(isThere)

/** @throws where a file is missing without which nothing can be measured */
export const demandBuilds = (dist: string, builds: readonly Build[]) => {
  const missing = builds.flatMap(build => filesOf(dist, build)).find(file => !isThere(file))
  if (missing) throw new Error(`${missing} is missing: run npm run build first`)
}

export const loadLibrary = async (dist: string, build: Build): Promise<Library> => {
  const [script, binary] = filesOf(dist, build)
  const library = await import(pathToFileURL(join(ROOT, script!)).href)
  if (binary) await library.init(new WebAssembly.Module(readFileSync(join(ROOT, binary))))
  return library
}

/** The fallback is what the package does where the runtime lacks `Symbol.dispose`. */
const disposeSymbol: symbol = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for('Symbol.dispose')

/** Frees a table at once; a `Map` is left to the collector. */
export const dispose = (table: object) => {
  ;(table as Record<symbol, (() => void) | undefined>)[disposeSymbol]?.()
}
