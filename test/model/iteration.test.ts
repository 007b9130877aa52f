// Long iterations on tables that change a lot, at sizes that random streams seldom reach, and with every key in one
// chain, so that staging a chain takes several steps.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Int32Map, isChecked } from '../backend.js'
import { replay, setWords } from '../internals.js'
import { ALL_KINDS } from './kinds.js'
import { commands, run } from './model.js'

const MANY = isChecked ? 400 : 100_000

function filled(n: number) {
  const map = new Int32Map({ values: 'int32' })
  for (let i = 0; i < n; i++) map.set(i, i)
  return map
}

/** Runs an iterator out. Every key that comes is counted. */
function counts(iterator: Iterator<[number, number]>, after: (n: number) => void): Map<number, number> {
  const seen = new Map<number, number>()
  for (let n = 1; ; n++) {
    const { value, done } = iterator.next()
    if (done) return seen
    seen.set(value[0], (seen.get(value[0]) ?? 0) + 1)
    after(n)
  }
}

function expectOnce(seen: Map<number, number>, due: Iterable<number>): void {
  for (const [key, n] of seen) if (n !== 1) expect.fail(`the key ${key} came ${n} times`)
  for (const key of due) if (!seen.has(key)) expect.fail(`the key ${key} never came`)
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

// Where the change happens: before anything was staged away, within a staging, far into the table.
const WHEN = [1, 3, 100, 150]

describe.each(WHEN)('an iterator at entry %d', at => {
  test('survives growth to many times the size, in the middle of a growth too', () => {
    for (const size of [200, 208, 209, 215, 230, 417]) {
      const map = filled(size)
      const grow = (n: number) => {
        if (n === at) for (let i = 0; i < MANY; i++) map.set(1_000_000 + i, i)
      }
      expectOnce(counts(map.entries(), grow), range(0, size))
    }
  })

  test('survives deletes and a shrink to a tenth', () => {
    const size = isChecked ? 400 : 5000
    const map = filled(size)
    const kept = range(0, size).filter(key => key % 10 === 0)
    const gone: number[] = []
    let before: Map<number, number> | undefined
    const shrink = (n: number) => {
      if (n !== at) return
      for (const key of range(0, size)) if (key % 10) map.delete(key)
      map.shrink()
      before = new Map(seen)
    }
    const seen = new Map<number, number>()
    let n = 0
    for (const [key] of map) {
      seen.set(key, (seen.get(key) ?? 0) + 1)
      if (before !== undefined && key % 10 !== 0) gone.push(key)
      shrink(++n)
    }
    expect(gone).toEqual([])
    expectOnce(seen, kept)
  })

  test('survives shrink, growth, shrink and growth again', () => {
    const size = isChecked ? 400 : 5000
    const map = filled(size)
    const change = (n: number) => {
      if (n < at || n % 40 !== at % 40) return
      if ((n / 40) & 1) map.shrink()
      else map.reserve(size * 4)
      map.set(-n, 0)
      map.delete(-n)
    }
    expectOnce(counts(map.entries(), change), range(0, size))
  })

  test('begun on a large table, ends on a small one that grew again', () => {
    const size = isChecked ? 300 : 3000
    const map = filled(size)
    const kept = range(0, 200)
    const change = (n: number) => {
      if (n !== at) return
      for (const key of range(200, size)) map.delete(key)
      map.shrink()
      for (const key of range(size, 2 * size)) map.set(key, key)
    }
    expectOnce(counts(map.entries(), change), kept)
  })

  test('gives updated entries with their latest value', () => {
    const map = filled(1000)
    let round = 0
    let n = 0
    for (const [key, value] of map) {
      if (value !== key + round) expect(value).toBe(key + round)
      if (++n % 50 !== at % 50) continue
      round++
      for (let i = 0; i < 1000; i++) map.set(i, i + round)
    }
    expect(n).toBe(1000)
  })
})

test('entries that come are spread: an iteration starts anywhere', () => {
  const map = filled(64)
  const first = new Set<number>()
  for (let i = 0; i < 1000; i++) first.add(map.keys().next().value!)
  // 64 keys, 1,000 draws: fewer than 20 different first keys would be no chance.
  expect(first.size).toBeGreaterThan(20)
})

test('a chain longer than a staging comes whole, and once', () => {
  for (const size of [100, 128, 129, 300]) {
    const map = new Int32Map({ values: 'int32' })
    setWords(map, 0n, 0n, 0n)
    for (let i = 0; i < size; i++) map.set(i, i)
    expectOnce(
      counts(map.entries(), () => {}),
      range(0, size),
    )
  }
})

test('any operations while every key has the same hash', () => {
  for (const key of ALL_KINDS) {
    const setup = { key, values: 'int32' as const, keys: 150, bulk: 90, constantHash: true }
    fc.assert(
      fc.property(commands(150, isChecked ? 20 : 120), list => run(setup, list)),
      { numRuns: isChecked ? 2 : 10, ...replay },
    )
  }
})
