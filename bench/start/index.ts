// How long a program waits for the package: for its import, and for the first map. `npm run bench:start [-- rounds]`
// starts a process for each figure, turn by turn, and prints medians in milliseconds.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Table from 'cli-table3'
import { build } from 'esbuild'
import { scriptOf } from '../common/library.js'
import { ROOT } from '../common/root.js'
import { median } from '../common/statistics.js'

const rounds = Number(process.argv[2] ?? 15)
if (!Number.isInteger(rounds) || rounds < 1) throw new RangeError('the number of rounds must be a positive integer')

const directory = mkdtempSync(join(tmpdir(), 'tophash-start-'))

/** The address of a module with `Int32Map`, and what is special about it. */
async function modules(): Promise<Record<string, string>> {
  const nothing = join(directory, 'nothing.mjs')
  writeFileSync(nothing, 'export const Int32Map = Map')
  const bundled = join(directory, 'bundled.mjs')
  await build({
    stdin: { contents: `export { Int32Map } from 'tophash'`, resolveDir: ROOT },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    outfile: bundled,
  })
  return {
    'the package': join(ROOT, scriptOf('dist', 'simd')),
    'one class, bundled': bundled,
    'nothing, with a Map': nothing,
  }
}

const program = (file: string) => `
const started = performance.now()
const { Int32Map } = await import('${pathToFileURL(file).href}')
const imported = performance.now()
const map = new Int32Map()
map.set(7, 'seven')
const written = performance.now()
if (map.get(7) !== 'seven') throw new Error('a wrong answer')
console.log(JSON.stringify([imported - started, written - imported]))`

try {
  const files = Object.entries(await modules())
  const times = files.map(() => ({ imports: [] as number[], maps: [] as number[] }))
  for (let round = 0; round < rounds; round++) {
    for (const [i, [, file]] of files.entries()) {
      const script = join(directory, 'program.mjs')
      writeFileSync(script, program(file))
      const [imported, written] = JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }))
      times[i]!.imports.push(imported)
      times[i]!.maps.push(written)
    }
  }
  const table = new Table({ head: ['', 'import, ms', 'first map, ms'] })
  for (const [i, [name]] of files.entries()) {
    table.push([name, median(times[i]!.imports).toFixed(1), median(times[i]!.maps).toFixed(1)])
  }
  console.log(`Node ${process.version}, medians of ${rounds} processes each\n${table}`)
} finally {
  rmSync(directory, { recursive: true })
}
