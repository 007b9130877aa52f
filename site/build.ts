// Builds the explorer into site/dist. Needs the library's own build: its generated sources and its binaries.

import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type BuildOptions, build, type Plugin } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

export const DIST = join(here, 'dist')

const STYLES = ['style', 'controls', 'table', 'buckets', 'walk', 'race'].map(name => `${name}.css`)
const BINARIES = ['tophash-simd.wasm', 'tophash-swar.wasm']

/** Every copy of the library here is given a module: it needs no embedded binary. */
const withoutBinary: Plugin = {
  name: 'without-binary',
  setup({ onLoad }) {
    onLoad({ filter: /generated[\\/]wasm[\\/]binary\.ts$/ }, () => ({
      contents: `export const PIECES = '', PIECES_BYTES = 0, SIMD_BYTES = 0, SWAR_BYTES = 0`,
      loader: 'ts',
    }))
  },
}

function optionsFor(outdir: string): BuildOptions {
  return {
    absWorkingDir: here,
    outdir,
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    minify: true,
    sourcemap: true,
    legalComments: 'none',
    // Only Node would ask for these, and asks at run time.
    external: ['node:*', 'fs/promises', 'module'],
    plugins: [withoutBinary],
  }
}

export async function buildSite(outdir = DIST): Promise<string> {
  const binaries = BINARIES.map(name => join(root, 'dist', name))
  for (const file of binaries)
    if (!existsSync(file)) throw new Error(`site: ${file} is missing, run npm run build first`)
  rmSync(outdir, { recursive: true, force: true })
  mkdirSync(outdir, { recursive: true })
  const options = optionsFor(outdir)
  await build({ ...options, entryPoints: ['main.ts'], splitting: true, chunkNames: '[name]-[hash]' })
  // No splitting: what these shared would be evaluated once, and so would be the instance.
  await build({ ...options, entryPoints: { 'library-simd': 'library.ts', 'library-swar': 'library.ts' } })
  await build({ ...options, entryPoints: ['race-worker.ts', 'bench-worker.ts'] })
  for (const name of ['index.html', ...STYLES]) cpSync(join(here, name), join(outdir, name))
  for (const [i, file] of binaries.entries()) cpSync(file, join(outdir, BINARIES[i]!))
  return outdir
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(await buildSite())
