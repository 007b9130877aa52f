// Ordinary maps and sets in a shared heap, in one thread that is two: a second copy of the library has a part of its own in
// the memory, and with it another number. So everything that two threads can do to each other is done here in turns.

import { readFileSync } from 'node:fs'
import { describe, expect, test, vi } from 'vitest'
import { insideOf } from '../../src/body/door.js'
import { TABLE_MARK } from '../../src/generated/constants.js'
import * as library from '../../src/shared.js'
import { ConcurrentMapWriteError, type PlaceHandle, SharedHeap } from '../../src/shared.js'
import { randomly } from './jobs.js'

vi.resetModules()
const other = (await import('../../src/shared.js')) as typeof library

// That of the build, which is the embedded one unless a fault was planted.
const module = new WebAssembly.Module(readFileSync(new URL('../../build/tophash-shared.wasm', import.meta.url)))
await library.init(module)
await other.init(module)

const heap = new SharedHeap()
const VALUES = ['int32', 'uint32', 'float32', 'float64', 'bigint64', 'biguint64'] as const
type Values = (typeof VALUES)[number]
const valueFor = (values: Values, i: number) => (values.startsWith('big') ? BigInt(i % 1000) : i % 1000)
const KEYS = {
  Int32: (i: number) => Math.imul(i, 0x9e3779b1) | 0,
  Uint32: (i: number) => Math.imul(i, 0x9e3779b1) >>> 0,
  Float64: (i: number) => (i * 7) / 1024,
  BigInt64: (i: number) => BigInt(i) * -0x123456789n,
  BigUint64: (i: number) => BigInt(i) * 0x123456789n,
  String: (i: number) => `${i}${'-'.repeat(i % 70)}${i % 3 === 0 ? 'é' : i % 7 === 0 ? '漢' : ''}`,
  Bytes: (i: number) => new TextEncoder().encode(`${i}${'+'.repeat(i % 90)}`),
}
type Kind = keyof typeof KEYS
const KINDS = Object.keys(KEYS) as Kind[]

const newMap = (kind: Kind, values: Values, options = {}): any =>
  new (library as any)[`${kind}Map`]({ heap, values, ...options })
const newSet = (kind: Kind, options = {}): any => new (library as any)[`${kind}Set`]({ heap, ...options })
/** The same map or set as the other thread has it. */
const elsewhere = (map: any): any => (other as any)[map[Symbol.toStringTag]].attach(map.handle)

const text = (key: unknown) => (key instanceof Uint8Array ? `bytes ${key}` : `${typeof key} ${String(key)}`)
const MISSING: Record<Values, unknown> = {
  int32: -0x7ffffffd,
  uint32: 0x80000003,
  float32: Number.NaN,
  float64: Number.NaN,
  bigint64: -0x7ffffffffffffffdn,
  biguint64: 0x8000000000000003n,
}

/** Puts the mark of a thread into a table, as if that had begun to write. */
function mark(map: any, thread: number | undefined): void {
  const { table } = insideOf(map) as { table: number }
  const { memory } = map.handle as PlaceHandle
  new Int32Array(memory.buffer)[(table + TABLE_MARK) / 4] = thread === undefined ? 0 : thread + 1
}
const markOf = (map: any): number => {
  const { table } = insideOf(map) as { table: number }
  return new Int32Array(map.handle.memory.buffer)[(table + TABLE_MARK) / 4]!
}

function caught(run: () => unknown): unknown {
  try {
    run()
  } catch (error) {
    return error
  }
  return undefined
}

