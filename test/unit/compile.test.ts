// What the build compiles again, and that it never takes an old binary for a new one. The compiler is a fake one, whose
// outputs hold all that it was given.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asc, type Compiler, compileAll, type Target } from '../../scripts/compile.js'
import { replay } from '../text.js'

const CONFIG = JSON.stringify({
  targets: {
    one: { outFile: 'build/m-one.wasm', textFile: 'build/m-one.wat' },
    two: { outFile: 'build/m-one-two.wasm' },
  },
})
const ONE: Target = { config: 'asconfig.json', name: 'one' }
const TWO: Target = { config: 'asconfig.json', name: 'two' }
const RAW: Target = { ...ONE, options: ['--bindings', 'raw'] }
const BOTH = [ONE, TWO]

let folder: string
/** The targets that were compiled since `compiled` was last called. */
let runs: string[]

const pathOf = (file: string) => join(folder, file)
const read = (file: string) => readFileSync(pathOf(file), 'utf8')

function put(file: string, text: string): void {
  mkdirSync(dirname(pathOf(file)), { recursive: true })
  writeFileSync(pathOf(file), text)
}

/** What the fake compiler makes of the tree as it is. */
function binary(args: string[], version = '1'): string {
  const names = readdirSync(pathOf('assembly'), { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.ts$/.test(name),
  )
  const sources = names.sort().map(name => [name, read(`assembly/${name}`)])
  return JSON.stringify([version, args, read('asconfig.json'), sources])
}

function fake({ version = '1', during = () => {} } = {}): Compiler {
  return {
    version,
    async run(directory, args) {
      expect(directory).toBe(folder)
      const target = args[args.indexOf('--target') + 1]!
      runs.push(target)
      await new Promise(setImmediate)
      during()
      const text = binary(args, version)
      const { outFile, textFile } = JSON.parse(CONFIG).targets[target]
      put(outFile, text)
      if (textFile) put(textFile, `; ${text}`)
      if (args.includes('--bindings')) put(outFile.replace('.wasm', '.d.ts'), 'declare')
    },
  }
}

/** Builds, and says which targets were compiled for it. */
async function compiled(targets = BOTH, compiler = fake(), atOnce = 2): Promise<string[]> {
  runs = []
  await compileAll(folder, targets, compiler, atOnce)
  return runs
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tophash-compile-'))
  runs = []
  put('asconfig.json', CONFIG)
  put('assembly/index.ts', 'index')
  put('assembly/kinds/a.ts', 'a')
  // Written long ago, whatever the clock's steps are.
  for (const file of ['asconfig.json', 'assembly/index.ts', 'assembly/kinds/a.ts']) utimesSync(pathOf(file), 1, 1)
})
afterEach(() => rmSync(folder, { recursive: true }))

test('what is as it was is not compiled again', async () => {
  expect(await compiled()).toEqual(['one', 'two'])
  expect(await compiled()).toEqual([])
  // Nor what was only written again.
  put('assembly/index.ts', 'index')
  expect(await compiled()).toEqual([])
  put('build/other.wasm', 'of nobody here')
  put('README.md', 'nor is this')
  expect(await compiled()).toEqual([])
})

