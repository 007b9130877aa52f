// Memory that runs out, at every allocation site in turn: after n allocations, each further one fails. Whatever is going
// on then ends in success or in a RangeError; the map holds what it held, works, and leaks nothing.

import { beforeAll, describe, expect, test } from 'vitest'
import * as classes from '../../src/index.js'
import { KEY_KINDS, type KeyKind, stored, VALUE_KINDS, VALUES } from '../model/kinds.js'
import { keep, type RawExports, useBuild } from '../once.js'

const PLENTY = 2 ** 31 - 1
let exports: RawExports

beforeAll(() => {
  exports = useBuild('checked', 64, 1024)
})

interface Subject {
  map: any
  model: Map<any, any>
}

interface Kind {
  name: string
  create(options?: object): any
  put(map: any, i: number, value: any): void
  key(i: number): any
  value(i: number): any
}

function kindOf(key: KeyKind, values: (typeof VALUE_KINDS)[number] | undefined): Kind {
  const name = `${key.name}${values === undefined ? 'Set' : 'Map'}`
  // Beyond the special keys, all are different.
  const keyOf = (i: number) => key.key(i + 20)
  return {
    name: values === undefined ? name : `${name} of ${values}`,
    create: options => keep(new (classes as any)[name]({ ...(values && { values }), seed: 5n, ...options })),
    key: keyOf,
    value: i => values && stored(values, VALUES[values](i)),
    put: (map, i, value) => (values === undefined ? map.add(keyOf(i)) : map.set(keyOf(i), value)),
  }
}

const KINDS = KEY_KINDS.flatMap(key => [undefined, ...VALUE_KINDS].map(values => kindOf(key, values)))

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
    if (!map.has(key)) expect.fail(`${kind.name} lost ${key}`)
    if (map.get !== undefined && !Object.is(map.get(key), value)) expect(map.get(key)).toBe(value)
  }
  let n = 0
  for (const key of map.keys()) if (model.has(key)) n++
  expect(n).toBe(model.size)
}

/** What a disposed map holds until it is collected: its header. */
function headerBytes(): number {
  const before = exports.heapUsed()
  const table = exports.tableCreate(1, 1, 0)
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
  const made = { map: kind.create(options), model: new Map() }
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
    prepare: kind => subject(kind, 416),
    act: (kind, made) => {
      for (let i = 0; i < 4; i++) {
        for (const key of [...made.model.keys()].slice(0, 300))
          expect(made.map.delete(key)).toBe(made.model.delete(key))
        if (!insert(kind, made, 500 * (i + 1), 500 * (i + 1) + 300)) break
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
      insert(kind, { map: copy, model: new Map(made.model) }, 110, 300)
      return [copy]
    },
  },
  {
    name: 'reserving',
    prepare: kind => subject(kind, 50),
    act: (kind, made) => {
      if (tried(() => made.map.reserve(500))) expect(made.map.stats().B).toBe(7)
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
    const header = headerBytes()
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
        if (map._table !== 0) headers++
        map[Symbol.dispose]()
      }
      // A block may be one unit larger than what was asked for.
      const held = exports.heapUsed() - start
      expect(held, `bytes held with a budget of ${n}`).toBeGreaterThanOrEqual(headers * header)
      expect(held, `bytes held with a budget of ${n}`).toBeLessThanOrEqual(headers * (header + 16))
    }
  })
})

test('where only growth cannot be had, inserting goes on at a higher load', () => {
  const kind = KINDS[3]!
  exports.heapBudget(PLENTY)
  const made = subject(kind, 104, { capacity: 104 })
  const { B } = made.map.stats()
  expect(B).toBe(4)
  exports.heapBudget(0)
  // Over the load factor, and overflow buckets cannot be had either: whatever finds an empty slot goes in.
  let refused = 0
  for (let i = 104; i < 204; i++) {
    if (insert(kind, made, i, i + 1)) continue
    refused++
    // For want of a slot, not of a growth: it stays refused.
    expect(insert(kind, made, i, i + 1)).toBe(false)
  }
  expect(refused).toBeGreaterThan(0)
  expect(refused).toBeLessThan(100)
  expect(made.map.stats()).toMatchObject({ B, growing: false })
  expect(made.map.stats().loadFactor).toBeGreaterThan(6.5)
  expectIntact(kind, made)
  exports.heapBudget(PLENTY)
  expect(insert(kind, made, 1000, 2000)).toBe(true)
  expect(made.map.stats().loadFactor).toBeLessThan(6.5)
  expectIntact(kind, made)
  made.map[Symbol.dispose]()
})
