// The rows about maps in memories of their own: every scene answers right, and is what its name says.

import { expect, test } from 'vitest'
import { HOMES } from '../../bench/common/implementations.js'
import { rowOf } from '../../bench/common/rows.js'
import { atHome } from '../../bench/grid/homes.js'
import { measureSpeed } from '../../bench/speed/measure.js'
import * as library from '../../src/index.js'

const OTHERS = { alone: 0, 'beside-two-heaps': 2, 'one-heap': 0, 'first-of-two-heaps': 1, 'second-of-two-heaps': 1 }

const make = (options: object): any => new library.Int32Map({ values: 'int32', ...options })

test.each(HOMES)('%s', async home => {
  const { create, others = [] } = atHome(home, library, make)
  expect(others).toHaveLength(OTHERS[home])
  const factory = { isMap: false, create, createWithCapacity: create, clone: create, dispose: () => {}, others }
  const task = { row: rowOf('get-heap', 100), sizes: [100], seed: 7, budget: { warmupMs: 1, timeMs: 1 } }
  const [nanoseconds] = await measureSpeed(task, factory)
  expect(nanoseconds).toBeGreaterThan(0)
  expect(others.map(other => other.size)).toEqual(others.map(() => 100))
})
