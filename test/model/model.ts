// A map or set under test beside a JavaScript Map, and the iterators that are alive on it. Every command runs on both;
// every answer is compared; every iterator is held to the promises:
//
// - no key comes twice;
// - a key comes only while it is in the map, and with its latest value;
// - a key that was there when the iterator was made and was not deleted since has come when it ends;
// - after `clear` an iterator that has begun ends.

import fc from 'fast-check'
import { expect } from 'vitest'
import type { ValueKind } from '../../src/index.js'
import { KeyMap, KeySet, show } from '../ids.js'
import { setWords, zeroWords } from '../internals.js'
import { type KeyKind, newMap, newSet, stored, sum, VALUES } from './kinds.js'

export type Command = readonly [name: CommandName, i: number, j: number]

/** Weights: how often a command comes. */
export const COMMANDS = {
  set: 20,
  delete: 14,
  read: 8,
  increment: 6,
  getOrInsert: 3,
  fill: 6,
  drop: 6,
  deleteWhere: 1,
  open: 4,
  step: 16,
  abandon: 1,
  reserve: 1,
  shrink: 2,
  clear: 1,
  empty: 1,
  clone: 1,
} as const
export type CommandName = keyof typeof COMMANDS

export interface Setup {
  key: KeyKind
  /** Absent for sets. */
  values?: ValueKind
  /** Keys are chosen among this many. */
  keys: number
  /** A `fill` or `drop` concerns at most this many. */
  bulk: number
  capacity?: number
  seed?: bigint
  /** Every key has the same hash. */
  constantHash?: boolean
}

// `expect` costs more than most commands, so it is called a few times a run, or once something is wrong.

function expectError(Class: new (message?: string) => Error, run: () => unknown): void {
  try {
    run()
  } catch (error) {
    if (error instanceof Class) return
    throw error
  }
  expect.fail(`no ${Class.name} was thrown`)
}

/** An iterator under observation. */
class Watched {
  readonly seen = new KeySet()
  /** Keys that have to come. */
  readonly due: KeySet
  begun = false
  mustEnd = false
  ended = false

  constructor(
    readonly iterator: Iterator<any>,
    readonly shape: 'entries' | 'keys' | 'values',
    readonly model: KeyMap<any>,
  ) {
    this.due = new KeySet(model.keys())
  }

  step(): void {
    const { value: item, done } = this.iterator.next()
    if (done) {
      if (item !== undefined) expect.fail(`the end came with ${show(item)}`)
      if (this.due.size > 0) expect([...this.due], 'keys that never came').toEqual([])
      this.ended = true
      return
    }
    this.begun = true
    if (this.ended || this.mustEnd) expect.fail(`an entry after the iterator had to end: ${show(item)}`)
    if (this.shape === 'values') return
    const key = this.shape === 'keys' ? item : item[0]
    if (Object.is(key, -0)) expect.fail('a key of negative zero')
    if (this.seen.has(key)) expect.fail(`the key ${show(key)} came twice`)
    if (!this.model.has(key)) expect.fail(`the key ${show(key)} came after it was deleted`)
    if (this.shape === 'entries' && !Object.is(item[1], this.model.get(key))) {
      expect(item[1], `the value of ${show(key)}`).toBe(this.model.get(key))
    }
    this.seen.add(key)
    this.due.delete(key)
  }

  drain(): void {
    while (!this.ended) this.step()
    this.step()
  }
}

export class Subject {
  map: any
  model = new KeyMap<any>()
  /** Clones that were left behind, with what they must hold. */
  readonly left: [map: any, model: KeyMap<any>][] = []
  readonly iterators: Watched[] = []

  constructor(readonly setup: Setup) {
    const { key, values, capacity, seed } = setup
    const options = { capacity, seed }
    this.map = values === undefined ? newSet(key, options) : newMap(key, { ...options, values })
    this.fixHash()
  }

