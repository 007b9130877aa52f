// Operations on maps and sets of strings, bytes and any keys, stopped at every place.

import { test } from 'vitest'
import { casesOf } from './cases.js'
import { StopEngine } from './engine.js'
import { KINDS } from './kinds.js'
import { expectWholeIn } from './report.js'

const engine = new StopEngine('simd', 32)

test.each([
  ['String', casesOf(KINDS.string, 2)],
  ['Bytes', casesOf(KINDS.bytes, 5)],
  ['Bytes of 5', casesOf(KINDS.packed, 3)],
  ['Bytes of 300', casesOf(KINDS.long, 7)],
  ['any', casesOf(KINDS.mixed, 3)],
])('%s', (_, cases) => expectWholeIn(engine, cases))