describe('another input: compiled again, and again when it is back', () => {
  const moved = () => {
    rmSync(pathOf('assembly/kinds/a.ts'))
    put('assembly/kinds/b.ts', 'a')
  }
  test.each<[name: string, change: () => void]>([
    ['a changed source', () => put('assembly/index.ts', 'other')],
    ['a changed source in a folder', () => put('assembly/kinds/a.ts', 'other')],
    ['a source more', () => put('assembly/b.ts', 'b')],
    ['an empty source more', () => put('assembly/kinds/b.ts', '')],
    ['a source less', () => rmSync(pathOf('assembly/kinds/a.ts'))],
    ['a source of another name', moved],
    ['a changed configuration', () => put('asconfig.json', CONFIG.replace('{', '{"options":{"runtime":"stub"},'))],
    ['another configuration beside it', () => put('asconfig.more.json', '{}')],
  ])('%s', async (_, change) => {
    await compiled()
    change()
    expect(await compiled()).toEqual(['one', 'two'])
    expect(await compiled()).toEqual([])
    rmSync(pathOf('assembly'), { recursive: true })
    rmSync(pathOf('asconfig.more.json'), { force: true })
    put('asconfig.json', CONFIG)
    put('assembly/index.ts', 'index')
    put('assembly/kinds/a.ts', 'a')
    expect(await compiled()).toEqual(['one', 'two'])
    expect(read('build/m-one.wasm')).toBe(binary(['--config', 'asconfig.json', '--target', 'one']))
  })

  test('an option of one target', async () => {
    await compiled()
    expect(await compiled([RAW, TWO])).toEqual(['one'])
    expect(readdirSync(pathOf('build'))).toContain('m-one.d.ts')
    expect(await compiled([RAW, TWO])).toEqual([])
    expect(await compiled()).toEqual(['one'])
    // What only the options of before made is gone with them.
    expect(readdirSync(pathOf('build'))).not.toContain('m-one.d.ts')
  })

  test('another version of the compiler', async () => {
    await compiled()
    expect(await compiled(BOTH, fake({ version: '2' }))).toEqual(['one', 'two'])
    expect(await compiled(BOTH, fake({ version: '2' }))).toEqual([])
    expect(await compiled()).toEqual(['one', 'two'])
  })

  test('both versions of the real compiler are known', () => {
    expect(asc.version).toMatch(/^assemblyscript \d+\.\d+\.\S+, binaryen \d+\.\d+\.\S+$/)
  })
})

describe('outputs that are not as they were', () => {
  test.each(['m-one.wasm', 'm-one.wat', 'm-one.d.ts'])('%s, damaged or gone', async name => {
    const targets = [RAW, TWO]
    await compiled(targets)
    const right = read(`build/${name}`)
    put(`build/${name}`, right.slice(1))
    expect(await compiled(targets)).toEqual(['one'])
    expect(read(`build/${name}`)).toBe(right)
    rmSync(pathOf(`build/${name}`))
    expect(await compiled(targets)).toEqual(['one'])
    expect(read(`build/${name}`)).toBe(right)
  })

  test('those of another target', async () => {
    await compiled()
    put('build/m-one.wasm', read('build/m-one-two.wasm'))
    expect(await compiled()).toEqual(['one'])
  })

  test('one more', async () => {
    await compiled()
    put('build/m-one.d.ts', 'of an earlier build')
    expect(await compiled()).toEqual(['one'])
    expect(existsSync(pathOf('build/m-one.d.ts'))).toBe(false)
  })

  test('all of them', async () => {
    await compiled()
    rmSync(pathOf('build'), { recursive: true })
    expect(await compiled()).toEqual(['one', 'two'])
  })
})

describe('the record', () => {
  test.each([
    '',
    '{"build/m-one.wasm',
    'null',
    '7',
    '[]',
    '"text"',
    '{"build/m-one.wasm":null,"build/m-one-two.wasm":{}}',
  ])('damaged: %s', async text => {
    await compiled()
    put('build/compiled.json', text)
    expect(await compiled()).toEqual(['one', 'two'])
    expect(await compiled()).toEqual([])
  })

  test('gone', async () => {
    await compiled()
    rmSync(pathOf('build/compiled.json'))
    expect(await compiled()).toEqual(['one', 'two'])
  })

  test('a build of one target keeps what is known of others', async () => {
    await compiled([TWO])
    expect(await compiled([ONE])).toEqual(['one'])
    expect(await compiled()).toEqual([])
  })

  test('sources that change while they are compiled, and back', async () => {
    const during = () => put('assembly/index.ts', 'other')
    await compiled(BOTH, fake({ during }))
    put('assembly/index.ts', 'index')
    expect(await compiled()).toEqual(['one', 'two'])
    expect(read('build/m-one-two.wasm')).toBe(binary(['--config', 'asconfig.json', '--target', 'two']))
    expect(await compiled()).toEqual([])
  })

  test('sources that are written while they are compiled, with what they were', async () => {
    const during = () => put('assembly/index.ts', 'index')
    await compiled(BOTH, fake({ during }))
    expect(await compiled()).toEqual(['one', 'two'])
    expect(await compiled()).toEqual([])
  })
})