describe.each(KINDS)('%sMap in two threads', kind => {
  test.each(VALUES)('of %s does what a Map does, whoever does it', values => {
    const map = newMap(kind, values)
    const both = [map, elsewhere(map)]
    const oracle = new Map<string, [unknown, unknown]>()
    const random = randomly(kind.length * 64 + values.length)
    for (let step = 0; step < 4000; step++) {
      const one = both[random(2)]
      const key = KEYS[kind](random(step < 2000 ? 900 : 300))
      const name = text(key)
      const value = random(40) === 0 ? MISSING[values] : valueFor(values, random(1000))
      switch (random(7)) {
        case 0:
        case 1:
        case 2:
          one.set(key, value)
          oracle.set(name, [key, value])
          break
        case 3:
          expect(one.delete(key)).toBe(oracle.delete(name))
          break
        case 4: {
          const before = oracle.get(name)?.[1]
          if (before !== undefined && Object.is(before, MISSING[values])) break
          const sum = (before ?? valueFor(values, 0)) as number
          const by = valueFor(values, 3) as number
          expect(one.increment(key, by)).toBe(sum + by)
          oracle.set(name, [key, sum + by])
          break
        }
        default:
          expect(one.get(key)).toEqual(oracle.get(name)?.[1])
          expect(one.has(key)).toBe(oracle.has(name))
      }
    }
    for (const one of both) {
      expect(one.size).toBe(oracle.size)
      expect(new Map([...one].map(([k, v]: [unknown, unknown]) => [text(k), v]))).toEqual(
        new Map([...oracle].map(([name, [, v]]) => [name, v])),
      )
    }
    const copy = both[1].clone()
    expect(copy.equals(map)).toBe(true)
    both[1].clear()
    expect([map.size, [...map].length, copy.size]).toEqual([0, 0, oracle.size])
  })

  test('answers calls for many keys, with what the other one has stored', () => {
    const map = newMap(kind, 'int32')
    const twin = elsewhere(map)
    const keys = Array.from({ length: 3000 }, (_, i) => KEYS[kind](i))
    const column = { Int32: Int32Array, Uint32: Uint32Array, Float64: Float64Array }[kind as 'Int32']
    const all: any = column === undefined ? keys : column.from(keys as number[])
    twin.setMany(
      all,
      Int32Array.from(keys, (_, i) => (i === 17 ? -0x7ffffffd : i)),
    )
    expect(map.size).toBe(3000)
    expect([map.get(keys[17]), map.get(keys[18])]).toEqual([-0x7ffffffd, 18])
    map.incrementMany(all.slice(100, 200), 1000)
    expect([...twin.getMany(all).slice(98, 102)]).toEqual([98, 99, 1100, 1101])
    expect(twin.deleteMany(all.slice(0, 10))).toBe(10)
    expect([...map.hasMany(all).slice(8, 12)]).toEqual([0, 0, 1, 1])
    const { keys: drained, values } = map.toArrays()
    expect([drained.length, values.length]).toEqual([2990, 2990])
  })

  test('an iterator sees what the other one does meanwhile', () => {
    const map = newMap(kind, 'int32')
    const twin = elsewhere(map)
    for (let i = 0; i < 500; i++) map.set(KEYS[kind](i), 0)
    const seen = new Map<string, number>()
    let first = true
    for (const [key, value] of map) {
      expect(seen.has(text(key))).toBe(false)
      seen.set(text(key), value)
      if (!first) continue
      first = false
      for (let i = 0; i < 500; i++) {
        if (i % 2 === 0) twin.delete(KEYS[kind](i))
        else twin.set(KEYS[kind](i), i)
      }
    }
    // The first entry was handed out before.
    expect(seen.size).toBeLessThanOrEqual(251)
    for (let i = 1; i < 500; i += 2) {
      const value = seen.get(text(KEYS[kind](i)))
      expect(value === i || value === 0, `${i}: ${value}`).toBe(true)
    }
    expect([...seen.values()].filter(value => value === 0).length).toBeLessThanOrEqual(1)
    const rest = map.keys()
    rest.next()
    twin.clear()
    expect(rest.next().done).toBe(true)
  })

  test('grows, shrinks and is reserved by either', () => {
    const map = newMap(kind, 'float64', { capacity: 100 })
    const twin = elsewhere(map)
    twin.reserve(5000)
    const { buckets } = map.stats()
    for (let i = 0; i < 5000; i++) (i % 2 ? map : twin).set(KEYS[kind](i), i)
    expect(twin.stats().buckets).toBe(buckets)
    for (let i = 0; i < 5000; i++) if (map.get(KEYS[kind](i)) !== i) expect(map.get(KEYS[kind](i))).toBe(i)
    for (let i = 10; i < 5000; i++) map.delete(KEYS[kind](i))
    twin.shrink()
    expect(map.stats().buckets).toBeLessThan(buckets)
    expect([map.size, map.get(KEYS[kind](3)), twin.get(KEYS[kind](10))]).toEqual([10, 3, undefined])
  })
})

test.each(KINDS)('%sSet in two threads does what a Set does', kind => {
  const set = newSet(kind)
  const both = [set, elsewhere(set)]
  const oracle = new Set<string>()
  const random = randomly(kind.length)
  for (let step = 0; step < 3000; step++) {
    const one = both[random(2)]
    const key = KEYS[kind](random(700))
    if (random(3) > 0) {
      one.add(key)
      oracle.add(text(key))
    } else expect(one.delete(key)).toBe(oracle.delete(text(key)))
  }
  for (const one of both) expect(new Set([...one].map(text))).toEqual(oracle)
  const more = newSet(kind)
  more.addMany(Array.from({ length: 50 }, (_, i) => KEYS[kind](690 + i)))
  expect(both[1].union(more).size).toBe(new Set([...oracle, ...[...more].map(text)]).size)
  expect(set.isSupersetOf(both[1])).toBe(true)
})

describe('keys of one length', () => {
  test('are so in each thread', () => {
    const map = newMap('Bytes', 'int32', { keyLength: 3 })
    map.set(new Uint8Array([1, 2, 3]), 7)
    const twin = elsewhere(map)
    expect(twin.get(new Uint8Array([1, 2, 3]))).toBe(7)
    expect(() => twin.set(new Uint8Array([1, 2]), 7)).toThrow(RangeError)
    const long = newMap('Bytes', 'int32', { keyLength: 300 })
    expect(() => elsewhere(long).set(new Uint8Array(299), 7)).toThrow(RangeError)
  })
})

