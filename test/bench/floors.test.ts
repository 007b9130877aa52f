// The tables of floors: every floor is decided by rows of the grid, and recorded results are read as before.

import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import type { Implementation } from '../../bench/common/implementations.js'
import { rowName } from '../../bench/common/rows.js'
import { mean } from '../../bench/common/statistics.js'
import { BOTH_LAYOUTS, cell, type Grid, merged } from '../../bench/grid/cells.js'
import { LAYOUTS, type Layout } from '../../bench/grid/floor.js'
import { cellsOf, floorsText, floorTables } from '../../bench/grid/floor-tables.js'
import { fullGrid } from '../../bench/grid/full.js'
import { layoutIn, parseOptions, repeated } from '../../bench/grid/options.js'
import { type Results, read } from '../../bench/grid/results.js'
import { sizesOf } from '../../bench/grid/sizes.js'
import { latencyGrid, smallGrid } from '../../bench/grid/small.js'
import { swissCells } from '../../bench/grid/swiss-floors.js'
import { latencyResult } from '../../bench/latency/results.js'
import { collectionResult, memoryResult } from '../../bench/memory/results.js'
import { Int32Map } from '../../src/swiss.js'
import { GRID_RESULTS } from './results.js'

/** Nanoseconds. */
const TIMES: Partial<Record<Implementation, number>> = {
  Map: 120,
  simd: 60,
  swiss: 40,
  typed: 60,
  'simd-beside-swiss': 75,
  'swiss-beside-simd': 40,
}

const BYTES: Partial<Record<Implementation, number>> = { Map: 44, simd: 22, swiss: 20 }

const latencyProfile = (thirdLongest: number) => ({
  ...{ p50: 1, p90: 1, p99: 1, p999: 1, p9999: 1, p99999: 1, max: 1 },
  thirdLongest,
})

/** What a run of the grid would find if everything took as long as that. */
const resultsOf = (grid: Grid): Results => ({
  ...GRID_RESULTS,
  failures: [],
  rows: grid.speed.flatMap(({ row, implementations }) =>
    implementations.map(implementation => {
      const nsPerOp = TIMES[implementation] ?? 100
      const name = `${rowName(row)}/${implementation}`
      return { name, ...row, implementation, nsPerOp, rounds: [nsPerOp, 2 * nsPerOp], sizes: [[row.n]] }
    }),
  ),
  latency: grid.latency.flatMap(({ job, implementations }) =>
    implementations.map(i =>
      latencyResult('', i, job, [{ map: latencyProfile(7e5), idle: latencyProfile(i === 'swiss' ? 2e5 : 6e5) }]),
    ),
  ),
  memory: grid.memory.flatMap(({ job, implementations }) =>
    implementations.map(i => {
      const bytesPerEntry = BYTES[i] ?? 100
      const points = [bytesPerEntry, bytesPerEntry / 2, 7].map(bytes => ({ n: job.n, bytesPerEntry: bytes }))
      return memoryResult('', i, job, [{ points }])
    }),
  ),
  collection: grid.collection.flatMap(({ job, implementations }) =>
    implementations.map(i => collectionResult('', i, job, [{ alone: 1, held: 2 }])),
  ),
})

const linesOf = (results: Results, only: Layout) =>
  new Map(floorTables(results, only)[0]!.rows.map(row => [row.label, cellsOf(row).slice(3)]))

describe.each(LAYOUTS)('the floors of %s', layout => {
  test('are all decided by the rows that belong to them, and by those of each grid', () => {
    for (const grid of [smallGrid(layout), smallGrid(true), smallGrid(false), fullGrid()]) {
      const [table] = floorTables(resultsOf(grid), layout)
      expect(table!.rows.filter(({ verdict }) => verdict === 'not measured')).toEqual([])
    }
  })

  test('have cells for every column', () => {
    const [{ head, rows }] = floorTables(resultsOf(smallGrid(layout)), layout) as [any]
    for (const row of rows) expect(cellsOf(row)).toHaveLength(head.length)
  })
})

describe('tophash/swiss', () => {
  const results = resultsOf(smallGrid('swiss'))
  const lines = linesOf(results, 'swiss')

  test('is compared with tophash, and Map stands beside', () => {
    expect(lines.get('Int32Map get hit, 1 M')).toEqual(['1.5×', '1.5× to 1.5×', '3×', 'aim met'])
    expect(lines.get('Int32Map build from empty, 1 M')).toEqual(['1.5×', '1.5× to 1.5×', '3×', 'floor met'])
  })

  test('is compared with itself alone while both entries are in use', () => {
    expect(lines.get('tophash get hit, 1 k, both entries in use, against tophash alone')).toEqual([
      '0.8×',
      '0.8× to 0.8×',
      '1.6×',
      'MISSED',
    ])
    expect(lines.get('tophash/swiss get hit, 1 k, both entries in use, against it alone')).toEqual([
      '1×',
      '1× to 1×',
      '3×',
      'aim met',
    ])
  })

  test('has limits of its own for memory', () => {
    expect(lines.get('resident bytes an entry, mean of a doubling')).toEqual(['15 B', '', '2.2×', 'aim met'])
    expect(lines.get('resident bytes an entry, worst of a doubling')).toEqual(['20 B', '', '2.2×', 'aim met'])
  })

  test('has a limit for single inserts up to 50 M, where they were measured', () => {
    const label = 'longest insert up to 50 M, above an idle loop'
    expect(lines.has(label)).toBe(false)
    const measured = linesOf(resultsOf(latencyGrid(50_000_000)), 'swiss')
    expect(measured.get(label)).toEqual(['0.5 ms', '', '–', 'floor met'])
  })

  test('takes part with Map and tophash in every row of its floors', () => {
    for (const { implementations } of swissCells())
      expect(implementations).toEqual(expect.arrayContaining([...BOTH_LAYOUTS]))
  })
})