describe('failures', () => {
  const fails = () => {
    throw new Error('does not compile')
  }

  test('leave no binary of before, and are tried again', async () => {
    await compiled()
    put('assembly/index.ts', 'other')
    await expect(compiled(BOTH, fake({ during: fails }), 1)).rejects.toThrow('does not compile')
    // No other target is begun.
    expect(runs).toEqual(['one'])
    expect(readdirSync(pathOf('build')).sort()).toEqual(['compiled.json', 'm-one-two.wasm'])
    await expect(compiled(BOTH, fake({ during: fails }))).rejects.toThrow('does not compile')
    expect(await compiled()).toEqual(['one', 'two'])
  })

  test('wait for what runs beside them, which counts', async () => {
    let calls = 0
    const during = () => {
      if (++calls === 1) fails()
    }
    await expect(compiled(BOTH, fake({ during }))).rejects.toThrow('does not compile')
    expect(runs).toEqual(['one', 'two'])
    expect(await compiled()).toEqual(['one'])
  })

  test('a target that the configuration lacks', async () => {
    await expect(compiled([{ config: 'asconfig.json', name: 'three' }])).rejects.toThrow('a target three')
    expect(runs).toEqual([])
  })

  test.each(['m-one.wasm', 'm-one.wat'])('a compiler that does not write %s', async name => {
    const compiler = fake()
    const forgetful: Compiler = {
      ...compiler,
      async run(directory, args) {
        await compiler.run(directory, args)
        rmSync(pathOf(`build/${name}`))
      },
    }
    await expect(compiled([ONE], forgetful)).rejects.toThrow(`one did not write build/${name}`)
    expect(await compiled([ONE])).toEqual(['one'])
  })
})

test.each([1, 2])('no more than %i at once, and no fewer', async atOnce => {
  let running = 0
  let most = 0
  const slow: Compiler = {
    version: '1',
    async run(directory, args) {
      most = Math.max(most, ++running)
      await fake().run(directory, args)
      running--
    },
  }
  await compiled(BOTH, slow, atOnce)
  expect(most).toBe(atOnce)
})

test('after any changes, outputs are those of the tree as it is', async () => {
  const file = fc.constantFrom('assembly/index.ts', 'assembly/kinds/a.ts', 'assembly/b.ts', 'asconfig.json')
  const output = fc.constantFrom('m-one.wasm', 'm-one.wat', 'm-one-two.wasm', 'compiled.json')
  const change = fc.oneof(
    fc.record({ file, text: fc.constantFrom('', 'a', 'b') }),
    fc.record({ file }),
    fc.record({ file: output.map(name => `build/${name}`), text: fc.constantFrom('', '{}') }),
    fc.record({ file: output.map(name => `build/${name}`) }),
  )
  const step = fc.record({ changes: fc.array(change, { maxLength: 2 }), option: fc.constantFrom('a', 'b') })
  const property = fc.asyncProperty(fc.array(step, { maxLength: 6 }), async steps => {
    for (const { changes, option } of steps) {
      for (const { file, text } of changes as { file: string; text?: string }[]) {
        if (file === 'asconfig.json') put(file, `${CONFIG}${' '.repeat(text?.length ?? 0)}`)
        else if (text === undefined) rmSync(pathOf(file), { force: true })
        else put(file, text)
      }
      const targets = BOTH.map(target => ({ ...target, options: ['--option', option] }))
      await compiled(targets)
      const [one, two] = targets.map(({ name }) =>
        binary(['--config', 'asconfig.json', '--target', name, '--option', option]),
      )
      expect(read('build/m-one.wasm')).toBe(one)
      expect(read('build/m-one.wat')).toBe(`; ${one}`)
      expect(read('build/m-one-two.wasm')).toBe(two)
      expect(await compiled(targets)).toEqual([])
    }
  })
  await fc.assert(property, { numRuns: 30, ...replay })
})
