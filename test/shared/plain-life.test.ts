// How ordinary maps in a shared heap begin and end: options, handles, destruction, memory that is free again.

import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import * as library from '../../src/shared.js'
import { Int32Map, Int32Set, SharedHeap, StringMap } from '../../src/shared.js'

vi.resetModules()
const other = (await import('../../src/shared.js')) as typeof library

// That of the build, which is the embedded one unless a fault was planted.
const module = new WebAssembly.Module(readFileSync(new URL('../../build/tophash-shared.wasm', import.meta.url)))
await library.init(module)
await other.init(module)

const heap = new SharedHeap()
/** Collects garbage until something is so, or for a while. */
async function collected(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 50 && !isSo(); n++) {
    globalThis.gc!()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}

const ints = () => new Int32Map({ heap, values: 'int32' })

describe('options', () => {
  const refused: [string, () => unknown, string][] = [
    [
      'none',
      () => new (Int32Map as any)(),
      'Int32Map: options must be an object with a heap, a SharedHeap, got undefined',
    ],
    ['no heap', () => new (Int32Map as any)({ values: 'int32' }), 'Int32Map: heap must be a SharedHeap, got undefined'],
    ['another heap', () => new (Int32Set as any)({ heap: {} }), 'Int32Set: heap must be a SharedHeap, got an object'],
    ['any values', () => new (Int32Map as any)({ heap, values: 'any' }), 'objects cannot be shared between threads'],
    [
      'no values',
      () => new (Int32Map as any)({ heap }),
      'keep numbers, such as indices of an array that each thread has',
    ],
    ['unknown', () => new (Int32Map as any)({ heap, values: 'int32', hash: 1 }), 'Int32Map: unknown option "hash"'],
  ]
  test.each(refused)('%s: TypeError', (_, make, message) => {
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })

  test('capacity and seed are those of all maps', () => {
    const map = new Int32Map({ heap, values: 'int32', capacity: 1000, seed: 7n })
    map.set(1, 1)
    const { buckets } = map.stats()
    expect(buckets).toBeGreaterThanOrEqual(1000 / 8)
    expect(() => new Int32Map({ heap, values: 'int32', capacity: -1 })).toThrow(RangeError)
    const again = new Int32Map({ heap, values: 'int32', capacity: 1000, seed: 7n })
    for (const each of [map, again]) for (let i = 0; i < 50; i++) each.set(i, i)
    expect(again.inspect()).toEqual(map.inspect())
  })

  test('there is no class of any keys, and no groupBy', () => {
    expect(library).not.toHaveProperty('HashMap')
    expect(library).not.toHaveProperty('HashSet')
    expect(Int32Map).not.toHaveProperty('groupBy')
  })

  test('entries that are refused leave nothing behind', () => {
    const before = heap.bytes
    expect(
      () =>
        new Int32Map(
          [
            [1, 2],
            [3, 'x' as never],
          ],
          { heap, values: 'int32' },
        ),
    ).toThrow(TypeError)
    expect(heap.bytes).toBe(before)
  })
})

describe('handles', () => {
  test.each([
    [
      'of another class',
      () => ints().handle,
      (h: never) => library.Uint32Map.attach(h),
      'must be that of a Uint32Map of',
    ],
    [
      'of other values',
      () => ({ ...ints().handle, kind: 'Int32Map of float64' }),
      (h: never) => Int32Map.attach(h),
      'destroyed',
    ],
    ['of a set', () => new Int32Set({ heap }).handle, (h: never) => Int32Map.attach(h), 'got that of a Int32Set'],
    ['of a map', () => ints().handle, (h: never) => Int32Set.attach(h), 'got that of a Int32Map of int32'],
    [
      'of a concurrent map',
      () => new library.ConcurrentInt32Map({ heap, values: 'int32' }).handle,
      (h: never) => Int32Map.attach(h),
      'got that of a ConcurrentInt32Map of int32',
    ],
    [
      'for a concurrent map',
      () => ints().handle,
      (h: never) => library.ConcurrentInt32Map.attach(h),
      'got that of a Int32Map',
    ],
    ['of a heap', () => heap.handle, (h: never) => Int32Map.attach(h), 'got that of a SharedHeap'],
    ['of another version', () => ({ ...ints().handle, version: 99 }), (h: never) => Int32Map.attach(h), 'version 99'],
    ['no handle', () => ({}), (h: never) => Int32Map.attach(h), 'must be the handle of'],
    ['nothing', () => undefined, (h: never) => StringMap.attach(h), 'must be the handle of'],
    [
      'of a place where nothing is',
      () => ({ ...ints().handle, address: 48 }),
      (h: never) => Int32Map.attach(h),
      'destroyed',
    ],
    [
      'of what was there before',
      () => ({ ...ints().handle, serial: 1 }),
      (h: never) => Int32Map.attach(h),
      'destroyed',
    ],
  ])('%s: TypeError', (_, handle, attach, message) => {
    const run = () => attach(handle() as never)
    expect(run).toThrow(TypeError)
    expect(run).toThrow(message)
  })

  test('are small, survive structured cloning and give the same table', () => {
    const map = ints()
    const { memory, ...rest } = map.handle
    expect(structuredClone(rest)).toEqual(rest)
    expect(Object.keys(rest).sort()).toEqual(['address', 'keyLength', 'kind', 'serial', 'version'])
    const again = Int32Map.attach({ ...structuredClone(rest), memory })
    again.set(1, 2)
    expect([map.get(1), again.heap, again instanceof Int32Map]).toEqual([2, heap, true])
  })

  test('of a subclass give objects of it', () => {
    class Counts extends Int32Map<number> {
      total(): number {
        return [...this.values()].reduce((a, b) => a + b, 0)
      }
    }
    const counts = new Counts(
      [
        [1, 2],
        [3, 4],
      ],
      { heap, values: 'int32' },
    )
    expect((Counts.attach(counts.handle) as Counts).total()).toBe(6)
  })
})