  get isSet(): boolean {
    return this.setup.values === undefined
  }

  key(i: number): any {
    const { key, keys, constantHash } = this.setup
    return constantHash && key.crowded !== undefined ? key.crowded(i % keys) : key.key(i % keys)
  }

  value(j: number): any {
    return this.setup.values === undefined ? undefined : VALUES[this.setup.values](j)
  }

  /** Words of the hash can be set while the table is empty. */
  fixHash(): void {
    if (!this.setup.constantHash || this.map.size > 0) return
    setWords(this.map, 0n, 0n, 0n)
    if (this.setup.key.crowded !== undefined) zeroWords(this.map)
  }

  /** Keys no longer due: they were deleted. */
  forget(...keys: any[]): void {
    for (const watched of this.iterators) {
      if (watched.model === this.model) for (const key of keys) watched.due.delete(key)
    }
  }

  run([name, i, j]: Command): void {
    this[name](i, j)
    if (this.map.size !== this.model.size) expect(this.map.size, `size after ${name}`).toBe(this.model.size)
  }

  set(i: number, j: number): void {
    const key = this.key(i)
    if (this.isSet) {
      if (this.map.add(key) !== this.map) expect.fail(`add(${show(key)}) did not return the set`)
      this.model.set(key, undefined)
      return
    }
    const value = this.value(j)
    this.map.set(key, value)
    this.model.set(key, stored(this.setup.values!, value))
  }

  delete(i: number): void {
    const key = this.key(i)
    const present = this.model.delete(key)
    if (this.map.delete(key) !== present) expect.fail(`delete(${show(key)}) did not return ${present}`)
    if (!present) return
    this.forget(key)
    this.fixHash()
  }

  read(i: number): void {
    this.compare(this.map, this.model, this.key(i))
  }

  compare(map: any, model: KeyMap<any>, key: any): void {
    const present = model.has(key)
    if (map.has(key) !== present) expect.fail(`has(${show(key)}) is not ${present}`)
    if (this.isSet) return
    const value = model.get(key)
    const got = map.get(key)
    if (!Object.is(got, value)) expect(got, `get(${show(key)})`).toBe(value)
    const fallback = 123456789
    const expected = present ? value : fallback
    if (!Object.is(map.getOr(key, fallback), expected)) expect(map.getOr(key, fallback)).toBe(expected)
  }

  increment(i: number, j: number): void {
    const { values } = this.setup
    if (values === undefined) {
      this.set(i, j)
      return
    }
    const key = this.key(i)
    const by = this.value(j)
    if (values === 'any') {
      expectError(TypeError, () => this.map.increment(key))
      return
    }
    const zero = typeof by === 'bigint' ? 0n : -0
    const expected = stored(values, sum(values, this.model.has(key) ? this.model.get(key) : zero, by))
    if (expected === undefined) {
      expectError(RangeError, () => this.map.increment(key, by))
      this.compare(this.map, this.model, key)
      return
    }
    const got = this.map.increment(key, by)
    if (!(got === expected || Object.is(got, expected))) expect(got, `increment(${show(key)}, ${by})`).toBe(expected)
    this.model.set(key, expected)
  }

  getOrInsert(i: number, j: number): void {
    if (this.isSet) {
      this.set(i, j)
      return
    }
    const key = this.key(i)
    const value = this.value(j)
    if (!this.model.has(key)) this.model.set(key, stored(this.setup.values!, value))
    const got = j % 2 ? this.map.getOrInsert(key, value) : this.map.getOrInsertComputed(key, () => value)
    if (!Object.is(got, this.model.get(key))) expect(got).toBe(this.model.get(key))
  }

  fill(i: number, j: number): void {
    for (let n = j % this.setup.bulk; n >= 0; n--) this.set(i + n, j + n)
  }

  drop(i: number, j: number): void {
    for (let n = j % this.setup.bulk; n >= 0; n--) this.delete(i + n)
  }

