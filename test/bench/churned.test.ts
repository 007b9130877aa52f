// The rows about tables that were churned through: so many operations are done, and wrong answers are noticed.

import { expect, test } from 'vitest'
import { rowOf } from '../../bench/common/rows.js'
import type { Factory, Table } from '../../bench/common/table.js'
import { measureSpeed } from '../../bench/speed/measure.js'
import * as buckets from '../../src/index.js'
import * as swiss from '../../src/swiss.js'

/** Counts what was done to the table made last: the one before it was for warming up. */
const counted = (create: () => any) => {
  const counts = { deleted: 0, inserted: new Set<number>(), misses: new Set<number>() }
  const make = (): Table<any, any> => {
    const table = create()
    Object.assign(counts, { deleted: 0, inserted: new Set(), misses: new Set() })
    return {
      ...{ increment: table.increment, getMany: table.getMany, incrementMany: table.incrementMany },
      [Symbol.iterator]: () => table[Symbol.iterator](),
      forEach: callback => table.forEach(callback),
      has: key => table.has(key),
      get size() {
        return table.size
      },
      get: key => {
        const value = table.get(key)
        if (value === undefined) counts.misses.add(key)
        return value
      },
      set: (key, value) => {
        counts.inserted.add(key)
        return table.set(key, value)
      },
      delete: key => {
        counts.deleted++
        return table.delete(key)
      },
    }
  }
  return { counts, make }
}

const factoryOf = (create: () => Table<any, any>): Factory => ({
  isMap: false,
  create,
  createWithCapacity: create,
  clone: table => table,
  dispose: () => {},
})

const CLASSES: [string, () => any][] = [
  ['Map', () => new Map()],
  ['tophash', () => new buckets.Int32Map({ values: 'int32' })],
  ['tophash/swiss', () => new swiss.Int32Map({ values: 'int32' })],
]

const N = 20_000

const measure = (op: 'churn-long' | 'get-churned', create: () => Table<any, any>) => {
  const row = rowOf(op, N, op === 'get-churned' ? { hit: 'miss' } : {})
  return measureSpeed({ row, sizes: [N], seed: 7, budget: { warmupMs: 1, timeMs: 1 } }, factoryOf(create))
}

test.each(CLASSES)('churn-long, %s', async (_, create) => {
  const { counts, make } = counted(create)
  const [nanoseconds] = await measure('churn-long', make)
  expect(nanoseconds).toBeGreaterThan(0)
  expect(counts.deleted).toBeGreaterThanOrEqual(10 * N)
  // A key once deleted never comes back.
  expect(counts.inserted.size).toBe(N + counts.deleted)
})

test.each(CLASSES)('get-churned, %s', async (_, create) => {
  const { counts, make } = counted(create)
  const [nanoseconds] = await measure('get-churned', make)
  expect(nanoseconds).toBeGreaterThan(0)
  expect(counts.deleted).toBeGreaterThanOrEqual(10 * N)
  expect(counts.misses.size).toBeGreaterThanOrEqual(65_536)
  // Absent is what the table has never held.
  for (const key of counts.misses) if (counts.inserted.has(key)) expect.fail(`${key} was there once`)
})

test('a table that finds what it does not have is out', async () => {
  const create = () => {
    const map = new Map() as any
    const seen = new Set()
    const { set, get } = map
    map.set = (key: number, value: number) => {
      seen.add(key)
      return set.call(map, key, value)
    }
    map.get = (key: number) => (seen.has(key) ? get.call(map, key) : 1)
    return map
  }
  await expect(measure('get-churned', create)).rejects.toThrow('wrong answer: 0 of 65536 missing')
})

test('a table that keeps what was deleted is out', async () => {
  const create = () => Object.assign(new Map(), { delete: () => true }) as any
  await expect(measure('get-churned', create)).rejects.toThrow('wrong answer: size')
  await expect(measure('churn-long', create)).rejects.toThrow('wrong answer: size')
})
