// Where people test: the installed package under Jest, in CommonJS, in modules and with jsdom, under Vitest, and under what
// runs TypeScript. What comparisons and snapshots say of maps is what the README says.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { root, runFile, toolIn } from './fixture.js'
import { useProject } from './hooks.js'

const REQUIRE = `
  const assert = require('node:assert')
  const { HashMap, Int32Map, StringSet } = require('tophash')
  const twin = require('tophash/reference')
  const { assertSameContent, contentTester } = require('tophash/testing')`

const IMPORT = `
  import assert from 'node:assert'
  import { createRequire } from 'node:module'
  import { HashMap, Int32Map, StringSet } from 'tophash'
  import * as twin from 'tophash/reference'
  import { assertSameContent, contentTester } from 'tophash/testing'
  test('required is what is imported', () => {
    expect(createRequire(import.meta.url)('tophash').Int32Map).toBe(Int32Map)
  })`

/** The same for every framework. */
const BODY = `
  const entries = Array.from({ length: 20 }, (_, i) => [i * 7, i])
  const made = (seed, more = []) => new Int32Map([...entries, ...more], { seed, values: 'int32' })

  test('comparisons by themselves, over a thousand seeds', () => {
    const passed = { toEqual: [0, 0, 0], toStrictEqual: [0, 0, 0], deepStrictEqual: [0, 0, 0] }
    const compare = {
      toEqual: (a, b) => expect(a).toEqual(b),
      toStrictEqual: (a, b) => expect(a).toStrictEqual(b),
      deepStrictEqual: (a, b) => assert.deepStrictEqual(a, b),
    }
    for (let seed = 0n; seed < 1000n; seed++) {
      const one = made(seed)
      const others = [made(seed + seed % 2n), made(seed + seed % 2n, [[7, 99]]), one]
      for (const name of Object.keys(compare)) {
        for (const [i, other] of others.entries()) {
          try { compare[name](one, other) } catch { continue }
          passed[name][i]++
        }
      }
    }
    // Maps that are equal, or even the same, pass now and then: when both walks happen to begin alike.
    const [alike, unlike, itself] = [0, 1, 2].map(i => Object.values(passed).map(counts => counts[i]))
    expect(unlike).toEqual([0, 0, 0])
    for (const rare of [alike[0], alike[1], itself[0], itself[1]]) expect(rare).toBeLessThan(300)
    expect([alike[2], itself[2]]).toEqual([0, 1000])
  })

  test('snapshots', () => {
    for (const map of [made(1n), made(1n), made(1n, [[7, 99]])]) expect(map).toMatchSnapshot()
    for (const map of [made(1n), made(2n)]) expect([...map].sort(([a], [b]) => a - b)).toMatchSnapshot()
  })

  test('comparisons with the tester, over a thousand seeds', () => {
    expect.addEqualityTesters([contentTester])
    for (let seed = 0n; seed < 1000n; seed++) {
      const [one, other, unlike] = [made(seed), made(seed + seed % 2n), made(seed, [[7, 99]])]
      expect(one).toEqual(other)
      expect({ nested: [one] }).toStrictEqual({ nested: [other] })
      expect(one).not.toEqual(unlike)
      expect([one]).not.toStrictEqual([unlike])
      assertSameContent(one, other)
      expect(() => assertSameContent(one, unlike)).toThrow('the value of 7 is 1, expected 99')
    }
    expect(new HashMap([[1, new StringSet(['a'])]])).toEqual(new HashMap([[1, new StringSet(['a'])]]))
    expect(new twin.Int32Map([[1, 2], [3, 4]])).toEqual(new twin.Int32Map([[3, 4], [1, 2]]))
  })`

/** jsdom has neither encoder nor decoder. */
const WITHOUT_CODERS = `
  test('strings of any length', () => {
    expect([typeof TextEncoder, typeof TextDecoder]).toEqual(['undefined', 'undefined'])
    const texts = ['', 'short', 'x'.repeat(500), 'é'.repeat(500), '漢'.repeat(500)]
    for (const StringSet of [require('tophash').StringSet, twin.StringSet]) {
      const set = new StringSet(texts)
      expect(texts.every(text => set.has(text))).toBe(true)
      expect([...set].sort()).toEqual([...texts].sort())
    }
  })`

/** Snapshots are written even where `CI` is set, and runners take a missing one for a failure. */
const UPDATE = '-u'

const project = useProject()
const folderOf = (name: string) => join(project().directory, name)

function write(folder: string, files: Record<string, string>): void {
  mkdirSync(folderOf(folder))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folderOf(folder), name), text)
}

