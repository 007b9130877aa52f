// Stops on JavaScript's side: when the stack ends, when a script's time is over, during the first write of a process.

import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, discard, run } from './programs.js'
import { isThorough } from './sweep.js'

const CHECKED = fileURLToPath(new URL('../../build/tophash-checked.wasm', import.meta.url))

beforeAll(bundle)
afterAll(discard)

describe('the stack ends', () => {
  test.each([
    ['StringMap'],
    ['StringMap of any'],
    ['BytesMap'],
    ['BytesMap packed'],
    ['HashMap'],
    ['Int32Map of any'],
    ['Int32Map of int32'],
    ['Float64Map of bigint64'],
  ])('%s', async name => {
    const rounds = isThorough ? '400' : '40'
    for (const seed of isThorough ? ['1', '2', '3', '4', '5', '6', '7', '8'] : ['1', '2']) {
      const { wrong, calls, done } = await run('dive', [CHECKED, name, rounds, seed], ['--stack-size=200'])
      expect(wrong, `seed ${seed}, after ${calls} calls`).toEqual([])
      // Some were stopped and some were not.
      expect(done).toBeGreaterThan(100)
      expect(calls - done!).toBeGreaterThan(100)
    }
  })
})

describe('a script has a time limit', () => {
  test.each([['BytesMap'], ['StringMap'], ['many keys'], ['new maps']])('%s', async name => {
    expect((await run('limit', [name, isThorough ? '1500' : '150'])).wrong).toEqual([])
  })
})

describe('the first write of a process is stopped', () => {
  test('by a time limit', async () => {
    for (let i = 0; i < (isThorough ? 100 : 6); i++) {
      expect((await run('limit', ['the first write', '20'])).wrong).toEqual([])
    }
  })

  test('by the end of the stack', async () => {
    const isStopped = async (frames: number) => (await run('start', [`${frames}`])).calls === 1
    // From so many frames on there is room for it; below, something is stopped.
    let least = 0
    let enough = 4096
    while (enough - least > 1) {
      const frames = (least + enough) >> 1
      if (await isStopped(frames)) least = frames
      else enough = frames
    }
    expect(least).toBeGreaterThan(1)
    const step = isThorough ? 1 : 64
    for (let frames = enough; frames > 0; frames -= step) {
      expect((await run('start', [`${frames}`])).wrong, `${frames} frames from the end`).toEqual([])
    }
  })
})
