// Concurrent maps and sets in one thread: what a Map and a Set would answer.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as library from '../../src/shared.js'
import { SharedHeap } from '../../src/shared.js'
import { replay } from '../text.js'

interface Kind {
  name: string
  /** Typical values, the ends included, then some that are none. */
  good: readonly unknown[]
  bad: readonly unknown[]
  sum(a: unknown, b: unknown): unknown
}

const big = (n: number) => 2n ** BigInt(n)
const INTEGERS = [0, 1, 2, 3, 7, 100, 4711, 65536, 2 ** 30]
const KINDS: readonly Kind[] = [
  {
    name: 'int32',
    good: [...INTEGERS, -1, -5, -(2 ** 31), 2 ** 31 - 1, -2147483645],
    bad: [1.5, 2 ** 31, -(2 ** 31) - 1, Number.NaN, '1', 1n, undefined, null],
    sum: (a, b) => ((x: number) => ((x | 0) === x ? x : undefined))(Number(a) + Number(b)),
  },
  {
    name: 'uint32',
    good: [...INTEGERS, 2 ** 31, 2 ** 32 - 1, 2147483651],
    bad: [1.5, -1, 2 ** 32, Number.NaN, '1', 1n, undefined],
    sum: (a, b) => ((x: number) => (x >>> 0 === x ? x : undefined))(Number(a) + Number(b)),
  },
  {
    name: 'float64',
    good: [...INTEGERS, -0.5, Number.NaN, 1e300, Number.POSITIVE_INFINITY, 2 ** 53, -1],
    bad: ['1', 1n, undefined, {}],
    sum: (a, b) => Number(a) + Number(b),
  },
  {
    name: 'bigint64',
    good: [0n, 1n, -1n, 5n, big(31), -big(63), big(63) - 1n, -9223372036854775805n],
    bad: [big(63), -big(63) - 1n, 1, '1', undefined],
    sum: (a, b) => ((x: bigint) => (BigInt.asIntN(64, x) === x ? x : undefined))((a as bigint) + (b as bigint)),
  },
  {
    name: 'biguint64',
    good: [0n, 1n, 5n, big(31), big(63), big(64) - 1n, 9223372036854775811n],
    bad: [-1n, big(64), 1, undefined],
    sum: (a, b) => ((x: bigint) => (BigInt.asUintN(64, x) === x ? x : undefined))((a as bigint) + (b as bigint)),
  },
]
const FLOAT32: Kind = {
  name: 'float32',
  good: [0, 0.5, -1, 1e30, Number.NaN, 3],
  bad: ['1', 1n, undefined],
  sum: (a, b) => Math.fround(Number(a) + Number(b)),
}
const LABELS: Record<string, string> = {
  int32: 'Int32',
  uint32: 'Uint32',
  float64: 'Float64',
  bigint64: 'BigInt64',
  biguint64: 'BigUint64',
}
type AnyMap = library.ConcurrentMap<unknown, unknown>
type AnySet = library.ConcurrentSet<unknown>
const heap = new SharedHeap()
const mapOf = (key: Kind, values: Kind, more = {}): AnyMap =>
  new (library as any)[`Concurrent${LABELS[key.name]}Map`]({ heap, values: values.name, ...more })
const setOf = (key: Kind): AnySet => new (library as any)[`Concurrent${LABELS[key.name]}Set`]({ heap })

const PAIRS = KINDS.flatMap(key => [...KINDS, FLOAT32].map(values => [key.name, values.name, key, values] as const))
const asValue = (values: Kind, x: unknown) => (values === FLOAT32 ? Math.fround(x as number) : x)

/** What an operation answers, or the name of the error. */
function outcome(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return (error as Error).name
  }
}

