// Maps and sets with a memory of their own.

import { describe, expect, test } from 'vitest'
import { HashMap, HashSet, Heap, Int32Map, Int32Set, StringMap } from '../../src/index.js'
import * as twin from '../../src/reference/index.js'
import { CONTAINERS, errorOf } from '../contract/classes.js'
import { collectGarbage } from '../once.js'
import { theSpace } from '../space.js'

const shared = () => theSpace().exports.heapUsed()

/** Collects garbage until something has happened. */
async function collect(isDone: () => boolean): Promise<void> {
  for (let i = 0; i < 20 && !isDone(); i++) await collectGarbage()
}

describe.each(CONTAINERS)('$name', ({ name, Class, isMap, put, key }) => {
  test('takes the memory of its heap and no other', () => {
    const heap = new Heap()
    expect(heap.bytes).toBe(0)
    const before = shared()
    const map = new Class({ heap })
    for (let i = 0; i < 1000; i++) put(map, i)
    expect(map.size).toBe(1000)
    for (let i = 0; i < 1100; i++) expect(map.has(key(i))).toBe(i < 1000)
    expect(heap.bytes).toBeGreaterThanOrEqual(map.stats().bytes)
    expect(map.stats().bytes).toBeGreaterThan(4000)
    expect(shared()).toBe(before)
    const taken = heap.bytes
    map[Symbol.dispose]()
    expect(heap.bytes).toBeLessThan(taken / 10)
  })

  test('is of its class', () => {
    const map = new Class({ heap: new Heap() })
    expect(map).toBeInstanceOf(Class)
    expect(map.constructor).toBe(Class.prototype.constructor)
    expect(Object.prototype.toString.call(map)).toBe(`[object ${name}]`)
    expect(map.clone()).toBeInstanceOf(Class)
    expect(Object.getPrototypeOf(map.clone())).toBe(Object.getPrototypeOf(map))
    const missing = Reflect.ownKeys(Class.prototype).filter(k => !Object.hasOwn(Object.getPrototypeOf(map), k))
    expect(missing).toEqual([])
  })

  test('entries come first, other options are kept', () => {
    const items = Array.from({ length: 20 }, (_, i) => (isMap ? [key(i), i] : key(i)))
    const options = { heap: new Heap(), seed: 5n, capacity: 100, ...(isMap ? { values: 'int32' } : {}) }
    const map = new Class(items, options)
    expect(map.size).toBe(20)
    expect(map.stats().B).toBe(4)
    expect(map.equals(new Class(items, { seed: 5n, ...(isMap ? { values: 'int32' } : {}) }))).toBe(true)
    if (isMap) expect(map.get(key(7))).toBe(7)
  })

  test('methods of another heap are its own', () => {
    const heap = new Heap()
    const map = new Class({ heap })
    put(map, 1)
    const other = new Class({ heap: new Heap() })
    put(other, 1)
    expect(other.has).toBe(map.has)
    expect(map.has.call(other, key(1))).toBe(true)
    expect(map.has.call(other, key(2))).toBe(false)
  })

  test('every method of the public class takes a map of a heap, and the other way round', () => {
    const heap = new Heap()
    const filled = (options: object) => put(put(new Class({ ...options, ...(isMap && { values: 'float64' }) }), 1), 2)
    const kept = new Uint8Array([1, 2, 3])
    const given: Record<string, unknown[]> = {
      set: [key(3), 3],
      getOr: [key(9), 5],
      getOrInsert: [key(4), 4],
      getOrInsertComputed: [key(5), () => 5],
      increment: [key(1), 2],
    }
    /** Of a key of several parts, one by one, what its method takes. */
    const partsFor = (name: string): unknown[] => {
      if (!name.endsWith('At')) return [key(1)]
      const [first, ...more] = given[name.slice(0, -2)] ?? [key(1)]
      return [...(first as unknown[]), ...more]
    }
    const ranges: Record<string, unknown[]> = {
      setRange: [7],
      incrementRange: [2],
      getOrRange: [1],
      getOrInsertRange: [1],
    }
    for (const [lent, of] of [
      [filled({}), filled({ heap })],
      [filled({ heap }), filled({})],
    ]) {
      const methods = Object.getPrototypeOf(lent)
      for (const method of Reflect.ownKeys(methods).filter(m => typeof m === 'string' && m !== 'constructor')) {
        const { get } = Object.getOwnPropertyDescriptor(methods, method)!
        if (get !== undefined) {
          expect(get.call(of)).toBe(of[method])
          continue
        }
        const name = method as string
        const rest = name.endsWith('ComputedRange') ? [() => 1] : (ranges[name] ?? [])
        const args = name.endsWith('Range') ? [kept, 0, 2, ...rest] : (given[name] ?? partsFor(name))
        const same = filled({})
        const answer = methods[name].apply(of, args)
        const expected = same[name](...args)
        if (expected === same) expect(answer).toBe(of)
        else expect(answer).toEqual(expected)
        expect(of.equals(same), name).toBe(true)
        of.clear()
        put(put(of, 1), 2)
      }
    }
  })

  test('a class of another name does not take it', () => {
    const Other: any = name === 'Int32Map' || name === 'Int32Set' ? StringMap : Int32Map
    const error = errorOf(() => Other.prototype.has.call(new Class({ heap: new Heap() }), key(1)))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toMatch(/has: called on an incompatible receiver$/)
  })

  test('a subclass says that it cannot', () => {
    const Own: any = class extends (Class as any) {}
    const error = errorOf(() => new Own({ heap: new Heap() }))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toBe(`${name}: an object of a subclass cannot have a heap of its own`)
    expect(new Own({ heap: undefined }).size).toBe(0)
  })

  test.each([null, 1, {}, [], () => 0])('%s is no heap', heap => {
    const error = errorOf(() => new Class({ heap }))
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toMatch(`${name}: heap must be a Heap`)
  })
})

