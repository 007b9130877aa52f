// The same operations with the same seed on a Wasm map of tables that split and on its twin: equal slot for slot, all the way.

import { describe, expect, test } from 'vitest'
import { bodyOf } from '../../src/body/door.js'
import { PARTITION_MIN_TABLE_BITS } from '../../src/generated/constants.js'
import * as twins from '../../src/reference/index.js'
import type { SwissInspection } from '../../src/spaces/layouts/swiss.js'
import { partitionFrom as twinFrom } from '../../src/spaces/reference/many.js'
import type { TwinTable } from '../../src/spaces/reference/table.js'
import { Int32Map, isChecked } from '../backend.js'
import { numbersOf, seedLibrary, unseedLibrary } from '../fuzz/random.js'
import { setWords, textOf } from '../internals.js'
import { ALL_KINDS, KEY_KINDS, type KeyKind, manyOf, newMap, newSet, VALUE_KINDS, VALUES } from '../model/kinds.js'
import { theSpace } from '../space.js'

const LAID_OUT = { values: 'int32', layout: 'swiss' } as const

/** How many keys there are, and how many batches of operations a kind of map goes through. */
const SIZES = isChecked
  ? [{ keys: 60, batches: 12 }]
  : [
      { keys: 60, batches: 25 },
      { keys: 1200, batches: 12 },
    ]

/** Equal, told without a diff of megabytes. */
function expectSame(wasm: any, twin: any, when: string): void {
  const [a, b]: [SwissInspection, SwissInspection] = [wasm.inspect(), twin.inspect()]
  if (textOf(a) === textOf(b)) return
  const shape = ({ tables, ...rest }: SwissInspection) => ({
    ...rest,
    tables: tables.map(({ groups, ...table }) => ({ ...table, groups: groups.length })),
  })
  expect(shape(b), when).toEqual(shape(a))
  const groupsOf = ({ tables }: SwissInspection) => tables.flatMap(({ groups }) => groups)
  const [ours, theirs] = [groupsOf(a), groupsOf(b)]
  const first = ours.findIndex((group, i) => textOf(group) !== textOf(theirs[i]))
  expect(theirs[first], `${when}, group ${first}`).toEqual(ours[first])
}

/** A map or set over Wasm and its twin, which are told the same. */
class Two {
  wasm: any
  twin: any
  readonly #kind: KeyKind
  readonly #key: (i: number) => any
  readonly #value: ((i: number) => any) | undefined
  readonly #isAny: boolean

  constructor(key: KeyKind, values: (typeof VALUE_KINDS)[number] | undefined, seed: bigint, capacity: number) {
    const options = { seed, capacity, ...(values && { values }) }
    const laidOut = { ...options, layout: 'swiss' }
    this.wasm = values === undefined ? newSet(key, options) : newMap(key, options)
    this.twin = values === undefined ? newSet(key, laidOut, twins) : newMap(key, laidOut, twins)
    this.#kind = key
    this.#key = key.key
    this.#value = values && VALUES[values]
    this.#isAny = values === 'any'
  }

  both(call: (map: any) => unknown): void {
    const [mine, theirs] = [call(this.wasm), call(this.twin)]
    if (mine !== this.wasm && textOf(mine) !== textOf(theirs)) expect(theirs).toEqual(mine)
  }