describe.each(PAIRS)('%s keys, %s values', (_, __, key, values) => {
  const operation = fc.record({
    name: fc.constantFrom(
      'set',
      'set',
      'delete',
      'get',
      'has',
      'increment',
      'swap',
      'cas',
      'cad',
      'goi',
      'sia',
      'gad',
      'update',
      'getOr',
    ),
    key: fc.constantFrom(...key.good),
    value: fc.constantFrom(...values.good),
    other: fc.constantFrom(...values.good),
  })

  /** The same on a Map. */
  function expected(model: Map<unknown, unknown>, name: string, k: unknown, value: unknown, other: unknown): unknown {
    const old = model.get(k)
    const isThere = model.has(k)
    const isSame = isThere && (old === other || (old !== old && other !== other))
    switch (name) {
      case 'get':
        return old
      case 'has':
        return isThere
      case 'getOr':
        return isThere ? old : value
      case 'delete':
        return model.delete(k)
      case 'gad':
        model.delete(k)
        return old
      case 'goi':
        if (!isThere) model.set(k, value)
        return isThere ? old : value
      case 'sia':
        if (!isThere) model.set(k, value)
        return !isThere
      case 'cas':
        if (isSame) model.set(k, value)
        return isSame
      case 'cad':
        if (isSame) model.delete(k)
        return isSame
      case 'increment': {
        const sum = isThere ? values.sum(old, value) : value
        if (sum === undefined) return 'RangeError'
        model.set(k, sum)
        return sum
      }
    }
    // set, swap, update
    model.set(k, value)
    return name === 'swap' ? old : name === 'update' ? [old, value] : 'self'
  }

  function actual(map: AnyMap, name: string, k: unknown, value: unknown, other: unknown): unknown {
    switch (name) {
      case 'get':
        return map.get(k)
      case 'has':
        return map.has(k)
      case 'getOr':
        return map.getOr(k, value)
      case 'delete':
        return map.delete(k)
      case 'gad':
        return map.getAndDelete(k)
      case 'goi':
        return map.getOrInsert(k, value)
      case 'sia':
        return map.setIfAbsent(k, value)
      case 'cas':
        return map.compareAndSwap(k, other, value)
      case 'cad':
        return map.compareAndDelete(k, other)
      case 'increment':
        return outcome(() => map.increment(k, value))
      case 'swap':
        return map.swap(k, value)
    }
    if (name === 'set') return map.set(k, value) === map ? 'self' : 'another'
    let seen: unknown
    const after = map.update(k, before => {
      seen = before
      return value
    })
    return [seen, after]
  }

  test('random operations answer as a Map does', () => {
    const property = fc.property(fc.array(operation, { maxLength: 60 }), list => {
      const map = mapOf(key, values)
      const model = new Map<unknown, unknown>()
      for (const { name, key: k, value, other } of list) {
        const [x, y] = [asValue(values, value), asValue(values, other)]
        expect(actual(map, name, k, x, y), `${name} ${String(k)}`).toEqual(expected(model, name, k, x, y))
        expect(map.size).toBe(model.size)
      }
      expect(new Map(map)).toEqual(model)
      map.destroy()
    })
    fc.assert(property, { numRuns: 25, ...replay })
  })

  test('many keys grow it, and all are there, then go', () => {
    const map = mapOf(key, values)
    const keys = Array.from({ length: 3000 }, (_, i) => (typeof key.good[0] === 'bigint' ? BigInt(i * 7) : i * 7))
    const valueAt = (i: number) => asValue(values, typeof values.good[0] === 'bigint' ? BigInt(i) : i)
    for (const [i, k] of keys.entries()) map.set(k, valueAt(i))
    expect(map.size).toBe(3000)
    for (const [i, k] of keys.entries()) if (map.get(k) !== valueAt(i)) expect(map.get(k)).toBe(valueAt(i))
    expect([...(map.getMany(keys) as Iterable<unknown>)]).toEqual(keys.map((_, i) => valueAt(i)))
    expect(map.deleteMany(keys.slice(0, 2990))).toBe(2990)
    expect([...map.hasMany(keys)]).toEqual(keys.map((_, i) => Number(i >= 2990)))
    expect([...map.keys()].length).toBe(10)
    map.setMany(keys.slice(5, 8), [valueAt(1), valueAt(2), valueAt(3)])
    expect(map.get(keys[6])).toBe(valueAt(2))
    map.incrementMany([keys[6], keys[6]])
    expect(map.get(keys[6])).toBe(valueAt(4))
    map.clear()
    expect([map.size, [...map].length]).toEqual([0, 0])
    map.destroy()
  })

  test('a wrong key or value is an error before anything changes', () => {
    const map = mapOf(key, values)
    const [k, v] = [key.good[1], values.good[1]]
    for (const bad of key.bad) {
      for (const write of ['set', 'getOrInsert', 'setIfAbsent', 'swap', 'increment'] as const) {
        expect(
          outcome(() => map[write](bad, v)),
          write,
        ).toMatch(/TypeError|RangeError/)
      }
      expect([map.get(bad), map.has(bad), map.delete(bad), map.getAndDelete(bad)]).toEqual([
        undefined,
        false,
        false,
        undefined,
      ])
      expect(outcome(() => map.setMany([k, bad], [v, v]))).toMatch(/TypeError|RangeError/)
    }
    for (const bad of values.bad) {
      if (bad !== undefined) expect(outcome(() => map.increment(k, bad))).toMatch(/TypeError|RangeError/)
      for (const write of ['set', 'getOrInsert', 'setIfAbsent', 'swap'] as const) {
        expect(
          outcome(() => map[write](k, bad)),
          write,
        ).toMatch(/TypeError|RangeError/)
      }
      expect(outcome(() => map.setMany([k, k], [v, bad]))).toMatch(/TypeError|RangeError/)
    }
    expect(map.size).toBe(0)
    map.destroy()
  })
})

