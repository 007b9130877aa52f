// Samples that the One Billion Row Challenge publishes with its task, in every form.

import { describe, expect, test } from 'vitest'
import { print, summarize } from '../../bench/workloads/billion-rows.js'
import { Clock } from '../../bench/workloads/workload.js'
import * as library from '../../src/index.js'

const SAMPLES: [what: string, rows: string[], printed: string][] = [
  [
    'negative numbers, and a mean of 1.25',
    ['Bosaso;5.0', 'Bosaso;20.0', 'Bosaso;-5.0', 'Bosaso;-15.0'].concat([
      'Petropavlovsk-Kamchatsky;9.5',
      'Petropavlovsk-Kamchatsky;-9.5',
    ]),
    '{Bosaso=-15.0/1.3/20.0, Petropavlovsk-Kamchatsky=-9.5/0.0/9.5}',
  ],
  [
    'a mean of 25.45',
    ['Rounding;33.6', 'Rounding;31.7', 'Rounding;21.9', 'Rounding;14.6'],
    '{Rounding=14.6/25.5/33.6}',
  ],
  [
    'names beyond ASCII',
    ['Odesa1️⃣🐝🏎️;6.5', 'Abéché1️⃣🐝🏎️;27.3', 'Lyon1️⃣🐝🏎️;1.8', 'Berlin1️⃣🐝🏎️;-0.3'],
    '{Abéché1️⃣🐝🏎️=27.3/27.3/27.3, Berlin1️⃣🐝🏎️=-0.3/-0.3/-0.3, Lyon1️⃣🐝🏎️=1.8/1.8/1.8, Odesa1️⃣🐝🏎️=6.5/6.5/6.5}',
  ],
]

describe.each(Object.keys(summarize) as (keyof typeof summarize)[])('%s', form => {
  test.each(SAMPLES)('%s', (_, rows, printed) => {
    const bytes = Buffer.from(rows.map(row => `${row}\n`).join(''))
    expect(print(summarize[form](bytes, new Clock(), library))).toBe(printed)
  })
})
