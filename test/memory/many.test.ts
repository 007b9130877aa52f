// Memory that runs out in the middle of a call for many keys, at every allocation site in turn: what was applied before
// stays, the error says for how many keys that was, and the map works on.

import { beforeAll, describe, expect, test } from 'vitest'
import { library as classes } from '../backend.js'
import { KEY_ARRAYS, VALUE_ARRAYS } from '../columns.js'
import { KeyMap, show } from '../ids.js'
import { KEY_KINDS, type KeyKind, newMap, newSet, stored, VALUE_KINDS, VALUES } from '../model/kinds.js'
import { keep, type RawExports, useBuild } from '../once.js'

const PLENTY = 2 ** 31 - 1
/** More keys than a first bucket holds, with growths on the way. */
const MANY = 150

let exports: RawExports

beforeAll(() => {
  exports = useBuild('checked', 64, 1024)
})

/** The error of a call, or undefined. Anything but a want of memory is thrown on. */
function failure(call: () => unknown): any {
  try {
    call()
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    expect((error as Error).message).toMatch(/^\w+(\.\w+)?: out of memory$/)
    return error
  }
}

/** Calls under a budget of 0, 1, 2, ... allocations until one succeeds. */
function underBudgets(attempt: (budget: number) => boolean): void {
  for (let budget = 0; ; budget++) {
    if (budget > 1000) expect.fail('memory never sufficed')
    exports.heapBudget(PLENTY)
    if (attempt(budget)) break
  }
  exports.heapBudget(PLENTY)
}

// First, while this instance has no region for many keys yet.
describe('no memory for the region that keys are copied to', () => {
  const keys = Int32Array.of(1, 2, 3)

  test('reads and deletes say so and change nothing', () => {
    exports.heapBudget(PLENTY)
    const map = keep(new classes.Int32Map({ values: 'int32' }))
      .set(1, 10)
      .set(2, 20)
    const out = new Int32Array(3).fill(7)
    const calls: [string, () => unknown][] = [
      ['getMany', () => map.getMany(keys, out)],
      ['hasMany', () => map.hasMany(keys)],
      ['deleteMany', () => map.deleteMany(keys)],
    ]
    for (const [name, call] of calls) {
      exports.heapBudget(0)
      const error = failure(call)
      exports.heapBudget(PLENTY)
      expect(error?.message, name).toBe(`Int32Map.${name}: out of memory`)
      expect([map.size, map.get(1), map.get(2), ...out]).toEqual([2, 10, 20, 7, 7, 7])
    }
  })

  test('writes have applied what their error says', () => {
    exports.heapBudget(PLENTY)
    const map = keep(new classes.Int32Map({ values: 'int32' }))
      .set(1, 10)
      .set(2, 20)
    exports.heapBudget(0)
    const error = failure(() => map.setMany(keys, Int32Array.of(1, 2, 3)))
    expect(error.done).toBe(0)
    expect([map.size, map.get(1), map.get(2)]).toEqual([2, 10, 20])
    const other = failure(() => map.incrementMany(keys))
    expect([map.get(1), map.get(2), map.get(3)].filter((x, i) => x !== [10, 20, undefined][i]).length).toBe(other.done)
    exports.heapBudget(PLENTY)
    map.clear()
    expect([...map.setMany(keys, Int32Array.of(1, 2, 3)).getMany(keys)]).toEqual([1, 2, 3])
    expect(map.deleteMany(keys)).toBe(3)
  })
})

interface Case {
  name: string
  /** Whether keys are in an array of their own type. */
  isTyped: boolean
  key: KeyKind
  values: (typeof VALUE_KINDS)[number] | undefined
}

const CASES: Case[] = KEY_KINDS.flatMap(key =>
  [undefined, ...VALUE_KINDS].flatMap(values => {
    const name = values === undefined ? `${key.label}Set` : `${key.label}Map of ${values}`
    const plain = { name: `${name}, plain array`, isTyped: false, key, values }
    return KEY_ARRAYS[key.name] ? [plain, { ...plain, name: `${name}, typed array`, isTyped: true }] : [plain]
  }),
)

