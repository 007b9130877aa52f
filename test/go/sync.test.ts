// What of Go's sync.Map and reflect tests has a meaning for one thread: sync/map_test.go, reflect/all_test.go.

import { expect, test } from 'vitest'
import * as twins from '../../src/reference/index.js'
import { Float64Map, Int32Map, isChecked } from '../backend.js'

const STEPS = isChecked ? 400 : 4000

interface Calls {
  load(key: number): unknown
  store(key: number, value: number): void
  loadOrStore(key: number, value: number): unknown
  loadAndDelete(key: number): unknown
  swap(key: number, value: number): unknown
  remove(key: number): boolean
  clear(): void
  all(): [number, number][]
}

/** sync.Map's operations in terms of Map's. */
function callsOf(m: any): Calls {
  const take = (key: number) => {
    const value = m.get(key)
    m.delete(key)
    return value
  }
  return {
    load: key => m.get(key),
    store: (key, value) => m.set(key, value),
    loadOrStore: (key, value) => (m.has(key) ? m.get(key) : m.set(key, value).get(key)),
    loadAndDelete: take,
    swap: (key, value) => {
      const old = m.get(key)
      m.set(key, value)
      return old
    },
    remove: key => m.delete(key),
    clear: () => m.clear(),
    all: () => [...m].sort(([a], [b]) => a - b) as [number, number][],
  }
}

/** A map that copies itself before every write. */
function deepCopy(): Calls {
  let m: any = new Int32Map({ values: 'int32' })
  const fresh = (): Calls => {
    m = m.clone()
    return callsOf(m)
  }
  return {
    load: key => callsOf(m).load(key),
    store: (key, value) => fresh().store(key, value),
    loadOrStore: (key, value) => fresh().loadOrStore(key, value),
    loadAndDelete: key => fresh().loadAndDelete(key),
    swap: (key, value) => fresh().swap(key, value),
    remove: key => fresh().remove(key),
    clear: () => fresh().clear(),
    all: () => callsOf(m).all(),
  }
}

/** Runs one random sequence of calls on both and compares every answer. */
function match(mine: Calls, reference: Calls): void {
  const started = (Math.random() * 2 ** 32) >>> 0
  let seed = started
  const next = (n: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return (seed >>> 8) % n
  }
  for (let step = 0; step < STEPS; step++) {
    const [key, value, what] = [next(60), next(1000), next(100)]
    const call = (c: Calls): unknown => {
      if (what < 25) return c.load(key)
      if (what < 45) return c.store(key, value)
      if (what < 60) return c.loadOrStore(key, value)
      if (what < 75) return c.loadAndDelete(key)
      if (what < 88) return c.swap(key, value)
      if (what < 99) return c.remove(key)
      return c.clear()
    }
    const [got, wanted] = [call(mine), call(reference)]
    if (typeof got !== 'object') expect(got, `seed ${started}, step ${step}`).toBe(wanted)
  }
  expect(mine.all(), `seed ${started}`).toEqual(reference.all())
}

test('TestMapMatchesRWMutex', () => {
  match(callsOf(new Int32Map({ values: 'int32' })), callsOf(new Map()))
})

test('TestMapMatchesDeepCopy', () => {
  match(deepCopy(), callsOf(new Map()))
})

test('TestMapMatchesHashTrieMap', () => {
  match(callsOf(new Int32Map({ values: 'int32' })), callsOf(new twins.Int32Map()))
})

test('TestMapRangeNestedCall', () => {
  const m = new Int32Map<string>([
    [0, 'hello'],
    [1, 'world'],
    [2, 'Go'],
  ])
  m.forEach((_, key) => {
    m.forEach((value, inner) => {
      // The entry that is being visited is found, deleted and stored again, from within two walks.
      expect(m.get(inner)).toBe(value)
      expect(m.delete(inner)).toBe(true)
      expect(m.has(inner)).toBe(false)
      m.set(inner, value)
    })
    m.delete(key)
  })
  expect(m.size).toBeLessThan(3)
})

test('TestMapOfKeyUpdate', () => {
  // Go: the key of an update is stored, -0. Here +0.
  const m = new Float64Map<string>()
  m.set(0, 'a')
  m.set(-0, 'b')
  expect(m.size).toBe(1)
  expect(Object.is(m.keys().next().value, 0)).toBe(true)
})

test('TestMapIterNilMap', () => {
  expect(new Int32Map().entries().next().done).toBe(true)
})

test('TestMapIterNext', () => {
  const m = new Int32Map<number>([[1, 2]])
  const walk = m.entries()
  expect(walk.next()).toEqual({ value: [1, 2], done: false })
  expect(walk.next().done).toBe(true)
  expect(walk.next().done).toBe(true)
})

test('TestMapIterDelete0', () => {
  const m = new Int32Map<number>([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
  const walk = m.keys()
  for (const key of [1, 2, 3]) m.delete(key)
  expect(walk.next().done).toBe(true)
})

test('TestMapIterDelete1', () => {
  const m = new Int32Map<number>([
    [1, 1],
    [2, 2],
    [3, 3],
  ])
  const got: number[] = []
  for (const key of m.keys()) {
    got.push(key)
    for (const each of [1, 2, 3]) m.delete(each)
  }
  expect(got).toHaveLength(1)
})
