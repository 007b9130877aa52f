// What the contract imports from vitest, where there is no vitest: its own runner and matchers, without its machinery.

import {
  ASYMMETRIC_MATCHERS_OBJECT,
  addCustomEqualityTesters,
  customMatchers,
  GLOBAL_EXPECT,
  getState,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect'
import * as chai from 'chai'

export { afterAll, afterEach, beforeAll, beforeEach, describe, it, test } from '@vitest/runner'

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

const global = globalThis as any

export const expect: any = (value: unknown, message?: string) => {
  setState({ assertionCalls: getState(expect).assertionCalls + 1 }, expect)
  return chai.expect(value, message)
}
Object.assign(expect, chai.expect, global[ASYMMETRIC_MATCHERS_OBJECT])
expect.unreachable = (message = '') => chai.assert.fail(`expected ${message} not to be reached`)
expect.assertions = (expected: number) => {
  setState({ expectedAssertionsNumber: expected }, expect)
}
expect.addEqualityTesters = addCustomEqualityTesters
expect.getState = () => getState(expect)
global[GLOBAL_EXPECT] = expect
;(chai.expect as any).extend(expect, customMatchers)
startCounting()

/** Before a test. */
export function startCounting(): void {
  setState({ assertionCalls: 0, expectedAssertionsNumber: null } as any, expect)
}

/** After a test. @throws if it has not made as many assertions as it promised */
export function checkCount(): void {
  const { assertionCalls, expectedAssertionsNumber: expected } = getState(expect)
  if (expected != null && assertionCalls !== expected) {
    throw new Error(`expected ${expected} assertions, but got ${assertionCalls}`)
  }
}
