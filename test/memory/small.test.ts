// A memory that is really small: two pages that may become four.

import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { bodyOf } from '../../src/body/door.js'
import { BytesMap, Float64Map, hasBuckets, Int32Map, Int32Set, StringMap } from '../backend.js'
import { keep, useBuild } from '../once.js'

beforeAll(() => {
  useBuild('simd', 2, 4)
})

/** Inserts until memory is out. Returns how many are in. */
function fill(put: (i: number) => void, from: number): number {
  for (let i = from; ; i++) {
    try {
      put(i)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
      expect((error as Error).message).toMatch(/out of memory$/)
      return i
    }
    if (i > 1e6) throw new Error('a million entries in four pages')
  }
}

test('fill, all is there; delete, insert again', () => {
  const map = keep(new Int32Map({ values: 'int32' }))
  const n = fill(i => map.set(i, -i), 0)
  expect(map.size).toBe(n)
  // Four pages are 262,144 bytes; in 80 bytes at most 8 entries.
  expect(n).toBeGreaterThan(6000)
  // A table of groups that cannot split is filled to its last slot; others have room then.
  expect(map.stats().loadFactor).toBeGreaterThan(hasBuckets ? 6.5 : 4)
  for (let i = 0; i < n; i++) if (map.get(i) !== -i) expect(map.get(i)).toBe(-i)
  expect(map.has(n)).toBe(false)
  expect(new Set(map.keys()).size).toBe(n)
  expect(() => map.clone()).toThrow(RangeError)
  expect(() => map.reserve(1e6)).toThrow(RangeError)
  expect(map.size).toBe(n)
  for (let i = 0; i < n; i += 2) if (!map.delete(i)) expect.fail(`delete(${i})`)
  for (let i = 0; i < n; i += 4) map.set(i, i)
  for (let i = 0; i < n; i++) {
    const expected = i % 4 === 0 ? i : i % 2 === 0 ? undefined : -i
    if (map.get(i) !== expected) expect(map.get(i)).toBe(expected)
  }
  map.clear()
  expect(fill(i => map.set(i, i), 0)).toBeGreaterThan(n * 0.9)
  map[Symbol.dispose]()
})

test('what one map gives back, another gets', () => {
  const first = keep(new Int32Set())
  const n = fill(i => first.add(i), 0)
  const second = keep(new Float64Map({ values: 'float64' }))
  expect(() => {
    for (let i = 0; i < 1000; i++) second.set(i, i)
  }).toThrow(RangeError)
  const before = second.size
  first[Symbol.dispose]()
  const m = fill(i => second.set(i, i), before)
  expect(m).toBeGreaterThan(n / 8)
  for (let i = 0; i < m; i++) if (second.get(i) !== i) expect(second.get(i)).toBe(i)
  second[Symbol.dispose]()
})

test('a capacity that cannot be had is no error', () => {
  const map = keep(new Int32Map({ values: 'int32', capacity: 1e6 }))
  expect(fill(i => map.set(i, i), 0)).toBeGreaterThan(6000)
  map[Symbol.dispose]()
})

const KINDS: [string, () => any, (i: number) => any][] = [
  ['strings', () => new StringMap({ values: 'int32' }), i => `key ${i} `.padEnd(20 + (i % 60), '\u6f22')],
  ['bytes', () => new BytesMap({ values: 'int32' }), i => new Uint8Array(10 + (i % 90)).fill(i).fill(i >> 8, 1, 3)],
  [
    'packed bytes',
    () => new BytesMap({ values: 'int32', keyLength: 20 }),
    i => new Uint8Array(20).fill(i).fill(i >> 8, 3),
  ],
]

test.each(KINDS)('keys of %s: fill, all is there; delete, insert again', (_, make, key) => {
  const map = keep(make())
  onTestFinished(() => map[Symbol.dispose]())
  const n = fill(i => map.set(key(i), i), 0)
  expect(map.size).toBe(n)
  expect(n).toBeGreaterThan(800)
  for (let i = 0; i < n; i++) if (map.get(key(i)) !== i) expect(map.get(key(i))).toBe(i)
  expect(map.has(key(n))).toBe(false)
  expect(() => map.clone()).toThrow(RangeError)
  const huge = typeof key(0) === 'string' ? 'x'.repeat(300_000) : new Uint8Array(300_000)
  if (bodyOf(map, 'fill').keyLength === 0) expect(() => map.set(huge, 1)).toThrow(/out of memory$/)
  expect(map.size).toBe(n)
  for (let i = 0; i < n; i += 2) if (!map.delete(key(i))) expect.fail(`delete of key ${i}`)
  for (let i = 0; i < n; i += 4) map.set(key(i), -i)
  for (let i = 0; i < n; i++) {
    const expected = i % 4 === 0 ? -i : i % 2 === 0 ? undefined : i
    if (map.get(key(i)) !== expected) expect(map.get(key(i))).toBe(expected)
  }
  map.clear()
  expect(fill(i => map.set(key(i), i), 0)).toBeGreaterThan(n * 0.9)
})
