// A soak in short, of so many deeds rather than minutes: whatever was dropped is back, to the byte. And leaks are caught.

import './finalisers.js'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { bodyOf } from '../../src/body/door.js'
import { Handles } from '../../src/body/handles.js'
import { Heap, Int32Set } from '../../src/index.js'
import { theSpace } from '../space.js'
import { finalisers } from './finalisers.js'
import { judge, LEAST_SAMPLES, MEASURES } from './judge.js'
import { collect, handlesOf, measure, type Sample } from './meter.js'
import { Soak } from './soak.js'

const DEEDS = 3000
const SEED = 41

const heap = new Heap()

/**
 * Small tables share a finaliser, so the last that were dropped are held by the one that is being shared. This drops more,
 * until one is alone with a new one, and frees that.
 */
function freeSharers(options: { heap?: Heap }): void {
  const { reclaimer, exports } = (bodyOf(new Int32Set(options), 'engine').engine as any).space
  for (const before = reclaimer.shared; reclaimer.shared === before; ) new Int32Set([1], options)
  const { tables } = reclaimer.shared
  exports.tableDestroy(tables[0])
  tables[0] = 0
}

/** Bytes in use when all else was dropped. */
async function usedAfterAll(): Promise<{ shared: number; own: number }> {
  freeSharers({})
  freeSharers({ heap })
  await collect()
  return { shared: theSpace().exports.heapUsed(), own: heap.bytes }
}

/** Some deeds, each of which may be followed by another one. */
async function work(soak: Soak, deeds: number, after: () => void = () => {}): Promise<void> {
  for (let n = 0; n < deeds; n++) {
    soak.step()
    after()
    // Finalisers run between two tasks.
    if (n % 50 === 0) await new Promise(resolve => setImmediate(resolve))
  }
  soak.verify()
}

/** Works with maps that are gone when it returns. Returns what is in use then. */
async function round(seed: number, after?: (soak: Soak) => void): Promise<{ shared: number; own: number }> {
  await (async () => {
    const soak = new Soak(seed, heap)
    await work(soak, DEEDS, () => after?.(soak))
    expect(handlesOf(soak.residents.map(({ map }) => map)).lost).toBe(0)
    expect(Object.keys(soak.done).length).toBeGreaterThan(25)
  })()
  return usedAfterAll()
}

let restore: (() => void) | undefined

afterEach(() => {
  restore?.()
  restore = undefined
})

/** Replaces a method until the test is over. */
function replace(target: object, name: string, by: unknown): void {
  const own = Object.getOwnPropertyDescriptor(target, name)
  Object.defineProperty(target, name, { value: by, configurable: true, writable: true })
  restore = () => {
    if (own === undefined) delete (target as Record<string, unknown>)[name]
    else Object.defineProperty(target, name, own)
  }
}

describe('all is back', () => {
  let level: Awaited<ReturnType<typeof usedAfterAll>>

  beforeAll(async () => {
    // This has made the regions that calls for many keys keep.
    level = await round(SEED)
  }, 300_000)

  test('after another round', async () => {
    const { called } = finalisers
    expect(await round(SEED + 1)).toEqual(level)
    expect(finalisers.called).toBeGreaterThan(called)
  })

  test('not if somebody holds an iterator', async () => {
    const held: unknown[] = []
    const after = await round(SEED, ({ residents }) => {
      if (held.length === 0) held.push(residents[3]!.map.keys())
    })
    expect(after.shared).toBeGreaterThan(level.shared)
    expect(after.own).toBe(level.own)
    expect(held.length).toBe(1)
  })

  test('not if tables are not freed', async () => {
    replace(theSpace().reclaimer, 'free', () => {})
    const after = await round(SEED)
    expect(after.shared).toBeGreaterThan(level.shared)
    expect(after.own).toBe(level.own)
  })

  test('not if a handle is not given back', async () => {
    const soak = new Soak(SEED)
    replace(Handles.prototype, 'release', () => {})
    await work(soak, 500)
    expect((await measure(soak.residents, soak.operations, 0)).lost).toBeGreaterThan(0)
  })
})

describe('the judge', () => {
  const flat = (i: number): Sample => ({
    elapsed: i * 60,
    operations: (i + 1) * 1e6,
    rss: 2e8 + ((i * 7919) % 13) * 1e5,
    jsHeap: 3e7 + ((i * 31) % 11) * 1e4,
    code: 1e6,
    wasmMemory: 2 ** 30,
    wasmUsed: 7e6 + ((i * 17) % 7) * 1e5,
    heapUsed: 7e6 + ((i * 19) % 7) * 1e5,
    handles: 14_140 + (i % 3),
    lost: 0,
    registered: i * 1010 + 300,
    called: i * 1000,
    pending: 300 + (i % 5),
  })
  const samples = (change: (sample: Sample, i: number) => void = () => {}) =>
    Array.from({ length: 120 }, (_, i) => {
      const sample = flat(i)
      change(sample, i)
      return sample
    })
  const notFlat = (list: Sample[]) =>
    judge(list)
      .filter(({ isFlat }) => !isFlat)
      .map(({ name }) => name)

  test('says flat of what is, and of what is only so after a while', () => {
    expect(notFlat(samples())).toEqual([])
    const warming = samples((sample, i) => {
      if (i < 12) sample.rss -= 1e8
    })
    expect(notFlat(warming)).toEqual([])
  })

  const GROWING: [name: string, grow: (sample: Sample, i: number) => void][] = [
    ['resident bytes', (s, i) => (s.rss += i * 400_000)],
    ['bytes of the JavaScript heap but code', (s, i) => (s.jsHeap += i * 50_000)],
    ['bytes of linear memory', (s, i) => (s.wasmMemory += i < 60 ? 0 : 65536)],
    ['bytes used in linear memory', (s, i) => (s.wasmUsed += i * 30_000)],
    ['bytes used in the heap', (s, i) => (s.heapUsed += i * 30_000)],
    ['handles', (s, i) => (s.handles += i)],
    ['handles of no entry', (s, i) => (s.lost += i < 100 ? 0 : 1)],
    ['finalisers not called yet', (s, i) => (s.pending += i * 2)],
  ]

  test.each(GROWING)('sees that more and more is taken: %s', (name, grow) => {
    expect(notFlat(samples(grow))).toEqual([name])
  })

  test('has such a case of each measure', () => {
    expect(GROWING.map(([name]) => name)).toEqual(MEASURES.map(({ name }) => name))
  })

  test('refuses what stands still, and what is too short', () => {
    expect(() => judge(samples(s => (s.called = 0)))).toThrow('no finaliser was called')
    expect(() => judge(samples((s, i) => (s.operations = Math.min(i, 50))))).toThrow('no operation since sample 50')
    expect(() => judge(samples().slice(0, LEAST_SAMPLES - 1))).toThrow('too few')
  })
})
