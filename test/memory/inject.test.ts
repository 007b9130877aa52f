// Memory that runs out, at every allocation site in turn: after n allocations, each further one fails. Whatever is going
// on then ends in success or in a RangeError; the map holds what it held, works, and leaks nothing.

import { beforeAll, describe, expect, test } from 'vitest'
import { bodyOf } from '../../src/body/door.js'
import { library as classes, hasBuckets } from '../backend.js'
import { figuresOf } from '../figures.js'
import { KeyMap, show } from '../ids.js'
import { ALL_KINDS, type KeyKind, newMap, newSet, stored, type VALUE_KINDS, VALUES } from '../model/kinds.js'
import { keep, type RawExports, useBuild } from '../once.js'

const PLENTY = 2 ** 31 - 1
let exports: RawExports

beforeAll(() => {
  exports = useBuild('checked', 64, 1024)
})

interface Subject {
  map: any
  model: KeyMap<any>
}

interface Kind {
  name: string
  hasBytes: boolean
  create(options?: object): any
  put(map: any, i: number, value: any): void
  key(i: number): any
  value(i: number): any
}

function kindOf(key: KeyKind, values: (typeof VALUE_KINDS)[number] | undefined): Kind {
  // Beyond the special keys, all are different.
  const keyOf = (i: number) => key.key(i + 40)
  const create = (options?: object) =>
    values === undefined
      ? newSet(key, { seed: 5n, ...options }, classes)
      : newMap(key, { values, seed: 5n, ...options }, classes)
  return {
    name: values === undefined ? `set of ${key.label}` : `map of ${key.label} to ${values}`,
    hasBytes: key.crowded !== undefined || key.name === 'Fixed' || key.name === 'Texts',
    create: options => keep(create(options)),
    key: keyOf,
    value: i => values && stored(values, VALUES[values](i)),
    put: (map, i, value) => (values === undefined ? map.add(keyOf(i)) : map.set(keyOf(i), value)),
  }
}

/** Values of each size only: what a value is does not matter to what a table needs. */
const SIZES = ['any', 'bigint64'] as const

const KINDS = ALL_KINDS.flatMap(key => {
  const kinds = key.values ?? SIZES
  return [undefined, ...kinds].map(values => kindOf(key, values))
})

/** True if it succeeded, false if memory ran out. Anything else is thrown on. */
function tried(run: () => void): boolean {
  try {
    run()
    return true
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError)
    expect((error as Error).message).toMatch(/^\w+\.\w+: out of memory$/)
    return false
  }
}

function insert(kind: Kind, { map, model }: Subject, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const value = kind.value(i)
    if (!tried(() => kind.put(map, i, value))) return false
    model.set(kind.key(i), value)
  }
  return true
}

function expectIntact(kind: Kind, { map, model }: Subject): void {
  expect(map.size).toBe(model.size)
  for (const [key, value] of model) {
    if (!map.has(key)) expect.fail(`a ${kind.name} lost ${show(key)}`)
    if (map.get !== undefined && !Object.is(map.get(key), value)) expect(map.get(key)).toBe(value)
  }
  let n = 0
  for (const key of map.keys()) if (model.has(key)) n++
  expect(n).toBe(model.size)
}

/** What a disposed map holds until it is collected: its header. */
function headerBytes(hasBytes: boolean): number {
  const before = exports.heapUsed()
  const table = hasBytes ? exports.tableCreateBytes(1, 1, 0, 0, 4) : exports.tableCreate(1, 1, 0)
  const bytes = exports.heapUsed() - before
  exports.tableDestroy(table)
  expect(bytes).toBeGreaterThan(0)
  return bytes
}

/** How many allocations a scenario makes when all succeed. */
function allocationsOf(kind: Kind, prepare: Scenario['prepare'], act: Scenario['act']): number {
  const budget = 1000
  const made = prepare(kind)
  exports.heapBudget(budget)
  const others = act(kind, made)
  const probes: number[] = []
  for (let p = exports.tableCreate(1, 1, 0); p !== 0; p = exports.tableCreate(1, 1, 0)) probes.push(p)
  exports.heapBudget(PLENTY)
  for (const probe of probes) exports.tableDestroy(probe)
  for (const map of [made.map, ...others]) map[Symbol.dispose]()
  return budget - probes.length
}

