// The package, installed as a user would install it.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runIn, toolIn } from './fixture.js'
import { useProject } from './hooks.js'

const project = useProject()

test('it holds what it needs and no sources', () => {
  const files = readdirSync(project().installed)
  expect(files).toEqual(expect.arrayContaining(['package.json', 'dist', 'README.md', 'LICENSE']))
  for (const name of ['src', 'test', 'assembly', 'bench', 'scripts', 'node_modules']) expect(files).not.toContain(name)
  expect(readdirSync(join(project().directory, 'node_modules')).filter(name => !name.startsWith('.'))).toEqual([
    'tophash',
  ])
})

test('a ten-line program', () => {
  const { output, error } = runIn(
    project(),
    `import { Int32Map, BigInt64Map, Float64Set } from 'tophash'
     const counts = new Int32Map({ values: 'int32' })
     for (const key of [7, 12, 7, 7]) counts.increment(key)
     const users = new BigInt64Map([[2n ** 40n, { name: 'a' }]])
     const set = new Float64Set([0, -0, NaN, NaN])
     const big = new Int32Map({ values: 'float64' })
     for (let i = 0; i < 100_000; i++) big.set(i, i / 2)
     console.log(counts.get(7), counts.get(99), users.get(2n ** 40n).name, set.size, big.size, big.get(99_999))
     console.log(counts)`,
  )
  expect(error).toBe('')
  expect(output).toMatch(/^3 undefined a 2 100000 49999.5\nInt32Map\(2\) \{ (7 => 3, 12 => 1|12 => 1, 7 => 3) \}$/)
})

test.each(['tophash', 'tophash/swiss', 'tophash/reference'])('string and bytes keys, from %s', name => {
  const { output, error } = runIn(
    project(),
    `import { StringMap, StringSet, BytesMap, BytesSet } from '${name}'
     const words = new StringMap({ values: 'int32' })
     for (const word of ['na\u00efve', '\u6f22', 'naive', '\u6f22', 'x'.repeat(10_000)]) words.increment(word)
     const ids = new BytesMap([[new Uint8Array(16).fill(7), 'seven']], { keyLength: 16 })
     const line = Buffer.from('key value')
     const set = new BytesSet().addRange(line, 0, 3)
     console.log(words.size, words.get('\u6f22'), ids.get(new Uint8Array(16).fill(7)), set.has(Buffer.from('key')))
     console.log(ids, new StringSet(['a']))`,
  )
  expect(error).toBe('')
  const [first, ...rest] = output.split('\n')
  expect(first).toBe('4 2 seven true')
  expect(rest.join(' ')).toMatch(/^BytesMap\(1\) \{ +Uint8Array\(16\) .*=> 'seven' *\} StringSet\(1\) \{ 'a' \}$/)
})

test('every entry point', () => {
  const { output, error } = runIn(
    project(),
    `import * as main from 'tophash'
     import * as swiss from 'tophash/swiss'
     import * as reference from 'tophash/reference'
     import * as group from 'tophash/group'
     import { assertSameContent } from 'tophash/testing'
     import { readFileSync } from 'node:fs'
     import { createRequire } from 'node:module'
     import { fileURLToPath } from 'node:url'
     const wasm = fileURLToPath(import.meta.resolve('tophash/wasm'))
     const module = new WebAssembly.Module(readFileSync(wasm))
     for (const { HashMap, Int32Set } of [main, swiss, reference]) {
       assertSameContent(new HashMap([[1, new Int32Set([2, 3])]]), new HashMap([[1, new Int32Set([3, 2])]]))
     }
     const names = Object.keys(main).filter(name => /(Map|Set)$/.test(name))
     console.log(JSON.stringify({
       names, twin: Object.keys(reference).filter(name => /(Map|Set)$/.test(name)),
       init: typeof main.init, group: Object.keys(group), wasm: WebAssembly.Module.exports(module).length,
       version: createRequire(import.meta.url)('tophash/package.json').version,
       same: new reference.Int32Map({ seed: 3n }).set(1, 2).equals(new main.Int32Map({ seed: 3n }).set(1, 2)),
     }))`,
  )
  expect(error).toBe('')
  const { names, twin, init, group, wasm, version, same } = JSON.parse(output)
  const kinds = ['Int32', 'Uint32', 'Float64', 'BigInt64', 'BigUint64', 'String', 'Bytes']
  expect(names.sort()).toEqual(expect.arrayContaining(kinds.flatMap(kind => [`${kind}Map`, `${kind}Set`])))
  expect(twin.sort()).toEqual(names)
  expect(init).toBe('function')
  expect(group).toEqual(expect.arrayContaining(['matchTopHash', 'matchEmpty', 'matchFull']))
  expect(wasm).toBeGreaterThan(100)
  expect(version).toMatch(/^\d+\.\d+\.\d+/)
  expect(same).toBe(true)
})

