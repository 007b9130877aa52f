// Maps, sets and locks of tophash/shared in several threads.

import { afterEach, describe, expect, test } from 'vitest'
import {
  ConcurrentBigInt64Map,
  ConcurrentFloat64Set,
  ConcurrentInt32Map,
  ConcurrentInt32Set,
  type ConcurrentMap,
  type ConcurrentSet,
  ConcurrentStringMap,
  ConcurrentStringSet,
  Mutex,
  RWMutex,
  SharedHeap,
} from '../../src/shared.js'
import { crew, type Hand, hire } from './crew.js'
import { randomly, wordOf } from './jobs.js'

type AnyMap = ConcurrentMap<unknown, number>

const THREADS = 3
const hands: Hand[] = []
const hired = (...args: Parameters<typeof hire>) => {
  const hand = hire(...args)
  hands.push(hand)
  return hand
}
afterEach(() => Promise.all(hands.splice(0).map(({ worker }) => worker.terminate())))

/** What all threads together must have done. */
test.each([
  ['few keys', 40, 60_000, false],
  ['many keys', 20_000, 200_000, false],
  ['few words', 40, 60_000, true],
  ['many words', 20_000, 200_000, true],
])('keys of its own, sums and first-comers: %s', async (_, range, steps, words) => {
  const heap = new SharedHeap()
  const map: ConcurrentMap<unknown, number> = words
    ? new ConcurrentStringMap({ heap, values: 'int32' })
    : new ConcurrentInt32Map({ heap, values: 'int32' })
  const sums = new (words ? ConcurrentStringMap : ConcurrentBigInt64Map)({ heap, values: 'float64' })
  const winners: ConcurrentSet<unknown> = words ? new ConcurrentStringSet({ heap }) : new ConcurrentFloat64Set({ heap })
  const handles = { map: map.handle, sums: sums.handle, winners: winners.handle }
  const data = { ...handles, range, steps, words, seed: Math.floor(Math.random() * 2 ** 20) }
  const answers = await crew<{ own: [unknown, number][]; sum: number; won: number }>(THREADS, 'mixed', data)
  const expected = new Map(answers.flatMap(({ own }) => own))
  expect(map.size).toBe(expected.size)
  expect(new Map(map)).toEqual(expected)
  for (const [key, value] of expected)
    if (map.get(key) !== value) expect(map.get(key), `key ${String(key)}`).toBe(value)
  const total = (list: Iterable<number>) => [...list].reduce((a, b) => a + b, 0)
  expect(total(sums.values())).toBe(total(answers.map(({ sum }) => sum)))
  expect(total(answers.map(({ won }) => won))).toBe(winners.size)
  expect(new Set(winners).size).toBe(winners.size)
  expect(winners.size).toBeGreaterThan(1900)
})

test('counting with calls for many keys is exact', async () => {
  const heap = new SharedHeap()
  const map = new ConcurrentInt32Map({ heap, values: 'uint32' })
  const keys = new Int32Array(new SharedArrayBuffer(4 * 100_000))
  const random = randomly(7)
  for (let i = 0; i < keys.length; i++) keys[i] = random(300) - 100
  await crew(THREADS, 'count', { map: map.handle, keys })
  const counts = new Map<number, number>()
  for (const key of keys) counts.set(key, 1 + (counts.get(key) ?? 0))
  expect(new Map(map)).toEqual(counts)
})

test('memory stays as it is while one thread inserts words and another one deletes them', async () => {
  const heap = new SharedHeap()
  const map = new ConcurrentStringMap({ heap, values: 'int32' })
  const done = new Int32Array(new SharedArrayBuffer(8))
  const turn = () => crew(2, 'relay', { map: map.handle, done, steps: 100_000 })
  await turn()
  const { bytes } = heap
  expect(map.size).toBe(0)
  done.fill(0)
  await turn()
  // Their keys alone are 6 MB.
  expect(heap.bytes - bytes).toBeLessThan(300_000)
  expect(bytes).toBeLessThan(1_500_000)
})

