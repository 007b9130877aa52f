// Every workload in every form at small sizes, on Wasm and on the twin, against an answer found without a hash table.

import { describe, expect, test } from 'vitest'
import type { Library } from '../../bench/common/library.js'
import { WORKLOADS } from '../../bench/workloads/catalog.js'
import type { Answer, Form, Workload } from '../../bench/workloads/workload.js'
import { Clock, FORMS } from '../../bench/workloads/workload.js'
import * as wasm from '../../src/index.js'
import * as twin from '../../src/reference/index.js'

const LIBRARIES = { wasm: wasm as Library, twin: twin as unknown as Library }

/** Of those that have half a million keys and more at every size, one case each, and not on the twin. */
const LARGE = ['RandomFind_500000', 'RandomFindString_1000000', 'Copy']
const isLarge = ({ name }: Workload) => LARGE.some(part => name.includes(part))
const isChosen = (workload: Workload) => !isLarge(workload) || !/\/(0|50|75|100) %/.test(workload.name)
const CHOSEN = WORKLOADS.filter(isChosen)

type Contestant = [form: Form, on: keyof typeof LIBRARIES]

const contestantsOf = (workload: Workload): Contestant[] =>
  FORMS.filter(form => workload.forms[form] !== undefined).flatMap((form): Contestant[] =>
    form === 'Map' || isLarge(workload)
      ? [[form, 'wasm']]
      : [
          [form, 'wasm'],
          [form, 'twin'],
        ],
  )

const once = <T>(make: () => T) => {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

describe.each(CHOSEN.map((workload): [string, Workload] => [workload.name, workload]))('%s', (_, workload) => {
  const input = once(() => workload.prepare(Math.ceil(workload.smoke / 5)))
  const expected = once<Answer>(
    () => workload.expected?.(input()) ?? workload.forms.Map(input(), new Clock(), LIBRARIES.wasm),
  )

  test.each(contestantsOf(workload))('%s on %s', (form, on) => {
    const clock = new Clock()
    const answer = workload.forms[form]!(input(), clock, LIBRARIES[on])
    expect(answer).toBe(expected())
    expect(answer).toMatch(/\d/)
    expect(clock.laps.size).toBeGreaterThan(0)
  })
})

test('names are different', () => {
  expect(new Set(WORKLOADS.map(({ name }) => name)).size).toBe(WORKLOADS.length)
})
