// Random operations on every class, with every kind of value, against JavaScript's Map.

import fc from 'fast-check'
import { describe, test } from 'vitest'
import { isChecked } from '../backend.js'
import { replay } from '../internals.js'
import { ALL_KINDS, VALUE_KINDS } from './kinds.js'
import { commands, run } from './model.js'

/** From one bucket to some hundreds. The checked build looks at the whole table after every change. */
const SIZES = isChecked
  ? [
      { keys: 14, bulk: 3, length: 150, runs: 12 },
      { keys: 160, bulk: 100, length: 60, runs: 4 },
    ]
  : [
      { keys: 14, bulk: 3, length: 400, runs: 40 },
      { keys: 200, bulk: 60, length: 300, runs: 15 },
      { keys: 5000, bulk: 2000, length: 120, runs: 4 },
    ]

for (const key of ALL_KINDS) {
  describe(`${key.label}Map`, () => {
    for (const values of key.values ?? VALUE_KINDS) {
      test.each(SIZES)(`of ${values}, $keys keys`, ({ keys, bulk, length, runs }) => {
        const property = fc.property(commands(keys, length), list => run({ key, values, keys, bulk }, list))
        fc.assert(property, { numRuns: runs, ...replay })
      })
    }
  })
  describe(`${key.label}Set`, () => {
    test.each(SIZES)('of $keys keys', ({ keys, bulk, length, runs }) => {
      const property = fc.property(commands(keys, length), list => run({ key, keys, bulk }, list))
      fc.assert(property, { numRuns: runs, ...replay })
    })
  })
}