describe('a mark', () => {
  const writes: [string, (map: any) => unknown][] = [
    ['set', map => map.set('a', 9)],
    ['delete', map => map.delete('a')],
    ['increment', map => map.increment('a')],
    ['setMany', map => map.setMany(['a'], [9])],
    ['incrementMany', map => map.incrementMany(['a'])],
    ['deleteMany', map => map.deleteMany(['a'])],
    ['clear', map => map.clear()],
    ['reserve', map => map.reserve(1000)],
    ['shrink', map => map.shrink()],
    ['destroy', map => map.destroy()],
  ]
  const reads: [string, (map: any) => unknown][] = [
    ['get', map => map.get('a')],
    ['get of another key', map => map.get('b')],
    ['has', map => map.has('a')],
    ['getMany', map => map.getMany(['a'])],
    ['hasMany', map => map.hasMany(['a'])],
    ['iteration', map => [...map]],
    ['forEach', map => map.forEach(() => {})],
    ['toArrays', map => map.toArrays()],
    ['clone', map => map.clone()],
    ['inspect', map => map.inspect()],
    ['getOrInsert', map => map.getOrInsert('a', 3)],
  ]

  test.each(writes)('of another thread: %s is a concurrent write, and does nothing', (_, write) => {
    const map: any = new library.StringMap([['a', 1]], { heap, values: 'int32' })
    const { handle } = map
    mark(map, 5)
    const error = caught(() => write(map)) as ConcurrentMapWriteError
    expect(error).toBeInstanceOf(ConcurrentMapWriteError)
    expect(error).toBeInstanceOf(Error)
    expect(error.name).toBe('ConcurrentMapWriteError')
    expect(error.message).toContain(
      'StringMap: concurrent map writes: thread 5 writes while thread 0 does; guard the map with a Mutex or an RWMutex',
    )
    expect(error.message).toContain('If thread 5 was terminated')
    expect([error.thread, error.writer]).toEqual([0, 5])
    mark(map, undefined)
    expect([...library.StringMap.attach(handle)]).toEqual([['a', 1]])
  })

  test.each(reads)('of another thread: %s is a read while somebody writes', (_, read) => {
    const map: any = new library.StringMap([['a', 1]], { heap, values: 'int32' })
    mark(map, 5)
    const error = caught(() => read(map)) as ConcurrentMapWriteError
    expect(error).toBeInstanceOf(ConcurrentMapWriteError)
    expect(error.message).toContain(
      'StringMap: concurrent map read and map write: thread 5 writes while thread 0 reads; ',
    )
    expect([error.thread, error.writer]).toEqual([0, 5])
    mark(map, undefined)
    read(map)
  })

  test('of another thread: an iterator that has read ahead takes part', () => {
    const map: any = new library.Int32Set([1, 2, 3], { heap })
    const keys = map.values()
    keys.next()
    mark(map, 5)
    expect(() => keys.next()).toThrow(ConcurrentMapWriteError)
    mark(map, undefined)
    expect([...keys].length).toBe(2)
  })

  test('of another thread: size is no read, as in Go', () => {
    const map: any = new library.Int32Set([1, 2, 3], { heap })
    mark(map, 5)
    expect(map.size).toBe(3)
  })

  test('of this thread was left by a write that was stopped: the next one goes on', () => {
    for (const use of [(map: any) => map.get(1), (map: any) => map.set(1, 2), (map: any) => [...map]]) {
      const map: any = new library.Int32Map([[1, 2]], { heap, values: 'int32' })
      mark(map, heap.thread)
      use(map)
      expect([markOf(map), map.get(1), map.size]).toEqual([0, 2, 1])
    }
  })

  test('of a thread that is known to have ended is taken over', () => {
    for (const use of [(map: any) => map.get(1), (map: any) => map.set(1, 2), (map: any) => [...map]]) {
      const map: any = new library.Int32Map([[1, 2]], { heap, values: 'int32' })
      const untouched: any = new library.BytesSet([new Uint8Array(3)], { heap })
      mark(map, 9)
      mark(untouched, 9)
      expect(() => use(map)).toThrow(ConcurrentMapWriteError)
      heap.recover(9)
      expect([markOf(map), markOf(untouched)]).toEqual([0, 0])
      use(map)
      expect([map.get(1), untouched.size]).toEqual([2, 1])
    }
  })

  test('is not there behind a write, whatever it was', () => {
    const map: any = new library.StringMap({ heap, values: 'int32' })
    for (const [, write] of writes.slice(0, 9)) {
      map.set('a', 1)
      write(map)
      expect(markOf(map)).toBe(0)
    }
    expect(() => map.increment('b', 2 ** 31)).toThrow(RangeError)
    map.set('a', 2 ** 31 - 1)
    expect(() => map.increment('a')).toThrow(RangeError)
    expect(() => map.reserve(2 ** 29)).toThrow(RangeError)
    expect(markOf(map)).toBe(0)
  })
})
