// What an import costs a page: bundled and minified by esbuild, then compressed.

import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('../..', import.meta.url))

export interface Size {
  minified: number
  gzip: number
  brotli: number
}

/** The size of a program in bytes; `tophash` in it is the package of this repository. */
export async function sizeOf(program: string): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root, sourcefile: 'program.js' },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    logLevel: 'error',
    // What a server would serve to any browser that can run it.
    platform: 'browser',
    target: 'es2022',
  })
  const { contents } = outputFiles[0]!
  return {
    minified: contents.length,
    gzip: gzipSync(contents, { level: 9 }).length,
    brotli: brotliCompressSync(contents).length,
  }
}
