// The declarations of the installed package compile, and say the same, under every TypeScript that it is likely to meet.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { compilerOf, SETTINGS } from './compile.js'
import { useProject } from './hooks.js'

const KINDS: [name: string, key: string, like: string][] = [
  ['Int32', 'number', '1'],
  ['Uint32', 'number', '1'],
  ['Float64', 'number', '0.5'],
  ['BigInt64', 'bigint', '1n'],
  ['BigUint64', 'bigint', '1n'],
  ['String', 'string', "'a'"],
  ['Bytes', 'Uint8Array', 'new Uint8Array(2)'],
]

/** Uses of the classes of one kind of keys. */
const ofKind = ([name, key, like]: (typeof KINDS)[number]) => `
{
  const map: Map<${key}, string> = new main.${name}Map<string>([[${like}, 'one']])
  const readonlyMap: ReadonlyMap<${key}, string> = new twin.${name}Map<string>()
  const counts = new main.${name}Map({ values: 'int32', capacity: 10 })
  const sum: Same<ReturnType<typeof counts.increment>, number> = true
  const found: Same<ReturnType<typeof counts.get>, number | undefined> = true
  const big: bigint | undefined = new main.${name}Map({ values: 'bigint64' }).get(${like})
  const set: Set<${key}> = new main.${name}Set([${like}])
  const readonlySet: ReadonlySet<${key}> = new twin.${name}Set()
  const both = new main.${name}Set([${like}])
  const shared: main.${name}Set = both.intersection(new Set([${like}]))
  const union = both.union(new Set([${like}]))
  const united: Same<typeof union, main.${name}Set> = true
  for (const [k, v] of counts) both.add(k).equals(new Set([k])) || v.toFixed()
  for (const [k, same] of both.entries()) { const pair: ${key}[] = [k, same]; void pair }
  const step: IteratorResult<${key}> = both.values().next()
  if (step.done !== true) { const k: ${key} = step.value; void k }
  counts.forEach((v, k, m) => m.set(k, v + 1))
  // @ts-expect-error: a key of another type
  counts.set(Symbol(), 1)
  // @ts-expect-error: a value of another type
  counts.set(${like}, 'one')
  // @ts-expect-error: no option
  new main.${name}Map({ value: 'int32' })
  void [map, readonlyMap, sum, found, big, set, readonlySet, shared, united, main.${name}Map.groupBy([1], () => ${like})]
}`

const USE = `
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false
${KINDS.map(ofKind).join('')}
const mixed: Map<unknown, string> = new main.HashMap<unknown, string>([[1, 'a'], ['1', 'b']])
const any: Set<unknown> = new main.HashSet<unknown>([1, 'a'])
const strings: ReadonlySet<string> = new twin.HashSet<string>()
const heap: main.Heap = new main.Heap()
const options: main.MapOptions = { heap, values: 'float32' }
const inspected: main.Inspection = new main.Int32Map(options as { values: 'float32' }).inspect()
const stats: main.Stats = new twin.Int32Map().stats()
const { ids, keys } = main.indexMany(Int32Array.of(1))
const { left } = main.joinMany(keys, keys)
const ready: Promise<void> = main.init()
// @ts-expect-error: no module
main.init(null)
const mask: number = group.matchTopHash(new Uint8Array(8), 1)
const equals: testing.Equals = (a, b) => a === b
testing.assertSameContent(mixed, any, equals)
const checked: main.Int32Map<number> = twin.checked(new main.Int32Map<number>())
const bytes: main.BytesLike = new ArrayBuffer(1)
const split: swiss.Int32Map<number> = new swiss.Int32Map({ values: 'int32' })
const tables: number = split.stats().tables + split.inspect().tables.length
// @ts-expect-error: it has no buckets
split.stats().buckets
void [strings, inspected, stats, ids, left, ready, mask, checked, bytes, tables]
`

const from = (statement: (name: string, path: string) => string) =>
  [
    statement('main', 'tophash'),
    statement('swiss', 'tophash/swiss'),
    statement('twin', 'tophash/reference'),
    statement('group', 'tophash/group'),
    statement('testing', 'tophash/testing'),
  ].join('\n')

/** A class is one type, whether it is imported or required. */
const MIXED = `
import { Int32Map, Heap } from 'tophash'
import required = require('./required.cjs')
const map: Int32Map<string> = required.map
const heap: Heap = required.heap
new Int32Map({ heap: required.heap })
void [map, heap]
`

const DISPOSED = `
import { HashSet, Int32Map } from 'tophash'
const dispose: { [Symbol.dispose](): void }[] = [new Int32Map(), new HashSet()]
new Int32Map()[Symbol.dispose]()
void dispose
`

const MODULE = `
import { init } from 'tophash'
declare const module: WebAssembly.Module
await init(module)
`

const project = useProject()

beforeAll(() => {
  const write = (name: string, text: string) => writeFileSync(join(project().directory, name), text)
  write('imported.mts', from((name, path) => `import * as ${name} from '${path}'`) + USE)
  const common = from((name, path) => `import ${name} = require('${path}')`)
  write('required.cts', `${common}${USE}export const map = new main.Int32Map<string>(); export { heap }`)
  write('mixed.mts', MIXED)
  write('disposed.mts', DISPOSED)
  write('module.mts', MODULE)
})

test.each(['typescript-5.0', 'typescript-5.4', 'typescript', 'typescript-7'])('%s', name => {
  const compile = compilerOf(name, project())
  for (const setting of SETTINGS) {
    const { lib, moduleResolution } = setting
    const files = ['imported.mts']
    if (moduleResolution !== 'bundler') files.push('required.cts', 'mixed.mts')
    if (lib.includes('dom')) files.push('module.mts')
    if (lib.includes('esnext') && name !== 'typescript-5.0') files.push('disposed.mts')
    expect.soft(compile(setting, files), JSON.stringify(setting)).toBe('')
  }
})
