// How heaps, concurrent maps and locks begin and end: handles, memory that is out, memory that is free again.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as library from '../../src/shared.js'
import { SharedHeap } from '../../src/shared.js'

/** assembly/memory/addresses.ts */
const LIVE_THREADS = 3104

const heap = new SharedHeap()
const ints = () => new library.ConcurrentInt32Map({ heap, values: 'int32' })
const intSet = () => new library.ConcurrentInt32Set({ heap })

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
    const keys = Int32Array.from({ length: 50_000 }, (_, i) => n + i)
    const error = outcomeError(() => map.setMany(keys, keys))
    expect(error).toBeInstanceOf(RangeError)
    const { done } = error as RangeError & { done: number }
    expect(map.size).toBe(n - 1000 + done)
    map.destroy()
    expect(small.bytes).toBeLessThan(100_000)
  })

  test('for a capacity that cannot be had is not missed', () => {
    const small = new SharedHeap({ maximum: 2 ** 20 })
    const set = new library.ConcurrentInt32Set({ heap: small, capacity: 2 ** 24 })
    expect(set.add(1).has(1)).toBe(true)
    expect(() => set.reserve(2 ** 24)).toThrow(new RangeError('ConcurrentInt32Set.reserve: out of memory'))
    expect([...set]).toEqual([1])
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
    ['of a set', () => intSet().handle, (h: never) => library.ConcurrentInt32Map.attach(h)],
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

test('a heap that is disposed of is of no use any more, to whoever waits for a lock in it as well', async () => {
  const left = new SharedHeap()
  const { handle } = left
  const map = new library.ConcurrentInt32Map({ heap: left, values: 'int32' })
  const mutex = new library.Mutex({ heap: left })
  mutex.lock()
  const waiting = mutex.lockAsync()
  left[Symbol.dispose]()
  await expect(waiting).rejects.toThrow('after it was disposed')
  for (const use of [
    () => left.bytes,
    () => map.set(1, 1),
    () => map.get(1),
    () => map.size,
    () => mutex.lock(),
    () => new library.ConcurrentInt32Set({ heap: left }),
  ]) {
    expect(use).toThrow('after it was disposed')
  }
  left[Symbol.dispose]()
  // The memory is still there for others, and this thread may come back.
  const again = SharedHeap.attach(handle)
  expect(again).not.toBe(left)
  expect([again.thread, again.bytes > 0]).toEqual([0, true])
})

test('a heap that is dropped gives its number back, once nothing in it is left', async () => {
  let dropped: SharedHeap | undefined = new SharedHeap()
  let map: object | undefined = new library.ConcurrentInt32Map({ heap: dropped, values: 'int32' })
  const { memory } = dropped.handle
  const isFree = async () => {
    for (let n = 0; n < 20; n++) {
      globalThis.gc!()
      await new Promise(resolve => setTimeout(resolve, 5))
      if ((new Int32Array(memory.buffer, LIVE_THREADS, 1)[0]! & 1) === 0) return true
    }
    return false
  }
  dropped = undefined
  expect(await isFree()).toBe(false)
  expect(map.toString()).toContain('ConcurrentInt32Map')
  map = undefined
  expect(await isFree()).toBe(true)
  expect(anotherThread(memory)).toBe(0)
})

test('many heaps are no reason to warn', async () => {
  const warnings: string[] = []
  const note = (warning: Error) => void warnings.push(warning.message)
  process.on('warning', note)
  const heaps = Array.from({ length: 15 }, () => new SharedHeap({ maximum: 2 ** 20 }))
  await new Promise(resolve => setTimeout(resolve, 10))
  process.off('warning', note)
  expect(warnings).toEqual([])
  expect(new Set(heaps.map(({ handle }) => handle.memory)).size).toBe(15)
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
  const instance = new WebAssembly.Instance(module, { env: { memory, pause() {}, raced() {} } })
  return (instance.exports as unknown as { enterThread(): number }).enterThread()
}
