// Bundles test files for runtimes without vitest. `tophash` stays an import, so that it is the installed package that is
// tested, file for file as it is shipped.

import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'

const here = fileURLToPath(new URL('.', import.meta.url))
const tests = fileURLToPath(new URL('../..', import.meta.url))
const source = fileURLToPath(new URL('../../../src', import.meta.url))

export type Backend = 'simd' | 'twin'

/** They look for a thing of Node's or of its test runner, or for a source file. */
const OF_NODE = [
  'contract/first-argument.test.ts',
  'contract/node-inspect.test.ts',
  'contract/node-inspect-like.test.ts',
  'contract/node-inspect-iterators.test.ts',
  'contract/overridden.test.ts',
  'contract/realms.test.ts',
  'contract/private.test.ts',
  'contract/dispose-symbol.test.ts',
  'go/readme.test.ts',
]

export function testFiles(folders: string[]): string[] {
  const files = folders.flatMap(folder => readdirSync(join(tests, folder)).map(name => `${folder}/${name}`))
  return files.filter(file => file.endsWith('.test.ts') && !OF_NODE.includes(file)).sort()
}

/** Where an import of the source leads instead. */
function redirect(path: string): string | undefined {
  if (path === join(tests, 'internals.js')) return join(here, 'internals.ts')
  if (path === join(tests, 'space.js')) return join(here, 'instance.ts')
  const file = relative(source, path).replace(/\.js$/, '')
  if (file === 'index') return 'tophash'
  if (file === 'swiss') return 'tophash/swiss'
  if (file === 'reference/index') return 'tophash/reference'
  return undefined
}

function installed(files: string[]): Plugin {
  return {
    name: 'installed',
    setup(builder) {
      builder.onResolve({ filter: /^vitest$/ }, () => ({ path: join(here, 'vitest.ts') }))
      builder.onResolve({ filter: /^virtual:files$/ }, ({ path }) => ({ path, namespace: 'virtual' }))
      builder.onLoad({ filter: /.*/, namespace: 'virtual' }, () => ({
        contents: `export const files = {${files.map(file => `'${file}': () => import('./${file}'),`).join('')}}`,
        resolveDir: tests,
      }))
      builder.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
        const to = redirect(join(resolveDir, path))
        if (to === undefined) return undefined
        return to.startsWith('tophash') ? { path: to, external: true } : { path: to }
      })
    },
  }
}

/** Browsers and workers have none of these; what the contract uses of them is small. */
const forBrowsers = {
  inject: [join(here, 'browser-globals.ts')],
  alias: {
    'node:util': join(here, 'node-util.ts'),
    'node:v8': join(here, 'node-v8.ts'),
    'node:vm': join(here, 'node-v8.ts'),
  },
  platform: 'browser' as const,
}

/** What runs the tests: a program that prints, a module that a page imports, or one that answers requests. */
export type Entry = 'cli' | 'run' | 'worker'

/** Writes `<entry>.js` into a directory, of a worker all in one file. */
export async function bundleTests(directory: string, files: string[], backend: Backend, entry: Entry): Promise<void> {
  await build({
    entryPoints: [join(here, `${entry}.ts`)],
    outdir: directory,
    bundle: true,
    splitting: entry !== 'worker',
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    external: ['tophash', 'tophash/*'],
    // The package has no side effects; these files have.
    ignoreAnnotations: true,
    define: { 'process.env': JSON.stringify({ BACKEND: backend }) },
    plugins: [installed(files)],
    logLevel: 'error',
    ...(entry !== 'cli' && forBrowsers),
  })
}