interface Scenario {
  name: string
  prepare(kind: Kind): Subject
  /** Runs under the budget. Returns maps it made. */
  act(kind: Kind, subject: Subject): any[]
}

function subject(kind: Kind, n: number, options?: object): Subject {
  const made = { map: kind.create(options), model: new KeyMap<any>() }
  expect(insert(kind, made, 0, n)).toBe(true)
  return made
}

const SCENARIOS: Scenario[] = [
  {
    name: 'building from empty',
    prepare: kind => subject(kind, 0),
    act: (kind, made) => {
      insert(kind, made, 0, 300)
      return []
    },
  },
  {
    name: 'building with a capacity',
    prepare: kind => subject(kind, 0, { capacity: 200 }),
    act: (kind, made) => {
      insert(kind, made, 0, 300)
      return []
    },
  },
  {
    name: 'growing, deletes in between',
    prepare: kind => subject(kind, 100),
    act: (kind, made) => {
      for (let i = 100; i < 400 && insert(kind, made, i, i + 1); i++) {
        if (i % 3) continue
        expect(made.map.delete(kind.key(i - 90))).toBe(made.model.delete(kind.key(i - 90)))
      }
      return []
    },
  },
  {
    name: 'repacking a table of many deletions',
    prepare: kind => subject(kind, hasBuckets ? 416 : 728),
    act: (kind, made) => {
      for (let i = 0; i < 4; i++) {
        for (const key of [...made.model.keys()].slice(0, 300))
          expect(made.map.delete(key)).toBe(made.model.delete(key))
        if (!insert(kind, made, 1000 * (i + 1), 1000 * (i + 1) + 300)) break
      }
      return []
    },
  },
  {
    name: 'cloning, in the middle of a growth too',
    prepare: kind => subject(kind, 110),
    act: (kind, made) => {
      let copy: any
      if (!tried(() => (copy = keep(made.map.clone())))) return []
      expectIntact(kind, { map: copy, model: made.model })
      insert(kind, { map: copy, model: new KeyMap<any>(made.model) }, 110, 300)
      return [copy]
    },
  },
  {
    name: 'reserving',
    prepare: kind => subject(kind, 50),
    act: (kind, made) => {
      if (tried(() => made.map.reserve(500))) expect(figuresOf(made.map).B).toBe(7)
      insert(kind, made, 50, 60)
      return []
    },
  },
  {
    name: 'reserving in an untouched map',
    prepare: kind => subject(kind, 0),
    act: (kind, made) => {
      tried(() => made.map.reserve(500))
      insert(kind, made, 0, 20)
      return []
    },
  },
  {
    name: 'shrinking',
    prepare: kind => {
      const made = subject(kind, 400)
      for (let i = 0; i < 350; i++) {
        made.map.delete(kind.key(i))
        made.model.delete(kind.key(i))
      }
      return made
    },
    act: (_, made) => {
      tried(() => made.map.shrink())
      return []
    },
  },
]

describe.each(SCENARIOS)('$name', ({ prepare, act }) => {
  test.each(KINDS.map(kind => [kind.name, kind] as const))('%s', (_, kind) => {
    exports.heapBudget(PLENTY)
    const header = headerBytes(kind.hasBytes)
    const needed = allocationsOf(kind, prepare, act)
    expect(needed).toBeGreaterThan(0)
    for (let n = 0; n <= needed; n++) {
      exports.heapBudget(PLENTY)
      const start = exports.heapUsed()
      const made = prepare(kind)
      exports.heapBudget(n)
      const others = act(kind, made)
      exports.heapBudget(PLENTY)
      expectIntact(kind, made)
      expect(insert(kind, made, 10_000, 10_050)).toBe(true)
      expectIntact(kind, made)
      let headers = 0
      for (const map of [made.map, ...others]) {
        if (bodyOf(map, 'held').hasTable) headers++
        map[Symbol.dispose]()
      }
      // A block may be one unit larger than what was asked for, here or where the header was measured.
      const held = exports.heapUsed() - start
      expect(held, `bytes held with a budget of ${n}`).toBeGreaterThanOrEqual(headers * (header - 16))
      expect(held, `bytes held with a budget of ${n}`).toBeLessThanOrEqual(headers * (header + 16))
    }
  })
})