test('maps and sets of the same and of other memories work together', () => {
  const heap = new Heap()
  const inside = new Int32Set([1, 2, 3], { heap })
  const outside = new Int32Set([2, 3, 4])
  const sorted = (set: Iterable<number>) => [...set].sort((a, b) => a - b)
  expect(sorted(inside.union(outside))).toEqual([1, 2, 3, 4])
  expect(sorted(outside.union(inside))).toEqual([1, 2, 3, 4])
  expect(sorted(inside.intersection(outside))).toEqual([2, 3])
  expect(sorted(outside.symmetricDifference(inside))).toEqual([1, 4])
  const map = new Int32Map([[1, 'a']], { heap }).assign(new Int32Map([[2, 'b']], { heap: new Heap() }))
  expect(
    map.equals(
      new Map([
        [1, 'a'],
        [2, 'b'],
      ]),
    ),
  ).toBe(true)
})

test('tables of any keys have their parts in it', () => {
  const heap = new Heap()
  const before = shared()
  const token = {}
  const map = new HashMap<unknown, number>(
    [
      [1, 1],
      ['k', 2],
      [0.5, 3],
      [9n, 4],
      [token, 5],
    ],
    { heap },
  )
  expect([map.get(1), map.get('k'), map.get(0.5), map.get(9n), map.get(token)]).toEqual([1, 2, 3, 4, 5])
  expect(new HashSet([1, 'k'], { heap }).clone().size).toBe(2)
  expect(map.clone().equals(map)).toBe(true)
  expect(shared()).toBe(before)
  expect(heap.bytes).toBeGreaterThan(1000)
  const Own: any = class extends (HashMap as any) {}
  expect(new Own([[1, 2]], { heap }).get(1)).toBe(2)
})

test('values of any kind are kept and let go', async () => {
  const heap = new Heap()
  const map = new StringMap<object>({ heap })
  let object: object | undefined = { big: new Array(1000) }
  const seen = new WeakRef(object)
  map.set('x', object)
  expect(map.get('x')).toBe(object)
  object = undefined
  map.delete('x')
  await collect(() => seen.deref() === undefined)
  expect(seen.deref()).toBe(undefined)
})

test('a dropped map frees its table, a dropped heap its memory', async () => {
  const heap = new Heap()
  const fill = () => {
    const map = new Int32Map({ heap, values: 'int32', capacity: 100_000 })
    map.set(1, 1)
    return heap.bytes
  }
  const taken = fill()
  expect(taken).toBeGreaterThan(1e6)
  await collect(() => heap.bytes < taken / 10)
  expect(heap.bytes).toBeLessThan(taken / 10)
  let gone: Heap | undefined = new Heap()
  const seen = new WeakRef(gone)
  new Int32Map({ heap: gone }).set(1, 1)
  gone = undefined
  await collect(() => seen.deref() === undefined)
  expect(seen.deref()).toBe(undefined)
})

test('the twin takes the option and does without', () => {
  const heap = new Heap()
  expect(new twin.Int32Map([[1, 2]], { heap }).get(1)).toBe(2)
  expect(new twin.HashMap([[1, 2]], { heap }).get(1)).toBe(2)
  expect(heap.bytes).toBe(0)
})

test('checked maps may be in a heap', () => {
  const map = twin.checked(new Int32Map({ heap: new Heap(), values: 'int32' }))
  for (let i = 0; i < 100; i++) map.set(i, i)
  expect(map.size).toBe(100)
  expect(map.delete(5)).toBe(true)
})
