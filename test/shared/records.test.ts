// The memory of keys that are strings or bytes, in maps that several threads use: what is used again, and what is freed.

import { describe, expect, test } from 'vitest'
import { ConcurrentBytesMap, ConcurrentStringMap, ConcurrentStringSet, SharedHeap } from '../../src/shared.js'
import { randomly } from './jobs.js'

/** assembly/concurrent/layout.ts */
const SEGMENTS = 64
const SLOTS = 16

/** A map of strings in a memory that has no room for more of them, and how many there are. */
function full(heap: SharedHeap) {
  const map = new ConcurrentStringMap({ heap, values: 'int32' })
  // Iterations have a place of their own from the first one on.
  expect([...map]).toEqual([])
  let n = 0
  expect(() => {
    for (; ; n++) map.set(`key number ${n}`, n)
  }).toThrow(new RangeError('ConcurrentStringMap.set: out of memory'))
  return { map, n }
}

describe('memory of keys', () => {
  test.each([
    ['short ones', 60, 2000],
    ['those of all sizes', 9000, 300],
  ])('stays as it is while keys come and go: %s', (_, longest, n) => {
    const heap = new SharedHeap()
    const map = new ConcurrentBytesMap({ heap, values: 'int32' })
    const random = randomly(5)
    const content = new Uint8Array(longest + 4)
    const keys: Uint8Array[] = []
    const churn = (steps: number) => {
      for (let i = 0; i < steps; i++) {
        const key = content.slice(0, 4 + random(longest))
        new DataView(key.buffer).setUint32(0, random(2 ** 32))
        const at = random(n)
        const old = keys[at]
        if (old !== undefined && !map.delete(old)) throw new Error('a key is not there')
        keys[at] = key
        map.set(key, i)
      }
    }
    churn(40 * n)
    const { bytes } = heap
    churn(60 * n)
    expect(map.size).toBe(n)
    // Of each size a few more at a time may be in use than ever before.
    expect(heap.bytes / bytes).toBeLessThan(1.15)
    for (const key of keys) if (!map.has(key)) expect(key).toBe('there')
    map.destroy()
    expect(heap.bytes).toBeLessThan(100_000)
  })

  test('of a long key is free when the key is gone, and that of one that is looked up at once', () => {
    const heap = new SharedHeap()
    const set = new ConcurrentStringSet({ heap })
    set.add('a')
    expect([...set]).toEqual(['a'])
    const { bytes } = heap
    const long = 'x'.repeat(100_000)
    for (const key of [long, `${long}ж`]) {
      for (let i = 0; i < 3; i++) {
        expect(set.has(key)).toBe(false)
        expect(heap.bytes).toBe(bytes)
        set.add(key)
        const held = heap.bytes
        expect(held - bytes).toBeGreaterThan(key.length)
        expect(set.addIfAbsent(key)).toBe(false)
        expect([...set].filter(each => each === key).length).toBe(1)
        expect(heap.bytes).toBe(held)
        set.delete(key)
        expect(heap.bytes).toBe(bytes)
      }
    }
    set.add(long)
    set.clear()
    expect(heap.bytes).toBe(bytes)
  })

  test('that is out is a RangeError, and what is there stays, and can go', () => {
    const small = new SharedHeap({ maximum: 2 ** 20 })
    const { map, n } = full(small)
    expect(n).toBeGreaterThan(10_000)
    expect(map.size).toBe(n)
    for (let i = 0; i < n; i++) if (map.get(`key number ${i}`) !== i) expect(map.get(`key number ${i}`)).toBe(i)
    expect(map.has(`key number ${n}`)).toBe(false)
    // Not even a place to look it up from.
    expect(() => map.has('x'.repeat(100_000))).toThrow(new RangeError('ConcurrentStringMap.has: out of memory'))
    let deleted = 0
    for (let i = 0; i < n; i += 2) if (map.delete(`key number ${i}`)) deleted++
    expect(deleted).toBe(Math.ceil(n / 2))
    for (let i = 0; i < n; i += 2) map.set(`KEY number ${i}`, i)
    expect(map.size).toBe(n)
    expect([...map.keys()].length).toBe(n)
    map.destroy()
    expect(small.bytes).toBeLessThan(100_000)
  })

  test('that runs out in a call for many keys leaves those before it, and tells how many', () => {
    const small = new SharedHeap({ maximum: 2 ** 20 })
    const map = new ConcurrentStringMap({ heap: small, values: 'int32' })
    const keys = Array.from({ length: 100_000 }, (_, i) => `key ${i}`)
    let error: unknown
    try {
      map.setMany(
        keys,
        keys.map((_, i) => i),
      )
    } catch (thrown) {
      error = thrown
    }
    expect(String(error)).toBe('RangeError: ConcurrentStringMap.setMany: out of memory')
    const { done } = error as { done: number }
    expect(done).toBeGreaterThan(10_000)
    expect(map.size).toBe(done)
    expect([map.get(keys[done - 1]!), map.get(keys[done]!)]).toEqual([done - 1, undefined])
  })

  test('of a thread goes on with its number', () => {
    let heap = new SharedHeap()
    const { handle } = heap
    let bytes = 0
    for (let i = 0; i < 4; i++) {
      const map = new ConcurrentStringMap({ heap, values: 'int32' })
      map.set('x'.repeat(20_000), 1)
      expect([...map.values()]).toEqual([1])
      map.destroy()
      if (i > 0) expect(heap.bytes).toBe(bytes)
      bytes = heap.bytes
      heap[Symbol.dispose]()
      heap = SharedHeap.attach(handle)
    }
  })
})

test('a reference to a record that is none any more does not lead beyond the memory', () => {
  const heap = new SharedHeap()
  const map = new ConcurrentStringMap({ heap, values: 'int32' })
  const key = 'a key of some length'
  map.set(key, 1)
  const { memory, address } = map.handle
  const words = new Uint32Array(memory.buffer)
  const slot = (words[(address + SEGMENTS) / 4]! + SLOTS) / 4
  const last = words.length - 2
  words.set(words.subarray(words[slot]! / 4, words[slot]! / 4 + 2), last)
  words[slot] = last * 4
  expect(map.get(key)).toBe(undefined)
})