test.each(KINDS.map(kind => [kind.name, kind] as const))('sets of %s', (_, key) => {
  const property = fc.property(fc.array(fc.tuple(fc.nat(3), fc.constantFrom(...key.good)), { maxLength: 60 }), list => {
    const set = setOf(key)
    const model = new Set<unknown>()
    for (const [name, k] of list) {
      if (name === 0) expect(set.add(k)).toBe(set)
      else if (name === 1) expect(set.addIfAbsent(k)).toBe(!model.has(k))
      else if (name === 2) expect(set.delete(k)).toBe(model.delete(k))
      else expect(set.has(k)).toBe(model.has(k))
      if (name < 2) model.add(k)
      expect(set.size).toBe(model.size)
    }
    expect(new Set(set)).toEqual(model)
    expect(new Map(set.entries())).toEqual(new Map(model.entries()))
    set.destroy()
  })
  fc.assert(property, { numRuns: 25, ...replay })
})

// Go's tests of sync.Map, by their names, as far as they are of one goroutine.

const ints = () => mapOf(KINDS[0]!, KINDS[0]!)

test('TestMapRangeNestedCall', () => {
  const map = ints()
  for (const [i, v] of [3, 5, 7].entries()) map.set(i, v)
  const seen: unknown[] = []
  map.forEach((_, k) => {
    map.forEach((v, inner) => {
      expect(map.get(inner)).toBe(v)
      seen.push(inner)
      map.set(Number(inner) + 10, 1)
      map.delete(Number(inner) + 10)
    })
    map.delete(k)
  })
  expect(map.size).toBe(0)
  expect(seen.length).toBeGreaterThan(2)
})

test('TestCompareAndSwap_NonExistingKey', () => {
  const map = ints()
  expect(map.compareAndSwap(1, 0, 42)).toBe(false)
  expect(map.has(1)).toBe(false)
})

test('TestMapClear', () => {
  const map = ints()
  map.clear()
  for (let i = 0; i < 3; i++) {
    map.set(1, i)
    map.clear()
    expect([map.size, map.get(1), [...map].length]).toEqual([0, undefined, 0])
  }
})

