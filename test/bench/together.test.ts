// Rows with both entries in one process: one is measured, and the other is really used in turn with it.

import { expect, test } from 'vitest'
import { TOGETHER } from '../../bench/common/implementations.js'
import type { Build, Library } from '../../bench/common/library.js'
import { rowOf } from '../../bench/common/rows.js'
import { buildsOf, factoryOf } from '../../bench/grid/contestants.js'
import { measureSpeed } from '../../bench/speed/measure.js'
import * as buckets from '../../src/index.js'
import * as swiss from '../../src/swiss.js'

const LIBRARIES: Partial<Record<Build, Library>> = { simd: buckets, swiss: swiss as unknown as Library }
const CLASSES: Partial<Record<Build, object>> = { simd: buckets.Int32Map, swiss: swiss.Int32Map }

test.each(TOGETHER)('%s', async implementation => {
  const builds = buildsOf(implementation)
  expect(builds).toEqual(implementation.split('-beside-'))
  const [first, second] = builds.map(build => LIBRARIES[build]!) as [Library, Library]
  const factory = factoryOf(implementation, [first, second], 'int32', 'int32')
  expect(factory.create().constructor).toBe(CLASSES[builds[0]!])
  expect(factory.others!.map(other => other.constructor)).toEqual([CLASSES[builds[1]!]])
  let asked = 0
  const [other] = factory.others as [any]
  const get = other.get.bind(other)
  other.get = (key: number) => {
    asked++
    return get(key)
  }
  const task = { row: rowOf('get-beside', 100), sizes: [100], seed: 7, budget: { warmupMs: 1, timeMs: 1 } }
  const [nanoseconds] = await measureSpeed(task, factory)
  expect(nanoseconds).toBeGreaterThan(0)
  expect(other.size).toBe(100)
  // Before each sample, of which there are five at least.
  expect(asked).toBeGreaterThanOrEqual(5 * 65_536)
})

test('an implementation alone loads its own build, and Map and peers none', () => {
  expect((['Map', 'megahash', 'typed', 'one-heap', 'simd', 'swiss', 'swar', 'twin'] as const).map(buildsOf)).toEqual([
    ...[[], [], ['simd'], ['simd']],
    ...[['simd'], ['swiss'], ['swar'], ['twin']],
  ])
  expect(factoryOf('swiss', [swiss as unknown as Library], 'int32', 'int32').others).toEqual([])
})
