// What a table notes of its entries in its header: `epoch` counts updates and removals, `sentinel` says that a value may be
// what callers take for "missing". And that all state is in the memory: an image of it is complete.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Instance, instanceOf, moduleOf } from '../once.js'

const binary = readFileSync(new URL('../../build/tophash-constants.wasm', import.meta.url))
const { exports: constants } = new WebAssembly.Instance(new WebAssembly.Module(binary))

function constant(name: string): any {
  return (constants[name] as WebAssembly.Global).value
}

const MISSING = constant('MISSING')
const MISSING_64 = constant('MISSING_64')

/** The count, the epoch and the sentinel of a table. */
function notesOf({ memory }: Instance, table: number): [count: number, epoch: number, sentinel: number] {
  const view = new DataView(memory.buffer, table >>> 0)
  const at = (name: string) => view.getUint32(constant(name), true)
  return [at('TABLE_COUNT'), at('TABLE_EPOCH'), at('TABLE_SENTINEL')]
}

/** One key a call, of a key type that is passed as itself. */
const KINDS = [
  { pair: 'u32U32', key: (n: number) => n, plain: 5, missing: MISSING, add: 'Signed', least: 1 },
  { pair: 'f64U32', key: (n: number) => n + 0.5, plain: 5, missing: MISSING, add: 'Unsigned', least: 1 },
  { pair: 'u32F32', key: (n: number) => n, plain: 1.5, missing: Number.NaN, add: '', least: 1 },
  { pair: 'i64F64', key: (n: number) => BigInt(n), plain: 1.5, missing: Number.NaN, add: '', least: 1 },
  { pair: 'f64I64', key: (n: number) => n, plain: 5n, missing: MISSING_64, add: 'Signed', least: 1n },
  { pair: 'i64I64', key: (n: number) => BigInt(n), plain: 5n, missing: MISSING_64, add: 'Unsigned', least: 1n },
] as const

function sizedPair(pair: string): string {
  return pair.replace(/F32$/, 'U32').replace(/F64$/, 'I64')
}

