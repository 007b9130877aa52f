// tophash/group over the build with SIMD, and what does not depend on a build.

import { expect, test } from 'vitest'
import * as group from '../../src/group.js'
import { testGroups } from './group.js'

testGroups('simd')

test('first and next walk every mask of a group from its first byte to its last', () => {
  const { first, next } = group
  for (let mask = 0; mask < 2 ** 16; mask++) {
    let met = 0
    let before = -1
    let rest = mask
    for (; rest !== 0; rest = next(rest)) {
      const at = first(rest)
      if (at <= before || at > 15) expect.fail(`${at} after ${before} in ${mask}`)
      met |= 1 << at
      before = at
    }
    if (met !== mask) expect.fail(`met ${met} of ${mask}`)
  }
})

test('there is no first byte of an empty mask', () => {
  expect(group.first(0)).toBe(32)
  expect(group.next(0)).toBe(0)
})

test('what the module hands out by itself is one of the forms', () => {
  const { matchTopHash, matchEmpty, matchFull } = group
  expect({ matchTopHash, matchEmpty, matchFull }).toEqual(group.swar)
  expect([group.EMPTY_REST, group.EMPTY_ONE, group.MIN_TOPHASH]).toEqual([0, 1, 5])
})
