// Who imports the package how: what CommonJS gets, and what the tools of those who publish say.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { runCommon, runIn, toolIn } from './fixture.js'
import { useProject } from './hooks.js'

const project = useProject()

const ENTRIES = ['tophash', 'tophash/swiss', 'tophash/shared', 'tophash/reference', 'tophash/group', 'tophash/testing']

test('require', () => {
  const { output, error } = runCommon(
    project(),
    `const { Int32Map } = require('tophash')
     const twin = require('tophash/reference')
     const { matchEmpty } = require('tophash/group')
     console.log(JSON.stringify([
       new Int32Map([[1, 'one']]).get(1),
       new twin.Int32Map([[1, 'one']]).equals(new Int32Map([[1, 'one']])),
       matchEmpty(new Uint8Array(8)),
       require.resolve('tophash/wasm').endsWith('tophash-simd.wasm'),
     ]))`,
  )
  expect(error).toBe('')
  expect(JSON.parse(output)).toEqual(['one', true, 255, true])
})

test.each(ENTRIES)('import and require of %s give the same', entry => {
  const program = (first: string, second: string) => `
    import { createRequire } from 'node:module'
    const require = createRequire(import.meta.url)
    const get = { import: () => import('${entry}'), require: () => require('${entry}') }
    const first = await get.${first}()
    const second = await get.${second}()
    const names = Object.keys(first).sort()
    console.log(JSON.stringify([names, Object.keys(second).sort(), names.filter(name => first[name] !== second[name])]))`
  for (const isFirst of [true, false]) {
    const { output, error } = runIn(project(), isFirst ? program('import', 'require') : program('require', 'import'))
    expect(error).toBe('')
    const [names, others, different] = JSON.parse(output)
    expect(names.length).toBeGreaterThan(1)
    expect(others).toEqual(names)
    expect(different).toEqual([])
  }
})

test('what is required and what is imported share memory, heaps and init', () => {
  const { output, error } = runIn(
    project(),
    `import { createRequire } from 'node:module'
     import { readFileSync } from 'node:fs'
     import { Heap, Int32Map } from 'tophash'
     import { assertSameContent } from 'tophash/testing'
     const require = createRequire(import.meta.url)
     const other = require('tophash')
     await other.init(new WebAssembly.Module(readFileSync(require.resolve('tophash/wasm'))))
     const late = await other.init(new WebAssembly.Module(readFileSync(require.resolve('tophash/wasm')))).catch(e => e.message)
     const heap = new Heap()
     const map = new other.Int32Map([[1, 2]], { heap })
     assertSameContent(map, new Int32Map([[1, 2]]))
     require('tophash/testing').assertSameContent(map, new Int32Map([[1, 2]]))
     console.log(late, heap.bytes > 0, map instanceof Int32Map)`,
  )
  expect(error).toBe('')
  expect(output).toBe('init: too late for a module, a map has been written already true true')
})

test.each(ENTRIES)('an import of %s reads four files, a require two', entry => {
  const count = `const files = Object.keys(process.getBuiltinModule('module')._cache).filter(file => file.includes('node_modules'))
    console.log(files.length)`
  expect(runCommon(project(), `require('${entry}'); ${count}`).output).toBe('2')
  // The module itself is the fourth.
  expect(runIn(project(), `import '${entry}'; ${count}`).output).toBe('3')
})

test.each(ENTRIES)('everything in %s has the name that it is exported by', entry => {
  const { output } = runIn(
    project(),
    `import * as all from '${entry}'
     const functions = Object.entries(all).filter(([, value]) => typeof value === 'function')
     console.log(JSON.stringify(functions.map(([name, value]) => [name, value.name])))`,
  )
  const names: [exported: string, own: string][] = JSON.parse(output)
  expect(names.length).toBeGreaterThan(1)
  for (const [exported, own] of names) expect.soft(own).toBe(exported)
})

test.each(['browser', 'node'] as const)(
  'a bundle for %s has one copy of what its entry points share',
  async platform => {
    const program = `
    import { Int32Map } from 'tophash'
    import { Int32Map as Twin } from 'tophash/reference'
    import { assertSameContent } from 'tophash/testing'
    import * as common from './common.cjs'
    if (common.Int32Map !== Int32Map) throw new Error('two copies')
    for (const Class of [Int32Map, Twin]) assertSameContent(new Class([[1, 2]]), new Class([[1, 2]]))
    console.log('same')`
    writeFileSync(join(project().directory, 'common.cjs'), `module.exports = require('tophash')`)
    const { outputFiles } = await build({
      stdin: { contents: program, resolveDir: project().directory },
      bundle: true,
      format: 'esm',
      write: false,
      platform,
    })
    expect(runIn(project(), outputFiles[0]!.text)).toEqual({ output: 'same', error: '' })
  },
)

test('are the types wrong? They are not', () => {
  const profile = [
    '--profile',
    'strict',
    '--exclude-entrypoints',
    'wasm',
    'wasm-swar',
    'wasm-swiss',
    'wasm-swiss-swar',
    'wasm-shared',
    '--no-definitely-typed',
  ]
  const cli = '@arethetypeswrong/cli/dist/index.js'
  const { status, output } = toolIn(project(), cli, project().tarball, ...profile, '--format', 'json')
  expect(status, output).toBe(0)
  const { analysis } = JSON.parse(output)
  expect(Object.keys(analysis.entrypoints)).toEqual([
    '.',
    './swiss',
    './shared',
    './reference',
    './group',
    './testing',
    './package.json',
  ])
})
