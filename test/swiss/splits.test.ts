// Walks over a map whose tables split, double, are tidied up and become fewer meanwhile.

import { expect, test } from 'vitest'
import { Int32Map, Int32Set, isChecked, StringMap } from '../backend.js'

/** Tables of plain keys split at 1456 entries, of strings at 182. */
const SIZES = isChecked ? [100, 600] : [100, 1400, 3000, 20_000]

test.each(SIZES)('%s entries, ten times as many come while they are walked over', n => {
  for (let round = 0; round < (isChecked ? 2 : 6); round++) {
    const map = new Int32Map({ values: 'int32' })
    for (let i = 0; i < n; i++) map.set(i, i)
    const met = new Set<number>()
    let next = n
    for (const [key] of map) {
      if (met.has(key)) expect.fail(`entry ${key} came twice`)
      met.add(key)
      if (next < 10 * n) for (let i = 0; i < 20; i++) map.set(next++, 0)
    }
    for (let i = 0; i < n; i++) if (!met.has(i)) expect.fail(`entry ${i} of ${n} never came`)
  }
})

test.each(SIZES)('%s entries, shrunk in the middle: what is left comes once', n => {
  for (let round = 0; round < 4; round++) {
    const set = new Int32Set()
    for (let i = 0; i < 8 * n; i++) set.add(i)
    for (let i = n; i < 8 * n; i++) set.delete(i)
    const met = new Set<number>()
    for (const key of set) {
      if (met.has(key)) expect.fail(`entry ${key} came twice`)
      met.add(key)
      if (met.size === (round * n) >> 2) set.shrink()
    }
    expect(met.size).toBe(n)
  }
})

test.each(SIZES)('%s strings, deleted and inserted by turns: those that stay come once', n => {
  const map = new StringMap({ values: 'int32' })
  const text = (i: number) => `key ${i}`
  for (let i = 0; i < n; i++) map.set(text(i), i)
  const met = new Set<string>()
  let next = n
  for (const [key] of map) {
    if (met.has(key)) expect.fail(`${key} came twice`)
    met.add(key)
    if (next < 4 * n) {
      map.set(text(next), 0)
      // Of those from the start the odd ones go.
      map.delete(text((((next - n) * 2 + 1) % n) | 1))
      next++
    }
  }
  for (let i = 0; i < n; i += 2) if (!met.has(text(i))) expect.fail(`${text(i)} of ${n} never came`)
})

test('a map that is emptied and filled again keeps to its memory', () => {
  const map = new Int32Map({ values: 'int32' })
  const n = isChecked ? 300 : 3000
  for (let i = 0; i < n; i++) map.set(i, i)
  const { bytes } = map.stats()
  for (let round = 1; round < 20; round++) {
    for (let i = 0; i < n; i++) map.delete((round - 1) * n + i)
    expect(map.size).toBe(0)
    for (let i = 0; i < n; i++) map.set(round * n + i, i)
  }
  expect(map.stats().bytes).toBeLessThanOrEqual(2 * bytes)
})
