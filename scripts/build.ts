// The build: generated sources, Wasm, bundles, types. `--wasm` stops after the embedded binaries (enough for tests).

import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { writeAbi, writeConstants } from './abi.js'
import { assemblyFiles } from './assembly.js'
import { embed } from './embed.js'
import { root, write } from './generated.js'

const require = createRequire(import.meta.url)

function run(script: string, ...args: string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
}

const asc = fileURLToPath(new URL('bin/asc.js', `file://${require.resolve('assemblyscript/package.json')}`))
const compile = (target: string, ...options: string[]) =>
  run(asc, '--config', 'asconfig.json', '--target', target, ...options)

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

/** Everything that is compiled or generated: build/ and src/generated. */
async function generate(): Promise<void> {
  rmSync(`${root}assembly/kinds`, { recursive: true, force: true })
  for (const [path, text] of assemblyFiles()) write(path, text)
  run(asc, '--config', 'asconfig.constants.json', '--target', 'constants')
  // The declarations that come with `raw` bindings say what is exported.
  compile('release', '--bindings', 'raw')
  compile('release-swar')
  compile('checked')
  verifyFlags()
  rmSync(`${root}src/generated`, { recursive: true, force: true })
  writeConstants()
  writeAbi()
  embed()
  // It reads what was just written.
  const { stampAll } = await import('./stamp/index.js')
  stampAll()
}

const publicFiles = {
  index: 'src/index.ts',
  'reference/index': 'src/reference/index.ts',
  group: 'src/group.ts',
  testing: 'src/testing.ts',
}

/** What stands in a file of its own in dist, so that bundlers drop it where it is not used. */
function parts(): Record<string, string> {
  const found: Record<string, string> = {
    'wasm/heap': 'src/spaces/heap/heap.ts',
    'reference/checked': 'src/reference/checked.ts',
  }
  for (const space of ['wasm', 'reference']) {
    for (const file of readdirSync(`${root}src/generated/${space}`)) {
      if (/-(map|set)\.ts$|columns/.test(file))
        found[`${space}/${file.slice(0, -3)}`] = `src/generated/${space}/${file}`
    }
  }
  for (const name of ['hash-map', 'hash-set', 'columns']) found[`wasm/${name}`] = `src/any/${name}.ts`
  return found
}

function bundleInto(outdir: string, entryPoints: Record<string, string>): Promise<unknown> {
  return build({
    absWorkingDir: root,
    entryPoints,
    outdir,
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
}

/** Drops the declarations that no public one leads to: they would only show what is inside. */
function pruneDeclarations(): void {
  const kept = new Set<string>()
  const keep = (file: string): void => {
    if (kept.has(file)) return
    kept.add(file)
    for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)\.js['"]/g)) {
      keep(join(dirname(file), `${path}.d.ts`))
    }
  }
  for (const entry of Object.keys(publicFiles)) keep(join(root, 'dist', `${entry}.d.ts`))
  for (const name of readdirSync(`${root}dist`, { recursive: true, encoding: 'utf8' })) {
    const file = join(root, 'dist', name)
    if (name.endsWith('.d.ts') && !kept.has(file)) rmSync(file)
  }
}

await generate()
if (!process.argv.includes('--wasm')) {
  rmSync(`${root}dist`, { recursive: true, force: true })
  await bundleInto('dist', { ...publicFiles, ...parts() })
  // Where nothing is bundled, each file costs a third of a millisecond at the start.
  await bundleInto('dist/node', publicFiles)
  run(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--emitDeclarationOnly')
  pruneDeclarations()
  for (const kind of ['simd', 'swar']) cpSync(`${root}build/tophash-${kind}.wasm`, `${root}dist/tophash-${kind}.wasm`)
}