// The checked build takes all notes, as one for tables with several callers would.
describe.each(['checked'] as const)('%s build', build => {
  test.each(KINDS)('one key a call: $pair', ({ pair, key, plain, missing, add, least }) => {
    const instance = instanceOf(build, 2, 100)
    const { exports } = instance
    const sized = sizedPair(pair)
    const table = exports.tableCreate(1, 2, 0)
    const call = (name: string, ...args: unknown[]) => exports[`${pair}${name}`]!(table, ...args)
    const notes = () => notesOf(instance, table)

    expect(call('Set', key(1), plain)).toBe(1)
    expect(notes()).toEqual([1, 0, 0])
    expect(call('Set', key(1), plain)).toBe(0)
    expect(notes()).toEqual([1, 1, 0])
    call(`Increment${add}`, key(2), least)
    expect(notes()).toEqual([2, 1, 0])
    call(`Increment${add}`, key(2), least)
    expect(notes()).toEqual([2, 2, 0])
    for (let n = 3; n < 30; n++) call('Set', key(n), plain)
    expect(notes()).toEqual([29, 2, 0])
    expect(exports[`${sized}Remove`]!(table, key(100))).toBe(0)
    expect(notes()).toEqual([29, 2, 0])
    expect(exports[`${sized}Remove`]!(table, key(3))).toBe(1)
    expect(notes()).toEqual([28, 3, 0])
    call('Set', key(4), missing)
    expect(notes()).toEqual([28, 4, 1])

    const copy = exports[`${pair}Clone`]!(table) >>> 0
    expect(notesOf(instance, copy)[2]).toBe(1)
    exports.tableClear(table)
    expect(notes()).toEqual([0, 5, 0])
    expect(exports[`${pair}Shrink`]!(copy)).toBe(1)
    expect(notesOf(instance, copy)[2]).toBe(1)
    exports.tableDestroy(copy)

    // A sum, of a new key and of one that is there.
    call(`Increment${add}`, key(1), missing)
    expect(notes()).toEqual([1, 5, 1])
    exports.tableClear(table)
    call('Set', key(1), missing === missing ? (missing as any) - (least as any) : Number.POSITIVE_INFINITY)
    expect(notes()[2]).toBe(0)
    call(`Increment${add}`, key(1), missing === missing ? least : Number.NEGATIVE_INFINITY)
    expect(notes()).toEqual([1, 7, 1])

    exports.tableClear(table)
    exports.tableNoteMissing(table)
    expect(notes()).toEqual([0, 8, 1])
  })

  test('an increment out of range changes nothing', () => {
    const instance = instanceOf(build, 2, 100)
    const { exports } = instance
    const table = exports.tableCreate(1, 2, 0)
    exports.u32U32Set!(table, 1, 0x7fffffff)
    expect(exports.u32U32IncrementSigned!(table, 1, 1)).toBeNaN()
    expect(exports.incrementStatus()).toBe(constant('STATUS_OVERFLOW'))
    expect(notesOf(instance, table)).toEqual([1, 0, 0])
  })

  test('handles: what is there is not changed, and no value is noted', () => {
    const instance = instanceOf(build, 2, 100)
    const { exports } = instance
    const table = exports.tableCreate(1, 2, 0)
    expect(exports.u32U32GetOrInsert!(table, 1, MISSING, -1)).toBe(MISSING)
    expect(exports.u32U32GetOrInsert!(table, 1, 7, -1)).toBe(MISSING)
    expect(notesOf(instance, table)).toEqual([1, 0, 0])
    expect(exports.u32U32Take!(table, 1, -2)).toBe(MISSING)
    expect(exports.u32U32Take!(table, 1, -2)).toBe(-2)
    expect(notesOf(instance, table)).toEqual([0, 1, 0])
  })

  test('a set: adding what is there is no update', () => {
    const instance = instanceOf(build, 2, 100)
    const { exports } = instance
    const table = exports.tableCreate(1, 2, 0)
    expect([1, 1].map(key => exports.u32NoneAdd!(table, key))).toEqual([1, 0])
    expect(notesOf(instance, table)).toEqual([1, 0, 0])
  })

  test('many keys: columns', () => {
    const instance = instanceOf(build, 2, 100)
    const { exports, memory } = instance
    const table = exports.tableCreate(1, 2, 0)
    const keys = exports.batchRegion() >>> 0
    const values = keys + constant('BATCH_CAPACITY') * constant('BATCH_BYTES_EACH')
    const log = values + 4096
    const words = () => new Int32Array(memory.buffer)
    const put = (at: number, ...numbers: number[]) => words().set(numbers, at >>> 2)
    const notes = () => notesOf(instance, table)

    put(keys, 1, 2, 3, 2)
    put(values, 10, 20, 30, 40)
    expect(exports.u32U32SetMany!(table, keys, values, 4, 0)).toBe(4)
    expect(notes()).toEqual([3, 1, 0])
    put(values, MISSING)
    exports.u32U32SetMany!(table, keys, values, 1, 0)
    // Which type the values are, only the caller knows.
    expect(notes()).toEqual([3, 2, 0])
    put(values, 1, 1, 1, 1)
    exports.u32U32IncrementManySigned!(table, keys, values, 4, 0)
    expect(notes()).toEqual([3, 6, 0])
    put(values, 2 ** 31 - 1)
    put(keys, 9)
    exports.u32U32IncrementManySigned!(table, keys, values, 1, 0)
    put(values, MISSING)
    put(keys, 8)
    exports.u32U32IncrementManySigned!(table, keys, values, 1, 0)
    expect(notes()).toEqual([5, 6, 1])
    put(keys, 1, 50)
    put(values, 5, 5)
    put(log, 0, 0)
    exports.u32U32SetMany!(table, keys, values, 2, log)
    expect(notes()).toEqual([6, 7, 1])
    exports.u32U32UndoMany!(table, keys, values, 2, log)
    expect(notes()).toEqual([5, 9, 1])
    put(keys, 1, 50, 2)
    expect(exports.u32U32RemoveMany!(table, keys, 3)).toBe(2)
    expect(notes()).toEqual([3, 11, 1])
    exports.u32U32IndexMany!(table, keys, values, 1, 0)
    expect(notes()).toEqual([4, 11, 1])
  })

  test('many keys: ranges', () => {
    const instance = instanceOf(build, 4, 100)
    const { exports, memory } = instance
    const table = exports.tableCreateBytes(1, 2, 0, 0, 4)
    const region = exports.rangesRegion() >>> 0
    const starts = region + constant('RANGES_BYTES') + constant('RANGES_SLACK')
    const ends = starts + 4 * constant('RANGES_CAPACITY')
    const values = ends + 4 * constant('RANGES_CAPACITY')
    const put = (at: number, ...numbers: number[]) => new Int32Array(memory.buffer).set(numbers, at >>> 2)
    const notes = () => notesOf(instance, table)
    new Uint8Array(memory.buffer).set([1, 2, 3, 1], region)
    put(starts, 0, 1, 2, 3)
    put(ends, 1, 2, 3, 4)
    put(values, 1, 2, 3, 4)
    expect(exports.bytesU32SetRanges!(table, 4, 0)).toBe(4)
    expect(notes()).toEqual([3, 1, 0])
    put(values, 0, 0, 0, 0)
    expect(exports.bytesU32IncrementRangesSigned!(table, 4, 0)).toBe(4)
    expect(notes()).toEqual([3, 5, 0])
    put(values, 0, 0, MISSING - 3)
    expect(exports.bytesU32IncrementRangesSigned!(table, 3, 0)).toBe(3)
    expect(notes()).toEqual([3, 8, 1])
    expect(exports.bytesU32RemoveRanges!(table, 4, 0)).toBe(4)
    expect(notes()).toEqual([0, 11, 1])
  })
})

