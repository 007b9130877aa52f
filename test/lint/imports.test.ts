// The rules for imports: each of them is broken in a tree of its own and notices. `npm run lint:imports` holds the real one
// to them.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** What each file of a tree imports. */
type Tree = Record<string, string[]>

/** One import each that breaks a rule, `from` and `to` of it. */
const FAULTS: [rule: string, from: string, to: string][] = [
  ['no-circles', 'src/kinds/a.ts', './b.js'],
  ['direction', 'src/basics/errors.ts', '../body/body.js'],
  ['direction', 'src/many/each.ts', '../iteration/cursor.js'],
  ['direction', 'src/index.ts', './group.js'],
  ['room', 'src/attic/a.ts', '../basics/errors.js'],
  ['room-of-imported', 'src/testing.ts', './cellar/a.js'],
  ['twin', 'src/spaces/reference/keys.ts', '../wasm/keys.js'],
  ['twin', 'src/reference/checked.ts', '../spaces/heap/heap.js'],
  ['twin-at-all', 'src/generated/reference/hash-map.ts', '../../any/over-wasm.js'],
  ['library-alone', 'src/group.ts', '../bench/data/keys.js'],
  ['two-languages', 'src/spaces/wasm/pair.ts', '../../../assembly/table'],
  ['layout', 'assembly/calls/one.ts', '../buckets/table'],
  ['direction', 'assembly/memory/heap.ts', '../keys/hash'],
  ['scripts-know-kinds', 'scripts/wires.ts', '../src/body/body.js'],
  ['scripts-and-tests', 'scripts/embed.ts', '../test/once.js'],
  ['direction', 'scripts/abi.ts', './build.js'],
  ['bench-knows-where', 'bench/grid/run.ts', '../../src/index.js'],
  ['direction', 'bench/data/keys.ts', '../grid/run.js'],
  ['site-shows-src', 'site/main.ts', '../bench/data/keys.js'],
  ['direction', 'site/model/mix.ts', '../dom.js'],
  ['resolved', 'bench/job/run.ts', './nowhere.js'],
]

/** What is in order. */
const SOUND: Tree = {
  'src/basics/errors.ts': [],
  'src/body/body.ts': ['../basics/errors.js', '../kinds/kind.js'],
  'src/kinds/kind.ts': [],
  'src/kinds/b.ts': ['./a.js'],
  'src/iteration/cursor.ts': ['../body/body.js'],
  'src/cellar/a.ts': [],
  'src/spaces/wasm/keys.ts': ['../../kinds/kind.js'],
  'src/spaces/heap/heap.ts': ['../wasm/keys.js'],
  'src/any/over-wasm.ts': ['../generated/buckets/int32-map.js'],
  'src/generated/buckets/int32-map.ts': ['../../spaces/wasm/keys.js'],
  'assembly/buckets/table.ts': ['../keys/hash'],
  'assembly/keys/hash.ts': [],
  'assembly/table.ts': ['./buckets/table'],
  'scripts/build.ts': ['./wires.js', '../src/kinds/kind.js'],
  'bench/common/library.ts': ['../../src/index.js'],
  'site/dom.ts': [],
  'test/once.ts': ['../src/index.js'],
}

const tree = mkdtempSync(join(tmpdir(), 'tophash-imports-'))
/** What was found: rule, file, imported file. */
let found: [rule: string, from: string, to: string][] = []

function write(files: Tree): void {
  for (const [file, imports] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), imports.map(path => `import type { X } from '${path}'\n`).join(''))
  }
}

async function cruised(): Promise<ICruiseResult> {
  const { default: config }: { default: IConfiguration } = await import(
    new URL('../../.dependency-cruiser.mjs', import.meta.url).href
  )
  const { tsConfig, ...options } = config.options as Record<string, unknown>
  const parts = ['src', 'assembly', 'scripts', 'bench', 'site']
  const { output } = await cruise(parts, { ...options, ruleSet: config, validate: true, baseDir: tree } as object)
  return output as ICruiseResult
}

beforeAll(async () => {
  const files: Tree = structuredClone(SOUND)
  for (const [, from, to] of FAULTS) {
    files[from] ??= []
    files[from].push(to)
  }
  write(files)
  const { summary } = await cruised()
  found = summary.violations.map(({ rule, from, to }) => [rule.name.split(':')[0]!, from, to])
})
afterAll(() => rmSync(tree, { recursive: true, force: true }))

/** The file that an import names. */
const targetOf = (from: string, path: string) => {
  const target = join(dirname(from), path)
  return /nowhere/.test(path) ? path : target.replace(/(\.js)?$/, '.ts')
}

test.each(FAULTS)('%s: %s imports %s', (rule, from, path) => {
  const to = targetOf(from, path)
  const own = found.filter(each => each[0] === rule && each[1] === from)
  // What is reached by way of others is named itself.
  if (rule === 'twin-at-all') expect(own.map(each => each[2])).toContain('src/generated/buckets/int32-map.ts')
  else expect(own).toContainEqual([rule, from, to])
})

test('what is in order is not found', () => {
  const faulty = new Set(FAULTS.map(([, from]) => from))
  expect(found.filter(([, from]) => !faulty.has(from))).toEqual([])
})