test('the reference does not bring Wasm along', () => {
  const { output, error } = runIn(
    project(),
    `globalThis.WebAssembly = undefined
     const { Float64Map } = await import('tophash/reference')
     const map = new Float64Map({ values: 'int32' })
     for (let i = 0; i < 1000; i++) map.set(i / 2, i)
     console.log(map.size, map.get(4.5))`,
  )
  expect(error).toBe('')
  expect(output).toBe('1000 9')
})

test('nothing is compiled before the first write', () => {
  const { output } = runIn(
    project(),
    `const { Module } = WebAssembly
     let compiled = 0
     WebAssembly.Module = class extends Module { constructor(...args) { super(...args); compiled++ } }
     const { Int32Map } = await import('tophash')
     const map = new Int32Map({ capacity: 100 })
     const before = [map.size, map.get(1), map.has(1), map.delete(1), [...map].length, compiled]
     map.set(1, 1)
     console.log(JSON.stringify([...before, compiled > 0]))`,
  )
  expect(JSON.parse(output)).toEqual([0, null, false, false, 0, 0, true])
})

describe('init', () => {
  const START = `import { Int32Map, init } from 'tophash'
    import { readFileSync } from 'node:fs'
    import { fileURLToPath } from 'node:url'
    const ours = name => new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve(name))))
    const failure = async promise => { try { await promise; return 'none' } catch (e) { return e.constructor.name + ': ' + e.message } }
  `

  test.each(['tophash/wasm', 'tophash/wasm-swar'])('with the module of %s, no bytes are compiled', name => {
    const { output, error } = runIn(
      project(),
      `import { readFileSync } from 'node:fs'
       import { fileURLToPath } from 'node:url'
       const module = new WebAssembly.Module(readFileSync(fileURLToPath(import.meta.resolve('${name}'))))
       const forbidden = () => { throw new Error('forbidden') }
       WebAssembly.compile = WebAssembly.validate = forbidden
       WebAssembly.Module = new Proxy(WebAssembly.Module, { construct: forbidden })
       const { Int32Map, init } = await import('tophash')
       await init(module)
       const map = new Int32Map([[1, 'one']])
       console.log(map.get(1), map.size)`,
    )
    expect(error).toBe('')
    expect(output).toBe('one 1')
  })

  test('without a module, any number of times', () => {
    const { output } = runIn(
      project(),
      `${START} await Promise.all([init(), init()]); const map = new Int32Map([[1, 1]]); await init(); console.log(map.get(1))`,
    )
    expect(output).toBe('1')
  })

  test('what is not ours, what is too late', () => {
    const { output, error } = runIn(
      project(),
      `${START}
       const foreign = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))
       console.log(await failure(init(foreign)))
       console.log(await failure(init({})))
       console.log(await failure(init(null)))
       await init(ours('tophash/wasm'))
       console.log(await failure(init(ours('tophash/wasm'))))
       console.log(new Int32Map([[1, 1]]).get(1))`,
    )
    expect(error).toBe('')
    const lines = output.split('\n')
    for (const line of lines.slice(0, 4)) expect(line).toMatch(/^TypeError: init: /)
    expect(lines[0]).toMatch(/not of tophash/)
    expect(lines[3]).toMatch(/too late/)
    expect(lines[4]).toBe('1')
  })

  test('too late after a write', () => {
    const { output } = runIn(
      project(),
      `${START} new Int32Map([[1, 1]]); console.log(await failure(init(ours('tophash/wasm'))))`,
    )
    expect(output).toMatch(/^TypeError: init: too late/)
  })
})

test('publint has nothing to say', () => {
  const { status, output } = toolIn(project(), 'publint/src/cli.js', 'node_modules/tophash', '--strict')
  expect(status, output).toBe(0)
  expect(output).toMatch(/All good/)
})

test('every file that the package names is there', () => {
  const manifest = readFileSync(join(project().installed, 'package.json'), 'utf8')
  const { exports, main, types, typesVersions } = JSON.parse(manifest)
  const filesOf = (entry: unknown): string[] =>
    typeof entry === 'string' ? [entry] : Object.values(entry as object).flatMap(filesOf)
  const files = [main, types, ...filesOf(exports), ...filesOf(typesVersions)]
  expect(files.length).toBeGreaterThan(30)
  for (const file of files) expect(existsSync(join(project().installed, file)), file).toBe(true)
})
