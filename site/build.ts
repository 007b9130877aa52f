// Builds the explorer into site/dist. Needs the library's own build: its generated sources and its binaries.
//
// The page also works when it is opened from disk, where browsers refuse module scripts, workers of a file and every fetch.
// So all scripts are classic ones, and binaries and workers come as text within one of them: embedded.js.

import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

export const DIST = join(here, 'dist')

const STYLES = ['style', 'controls', 'table', 'buckets', 'swiss', 'walk', 'race'].map(name => `${name}.css`)
/** As embedded.ts knows them. */
const BINARIES: Record<string, string> = {
  simd: 'dist/tophash-simd.wasm',
  swar: 'dist/tophash-swar.wasm',
  swiss: 'dist/tophash-swiss.wasm',
  swissSwar: 'dist/tophash-swiss-swar.wasm',
}
/** Copies of the library, by what they are the files of. */
const LIBRARIES: Record<string, string> = { simd: 'library.ts', swar: 'library.ts', swiss: 'library-swiss.ts' }
const WORKERS = ['race', 'bench']

/** Every copy of the library here is given a module: it needs no embedded binary. */
const withoutBinary: Plugin = {
  name: 'without-binary',
  setup({ onLoad }) {
    onLoad({ filter: /generated[\\/]\w+[\\/]binary\.ts$/ }, () => ({
      contents: `export const BINARY = { pieces: '', bytes: 0, simdBytes: 0, swarBytes: 0 }`,
      loader: 'ts',
    }))
  },
}

const OPTIONS: BuildOptions = {
  absWorkingDir: here,
  bundle: true,
  format: 'iife',
  target: 'es2022',
  platform: 'browser',
  minify: true,
  legalComments: 'none',
  // Only Node would ask for these, and asks at run time.
  external: ['node:*', 'fs/promises', 'module'],
  plugins: [withoutBinary],
}

/** A classic script `<name>.js`; what the entry exports is in `globalName`. */
async function buildScript(outdir: string, entry: string, name: string, globalName?: string): Promise<void> {
  const entryPoints = { [name]: entry }
  await build({ ...OPTIONS, outdir, sourcemap: true, entryPoints, ...(globalName === undefined ? {} : { globalName }) })
}

async function workerText(name: string): Promise<string> {
  const { outputFiles } = await build({ ...OPTIONS, entryPoints: [`${name}-worker.ts`], write: false })
  return outputFiles[0]!.text
}

function binaryText(path: string): string {
  const file = join(root, path)
  if (!existsSync(file)) throw new Error(`site: ${file} is missing, run npm run build first`)
  return readFileSync(file).toString('base64')
}

async function embedded(): Promise<string> {
  const binaries = Object.fromEntries(Object.entries(BINARIES).map(([name, path]) => [name, binaryText(path)]))
  const workers = Object.fromEntries(await Promise.all(WORKERS.map(async name => [name, await workerText(name)])))
  return `var tophashEmbedded = ${JSON.stringify({ binaries, workers })}\n`
}

export async function buildSite(outdir = DIST): Promise<string> {
  const script = await embedded()
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  writeFileSync(join(outdir, 'embedded.js'), script)
  await buildScript(outdir, 'main.ts', 'main')
  await buildScript(outdir, 'view/bench-charts.ts', 'bench-charts', 'tophashCharts')
  // One after the other: what these shared would be evaluated once, and so would be the instance.
  for (const [name, entry] of Object.entries(LIBRARIES)) {
    await buildScript(outdir, entry, `library-${name}`, `tophashLibraries.${name}`)
  }
  for (const name of ['index.html', ...STYLES]) cpSync(join(here, name), join(outdir, name))
  return outdir
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await buildSite())
