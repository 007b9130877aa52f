// What the contract needs of node:util, in a browser.

import { equals, iterableEquality, typeEquality } from '@vitest/expect'

export function isDeepStrictEqual(one: unknown, two: unknown): boolean {
  return equals(one, two, [iterableEquality, typeEquality], true)
}