describe('memory', () => {
  test('that is out is a RangeError, and the map is as it was', () => {
    const small = new SharedHeap({ maximum: 2 ** 20 })
    const map = new library.ConcurrentInt32Map({ heap: small, values: 'int32' })
    let n = 0
    expect(() => {
      for (; ; n++) map.set(n, n)
    }).toThrow(new RangeError('ConcurrentInt32Map.set: out of memory'))
    expect(n).toBeGreaterThan(40_000)
    expect(map.size).toBe(n)
    expect(map.has(n)).toBe(false)
    for (let i = 0; i < n; i++) if (map.get(i) !== i) expect(map.get(i)).toBe(i)
    // Values of keys that are there need none, and deletions make room.
    map.set(0, 5)
    for (let i = 0; i < 1000; i++) map.delete(i)
    expect(() => map.reserve(2 ** 20)).toThrow(RangeError)
    // A capacity that cannot be had is no more than a wish.
    const set = new library.ConcurrentInt32Set({ heap: small, capacity: 2 ** 20 })
    expect(set.add(1).has(1)).toBe(true)
    set.destroy()
    const keys = Int32Array.from({ length: 50_000 }, (_, i) => n + i)
    const error = outcomeError(() => map.setMany(keys, keys))
    expect(error).toBeInstanceOf(RangeError)
    expect((error as RangeError & { done: number }).done).toBe(0)
    expect(map.size).toBe(n - 1000)
    map.destroy()
    expect(small.bytes).toBeLessThan(100_000)
  })

  test('that runs out in a call for many keys leaves those before it, and tells how many', () => {
    const small = new SharedHeap({ maximum: 2 ** 20 })
    const map = new library.ConcurrentInt32Map({ heap: small, values: 'int32' })
    const keys = Int32Array.from({ length: 200_000 }, (_, i) => i)
    const error = outcomeError(() => map.setMany(keys, keys))
    expect(error).toBeInstanceOf(RangeError)
    const { done } = error as RangeError & { done: number }
    expect(done).toBeGreaterThan(40_000)
    expect(map.size).toBe(done)
    expect([map.get(done - 1), map.get(done)]).toEqual([done - 1, undefined])
    map.set(5, 2 ** 31 - 1)
    const sum = outcomeError(() => map.incrementMany([3, 4, 5, 6]))
    expect(String(sum)).toContain('ConcurrentInt32Map.incrementMany: the sum must be an integer')
    expect((sum as RangeError & { done: number }).done).toBe(2)
    expect([map.get(3), map.get(4), map.get(5), map.get(6)]).toEqual([4, 5, 2 ** 31 - 1, 6])
  })

  test('of a map that is dropped by all who have it after it was destroyed is free, and of one that is not stays', () => {
    const before = heap.bytes
    const map = ints()
    map.reserve(10_000)
    const held = heap.bytes
    expect(held - before).toBeGreaterThan(100_000)
    const other = library.ConcurrentInt32Map.attach(map.handle)
    map[Symbol.dispose]()
    expect(heap.bytes).toBe(held)
    expect(() => map.get(1)).toThrow('after it was disposed')
    other.destroy()
    expect(heap.bytes).toBe(before)
  })
})

function outcomeError(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

describe('handles', () => {
  test.each([
    ['of another class', () => ints().handle, (h: never) => library.ConcurrentUint32Map.attach(h)],
    ['of a set', () => setOf(KINDS[0]!).handle, (h: never) => library.ConcurrentInt32Map.attach(h)],
    ['of a lock', () => new library.Mutex({ heap }).handle, (h: never) => library.RWMutex.attach(h)],
    ['of a heap', () => heap.handle, (h: never) => library.Mutex.attach(h)],
    ['of another version', () => ({ ...heap.handle, version: 99 }), (h: never) => SharedHeap.attach(h)],
    ['no handle', () => ({}), (h: never) => SharedHeap.attach(h)],
    ['nothing', () => undefined, (h: never) => library.ConcurrentInt32Map.attach(h)],
    [
      'of a place where nothing is',
      () => ({ ...ints().handle, address: 48 }),
      (h: never) => library.ConcurrentInt32Map.attach(h),
    ],
  ])('%s is a TypeError', (_, handle, attach) => {
    expect(() => attach(handle() as never)).toThrow(TypeError)
  })

  test('of the same heap give the same object', () => {
    expect(SharedHeap.attach(heap.handle)).toBe(heap)
    const map = ints()
    expect(library.ConcurrentInt32Map.attach(map.handle).heap).toBe(heap)
  })

  test('survive structured cloning, as postMessage does it', () => {
    const { memory: _, ...rest } = ints().handle
    expect(structuredClone(rest)).toEqual(rest)
  })
})

test('the 65th thread is refused', () => {
  const crowd = new SharedHeap()
  const words = crowd.handle
  // Of this realm, the heap is one thread: others are made by hand.
  const more = Array.from({ length: 63 }, () => anotherThread(words.memory))
  expect(more.at(-1)).toBe(63)
  expect(anotherThread(words.memory)).toBe(-1)
})

const module = new WebAssembly.Module(readFileSync(new URL('../../build/tophash-shared.wasm', import.meta.url)))

function anotherThread(memory: WebAssembly.Memory): number {
  const instance = new WebAssembly.Instance(module, { env: { memory, pause() {}, abort() {} } })
  return (instance.exports as unknown as { enterThread(): number }).enterThread()
}
