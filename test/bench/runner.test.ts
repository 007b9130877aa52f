// The driver: processes, comparison of answers, results.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from '../../bench/common/root.js'
import { billionRows } from '../../bench/workloads/billion-rows.js'
import { parseOptions, repeated } from '../../bench/workloads/options.js'
import type { WorkloadResults } from '../../bench/workloads/run.js'
import { contestantsOf, runWorkload } from '../../bench/workloads/run.js'
import type { Workload } from '../../bench/workloads/workload.js'
import { FORMS } from '../../bench/workloads/workload.js'

const emptyResults = (): WorkloadResults => ({ rows: [], answers: [], failures: [], limits: [] })

const run = async (workload: Workload) => {
  const results = emptyResults()
  const progress = { step: () => {}, row: () => {}, stop: () => {} }
  const setup = { node: process.execPath, dist: 'dist', rounds: 1, progress, results, onRow: () => {} }
  await runWorkload(setup, workload, 1_000, contestantsOf(workload, FORMS, ['simd', 'swiss', 'twin']))
  return results
}

test('all contestants agree', async () => {
  const { rows, failures, answers } = await run(billionRows)
  expect(failures).toEqual([])
  expect(rows.map(row => row.contestant)).toEqual([
    ...['Map', 'single', 'single (swiss)', 'single (twin)'],
    ...['many', 'many (swiss)', 'many (twin)'],
  ])
  expect(rows.every(row => row.milliseconds > 0 && row.speed! > 0)).toBe(true)
  expect(answers).toMatchObject([{ check: 'computed' }])
})

test('a contestant with another answer than the published one is out, and reported', async () => {
  const { rows, failures } = await run({ ...billionRows, published: [{ n: 1_000, answer: 'another' }] })
  expect(rows).toEqual([])
  expect(failures).toHaveLength(7)
  expect(failures[0]!.error).toMatch(/^wrong answer: .* not another$/)
})

test('a run from the command line writes its results', () => {
  const out = join(mkdtempSync(join(tmpdir(), 'workloads-')), 'results.json')
  const args = ['bench/workloads/index.ts', '--filter', 'join/q1', '--n', '2000', '--rounds', '1', '--out', out]
  const table = execFileSync(process.execPath, ['--import', 'tsx', ...args], { cwd: ROOT, stdio: 'pipe' }).toString()
  expect(table).toContain('db-benchmark/join/q1')
  const results = JSON.parse(readFileSync(out, 'utf8'))
  expect(results.rows.map((row: { form: string }) => row.form)).toEqual(['Map', 'single', 'many'])
  expect(results.answers).toMatchObject([{ check: 'computed', n: 2000 }])
  expect(results.command).toBe('npm run bench:workloads -- --filter join/q1 --n 2000 --rounds 1')
})

test('options are checked', () => {
  expect(parseOptions(['--forms', 'Map,many']).forms).toEqual(['Map', 'many'])
  expect(() => parseOptions(['--forms', 'all'])).toThrow('--forms: all is none of Map, single, many')
  expect(() => parseOptions(['--n', '1e3.5'])).toThrow('--n must be a positive integer')
  expect(repeated(parseOptions([]))).toBe('npm run bench:workloads')
})