describe('a map', () => {
  test('that is disposed of is there for others, and free when it is destroyed', () => {
    const before = heap.bytes
    const map = ints()
    map.reserve(10_000)
    const twin = other.Int32Map.attach(map.handle)
    const held = heap.bytes
    map[Symbol.dispose]()
    map[Symbol.dispose]()
    expect(heap.bytes).toBe(held)
    for (const use of [
      () => map.get(1),
      () => map.set(1, 1),
      () => map.size,
      () => map.handle,
      () => [...map],
      () => map.destroy(),
    ]) {
      expect(use).toThrow('after it was disposed')
    }
    twin.set(1, 2)
    expect(twin.get(1)).toBe(2)
    twin.destroy()
    expect(heap.bytes - before).toBeLessThan(30_000)
    expect(() => twin.get(1)).toThrow('after it was disposed')
  })

  test('that another thread has destroyed is an error to use, and free when this one lets go of it', () => {
    const area = ints()
    const before = heap.bytes
    const map = ints()
    const twin = other.Int32Map.attach(map.handle)
    const { handle } = map
    twin.set(1, 2)
    const keys = map.keys()
    keys.next()
    twin.destroy()
    const uses = [
      () => map.get(1),
      () => map.set(1, 1),
      () => map.delete(1),
      () => map.size,
      () => [...map],
      () => keys.next(),
      () => map.clear(),
      () => map.stats(),
      () => map.clone(),
      () => map.getMany([1]),
    ]
    for (const use of uses) {
      expect(use).toThrow(TypeError)
      expect(use).toThrow('Int32Map: used after it was destroyed')
    }
    expect(() => Int32Map.attach(handle)).toThrow('destroyed')
    expect(heap.bytes).toBeGreaterThan(before)
    map[Symbol.dispose]()
    expect(heap.bytes).toBe(before)
    expect(area.size).toBe(0)
  })

  test('has as many objects as are attached', () => {
    const before = heap.bytes
    const map = ints()
    const again = Int32Map.attach(map.handle)
    map.set(1, 2)
    map[Symbol.dispose]()
    expect(again.get(1)).toBe(2)
    again.destroy()
    expect(heap.bytes).toBe(before)
  })

  test('whose handle nobody asked for is freed with its object', async () => {
    const own = new SharedHeap()
    const make = () => new Int32Map([[1, 2]], { heap: own, values: 'int32' })
    make()[Symbol.dispose]()
    const before = own.bytes
    const map = make()
    map.reserve(1000)
    map.clone()[Symbol.dispose]()
    map[Symbol.dispose]()
    expect(own.bytes).toBe(before)
    make().clone()
    expect(own.bytes).toBeGreaterThan(before)
    await collected(() => own.bytes === before)
    expect(own.bytes).toBe(before)
  })

  test('whose handle was asked for stays when its object is dropped', async () => {
    let isGone = false
    const gone = new FinalizationRegistry<undefined>(() => {
      isGone = true
    })
    const make = () => {
      const map = new Int32Map([[1, 2]], { heap, values: 'int32' })
      gone.register(map, undefined)
      return map.handle
    }
    const handle = make()
    await collected(() => isGone)
    expect(isGone).toBe(true)
    expect(Int32Map.attach(handle).get(1)).toBe(2)
  })

  test('whose heap was left is of no use any more; others go on', () => {
    const left = new SharedHeap()
    const map = new Int32Map([[1, 2]], { heap: left, values: 'int32' })
    const { handle } = map
    const twin = other.Int32Map.attach(handle)
    left[Symbol.dispose]()
    expect(() => map.get(1)).toThrow('after it was disposed')
    expect(() => map.set(1, 1)).toThrow('after it was disposed')
    expect(twin.get(1)).toBe(2)
    expect(Int32Map.attach(handle).get(1)).toBe(2)
    twin.destroy()
  })
})

describe('memory', () => {
  test('that is out is a RangeError, and the map is as it was', () => {
    const small = new SharedHeap({ maximum: 2 ** 20 })
    const map = new StringMap({ heap: small, values: 'int32' })
    let n = 0
    expect(() => {
      for (; ; n++) map.set(`key ${n}`, n)
    }).toThrow(new RangeError('StringMap.set: out of memory'))
    expect(n).toBeGreaterThan(10_000)
    expect([map.size, map.has(`key ${n}`)]).toEqual([n, false])
    for (let i = 0; i < n; i++) if (map.get(`key ${i}`) !== i) expect(map.get(`key ${i}`)).toBe(i)
    expect(() => map.set('x'.repeat(900_000), 1)).toThrow(new RangeError('StringMap.set: out of memory'))
    expect(() => map.clone()).toThrow(RangeError)
    map.clear()
    map.set('x'.repeat(100_000), 1)
    expect([...map.keys()][0]!.length).toBe(100_000)
    map.destroy()
    for (let i = 0; i < 20; i++) new Int32Map({ heap: small, values: 'int32', capacity: 10_000 }).set(1, 1)
  })

  test('that another thread has made grow is seen', () => {
    const growing = new SharedHeap()
    const map = new StringMap({ heap: growing, values: 'int32' })
    const twin = other.StringMap.attach(map.handle)
    twin.set('a', 1)
    const long = '€'.repeat(400_000)
    for (let i = 0; i < 8; i++) map.set(`${long}${i}`, i)
    expect([...twin.keys()].filter(key => key.startsWith(long)).length).toBe(8)
    expect(twin.get(`${long}7`)).toBe(7)
    growing[Symbol.dispose]()
  })
})