  put(i: number, j: number): void {
    const [key, value] = [this.#key(i), this.#value?.(j)]
    this.both(map => (this.#value === undefined ? map.add(key) : map.set(key, value)))
  }

  delete(i: number): void {
    const key = this.#key(i)
    this.both(map => map.delete(key))
  }

  putMany(is: number[], j: number): void {
    const keys = manyOf(this.#kind, is.map(this.#key))
    const value = this.#value
    const values = value && is.map((_, n) => value(j + n))
    this.both(map => (values === undefined ? map.addMany(keys) : map.setMany(keys, values)))
  }

  deleteMany(is: number[]): void {
    const keys = manyOf(this.#kind, is.map(this.#key))
    this.both(map => map.deleteMany(keys))
  }

  /** What else inserts, where it can. */
  other(i: number, j: number): void {
    const key = this.#key(i)
    const value = this.#value
    if (value === undefined) this.both(map => map.has(key))
    else if (this.#isAny || j % 2 === 0) this.both(map => map.getOrInsert(key, value(j)))
    else this.both(map => orError(() => map.increment(key, value(j))))
  }

  /** The same numbers are drawn for both, so that both begin at the same place. */
  walk(seed: number, visit?: (map: any, step: number) => void): void {
    const orders = [this.wasm, this.twin].map(map => {
      seedLibrary(seed)
      let step = 0
      const met = []
      for (const entry of map) {
        met.push(entry)
        visit?.(map, step++)
      }
      unseedLibrary()
      return textOf(met)
    })
    expect(orders[1] === orders[0], 'both are walked over in the same order').toBe(true)
  }

  clone(): void {
    this.wasm = this.wasm.clone()
    this.twin = this.twin.clone()
  }

  same(when: string): void {
    expectSame(this.wasm, this.twin, when)
  }
}

function orError(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return (error as Error).message
  }
}

const NAMES = ['put', 'put', 'delete', 'fill', 'fill', 'drop', 'putMany', 'putMany', 'deleteMany', 'other'] as const
const RARE = ['reserve', 'shrink', 'clear', 'clone', 'empty', 'walk'] as const
type Name = (typeof NAMES | typeof RARE)[number]

function act(two: Two, name: Name, next: (n: number) => number, keys: number): void {
  const [i, n] = [next(keys), next(keys)]
  const some = Array.from({ length: n }, () => next(keys))
  if (name === 'put' || name === 'other') for (let k = 0; k < 20; k++) two[name](next(keys), next(2000))
  else if (name === 'delete') for (let k = 0; k < 20; k++) two.delete(next(keys))
  else if (name === 'fill') for (let k = 0; k < n; k++) two.put((i + k) % keys, k)
  else if (name === 'drop') for (let k = 0; k < n; k++) two.delete((i + k) % keys)
  else if (name === 'putMany') two.putMany(some, next(2000))
  else if (name === 'deleteMany') two.deleteMany(some)
  else if (name === 'empty') for (let k = 0; k < keys; k++) two.delete(k)
  else if (name === 'reserve') two.both(map => map.reserve(n))
  else if (name === 'walk') two.walk(i)
  else if (name === 'clone') two.clone()
  else two.both(map => map[name]())
}

describe.each(ALL_KINDS)('$label', key => {
  for (const values of [...(key.values ?? VALUE_KINDS), undefined]) {
    test.each(SIZES)(`${values ? `map of ${values}` : 'set'}, $keys keys`, ({ keys, batches }) => {
      const numbers = numbersOf(keys + (values?.length ?? 0))
      const next = (n: number) => numbers() % n
      const two = new Two(key, values, BigInt(numbers()) << 20n, next(3) === 0 ? next(200) : 0)
      for (let batch = 0; batch < batches; batch++) {
        const name: Name = next(5) === 0 ? RARE[next(RARE.length)]! : NAMES[next(NAMES.length)]!
        act(two, name, next, keys)
        two.same(`after ${name}, batch ${batch}`)
      }
    })
  }
})

/** Kinds whose tables split early and late, and hash in each way. */
const LARGE = KEY_KINDS.filter(({ label }) => ['Int32', 'Float64', 'String'].includes(label))

describe.skipIf(isChecked).each(LARGE)('$label, large', key => {
  test('maps split, are tidied up, made smaller and walked over alike', () => {
    const two = new Two(key, 'int32', 77n, 0)
    const numbers = numbersOf(5)
    const keys = key.label === 'String' ? 2500 : 9000
    const most = (n: number) => Array.from({ length: n }, () => numbers() % keys)
    two.putMany(
      Array.from({ length: keys }, (_, i) => i),
      0,
    )
    two.same('after the keys')
    expect(two.twin.inspect().depth).toBeGreaterThan(2)
    two.walk(1)
    for (let round = 0; round < 3; round++) {
      two.deleteMany(most(keys / 2))
      two.putMany(most(keys / 2), round)
      two.same(`after round ${round}`)
    }
    for (let i = 0; i < keys; i++) if (i % 8 !== 0) two.delete(i)
    two.both(map => map.shrink())
    two.same('after shrink')
    two.walk(2, (map, step) => {
      if (step < 600) map.set(key.key(keys + step), step)
      if (step === 300) map.reserve(2 * keys)
      if (step === 500) map.shrink()
    })
    two.same('after a walk that changed it')
    two.both(map => map.shrink())
    two.clone()
    two.same('after clone')
  })
})

test.skipIf(isChecked)('chunks that are divided by tables', () => {
  const [wasm, twin] = [new Int32Map({ values: 'int32', seed: 9n }), new twins.Int32Map({ ...LAID_OUT, seed: 9n })]
  const keys = Int32Array.from({ length: 40_000 }, (_, i) => Math.imul(i, 0x9e3779b1))
  const divided = Int32Array.from({ length: 30_000 }, (_, i) => Math.imul(30_000 + i, 0x9e3779b1))
  twinFrom(10)
  theSpace().exports.partitionFrom(10)
  try {
    for (const map of [wasm, twin]) map.setMany(keys, keys)
    expectSame(wasm, twin, 'before')
    for (const map of [wasm, twin]) map.setMany(divided, divided)
    expectSame(wasm, twin, 'after setMany')
    for (const map of [wasm, twin]) map.deleteMany(divided)
    expectSame(wasm, twin, 'after deleteMany')
  } finally {
    twinFrom(PARTITION_MIN_TABLE_BITS)
    theSpace().exports.partitionFrom(0)
  }
})

/** A map and its twin with words by which all keys have the same hash: see hostile.test.ts. */
function crowded(): any[] {
  const [wasm, twin] = [new Int32Map({ values: 'int32' }), new twins.Int32Map(LAID_OUT)]
  setWords(wasm, 0n, 0n, 0n)
  ;(bodyOf(twin, 'words').open('words') as TwinTable).words.fill(0)
  return [wasm, twin]
}

test('keys that agree in all bits of their hashes, as many as chance allows', () => {
  const [wasm, twin] = crowded()
  for (let i = 0; i < 270; i++) for (const map of [wasm, twin]) map.set(i, i)
  expectSame(wasm, twin, 'after the crowd')
  for (let i = 0; i < 270; i += 3) for (const map of [wasm, twin]) map.delete(i)
  for (let i = 1; i < 90; i++) for (const map of [wasm, twin]) map.set(-i, i)
  expectSame(wasm, twin, 'after others')
  for (const map of [wasm, twin]) map.shrink()
  expectSame(wasm, twin, 'after shrink')
  expect(wasm.stats().rehashes + twin.stats().rehashes).toBe(0)
})

test('both draw another hash at the same key, and have the same entries then', () => {
  const [wasm, twin] = crowded()
  for (let i = 0; i < 500; i++) {
    for (const map of [wasm, twin]) map.set(i, i + 1)
    expect([i, twin.stats().rehashes]).toEqual([i, wasm.stats().rehashes])
  }
  expect(twin.stats().rehashes).toBe(1)
  const entries = new Map(Array.from({ length: 500 }, (_, i) => [i, i + 1]))
  for (const map of [wasm, twin]) expect(new Map(map)).toEqual(entries)
})