describe.each(CASES)('$name', ({ isTyped, key, values }) => {
  // Beyond the special ones all keys are different.
  const all = Array.from({ length: MANY }, (_, i) => key.key(i + 40))
  const numbers = all.map((_, i) => (values === undefined ? undefined : stored(values, VALUES[values](i + 40))))
  const keysOf = (list: any[]) => (isTyped ? KEY_ARRAYS[key.name].from(list) : list)
  const valuesOf = (list: any[]) => (isTyped && values !== 'any' ? VALUE_ARRAYS[values!].from(list) : list)
  const create = () =>
    keep(values === undefined ? newSet(key, { seed: 5n }, classes) : newMap(key, { values, seed: 5n }, classes))

  function expectIntact(map: any, model: KeyMap<any>): void {
    expect(map.size).toBe(model.size)
    for (const [k, value] of model) {
      if (!map.has(k)) expect.fail(`lost ${show(k)}`)
      if (values !== undefined && !Object.is(map.get(k), value)) expect(map.get(k)).toBe(value)
    }
    let n = 0
    for (const k of map.keys()) if (model.has(k)) n++
    expect(n).toBe(model.size)
  }

  /** Fills a map under each budget, from a number of keys on that are there before. */
  function fill(before: number, write: (map: any, from: number) => void, total: (i: number) => any): void {
    underBudgets(budget => {
      const map = create()
      const model = new KeyMap<any>()
      // The table itself is there before: see the next test.
      map.reserve(0)
      for (let i = 0; i < before; i++) {
        if (values === undefined) map.add(all[i])
        else map.set(all[i], numbers[i])
        model.set(all[i], numbers[i])
      }
      exports.heapBudget(budget)
      const error = failure(() => write(map, before))
      exports.heapBudget(PLENTY)
      const done = error === undefined ? MANY - before : error.done
      expect(done, `done with a budget of ${budget}`).toBe(map.size - before)
      for (let i = before; i < before + done; i++) model.set(all[i], total(i))
      expectIntact(map, model)
      // The map works on.
      if (error !== undefined) write(map, before + done)
      for (let i = before + done; i < MANY; i++) model.set(all[i], total(i))
      expectIntact(map, model)
      map[Symbol.dispose]()
      return error === undefined
    })
  }

  test('no memory for the table itself: nothing was done', () => {
    const calls: [string, (map: any) => unknown][] =
      values === undefined
        ? [['addMany', map => map.addMany(keysOf(all))]]
        : [['setMany', map => map.setMany(keysOf(all), valuesOf(numbers))]]
    if (values !== undefined && values !== 'any') {
      calls.push(['incrementMany', map => map.incrementMany(keysOf(all), valuesOf(numbers))])
    }
    for (const [name, call] of calls) {
      exports.heapBudget(PLENTY)
      const map = create()
      exports.heapBudget(0)
      const error = failure(() => call(map))
      exports.heapBudget(PLENTY)
      expect(map.size).toBe(0)
      expect(error?.done, `done of ${name}`).toBe(0)
    }
  })

  test.runIf(values !== undefined)('setMany', () => {
    const write = (map: any, from: number) => map.setMany(keysOf(all.slice(from)), valuesOf(numbers.slice(from)))
    fill(0, write, i => numbers[i])
    fill(50, write, i => numbers[i])
  })

  test.runIf(values !== undefined && values !== 'any')('incrementMany', () => {
    const write = (map: any, from: number) => map.incrementMany(keysOf(all.slice(from)), valuesOf(numbers.slice(from)))
    fill(0, write, i => numbers[i])
    fill(50, write, i => numbers[i])
  })

  test.runIf(values === undefined)('addMany', () => {
    const write = (map: any, from: number) => map.addMany(keysOf(all.slice(from)))
    fill(0, write, () => undefined)
    fill(50, write, () => undefined)
  })

  test('reads and deletes need none', () => {
    exports.heapBudget(PLENTY)
    const map = create()
    if (values === undefined) map.addMany(keysOf(all))
    else map.setMany(keysOf(all), valuesOf(numbers))
    map.hasMany(keysOf(all))
    // Long keys are staged in memory of their own.
    if (key.name === 'String' || key.name === 'Bytes') return
    exports.heapBudget(0)
    expect([...map.hasMany(keysOf(all))].every(Boolean)).toBe(true)
    if (values !== undefined) expect(map.getMany(keysOf(all)).length).toBe(MANY)
    expect(map.deleteMany(keysOf(all))).toBe(MANY)
    exports.heapBudget(PLENTY)
    expect(map.size).toBe(0)
    map[Symbol.dispose]()
  })
})

describe('functions over columns', () => {
  const column = Int32Array.from({ length: 300 }, (_, i) => Math.imul(i % 170, 0x9e3779b1))
  const COLUMNS: [string, any][] = [
    ['Int32Array', column],
    ['Float64Array', Float64Array.from(column, x => x / 3)],
    ['BigInt64Array', BigInt64Array.from(column, BigInt)],
    ['plain array', Array.from(column, (x, i) => (i % 2 === 0 ? x : `${x}`))],
  ]

  test.each(COLUMNS)('%s', (_, keys) => {
    exports.heapBudget(PLENTY)
    const expected = classes.indexMany(keys)
    const join = classes.joinMany(keys, keys)
    underBudgets(budget => {
      exports.heapBudget(budget)
      let indexed: any
      const error = failure(() => (indexed = classes.indexMany(keys)))
      exports.heapBudget(PLENTY)
      if (error === undefined) expect(indexed).toEqual(expected)
      return error === undefined
    })
    underBudgets(budget => {
      exports.heapBudget(budget)
      let joined: any
      const error = failure(() => (joined = classes.joinMany(keys, keys)))
      exports.heapBudget(PLENTY)
      if (error === undefined) expect(joined).toEqual(join)
      return error === undefined
    })
  })

  test('leave nothing behind when memory runs out', () => {
    for (const [name, keys] of COLUMNS) {
      const used = exports.heapUsed()
      underBudgets(budget => {
        exports.heapBudget(budget)
        const error = failure(() => classes.indexMany(keys))
        exports.heapBudget(PLENTY)
        return error === undefined
      })
      // Headers of tables stay until they are collected.
      expect(exports.heapUsed() - used, name).toBeLessThan(16384)
    }
  })
})
