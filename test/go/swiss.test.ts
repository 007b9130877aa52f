// What Go's tests say of groups, tables and the directory of its map since 1.24, of tophash/swiss. Go: internal/runtime/maps.

import { expect, test } from 'vitest'
import { Float64Set, Int32Map, Int32Set, StringMap } from '../../src/swiss.js'

test('TestCtrlSize', () => {
  // Go: the control word of a group is 8 bytes. Here: its tags and the byte of overflow bits are, so that a group of 7 slots
  // of 8 bytes is one cache line, and a group of slots of 4 bytes takes 36. A table has 16 bytes in front of its groups.
  const bytes = (set: Int32Set | Float64Set, n: number) => {
    for (let i = 0; i < n; i++) set.add(i)
    const { groups, bytes: all } = set.stats()
    return { groups, all }
  }
  const header = new Int32Set([1]).stats().bytes - 36
  for (const n of [12, 100, 1000]) {
    const [a, b] = [bytes(new Int32Set(), n), bytes(new Float64Set(), n)]
    expect(a.groups).toBe(b.groups)
    // Alignment to cache lines and the headers of blocks are less than three groups.
    expect(Math.abs(a.all - header - 36 * a.groups)).toBeLessThan(160)
    expect(Math.abs(b.all - header - 64 * b.groups)).toBeLessThan(160)
  }
})

test('TestTableGroupCount', () => {
  // [entries, tables, groups]: Go fills groups of 8 to 7/8 and tables of 1,024 slots; here it is 13/16 of groups of 7, and 256
  // groups. As in Go, a hint of so many entries makes the same tables as inserting them.
  const cases = [
    [0, 0, 0],
    [1, 1, 1],
    [7, 1, 1],
    [8, 1, 2],
    [11, 1, 2],
    [12, 1, 4],
    [22, 1, 4],
    [23, 1, 8],
    [728, 1, 128],
    [729, 1, 256],
    [1456, 1, 256],
  ] as const
  for (const [n, tables, groups] of cases) {
    for (const map of [new Int32Map<number>(), new Int32Map<number>({ capacity: n })]) {
      expect(map.stats()).toMatchObject({ tables: 0, groups: 0 })
      for (let i = 0; i < n; i++) map.set(i, i)
      expect(map.stats(), `${n} entries`).toMatchObject({ tables, groups, depth: 0 })
    }
  }
  // One more, and the table splits.
  const map = new Int32Map<number>({ capacity: 1456 })
  for (let i = 0; i <= 1456; i++) map.set(i, i)
  expect(map.stats()).toMatchObject({ tables: 2, groups: 512, depth: 1 })
  // With keys of bytes tables are smaller.
  const texts = new StringMap<number>()
  for (let i = 0; i <= 182; i++) texts.set(`${i}`, i)
  expect(texts.stats()).toMatchObject({ tables: 2, groups: 64, depth: 1 })
})
