// The build: generated sources, Wasm, bundles, types. `--wasm` stops after the embedded binaries (enough for tests).

import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
}

const asc = fileURLToPath(new URL('bin/asc.js', `file://${require.resolve('assemblyscript/package.json')}`))
const tsx = require.resolve('tsx/cli')

/** asc ignores unknown targets and options in silence, so look at what came out. */
function verifyFlags(): void {
  const read = (file: string) => readFileSync(`${root}build/${file}`, 'latin1')
  const holds = (file: string, text: string, expected: boolean) => {
    if (read(file).includes(text) !== expected) {
      throw new Error(`build: ${file} ${expected ? 'lacks' : 'must not have'} ${JSON.stringify(text)}`)
    }
  }
  holds('tophash-simd.wat', 'i8x16.bitmask', true)
  holds('tophash-swar.wat', 'v128', false)
  holds('tophash-checked.wasm', 'checkInvariants', true)
  holds('tophash-simd.wasm', 'checkInvariants', false)
}

run(tsx, 'scripts/generate.ts')
for (const target of ['release', 'release-swar', 'checked']) run(asc, '--config', 'asconfig.json', '--target', target)
verifyFlags()
run(tsx, 'scripts/embed.ts')

if (!process.argv.includes('--wasm')) {
  rmSync(`${root}dist`, { recursive: true, force: true })
  await build({
    absWorkingDir: root,
    entryPoints: { index: 'src/index.ts', 'reference/index': 'src/reference/index.ts', group: 'src/group.ts' },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: ['node:*', 'fs/promises', 'module'],
    // Inlines constants across modules; an imported one would be loaded at every use.
    minifySyntax: true,
    legalComments: 'none',
    sourcemap: true,
  })
  run(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--emitDeclarationOnly')
  for (const kind of ['simd', 'swar']) cpSync(`${root}build/tophash-${kind}.wasm`, `${root}dist/tophash-${kind}.wasm`)
}
