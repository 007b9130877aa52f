// Failures of the past, and a few fixed streams over all classes and kinds of values.

import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { isChecked } from '../backend.js'
import { COMMANDS, namesOf } from './commands.js'
import { unseedLibrary } from './random.js'
import { nameOf, setupOf, streamSeed } from './setup.js'
import { type Failure, noCounts, run, describe as textOf, tryStream } from './stream.js'

const CORPUS = new URL('corpus/', import.meta.url)
const files = readdirSync(CORPUS).filter(file => file.endsWith('.json'))

afterAll(unseedLibrary)

describe('what failed once', () => {
  test.each(files)('%s', file => {
    const { setup, commands } = JSON.parse(readFileSync(new URL(file, CORPUS), 'utf8')) as Failure
    for (const [name] of commands) expect(Object.keys(COMMANDS)).toContain(name)
    // Only a backend with a memory can run out of it.
    const known = commands.filter(([name]) => namesOf(setup).includes(name))
    const counts = noCounts()
    run(setup, known, counts)
    expect(counts.operations).toBeGreaterThan(0)
  })
})

/** Fewer where the whole table is looked at after each change. */
const STREAMS = isChecked ? 60 : 40
const PARTS = 4

describe('fixed streams', () => {
  test.each(Array.from({ length: PARTS }, (_, part) => part))('part %i', part => {
    const counts = noCounts()
    for (let k = part; k < STREAMS; k += PARTS) {
      const setup = setupOf(streamSeed(12, k))
      // Those of many keys take longer than all others together.
      if (setup.count > 20_000) continue
      const failure = tryStream(setup, counts)
      if (failure !== undefined)
        expect.fail(`${nameOf(setup)}, --only ${setup.seed}: ${textOf(failure).slice(0, 2000)}`)
    }
    expect(counts.operations).toBeGreaterThan(isChecked ? 1000 : 5000)
    expect(Object.keys(counts.commands).length).toBeGreaterThan(30)
  })
})
