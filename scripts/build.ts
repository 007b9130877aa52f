// The build: generated sources, Wasm, bundles, types. `--wasm` stops after the embedded binaries (enough for tests).

import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { type BuildOptions, build } from 'esbuild'
import { writeAbi, writeConstants } from './abi.js'
import { kindFiles } from './assembly.js'
import { indexFiles } from './assembly-index.js'
import { takeGlobals } from './bundled.js'
import { bundleForNode } from './common.js'
import { asc, compileAll, type Target } from './compile.js'
import { concurrentFiles } from './concurrent.js'
import { shipDeclarations } from './declarations.js'
import { embed } from './embed.js'
import { root, write } from './generated.js'

const require = createRequire(import.meta.url)

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
}

const TARGETS: Target[] = [
  // The declarations that come with `raw` bindings say what is exported.
  { config: 'asconfig.json', name: 'release', options: ['--bindings', 'raw'] },
  ...['release-swar', 'checked', 'release-swiss', 'release-swiss-swar', 'checked-swiss'].map(name => ({
    config: 'asconfig.json',
    name,
  })),
  { config: 'asconfig.shared.json', name: 'release', options: ['--bindings', 'raw'] },
  { config: 'asconfig.constants.json', name: 'constants' },
]

/** asc ignores unknown targets and options in silence, so look at what came out. */
function holds(file: string, text: string, expected: boolean): void {
  if (readFileSync(`${root}build/${file}`, 'latin1').includes(text) !== expected) {
    throw new Error(`build: ${file} ${expected ? 'lacks' : 'must not have'} ${JSON.stringify(text)}`)
  }
}

function verifyFlags(): void {
  holds('tophash-simd.wat', 'i8x16.bitmask', true)
  holds('tophash-swar.wat', 'v128', false)
  holds('tophash-checked.wasm', 'checkInvariants', true)
  holds('tophash-simd.wasm', 'checkInvariants', false)
  holds('tophash-checked.wasm', 'swiss/', false)
  holds('tophash-swiss.wat', 'i8x16.bitmask', true)
  holds('tophash-swiss-swar.wat', 'v128', false)
  holds('tophash-swiss-checked.wasm', 'checkInvariants', true)
  holds('tophash-swiss.wasm', 'checkInvariants', false)
  holds('tophash-swiss-checked.wasm', 'buckets/', false)
}

/** The binaries that the package embeds and ships, by the space whose they are: those of buckets were first. */
const BINARIES = {
  buckets: { simd: 'simd', swar: 'swar' },
  swiss: { simd: 'swiss', swar: 'swiss-swar' },
  // Engines with shared memory have SIMD.
  shared: { simd: 'shared', swar: 'shared' },
}

/** Everything that is compiled or generated: build/ and src/generated. */
async function generate(): Promise<void> {
  for (const kinds of ['assembly/kinds', 'assembly/concurrent/kinds', 'assembly/plain/kinds']) {
    rmSync(`${root}${kinds}`, { recursive: true, force: true })
  }
  for (const [path, text] of [...kindFiles(), ...indexFiles(), ...concurrentFiles()]) write(path, text)
  await compileAll(root, TARGETS, asc, Math.min(2, availableParallelism()))
  verifyFlags()
  rmSync(`${root}src/generated`, { recursive: true, force: true })
  writeConstants()
  writeAbi()
  for (const [space, names] of Object.entries(BINARIES)) embed(space, names)
  // It reads what was just written.
  const { stampAll } = await import('./stamp/index.js')
  stampAll()
  const { stampConcurrent } = await import('./stamp/concurrent.js')
  stampConcurrent()
}

const publicFiles = {
  index: 'src/index.ts',
  swiss: 'src/swiss.ts',
  shared: 'src/shared.ts',
  'reference/index': 'src/reference/index.ts',
  group: 'src/group.ts',
  testing: 'src/testing.ts',
}

/** What stands in a file of its own in dist, so that bundlers drop it where it is not used. */
function parts(): Record<string, string> {
  const found: Record<string, string> = {
    'buckets/heap': 'src/spaces/heap/buckets.ts',
    'swiss/heap': 'src/spaces/heap/swiss.ts',
    'reference/checked': 'src/reference/checked.ts',
  }
  for (const space of ['buckets', 'swiss', 'reference', 'plain']) {
    for (const file of readdirSync(`${root}src/generated/${space}`)) {
      if (/-(map|set)\.ts$|columns/.test(file))
        found[`${space}/${file.slice(0, -3)}`] = `src/generated/${space}/${file}`
    }
  }
  for (const name of ['hash-map', 'hash-set', 'columns']) found[`buckets/${name}`] = `src/any/${name}.ts`
  return found
}

const BUNDLING: BuildOptions = {
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
  plugins: [takeGlobals],
}

await generate()
if (!process.argv.includes('--wasm')) {
  rmSync(`${root}dist`, { recursive: true, force: true })
  const entryPoints = { ...publicFiles, ...parts() }
  await build({ ...BUNDLING, absWorkingDir: root, entryPoints, outdir: 'dist', sourcemap: true })
  await bundleForNode(publicFiles, BUNDLING)
  run(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--emitDeclarationOnly')
  shipDeclarations(Object.keys(publicFiles))
  for (const name of new Set(Object.values(BINARIES).flatMap(names => Object.values(names)))) {
    cpSync(`${root}build/tophash-${name}.wasm`, `${root}dist/tophash-${name}.wasm`)
  }
}
