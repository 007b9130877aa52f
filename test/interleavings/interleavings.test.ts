// All scenarios of tables in shared memory with at most one preemption, and the first schedules with two. More of them:
// npm run test:interleavings. Needs JSPI: Node 24 and newer; CI runs it on the newest.

import { describe, expect, test } from 'vitest'
import { IDENTITY, keyOf } from '../swiss/hashes.js'
import { replaced } from './build.js'
import { type Exploration, explore, replay } from './explore.js'
import { IMPOSSIBLE, isLinearizable, type Operation } from './history.js'
import { CELL, cellAt, HEADER, hashOf } from './layout.js'
import { canSuspend } from './machine.js'
import { ALL, built, described, FAULTS, hunt, type ModuleOf } from './run.js'

/** Schedules with two preemptions, of each scenario. */
const LIMIT = 600

test('orders are told from no orders', () => {
  const read = (start: number, end: number, result: number | undefined): Operation => ({
    name: 'read',
    start,
    end,
    isOptional: false,
    apply: value => (value === result ? value : IMPOSSIBLE),
  })
  const write = (start: number, end: number, to: number, isOptional = false): Operation => ({
    name: 'write',
    start,
    end,
    isOptional,
    apply: () => to,
  })
  expect(isLinearizable(undefined, [write(1, 4, 7), read(2, 3, undefined), read(5, 6, 7)])).toBe(true)
  expect(isLinearizable(undefined, [write(1, 4, 7), read(2, 3, 7), read(5, 6, 7)])).toBe(true)
  expect(isLinearizable(undefined, [write(1, 2, 7), read(3, 4, undefined)])).toBe(false)
  // What one has read that began later, nobody can have missed who began later still.
  expect(isLinearizable(1, [write(1, 9, 7), read(2, 3, 7), read(4, 5, 1)])).toBe(false)
  expect(isLinearizable(1, [write(1, 2, 7), write(1, 2, 8), read(3, 4, 8), read(5, 6, 7)])).toBe(false)
  expect(isLinearizable(1, [write(1, Number.POSITIVE_INFINITY, 7, true), read(3, 4, 1)])).toBe(true)
  expect(isLinearizable(1, [write(1, Number.POSITIVE_INFINITY, 7), read(3, 4, 1)])).toBe(true)
  expect(isLinearizable(1, [write(1, 2, 7, true), read(3, 4, 1), read(5, 6, 7)])).toBe(false)
})

test('keys have the hashes that they are chosen for', () => {
  expect(IDENTITY[0]).toBe(1n << 32n)
  for (const hash of [0, 1, 0x20000000, 0xdeadbeef]) expect(hashOf(keyOf(hash))).toBe(hash)
  // Wherever a header is, the cells are in it.
  for (const table of [1024, 1040, 1056, 1072]) {
    expect(cellAt(table, 0) % CELL).toBe(0)
    expect(cellAt(table, 63) + CELL).toBeLessThanOrEqual(table + HEADER)
  }
})

test('each fault is one replacement, of its own name', async () => {
  const { readFileSync } = await import('node:fs')
  for (const fault of FAULTS) expect(replaced(readFileSync(fault.file, 'utf8'), fault)).not.toBe('')
  expect(new Set(FAULTS.map(({ name }) => name)).size).toBe(FAULTS.length)
  expect(new Set(ALL.map(({ name }) => name)).size).toBe(ALL.length)
})

describe.runIf(canSuspend)('interleavings', () => {
  let moduleOf: ModuleOf | undefined

  test.each(ALL.map(each => [each.name, each] as const))('%s', async (_, scenario) => {
    moduleOf ??= built()
    const module = await moduleOf(scenario)
    const all = await explore(scenario, module, Math.min(scenario.bound, 2), LIMIT)
    const last: Exploration = all.at(-1)!
    expect(last.finding, described(scenario, last)).toBeUndefined()
    // Turns at the beginning alone are two.
    expect(all[0]!.schedules).toBeGreaterThan(1)
  })

  // One that takes a preemption, one that takes a death, and the same again by its schedule.
  test.each(['a delete leaves the version as it is', 'who takes a split over does not tidy up'])(
    'found: %s',
    async name => {
      const fault = FAULTS.find(each => each.name === name)!
      const scenario = ALL.find(each => each.name === fault.scenario)!
      const { finding } = await hunt(fault)
      expect(finding).toBeDefined()
      const { problems } = await replay(scenario, await built(fault)(scenario), finding!.schedule)
      expect(problems).toEqual(finding!.problems)
    },
  )
})
