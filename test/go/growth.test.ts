// The classic table itself, seen with inspect() and stats(). Go: runtime/map_test.go up to 1.23.

import { expect, test } from 'vitest'
import { BigInt64Map, hasBuckets, Int32Map, isChecked } from '../backend.js'
import { figuresOf } from '../figures.js'

/** The most entries in 2^B buckets before they double. */
function limitOf(B: number): number {
  return B === 0 ? 8 : 13 * 2 ** (B - 1)
}

test.runIf(hasBuckets)('TestLoadFactor', () => {
  for (let B = 0; B < (isChecked ? 10 : 19); B++) {
    const [at, over] = [limitOf(B), limitOf(B) + 1].map(capacity => {
      const m = new Int32Map({ values: 'int32', capacity })
      m.set(0, 0)
      const stats = m.stats()
      m[Symbol.dispose]()
      return stats.B
    })
    expect([at, over]).toEqual([B, B + 1])
  }
})

test.runIf(hasBuckets)('TestMapBuckets', () => {
  const cases = [
    [8, 1],
    [9, 2],
    [12, 2],
    [13, 2],
    [14, 4],
    [24, 4],
    [26, 4],
    [27, 8],
    [48, 8],
    [52, 8],
    [53, 16],
  ] as const
  for (const [n, buckets] of cases) {
    const maps = [
      new Int32Map({ values: 'int32' }),
      new Int32Map({ values: 'int32', capacity: 0 }),
      new Int32Map({ values: 'int32', capacity: n }),
      new BigInt64Map({ values: 'int32' }),
      new BigInt64Map({ values: 'int32', capacity: n }),
    ]
    for (const m of maps as any[]) {
      expect(m.stats().buckets).toBe(0)
      for (let i = 0; i < n; i++) m.set(m instanceof BigInt64Map ? BigInt(i) : i, i)
      expect(m.stats().buckets).toBe(buckets)
    }
  }
})

/** Checks that empty slots at the end of a chain are marked as such, and none before. */
function checkTombstones(m: any): void {
  for (const { buckets } of m.inspect().chains) {
    const states: number[] = buckets.flatMap((b: any) => b.tophashes)
    const rest = states.indexOf(0)
    if (rest >= 0) expect(states.slice(rest).every(s => s === 0)).toBe(true)
    const last = rest < 0 ? states.at(-1) : states[rest - 1]
    expect(last).not.toBe(1)
    for (const state of states) expect(state < 2 || state > 4).toBe(true)
  }
}

test.runIf(hasBuckets)('TestMapTombstones', () => {
  const n = isChecked ? 250 : 5000
  const m = new Int32Map<number>({ values: 'int32' })
  for (let i = 0; i < n; i++) m.set(i, i)
  checkTombstones(m)
  for (let i = 0; i < n; i += 2) m.delete(i)
  checkTombstones(m)
  for (let i = n; i < (3 * n) / 2; i++) m.set(i, i)
  checkTombstones(m)
  for (let i = 0; i < (3 * n) / 2; i++) m.delete(i)
  checkTombstones(m)
  expect(m.size).toBe(0)
  for (const { buckets } of m.inspect().chains) {
    for (const { tophashes } of buckets) expect(tophashes.every(s => s === 0)).toBe(true)
  }
})

test('TestTombstoneGrow', () => {
  // Go (swiss): deleting and inserting at a constant size grows the table once or twice at most.
  const cycles = isChecked ? 1000 : 20_000
  for (const size of [1, 7, 8, 100]) {
    const m = new Int32Map({ values: 'int32' })
    for (let i = 0; i < size; i++) m.set(i, i)
    const { B } = figuresOf(m)
    for (let i = 0; i < cycles; i++) {
      m.delete(i)
      m.set(i + size, i)
    }
    expect(m.size).toBe(size)
    expect(figuresOf(m).B).toBe(B)
  }
})

test.runIf(hasBuckets)('TestTablePutDelete', () => {
  // A slot that was deleted is used again: the table stays as it was.
  const m = new Int32Map({ values: 'int32', seed: 1n })
  for (let i = 0; i < 8; i++) m.set(i, i)
  const before = m.inspect()
  m.delete(3)
  expect(m.inspect()).not.toEqual(before)
  m.set(3, 3)
  expect(m.inspect()).toEqual(before)
})