describe('recorded results', () => {
  const recorded = ['latest', 'node-26', 'latency-50m', 'latency-50m-node-22'].map(name =>
    read(fileURLToPath(new URL(`../../bench/results/${name}.json`, import.meta.url))),
  )

  test('have a table of the layouts that they measured', () => {
    for (const results of recorded) {
      const swiss = [...results.rows, ...results.latency].some(({ implementation }) => implementation === 'swiss')
      expect(floorTables(results).map(({ title }) => title.includes('swiss'))).toEqual(swiss ? [false, true] : [false])
    }
  })

  test('are told as not measured where a table is asked for', () => {
    const [table, ...others] = floorTables(GRID_RESULTS, 'swiss')
    expect(others).toEqual([])
    expect(table!.rows.every(({ verdict }) => verdict === 'not measured')).toBe(true)
    expect(floorsText(GRID_RESULTS, 'swiss')).toMatch(/^Floors and aims of tophash\/swiss/)
  })
})

describe('--floors', () => {
  test('takes a layout, or none', () => {
    expect(parseOptions(['--floors'])).toMatchObject({ floors: true })
    expect(parseOptions([])).toMatchObject({ floors: false })
    for (const layout of LAYOUTS) {
      const options = parseOptions(['--floors', layout, '--n', '1000'])
      expect(layoutIn(options)).toBe(layout)
      expect(repeated(options)).toBe(`npm run bench -- --floors ${layout} --n 1000`)
    }
    expect(layoutIn(parseOptions(['--floors']))).toBeUndefined()
  })

  test('takes no other word, and other options none', () => {
    expect(() => parseOptions(['--floors', 'twin'])).toThrow('--floors: twin is none of buckets, swiss')
    expect(() => parseOptions(['--floors', 'swiss', 'buckets'])).toThrow('buckets follows no option that takes it')
    expect(() => parseOptions(['swiss'])).toThrow('swiss follows no option that takes it')
  })
})

describe('rows', () => {
  test('that several ask for are measured once, by all', () => {
    const [row] = swissCells().map(({ row }) => row) as [any]
    const other = { ...row, n: row.n + 1 }
    const cells = [cell(row, ['Map', 'swar']), cell(other, ['twin']), cell({ ...row }, ['Map', 'swiss'])]
    expect(merged(cells)).toEqual([cell(row, ['Map', 'swar', 'swiss']), cell(other, ['twin'])])
    for (const grid of [smallGrid(false), fullGrid()]) {
      const names = grid.speed.map(({ row }) => rowName(row))
      expect(new Set(names).size).toBe(names.length)
    }
  })

  // Tables of either layout grow by a factor of two: wherever they do, fills of a doubling are as many parts of the way.
  test.each(swissCells().map(({ row }) => [rowName(row), row] as const))('%s: fills of a doubling', (_, row) => {
    const { rounds } = smallGrid('swiss')
    const sizes = Array.from({ length: rounds }, (_, round) => sizesOf(row, round, rounds, false))
    const places = [...new Set(sizes.flat())].map(n => Math.log2(n / row.n))
    expect(places).toHaveLength(3)
    for (const [i, place] of places.entries()) expect(place).toBeCloseTo(i / 3, row.n < 10_000 ? 2 : 4)
  })

  test('meet tables that split when they are nearly full, and soon after they did', () => {
    const [row] = swissCells().flatMap(({ row }) => (row.op === 'get' && row.n === 100_000 ? [row] : []))
    const map = new Int32Map({ values: 'int32' })
    const loads = sizesOf(row!, 0, 3, false).map(n => {
      for (let i = map.size; i < n; i++) map.set(i, i)
      return map.stats().loadFactor
    })
    expect(Math.max(...loads)).toBeGreaterThan(1.4 * Math.min(...loads))
    // Half-way between just split and full, in groups of 7 slots that are full at 13/16.
    expect(mean(loads)).toBeGreaterThan(7 * (13 / 16) * 0.6)
    expect(mean(loads)).toBeLessThan(7 * (13 / 16) * 0.85)
  })
})
