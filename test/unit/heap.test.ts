// The heap, driven through tables of many sizes: nothing overlaps, nothing is lost, what is fresh reads as zero.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { replay } from '../internals.js'
import { type Instance, instanceOf } from '../once.js'

const PAGE = 65536
/** assembly/memory/addresses.ts */
const HEAP_START = 24576

interface Pair {
  name: string
  bucketBytes: number
  isBigKey: boolean
  isBigValue: boolean
}
const PAIRS: Pair[] = [
  { name: 'u32None', bucketBytes: 48, isBigKey: false, isBigValue: false },
  { name: 'u32U32', bucketBytes: 80, isBigKey: false, isBigValue: false },
  { name: 'i64None', bucketBytes: 80, isBigKey: true, isBigValue: false },
  { name: 'i64U32', bucketBytes: 112, isBigKey: true, isBigValue: false },
  { name: 'i64I64', bucketBytes: 144, isBigKey: true, isBigValue: true },
]

/** Tables of one instance with what they must hold. */
class Tables {
  readonly live: { table: number; pair: Pair; model: Map<any, any> }[] = []
  #seed = 1

  constructor(readonly instance: Instance) {}

  create(pair: Pair): void {
    const table = this.instance.exports.tableCreate(this.#seed++, 7, 0)
    expect(table % 16).toBe(0)
    if (table !== 0) this.live.push({ table, pair, model: new Map() })
  }

  at(i: number) {
    return this.live[i % this.live.length]!
  }

  put(i: number, from: number, n: number): void {
    const { table, pair, model } = this.at(i)
    for (let x = from; x < from + n; x++) {
      const key = pair.isBigKey ? BigInt(x) : x
      const value = pair.isBigValue ? BigInt(x * 3) : x * 3
      const put = this.instance.exports[`${pair.name}${pair.name.endsWith('None') ? 'Add' : 'Set'}`]!
      if (put(table, key, value) >= 0) model.set(key, value)
    }
  }

  reserve(i: number, n: number): boolean {
    const { table, pair } = this.at(i)
    return this.instance.exports[`${pair.name}Reserve`]!(table, n) !== 0
  }

  shrink(i: number): void {
    const { table, pair } = this.at(i)
    this.instance.exports[`${pair.name}Shrink`]!(table)
  }

  clear(i: number): void {
    const { table, model } = this.at(i)
    this.instance.exports.tableClear(table)
    model.clear()
  }

  destroy(i: number): void {
    this.instance.exports.tableDestroy(this.at(i).table)
    this.live.splice(i % this.live.length, 1)
  }

  /** Headers and arrays are disjoint and inside the memory; every table holds what it must. */
  check(): void {
    const { exports, memory } = this.instance
    const blocks: [from: number, to: number][] = []
    for (const { table, pair, model } of this.live) {
      blocks.push([table >>> 0, (table >>> 0) + 128])
      const array = exports.tableAddress(table) >>> 0
      if (array >= HEAP_START) blocks.push([array, array + pair.bucketBytes * 2 ** exports.tableBits(table)])
      if (exports.tableCount(table) !== model.size) expect(exports.tableCount(table)).toBe(model.size)
      for (const [key, value] of model) {
        const found = pair.name.endsWith('None')
          ? exports[`${pair.name}Has`]!(table, key) === 1
          : exports[`${pair.name}Get`]!(table, key, pair.isBigValue ? -1n : -1) === value
        if (!found) expect.fail(`a table of ${pair.name} lost ${key}`)
      }
    }
    blocks.sort((a, b) => a[0] - b[0])
    for (let i = 1; i < blocks.length; i++) {
      if (blocks[i]![0] < blocks[i - 1]![1]) expect.fail(`blocks overlap: ${blocks[i - 1]} and ${blocks[i]}`)
    }
    expect(blocks.at(-1)?.[1] ?? 0).toBeLessThanOrEqual(memory.buffer.byteLength)
  }

  destroyAll(): void {
    while (this.live.length > 0) this.destroy(0)
  }
}

const OPERATIONS = ['create', 'create', 'put', 'put', 'put', 'reserve', 'shrink', 'clear', 'destroy'] as const
const command = fc.tuple(fc.constantFrom(...OPERATIONS), fc.nat(100), fc.nat(40), fc.nat(300))

function drive(tables: Tables, list: [(typeof OPERATIONS)[number], number, number, number][], most: number): void {
  for (const [name, i, j, n] of list) {
    if (name === 'create') tables.create(PAIRS[i % PAIRS.length]!)
    else if (tables.live.length === 0) continue
    else if (name === 'put') tables.put(i, j * 10, n)
    else if (name === 'reserve') tables.reserve(i, Math.min(most, n * (j % 4 === 0 ? 100 : 1)))
    else tables[name](i)
    tables.check()
  }
}

/** A table that has just begun to grow where its array was, alone in its memory, and the bytes of an empty one. */
function growingInPlace(instance: Instance): { tables: Tables; header: number } {
  const { exports } = instance
  const tables = new Tables(instance)
  tables.create(PAIRS[1]!)
  const header = exports.heapUsed()
  const { table } = tables.at(0)
  for (let i = 0; i < 40_000; i++) {
    const [address, bits] = [exports.tableAddress(table), exports.tableBits(table)]
    tables.put(0, i, 1)
    if (exports.tableAddress(table) === address && exports.tableBits(table) > bits) return { tables, header }
  }
  throw new Error('no array grew in place')
}

describe.each(['checked', 'simd', 'swar'] as const)('%s build', build => {
  test('random tables: disjoint, intact, and all memory back in the end', () => {
    const property = fc.property(fc.array(command, { maxLength: 60, size: 'max' }), fc.nat(3), (list, extra) => {
      const instance = instanceOf(build, 1 + extra, 65536)
      const tables = new Tables(instance)
      drive(tables, list, build === 'checked' ? 300 : 30_000)
      tables.destroyAll()
      expect(instance.exports.heapUsed()).toBe(0)
      // Free blocks were joined: a table that needs all but a little of the memory fits without more pages.
      const pages = instance.memory.buffer.byteLength / PAGE
      tables.create(PAIRS[1]!)
      const B = Math.floor(Math.log2((pages * PAGE - HEAP_START - 3600) / 80))
      expect(tables.reserve(0, 6.5 * 2 ** B)).toBe(true)
      expect(instance.memory.buffer.byteLength / PAGE).toBe(pages)
      tables.put(0, 0, 1)
      tables.check()
    })
    fc.assert(property, { numRuns: build === 'checked' ? 10 : 60, ...replay })
  })

  test('random tables in a small memory: what does not fit is refused, the rest is intact', () => {
    const property = fc.property(fc.array(command, { maxLength: 120, size: 'max' }), list => {
      const instance = instanceOf(build, 1, 3)
      const tables = new Tables(instance)
      drive(tables, list, 2000)
      tables.destroyAll()
      expect(instance.exports.heapUsed()).toBe(0)
    })
    fc.assert(property, { numRuns: build === 'checked' ? 25 : 60, ...replay })
  })

  test.each(['clear', 'destroy'] as const)('an array that is growing in place is freed once: %s', free => {
    const { tables, header } = growingInPlace(instanceOf(build, 40, 40))
    tables[free](0)
    expect(tables.instance.exports.heapUsed()).toBe(free === 'clear' ? header : 0)
    for (let i = 0; i < 2; i++) tables.create(PAIRS[1]!)
    for (let n = 0; n < 500; n += 100) for (let i = 0; i < 2; i++) tables.put(i, n, 100)
    tables.check()
  })

  test('an array that reaches over used and fresh memory is empty at first', () => {
    // Pairs of small arrays whose sizes differ by one unit, freed again, then an array over all of the memory.
    for (const first of PAIRS) {
      for (const second of PAIRS) {
        for (const [n, m] of [
          [1, 1],
          [1, 9],
          [9, 1],
          [14, 27],
        ] as const) {
          const instance = instanceOf(build, 2, 65536)
          const tables = new Tables(instance)
          for (const pair of [first, second, PAIRS[0]!]) tables.create(pair)
          tables.reserve(0, n)
          tables.clear(0)
          tables.reserve(1, m)
          tables.clear(1)
          expect(tables.reserve(2, 6.5 * 2048)).toBe(true)
          const { exports, memory } = instance
          const array = exports.tableAddress(tables.at(2).table)
          const bytes = new Uint8Array(memory.buffer)
          for (let index = 0; index < 2048; index++) {
            const tops = bytes.subarray(array + index * 48, array + index * 48 + 8)
            if (tops.some(top => top !== 0))
              expect.fail(`bucket ${index} is not empty: ${tops} (${first.name} ${n}, ${second.name} ${m})`)
          }
        }
      }
    }
  })
})

test('a small memory grows as far as its maximum, and an array grows in place', () => {
  const instance = instanceOf('simd', 1, 40)
  const tables = new Tables(instance)
  tables.create(PAIRS[1]!)
  tables.put(0, 0, 20_000)
  const { exports, memory } = instance
  const { table } = tables.at(0)
  expect(memory.buffer.byteLength).toBeGreaterThan(PAGE)
  const before = exports.tableAddress(table)
  tables.put(0, 20_000, 20_000)
  expect(exports.tableAddress(table)).toBe(before)
  tables.check()
  tables.put(0, 40_000, 200_000)
  expect(memory.buffer.byteLength).toBeLessThanOrEqual(40 * PAGE)
  expect(exports.tableCount(table)).toBeLessThan(240_000)
  tables.check()
})

test('an array at the end of memory moves to where there is room, and memory does not grow', () => {
  const instance = instanceOf('checked', 64, 65536)
  const tables = new Tables(instance)
  // The first header is the last block. Once it is freed, an array of one bucket fits there.
  tables.create(PAIRS[1]!)
  tables.create(PAIRS[1]!)
  tables.destroy(0)
  tables.put(0, 0, 1)
  const { exports, memory } = instance
  expect(exports.tableAddress(tables.at(0).table)).toBeGreaterThan(64 * PAGE - 320)
  tables.put(0, 1, 100)
  tables.check()
  expect(memory.buffer.byteLength).toBe(64 * PAGE)
})

test('what a growth frees serves the next one: memory stays within three times what is held', () => {
  const instance = instanceOf('simd', 1, 65536)
  const tables = new Tables(instance)
  for (let i = 0; i < 4; i++) tables.create(PAIRS[1]!)
  for (let n = 0; n < 100; n++) for (let i = 0; i < 4; i++) tables.put(i, n * 2000, 2000)
  tables.check()
  const used = instance.exports.heapUsed()
  // Pages are taken at 64 MiB a time or doubled.
  expect(instance.memory.buffer.byteLength).toBeLessThanOrEqual(Math.max(3 * used, 130 * 2 ** 20))
})
