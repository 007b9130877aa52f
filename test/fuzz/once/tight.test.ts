// A memory that is filled on purpose: streams go through it, and it does run out.

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { unseedLibrary } from '../random.js'
import { type Setup, setupOf, streamSeed } from '../setup.js'
import { noCounts, tryStream } from '../stream.js'
import { Subject } from '../subject.js'
import { makeTight } from '../tight.js'

const SETUP: Setup = { keys: 'Int32', values: 'int32', count: 200, bulk: 200, length: 120, seed: 0 }

beforeAll(() => makeTight(new URL('../../../build/tophash-simd.wasm', import.meta.url)))
afterAll(unseedLibrary)

/** How many keys are set before memory is out; all if it never is. */
function setUntilOut(subject: Subject, most: number): number {
  for (let key = 0; key < most; key++) {
    try {
      subject.map.set(key, key)
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError)
      expect((error as Error).message).toMatch(/out of memory$/)
      return key
    }
  }
  return most
}

let subject: Subject | undefined

afterEach(() => subject?.feed())

test('memory is out after some more allocations, and there is plenty again', () => {
  subject = new Subject(SETUP)
  subject.starve(0)
  expect(setUntilOut(subject, 1000)).toBe(0)
  subject.starve(5)
  const done = setUntilOut(subject, 1000)
  expect(done).toBeGreaterThan(0)
  expect(done).toBeLessThan(1000)
  expect(subject.map.size).toBe(done)
  for (let key = 0; key < done; key++) if (subject.map.get(key) !== key) expect.fail(`lost ${key}`)
  subject.feed()
  expect(setUntilOut(subject, 100_000)).toBe(100_000)
})

test('streams', () => {
  const counts = noCounts()
  for (let k = 0; k < 30; k++) {
    const failure = tryStream(setupOf(streamSeed(21, k)), counts)
    if (failure !== undefined) expect.fail(JSON.stringify(failure))
  }
  expect(counts.commands.hunger).toBeGreaterThan(20)
  expect(counts.commands.plenty).toBeGreaterThan(50)
})