/** What the snapshots of a test file hold: of two maps that are equal, of another, and of the entries of two in order. */
function expectSnapshots(folder: string, file: string): void {
  const text = readFileSync(join(folderOf(folder), '__snapshots__', `${file}.snap`), 'utf8')
  const [one, equal, other, ...entries] = [...text.matchAll(/= `([^`]*)`;/g)].map(match => match[1])
  expect(one).toMatch(/Int32Map \{\n\s+Symbol\(tophash.mark\): \d+,\n\}/)
  expect(new Set([one, equal, other]).size).toBe(3)
  expect(entries).toHaveLength(2)
  expect(entries[0]).toBe(entries[1])
}

test.each(['jest', 'jest-29'])('%s', name => {
  const dom = `/** @jest-environment ${join(root, 'node_modules/jest-environment-jsdom')} */`
  const files: Record<string, string> = { 'common.test.cjs': REQUIRE + BODY, 'module.test.mjs': IMPORT + BODY }
  // The environment is that of the newest.
  if (name === 'jest') files['dom.test.cjs'] = dom + REQUIRE + BODY + WITHOUT_CODERS
  const settings = {
    testMatch: ['**/*.test.*js'],
    moduleFileExtensions: ['js', 'cjs', 'mjs'],
    transform: {},
  }
  write(name, { ...files, 'jest.config.json': JSON.stringify(settings) })
  const flags = ['--experimental-vm-modules', join(root, 'node_modules', name, 'bin/jest.js')]
  const { output, error } = runFile(
    project(),
    flags[0]!,
    flags[1]!,
    UPDATE,
    '--config',
    join(folderOf(name), 'jest.config.json'),
  )
  // With one more in modules and one more with jsdom.
  const count = 4 * Object.keys(files).length - 1
  expect(output + error).toContain(`Tests:       ${count} passed, ${count} total`)
  for (const file of Object.keys(files)) expectSnapshots(name, file)
})

test('vitest', () => {
  write('vitest', {
    'module.test.mjs': IMPORT + BODY,
    'vitest.config.mjs': 'export default { test: { globals: true } }',
  })
  const { output } = toolIn(project(), 'vitest/vitest.mjs', 'run', UPDATE, '--root', folderOf('vitest'))
  expect(output).toMatch(/Tests .*4 passed/)
  expectSnapshots('vitest', 'module.test.mjs')
})

test('node --test', () => {
  const text = `${REQUIRE}
    require('node:test').test('map', () => assertSameContent(new Int32Map([[1, 2]]), new Int32Map([[1, 2]])))`
  write('node', { 'common.test.cjs': text })
  const { output } = runFile(project(), '--test', join(folderOf('node'), 'common.test.cjs'))
  expect(output).toMatch(/pass 1/)
})

test('what runs TypeScript', () => {
  const text = `import { Int32Map } from 'tophash'
    import { assertSameContent } from 'tophash/testing'
    const map: Map<number, string> = new Int32Map<string>([[1, 'one']])
    assertSameContent(map, new Int32Map([[1, 'one']]))
    console.log(map.get(1))`
  const compilerOptions = { module: 'commonjs', moduleResolution: 'node', target: 'es2022', strict: true, types: [] }
  const manifest = { 'package.json': '{}', 'tsconfig.json': JSON.stringify({ compilerOptions }) }
  write('typescript', { ...manifest, 'program.ts': `${text}\ndeclare const console: { log(text: unknown): void }` })
  const file = join(folderOf('typescript'), 'program.ts')
  for (const tool of ['ts-node/dist/bin.js', 'tsx/dist/cli.mjs']) {
    expect.soft(toolIn(project(), tool, file)).toEqual({ status: 0, output: 'one\n' })
  }
})

/** As the scripts that Electron loads before a page in its sandbox: no code from strings, and no module of Node. */
test.each(['browser', 'node'] as const)('bundled for %s, in a sandbox', async platform => {
  const contents = `const { Int32Map, StringSet } = require('tophash')
    globalThis.answer = [new Int32Map([[1, 2]], { values: 'int32' }).get(1), new StringSet(['a']).has('a')]`
  const stdin = { contents, resolveDir: project().directory }
  const { outputFiles } = await build({ stdin, bundle: true, format: 'cjs', platform, write: false })
  const refused: string[] = []
  const globals = { TextEncoder, TextDecoder, atob, crypto, process: {}, require: (name: string) => refused.push(name) }
  const context = createContext(globals, { codeGeneration: { strings: false, wasm: true } })
  runInContext(outputFiles[0]!.text, context)
  expect(context.answer).toEqual([2, true])
  expect(refused).toEqual([])
})

test('what Node loads requires its own files only', () => {
  const folder = join(project().installed, 'dist/node')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.cjs'))
  expect(files.length).toBeGreaterThan(7)
  for (const file of files) {
    const text = readFileSync(join(folder, file), 'utf8')
    const required = [...text.matchAll(/\brequire\((.*?)\)/g)].map(match => match[1]!)
    for (const name of required) expect(name, file).toMatch(/^'\.{1,2}\/.*\.cjs'$/)
    expect(text, file).not.toMatch(/\beval\(|\bFunction\(|\bimport\(/)
  }
})
