// Faults in maps that the streams have to find, and to make small.

import { afterAll, describe, expect, test } from 'vitest'
import { unseedLibrary } from '../random.js'
import { type Setup, streamSeed } from '../setup.js'
import { type Command, type Failure, run, shrink, tryStream } from '../stream.js'
import type { Wrap } from '../subject.js'

const SETUP: Setup = { keys: 'Int32', values: 'int32', count: 200, bulk: 200, length: 120, seed: 0 }
const SET: Setup = { keys: 'Int32', count: 200, bulk: 200, length: 120, seed: 0 }

/** A map that has one method replaced, which is given the real one. */
const replaced =
  (name: string, make: (real: (...args: any[]) => any, map: any) => (...args: any[]) => any): Wrap =>
  map => {
    const real = map[name].bind(map)
    Object.defineProperty(map, name, { value: make(real, map), configurable: true })
    return map
  }

interface Planted {
  name: string
  setup: Setup
  wrap: Wrap
  /** How many commands are enough to show it. */
  enough: number
}

const PLANTED: Planted[] = [
  {
    name: 'set forgets keys beyond the hundredth that end in 3',
    setup: SETUP,
    wrap: replaced('set', (real, map) => (key, value) => (map.size >= 100 && key % 10 === 3 ? map : real(key, value))),
    enough: 2,
  },
  {
    name: 'get answers the value of before',
    setup: SETUP,
    wrap: replaced('get', real => key => (real(key) % 8 === 4 ? real(key) - 1 : real(key))),
    enough: 3,
  },
  {
    name: 'a delete of a missing key says that it was there',
    setup: SETUP,
    wrap: replaced('delete', (real, map) => key => real(key) || map.size >= 17),
    enough: 2,
  },
  {
    name: 'setMany leaves out the twentieth key',
    setup: SETUP,
    wrap: replaced('setMany', real => (keys, values) => real(keys.slice(0, 19), values.slice(0, 19)).setMany === 0),
    enough: 1,
  },
  {
    name: 'clear keeps iterators alive',
    setup: SETUP,
    wrap: replaced('clear', (_, map) => () => {
      for (const key of [...map.keys()]) if (map.size > 1) map.delete(key)
      const [last] = map.keys()
      map.set(last ?? 1, 1)
      map.delete(last ?? 1)
    }),
    enough: 5,
  },
  {
    name: 'an iteration comes to its fifth key again',
    setup: SETUP,
    wrap: replaced('keys', real => () => {
      const all = [...real()]
      return [...all.slice(0, 5), ...all.slice(4)].values()
    }),
    enough: 3,
  },
  {
    name: 'a clone is the map itself',
    setup: SETUP,
    wrap: replaced('clone', (_, map) => () => map),
    enough: 3,
  },
  {
    name: 'a key out of range is taken',
    setup: SETUP,
    wrap: replaced('set', (real, map) => (key, value) => (key === 2 ** 53 ? map : real(key, value))),
    enough: 1,
  },
  {
    name: 'forEach goes on after a callback has cleared the map',
    setup: SETUP,
    wrap: replaced('forEach', (_, map) => (visit, self) => {
      for (const [key, value] of [...map]) visit.call(self, value, key, map)
    }),
    enough: 2,
  },
  {
    name: 'a union forgets what is in both',
    setup: SET,
    wrap: replaced(
      'union',
      (real, map) => other => (map.symmetricDifference(other).size > 9 ? map.symmetricDifference(other) : real(other)),
    ),
    enough: 3,
  },
]

afterAll(unseedLibrary)

const MOST_STREAMS = 200

/** The first stream that fails. */
function failing({ setup, wrap }: Planted): Failure {
  for (let k = 0; k < MOST_STREAMS; k++) {
    const failure = tryStream({ ...setup, seed: streamSeed(3, k) }, undefined, wrap)
    if (failure !== undefined) return failure
  }
  return expect.fail(`no stream of ${MOST_STREAMS} failed`)
}

const fails = (setup: Setup, commands: readonly Command[], wrap?: Wrap) => {
  try {
    run(setup, commands, undefined, wrap)
    return false
  } catch {
    return true
  }
}

describe('found', () => {
  test.each(PLANTED.map(planted => [planted.name, planted] as const))('%s', (_, planted) => {
    const { setup, commands } = shrink(failing(planted), planted.wrap)
    expect(commands.length).toBeLessThanOrEqual(planted.enough)
    expect(commands.length).toBeGreaterThan(0)
    expect(fails(setup, commands, planted.wrap)).toBe(true)
    expect(fails(setup, commands)).toBe(false)
  })
})