test('an image of the memory is complete: another instance goes on with it', () => {
  const { exports: before, memory } = instanceOf('checked', 2, 100)
  const tables = [0, 1, 2].map(seed => before.tableCreate(seed, 2, 0))
  for (let n = 0; n < 1000; n++) before.u32U32Set!(tables[n % 3]!, n, 2 * n)
  before.batchRegion()
  before.rangesRegion()
  before.tableDestroy(tables[2]!)

  const pages = memory.buffer.byteLength / 65536
  const copy = new WebAssembly.Memory({ initial: pages, maximum: 100 })
  new Uint8Array(copy.buffer).set(new Uint8Array(memory.buffer))
  const imports = { env: { memory: copy, abort: () => expect.fail('an invariant is violated') } }
  const after = new WebAssembly.Instance(moduleOf('checked'), imports).exports as Instance['exports']
  expect(after.heapUsed()).toBe(before.heapUsed())
  expect(after.batchRegion()).toBe(before.batchRegion())
  expect(after.rangesRegion()).toBe(before.rangesRegion())
  for (let n = 0; n < 1000; n++) {
    if (n % 3 < 2) expect(after.u32U32Get!(tables[n % 3]!, n, -1)).toBe(2 * n)
  }
  const held = after.heapUsed()
  for (let n = 1000; n < 3000; n++) expect(after.u32U32Set!(tables[0]!, n, n)).toBeGreaterThan(0)
  expect(after.heapUsed()).toBeGreaterThan(held)
  for (const table of tables.slice(0, 2)) after.tableDestroy(table)
  expect(after.heapUsed()).toBeLessThan(held)
})

test('an ordinary build notes what only a call for many keys sees', () => {
  const instance = instanceOf('simd', 2, 100)
  const { exports, memory } = instance
  const table = exports.tableCreate(1, 2, 0)
  for (const value of [MISSING, 1]) exports.u32U32Set!(table, 1, value)
  expect(notesOf(instance, table)).toEqual([1, 0, 0])
  const keys = exports.batchRegion() >>> 0
  const values = keys + constant('BATCH_CAPACITY') * constant('BATCH_BYTES_EACH')
  new Int32Array(memory.buffer)[keys >>> 2] = 2
  new Int32Array(memory.buffer)[values >>> 2] = MISSING
  expect(exports.u32U32IncrementManySigned!(table, keys, values, 1, 0)).toBe(1)
  expect(notesOf(instance, table)).toEqual([2, 0, 1])
})