// Keys that are too long for the place where others are staged: every call allocates a block for the key.

const filled = (i: number, n: number) => new Uint8Array(n).fill(i).fill(i >> 8, n - 1)
const LONG_KEYS: [Class: string, name: string, keyLength: number, key: (i: number) => any][] = [
  ['StringMap', 'narrow', 0, i => `${'x'.repeat(9000)}${i}`],
  ['StringMap', 'wide', 0, i => `${'\u6f22'.repeat(4500)}${i}`],
  ['StringMap', 'wide in the last character', 0, i => `${'x'.repeat(9000)}${i}\u6f22`],
  ['BytesMap', 'of any length', 0, i => filled(i, 9000 + i)],
  ['BytesMap', 'of one length', 9000, i => filled(i, 9000)],
]
const LONG_KINDS: Kind[] = LONG_KEYS.map(([Class, name, keyLength, key]) => ({
  name: `${Class}, ${name}`,
  hasBytes: true,
  create: () => keep(new (classes as any)[Class]({ values: 'int32', seed: 5n, ...(keyLength > 0 && { keyLength }) })),
  put: (map, i, value) => map.set(key(i), value),
  key,
  value: i => i,
}))

/** One call each; those that fail change nothing. Returns whether all succeeded. */
function callAll(kind: Kind, made: Subject, i: number): boolean {
  const { map, model } = made
  const key = kind.key(i)
  let done = insert(kind, made, i, i + 1)
  done = tried(() => expect(map.has(key)).toBe(model.has(key))) && done
  done = tried(() => expect(map.get(key)).toBe(model.get(key))) && done
  done = tried(() => model.set(key, map.increment(key, 7))) && done
  done = tried(() => expect(map.get(kind.key(i + 50))).toBe(undefined)) && done
  if (i % 3 > 0) return done
  done = tried(() => expect(map.delete(kind.key(i + 50))).toBe(false)) && done
  return tried(() => expect(map.delete(key)).toBe(model.delete(key))) && done
}

test.each(LONG_KINDS.map(kind => [kind.name, kind] as const))('long keys: %s', (_, kind) => {
  exports.heapBudget(PLENTY)
  const header = headerBytes(true)
  for (let n = 0, all = false; !all; n++) {
    if (n > 1000) expect.fail('memory never sufficed')
    const start = exports.heapUsed()
    const made = subject(kind, 0)
    exports.heapBudget(n)
    all = true
    for (let i = 0; i < 12; i++) all = callAll(kind, made, i) && all
    exports.heapBudget(PLENTY)
    expectIntact(kind, made)
    for (let i = 0; i < 12; i++) expect(callAll(kind, made, i)).toBe(true)
    expectIntact(kind, made)
    made.map.clear()
    // A table that could not even be created is there by now.
    const held = exports.heapUsed() - start
    expect(Math.abs(held - header), `bytes held with a budget of ${n}`).toBeLessThanOrEqual(16)
    made.map[Symbol.dispose]()
  }
})

test('where only growth cannot be had, inserting goes on at a higher load', () => {
  const kind = KINDS[3]!
  exports.heapBudget(PLENTY)
  const full = hasBuckets ? 104 : 182
  const made = subject(kind, full, { capacity: full })
  const { B } = figuresOf(made.map)
  expect(B).toBe(hasBuckets ? 4 : 5)
  exports.heapBudget(0)
  // Over the load factor, and overflow buckets cannot be had either: whatever finds an empty slot goes in.
  let refused = 0
  for (let i = full; i < full + 100; i++) {
    if (insert(kind, made, i, i + 1)) continue
    refused++
    // For want of a slot, not of a growth: it stays refused.
    expect(insert(kind, made, i, i + 1)).toBe(false)
  }
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(100)
  expect(figuresOf(made.map)).toMatchObject({ B, growing: false })
  expect(made.map.stats().loadFactor).toBeGreaterThan(6.5)
  expectIntact(kind, made)
  exports.heapBudget(PLENTY)
  expect(insert(kind, made, 1000, 2000)).toBe(true)
  expect(made.map.stats().loadFactor).toBeLessThan(6.5)
  expectIntact(kind, made)
  made.map[Symbol.dispose]()
})