describe('a worker that is terminated', () => {
  test.each([
    [1, false],
    [2, false],
    [3, false],
    [4, false],
    [1, true],
    [2, true],
    [3, true],
    [4, true],
  ])('loses nothing that it had done, and its number is free again (%i, words: %s)', async (_, words) => {
    const heap = new SharedHeap()
    const map = new (words ? ConcurrentStringMap : ConcurrentInt32Map)({ heap, values: 'int32' }) as AnyMap
    const keyOf = words ? wordOf : (i: number): unknown => i
    const [one, other] = [0, 1].map(from => hired('insertForever', { map: map.handle, from, by: 2, words }))
    heap.watch(one!.worker)
    const [first, second] = [Number(await one!.message()), Number(await other!.message())]
    for (let n = 0; n < 5 + Math.random() * 60; n++) await one!.message()
    const done = Number(await one!.message())
    await one!.worker.terminate()
    const later = Number(await other!.message())
    await other!.worker.terminate()
    heap.recover(second)
    let count = 0
    for (let key = 0; key <= done; key += 2) if (map.get(keyOf(key)) === key / 2) count++
    expect(count).toBe(done / 2 + 1)
    for (let key = 1; key <= later; key += 2) if (!map.has(keyOf(key))) expect(key).toBe('there')
    // What is there is counted, and can be written to.
    expect([...map.keys()].length).toBe(map.size)
    const { size } = map
    map.incrementMany([...map.keys()])
    expect(map.size).toBe(size)
    expect(heap.thread).toBe(0)
    expect([first, second].sort()).toEqual([1, 2])
    expect(await hired('join', { heap: heap.handle }).answer).toBe(1)
  })

  test('leaves its mutex to the next that locks it', async () => {
    const heap = new SharedHeap()
    const mutex = new Mutex({ heap })
    const hand = hired('keepLock', { lock: mutex.handle })
    heap.watch(hand.worker)
    expect(await hand.message()).toBe('locked')
    expect(mutex.tryLock()).toBe(false)
    expect(() => mutex.unlock()).toThrow(TypeError)
    const waiting = mutex.lockAsync()
    await hand.worker.terminate()
    const locked = await waiting
    expect(locked.abandoned).toBe(true)
    expect(mutex.abandoned).toBe(true)
    mutex.unlock()
    expect(mutex.lock().abandoned).toBe(false)
  })

  test.each([false, true])('leaves its RWMutex, reading: %s', async reading => {
    const heap = new SharedHeap()
    const mutex = new RWMutex({ heap })
    const hand = hired('keepLock', { lock: mutex.handle, reading })
    heap.watch(hand.worker)
    expect(await hand.message()).toBe('locked')
    expect(mutex.tryLock()).toBe(false)
    expect(mutex.tryRLock()).toBe(reading)
    if (reading) mutex.runlock()
    const waiting = mutex.lockAsync()
    await hand.worker.terminate()
    expect((await waiting).abandoned).toBe(!reading)
    mutex.unlock()
    expect(mutex.tryRLock()).toBe(true)
  })

  test('that ends by itself leaves without being watched', async () => {
    const heap = new SharedHeap()
    for (let n = 0; n < 2; n++) {
      const hand = hired('join', { heap: heap.handle })
      expect(await hand.answer).toBe(1)
      await hand.ended
    }
  })
})

// Go's tests of sync.Mutex and sync.RWMutex, by their names.

test('TestMutex', async () => {
  const heap = new SharedHeap()
  const mutex = new Mutex({ heap })
  mutex.lock()
  expect(mutex.tryLock()).toBe(false)
  mutex.unlock()
  expect(mutex.tryLock()).toBe(true)
  mutex.unlock()
  const words = new Int32Array(new SharedArrayBuffer(8))
  await crew(THREADS, 'hammer', { lock: mutex.handle, words, rounds: 30_000 })
  expect(words[0]).toBe(words[1])
  expect(words[0]).toBeGreaterThan(THREADS * 20_000 - 1)
})

test('TestMutexMisuse', () => {
  const heap = new SharedHeap()
  const mutex = new Mutex({ heap })
  expect(() => mutex.unlock()).toThrow('Mutex.unlock: this thread does not have it')
  mutex.lock()
  expect(() => mutex.lock()).toThrow('would wait for itself')
  mutex.unlock()
  expect(() => mutex.unlock()).toThrow(TypeError)
  const rw = new RWMutex({ heap })
  expect(() => rw.unlock()).toThrow(TypeError)
  expect(() => rw.runlock()).toThrow(TypeError)
  rw.lock()
  expect(() => rw.runlock()).toThrow(TypeError)
  expect(() => rw.rlock()).toThrow('would wait for itself')
  rw.unlock()
  rw.rlock()
  expect(() => rw.unlock()).toThrow(TypeError)
  expect(() => rw.lock()).toThrow('would wait for itself')
  rw.runlock()
})

test('TestRWMutex', async () => {
  const heap = new SharedHeap()
  const mutex = new RWMutex({ heap })
  mutex.lock()
  expect([mutex.tryLock(), mutex.tryRLock()]).toEqual([false, false])
  mutex.unlock()
  expect(mutex.tryRLock()).toBe(true)
  expect(mutex.tryRLock()).toBe(true)
  expect(mutex.tryLock()).toBe(false)
  mutex.runlock()
  mutex.runlock()
  const words = new Int32Array(new SharedArrayBuffer(8))
  const writes = await crew<number>(THREADS, 'hammerRW', { lock: mutex.handle, words, rounds: 20_000 })
  expect(words[0]).toBe(writes.reduce((a, b) => a + b, 0))
  expect(words[1]).toBe(words[0])
})

test('a set is shared as well, and what is destroyed is gone for all', async () => {
  const heap = new SharedHeap()
  const set = new ConcurrentInt32Set({ heap, capacity: 1000 })
  set.addMany([1, 2, 3, 2])
  expect([...set].sort()).toEqual([1, 2, 3])
  const { handle } = set
  const again = ConcurrentInt32Set.attach(handle)
  const { bytes } = heap
  set.destroy()
  expect(heap.bytes).toBe(bytes)
  for (const use of [
    () => again.has(1),
    () => again.add(1),
    () => again.size,
    () => [...again],
    () => again.hasMany([1]),
    () => again.clear(),
    () => again.reserve(5),
  ]) {
    expect(use).toThrow('ConcurrentInt32Set')
    expect(use).toThrow('after it was destroyed')
  }
  again[Symbol.dispose]()
  expect(heap.bytes).toBeLessThan(bytes)
  expect(() => ConcurrentInt32Set.attach(handle)).toThrow('what the handle is of was destroyed')
})
