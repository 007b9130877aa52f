// Tests of the tests: each planted fault is caught, and the same tests pass without it.

import { describe, expect, test } from 'vitest'
import { FAULTS as BUCKETS } from './faults.js'
import { mutate, type Outcome, runControl, runWith } from './plant.js'
import { FAULTS as SHARED } from './shared.js'
import { FAULTS as SWISS } from './swiss.js'

const FAULTS = [...BUCKETS, ...SWISS, ...SHARED]

/** What failed: a test, not the run as such. */
function expectCaught({ passed, output }: Outcome): void {
  expect(passed, 'the fault survived').toBe(false)
  expect(output).toMatch(/Tests .*\d+ failed/)
}

test('every fault is one replacement, and there is one for many promises', () => {
  for (const fault of FAULTS) expect(mutate(fault)).not.toBe('')
  expect(new Set(FAULTS.map(fault => fault.name)).size).toBe(FAULTS.length)
  expect(FAULTS.length).toBeGreaterThan(14)
})

const projects = [...new Set(FAULTS.map(fault => fault.project))]

describe.concurrent('without a fault all is well', () => {
  test.each(projects)('%s', async project => {
    const tests = [...new Set(FAULTS.filter(fault => fault.project === project).flatMap(fault => fault.tests))]
    const { passed, output } = await runControl(project, tests)
    expect(passed, output).toBe(true)
  })
})

describe.concurrent('caught', () => {
  for (const fault of FAULTS) {
    test(`${fault.name} (${fault.promise})`, async () => {
      expectCaught(await runWith(fault))
    })
  }
})
