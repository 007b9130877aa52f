// Who imports the package how: what CommonJS gets, and what the tools of those who publish say.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { runIn, toolIn } from './fixture.js'
import { useProject } from './hooks.js'

const project = useProject()

test('require, where Node can require modules', () => {
  writeFileSync(
    join(project().directory, 'common.cjs'),
    `const { Int32Map } = require('tophash')
     const twin = require('tophash/reference')
     const { matchEmpty } = require('tophash/group')
     module.exports = [
       new Int32Map([[1, 'one']]).get(1),
       new twin.Int32Map([[1, 'one']]).equals(new Int32Map([[1, 'one']])),
       matchEmpty(new Uint8Array(8)),
       require.resolve('tophash/wasm').endsWith('tophash-simd.wasm'),
     ]`,
  )
  const { output, error } = runIn(
    project(),
    `import { createRequire } from 'node:module'
     console.log(JSON.stringify(createRequire(import.meta.url)('./common.cjs')))`,
  )
  expect(error.replace(/^.*ExperimentalWarning.*\n.*--trace-warnings.*\n/m, '')).toBe('')
  expect(JSON.parse(output)).toEqual(['one', true, 255, true])
})

test('import and require give the same classes', () => {
  const { output } = runIn(
    project(),
    `import { createRequire } from 'node:module'
     import { Int32Map } from 'tophash'
     console.log(createRequire(import.meta.url)('tophash').Int32Map === Int32Map)`,
  )
  expect(output).toBe('true')
})

test.each(['tophash', 'tophash/reference', 'tophash/group', 'tophash/testing'])(
  'everything in %s has the name that it is exported by',
  entry => {
    const { output } = runIn(
      project(),
      `import * as all from '${entry}'
     const functions = Object.entries(all).filter(([, value]) => typeof value === 'function')
     console.log(JSON.stringify(functions.map(([name, value]) => [name, value.name])))`,
    )
    const names: [exported: string, own: string][] = JSON.parse(output)
    expect(names.length).toBeGreaterThan(1)
    for (const [exported, own] of names) expect.soft(own).toBe(exported)
  },
)

test('a bundle of several entry points has one copy of what they share', async () => {
  const program = `
    import { Int32Map } from 'tophash'
    import { Int32Map as Twin } from 'tophash/reference'
    import { assertSameContent } from 'tophash/testing'
    for (const Class of [Int32Map, Twin]) assertSameContent(new Class([[1, 2]]), new Class([[1, 2]]))
    console.log('same')`
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: project().directory },
    bundle: true,
    format: 'esm',
    write: false,
    // Not what Node gets, which is in files of its own.
    platform: 'browser',
  })
  expect(runIn(project(), outputFiles[0]!.text)).toEqual({ output: 'same', error: '' })
})

test('are the types wrong? They are not', () => {
  const profile = ['--profile', 'esm-only', '--exclude-entrypoints', 'wasm', 'wasm-swar', '--no-definitely-typed']
  const cli = '@arethetypeswrong/cli/dist/index.js'
  const { status, output } = toolIn(project(), cli, project().tarball, ...profile, '--format', 'json')
  expect(status, output).toBe(0)
  const { analysis } = JSON.parse(output)
  expect(Object.keys(analysis.entrypoints)).toEqual(['.', './reference', './group', './testing', './package.json'])
})
