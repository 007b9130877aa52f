// A few operations of the SWAR binary, which differs in how a group is matched, and sets that make others, stopped at every
// place.

import { test } from 'vitest'
import { casesOf } from './cases.js'
import { StopEngine } from './engine.js'
import { KINDS } from './kinds.js'
import { MAKERS } from './operations.js'
import { expectWholeIn } from './report.js'

const engine = new StopEngine('swar', 32)

test.each([
  ['Int32', casesOf(KINDS.int32, 19)],
  ['BigInt64', casesOf(KINDS.bigint64, 37)],
  ['String', casesOf(KINDS.string, 37)],
  ['Bytes of 5', casesOf(KINDS.packed, 31)],
  ['sets of Int32', casesOf(KINDS.int32, 3, MAKERS)],
  ['sets of Bytes of 5', casesOf(KINDS.packed, 5, MAKERS)],
])('%s', (_, cases) => expectWholeIn(engine, cases))