  deleteWhere(i: number): void {
    let n = 0
    const dropped: any[] = []
    const choose = (key: any) => {
      const chosen = n++ % ((i % 5) + 2) === 0
      if (chosen) dropped.push(key)
      return chosen
    }
    const count = this.map.deleteWhere(this.isSet ? choose : (_: unknown, key: any) => choose(key))
    expect(count).toBe(dropped.length)
    expect(n).toBe(this.model.size)
    for (const key of dropped) if (!this.model.delete(key)) expect.fail(`${show(key)} was visited and not there`)
    this.forget(...dropped)
    this.fixHash()
  }

  open(i: number): void {
    if (this.iterators.length === 6) this.iterators.shift()
    const shape = this.isSet ? 'keys' : (['entries', 'entries', 'keys', 'values'] as const)[i % 4]!
    const watched = new Watched(this.map[shape](), shape, this.model)
    if (shape === 'values') watched.due.clear()
    this.iterators.push(watched)
  }

  step(i: number, j: number): void {
    const watched = this.iterators[i % Math.max(1, this.iterators.length)]
    for (let n = (j % 7) ** 2; watched !== undefined && n >= 0; n--) watched.step()
  }

  abandon(): void {
    this.iterators.shift()
  }

  reserve(i: number): void {
    this.map.reserve(i)
  }

  shrink(): void {
    this.map.shrink()
    this.fixHash()
  }

  clear(): void {
    this.map.clear()
    for (const watched of this.iterators) {
      if (watched.model !== this.model) continue
      watched.due.clear()
      if (watched.begun) watched.mustEnd = true
    }
    this.model.clear()
    this.fixHash()
  }

  /** Deletes every key; the table draws a new hash. */
  empty(): void {
    for (const key of [...this.model.keys()]) {
      if (!this.map.delete(key)) expect.fail(`delete(${show(key)}) was false`)
      this.model.delete(key)
      this.forget(key)
    }
    this.fixHash()
  }

  /** Clones, changes the original a little and leaves it; goes on with the clone. */
  clone(i: number): void {
    const copy = this.map.clone()
    const model = new KeyMap(this.model)
    this.delete(i)
    this.set(i + 1, i)
    if (this.left.length === 3) this.left.shift()
    this.left.push([this.map, this.model])
    this.map = copy
    this.model = model
    this.fixHash()
  }

  /** Everything at the end: all iterators run out, all maps hold what they must. */
  finish(): void {
    for (const watched of this.iterators) watched.drain()
    for (const [map, model] of [...this.left, [this.map, this.model] as const]) {
      expect(map.size).toBe(model.size)
      for (const key of model.keys()) this.compare(map, model, key)
      const seen = new KeySet()
      if (this.isSet) for (const key of map) seen.add(key)
      else
        map.forEach((value: any, key: any) => {
          seen.add(key)
          if (!Object.is(value, model.get(key))) expect(value).toBe(model.get(key))
        })
      expect(seen.size).toBe(model.size)
      const last = new Watched(map[this.isSet ? 'keys' : 'entries'](), this.isSet ? 'keys' : 'entries', model)
      last.drain()
      map[Symbol.dispose]()
    }
  }
}

/** Runs commands on a fresh subject. */
export function run(setup: Setup, commands: readonly Command[]): void {
  const subject = new Subject(setup)
  for (const command of commands) subject.run(command)
  subject.finish()
}

const NAMES = Object.entries(COMMANDS).flatMap(([name, weight]) => Array<CommandName>(weight).fill(name as CommandName))

/** Streams of commands about `keys` keys. */
export function commands(keys: number, maxLength: number): fc.Arbitrary<Command[]> {
  const command = fc.tuple(fc.constantFrom(...NAMES), fc.nat(keys - 1), fc.nat(2000))
  return fc.array(command, { maxLength, size: 'max' })
}
