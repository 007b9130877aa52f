// Operations on maps and sets of scalar keys, stopped at every place.

import { test } from 'vitest'
import { casesOf } from './cases.js'
import { StopEngine } from './engine.js'
import { KINDS } from './kinds.js'
import { expectWholeIn } from './report.js'

const engine = new StopEngine('simd', 16)

test.each([
  ['Int32', casesOf(KINDS.int32, 2)],
  ['Uint32', casesOf(KINDS.uint32, 7)],
  ['Float64', casesOf(KINDS.float64, 3)],
  ['BigInt64', casesOf(KINDS.bigint64, 5)],
  ['BigUint64', casesOf(KINDS.biguint64, 7)],
])('%s', (_, cases) => expectWholeIn(engine, cases))
