// The table of every backend is the twin's, bucket for bucket.

import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import * as twins from '../../src/reference/index.js'
import { isChecked, tupleClasses } from '../backend.js'
import { CLASSES, PAIRS } from './classes.js'
import { growAtSameSize } from './growing.js'

const TWINS: Record<string, any> = { ...twins, ...tupleClasses(twins) }
const STEPS = isChecked ? 150 : 300

/** Numbers that look random, the same in every run. */
function* numbers(): Generator<number> {
  for (let x = 1; ; ) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    yield x >>> 8
  }
}

function same(one: any, two: any): void {
  const views = [one.inspect(), two.inspect()]
  if (!isDeepStrictEqual(views[0], views[1])) expect(views[0]).toEqual(views[1])
  const { bytes: _, ...mine } = one.stats()
  expect(two.stats()).toMatchObject(mine)
}

test.each(PAIRS)('$pair', ({ kind, Map: TestedMap, key, kindOfValue: { values, value } }) => {
  const options = { values, seed: 0xfedcba9876543210n }
  let [one, two] = [new TestedMap(options), new TWINS[`${kind}Map`](options)]
  const random = numbers()
  const next = (n: number) => random.next().value % n
  const both = (call: (m: any) => unknown) => {
    const stored = call(one)
    const theirs = call(two)
    if (stored !== one) expect(theirs).toEqual(stored)
  }
  for (let step = 0; step < STEPS; step++) {
    const i = next(step < STEPS / 2 ? 2 * STEPS : STEPS)
    const stored = value(step)
    const what = next(20)
    if (what < 13) both(m => m.set(key(i), stored))
    else if (what < 18) both(m => m.delete(key(i)))
    else if (what === 18 && values !== 'any') both(m => m.increment(key(i)))
    if (step % 97 === 96) both(m => m.shrink())
    if (step % 131 === 130) both(m => m.reserve(step))
    if (step === Math.floor(STEPS * 0.7)) both(m => m.clear())
    if (step % 20 === 0 || step > STEPS - 10) same(one, two)
    if (step % 150 === 149) {
      ;[one, two] = [one.clone(), two.clone()]
      same(one, two)
    }
  }
  same(one, two)
})

test.each(CLASSES)('$set', ({ kind, Set: TestedSet, key }) => {
  const [one, two] = [TestedSet, TWINS[`${kind}Set`]].map(C => new C({ seed: 7n, capacity: 20 }))
  const random = numbers()
  for (let step = 0; step < STEPS; step++) {
    const i = random.next().value % 120
    for (const s of [one, two])
      if (step % 3 === 2) s.delete(key(i))
      else s.add(key(i))
    if (step % 10 === 0) same(one, two)
  }
  same(one, two)
  for (const s of [one, two]) for (let i = 0; i < 120; i++) s.delete(key(i))
  for (const s of [one, two]) for (let i = 0; i < 30; i++) s.add(key(i))
  same(one, two)
})

test('through a repacking at the same size', () => {
  const seed = 31n
  const [one, two] = [CLASSES[0]!.Map, twins.Int32Map].map(C => new C({ values: 'int32', seed }))
  const present = [...growAtSameSize(one, seed)]
  growAtSameSize(two, seed)
  for (let i = 0; i < 12; i++) {
    same(one, two)
    for (const m of [one, two]) m.set(present[i], i)
  }
  expect(one.stats().growing).toBe(false)
  same(one, two)
})
